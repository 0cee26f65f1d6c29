"""Which language is spoken."""

from __future__ import annotations

import pytest

from alegra_cli import i18n
from tests.cases import cases

CASES = [
    ({"LANG": "es_CO.UTF-8"}, "es"),
    ({"LANG": "en_US.UTF-8"}, "en"),
    ({"LANG": "fr_FR.UTF-8"}, "en"),
    ({}, "en"),
    ({"LC_MESSAGES": "es_MX", "LANG": "en_US"}, "es"),
    ({"LC_ALL": "en_US", "LC_MESSAGES": "es_MX"}, "en"),
    ({"LC_ALL": "", "LANG": "es"}, "es"),
    ({"LANGUAGE": "es:en", "LANG": "en_US.UTF-8"}, "es"),
    ({"LANGUAGE": "fr:es", "LANG": "en_US.UTF-8"}, "es"),
    ({"LANGUAGE": "es", "LC_ALL": "C.UTF-8"}, "en"),
    ({"LANG": "est_EE"}, "en"),
    ({"ALEGRA_LANG": "es", "LC_ALL": "en_US.UTF-8"}, "es"),
    ({"ALEGRA_LANG": "es-MX"}, "es"),
    ({"ALEGRA_LANG": "EN", "LANG": "es_CO"}, "en"),
    ({"ALEGRA_LANG": "fr", "LANG": "es_CO"}, "es"),
    ({"ALEGRA_LANG": "", "LANG": "es_CO"}, "es"),
]


@cases(("env", "language"), CASES, ids=[str(case[0]) for case in CASES])
def test_variables(env: dict[str, str], language: str) -> None:
    assert i18n.language_for(env, None) == language


def test_option_before_variable_before_configuration_before_locale() -> None:
    env = {"LANG": "es_CO.UTF-8"}
    assert i18n.language_for(env, None, "en") == "en"
    assert i18n.language_for({**env, "ALEGRA_LANG": "es"}, None, "en") == "es"
    assert i18n.language_for({**env, "ALEGRA_LANG": "es"}, "en", "es") == "en"


def test_a_machine_without_variables_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "system_locale", lambda: "es_MX")
    assert i18n.language_for({}, None) == "es"
    assert i18n.language_for({"LANG": "en_US"}, None) == "en"


def test_choices_read_as_a_sentence() -> None:
    assert i18n.either(["a"]) == "a"
    assert i18n.either(["a", "b", "c"]) == "a, b or c"
    i18n.use("es")
    assert i18n.either(["a", "b", "c"]) == "a, b o c"
