"""What the author of a plugin is told: what is wrong, where it stands, what to write instead."""

from __future__ import annotations

import pytest

from alegra_cli.testing import Runner
from tests.unit.conftest import Install
from tests.unit.test_registry import GOOD, IN_PLACE

pytestmark = pytest.mark.usefixtures("copied")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("alegra_cli.i18n import translate", "alegra_cli.i18n has: N_, _, language, ngettext."),
        ("alegra_cli.output import Writers", "(Writer?)"),
        ("alegra_cli.clock import Clocks", "cannot import name 'Clocks'"),
    ],
)
def test_a_wrong_name_of_a_module_is_told_with_those_of_the_contract(
    install: Install, alegra: Runner, line: str, words: str
) -> None:
    module = f"acme_tips_import_{line.split()[0].replace('.', '_')}"
    source = GOOD.replace(
        "from alegra_cli.hookspecs", f"from {line}\n    from alegra_cli.hookspecs"
    )
    install("acme-tips", "tips", module, source, installed_from=IN_PLACE)
    told = alegra("tips", "list").err
    assert (words in told, "has: ." in told) == (True, False), told
    assert f"{module}.py:3" in told.partition("Hint: Mend ")[2]
