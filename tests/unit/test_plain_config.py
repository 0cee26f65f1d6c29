"""A configuration in plain letters is read by libyaml, and says what PyYAML makes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from alegra_cli.config import yaml as config_yaml
from alegra_cli.errors import ConfigProblem
from tests.cases import cases

WORDS = ("email", "token", "baseUrl")
OFFICE = """\
# kept by hand
defaultProfile: norte
profiles:
  norte:  # Colombia
    email: ana@norte.co
    token: 0012
    baseUrl: https://api.alegra.com/api/v1
  sur:
    email: ana@sur.mx
groups:
  all:
  - norte
  - sur
settings:
  pager: no
  limit: 1.50
  since: 2026-01-01
"""
PIECES = [
    *"ab1 .:/@#\n+=-",
    "\n  ",
    ": ",
    ":\n  ",
    "- ",
    "true",
    "null",
    "1.5",
    "2020-01-01",
    "---\n",
]


def reading_of(text: str) -> Any:
    """The content with what YAML takes each value for, or what is told of the text."""
    try:
        return with_tags(config_yaml.content_of(text, Path("config.yaml"), WORDS))
    except ConfigProblem as problem:
        return str(problem)


def with_tags(value: Any) -> Any:
    if isinstance(value, dict):
        return [(key, with_tags(one)) for key, one in value.items()]
    if isinstance(value, list):
        return [with_tags(one) for one in value]
    return value, getattr(value, "tag", type(value))


def said_by_pyyaml(text: str) -> Any:
    with mock.patch.object(config_yaml, "plain_content", return_value=None):
        return reading_of(text)


def test_an_office_is_read_by_libyaml() -> None:
    assert config_yaml.plain_content(OFFICE, WORDS) is not None
    assert reading_of(OFFICE) == said_by_pyyaml(OFFICE)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.booleans())
def test_any_plain_text_says_the_same(text: str, below: bool) -> None:
    whole = OFFICE + text if below else text
    assert reading_of(whole) == said_by_pyyaml(whole)


@cases(
    "text",
    ["a: 'b'", "a: [b]", "a: é", "a:\tb", "a: b\r\n", "? a", "a: &b c", "- " * 100_000, "a: *b"],
)
def test_what_is_not_plain_is_left_to_pyyaml(text: str) -> None:
    """Lists in lists as well: not every libyaml knows an end of them but that of the stack."""
    assert config_yaml.INTRICATE.search(text)
    assert config_yaml.plain_content(text, WORDS) is None


def test_what_is_wrong_is_told_by_pyyaml() -> None:
    for text in ("a: b: c", "profiles: 3", "a: 1\na: 2", "profiles:\n  a:\n    email:\n      b: c"):
        assert config_yaml.plain_content(text, WORDS) is None
        assert "config.yaml, line " in reading_of(text)
