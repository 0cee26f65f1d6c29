"""The names of the plugin contract are there, stay as they are, and are enough for our own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from alegra_cli.app import App
from alegra_cli.registry.contract_names import CONTRACT_NAMES
from contract_words import recorded, words
from tests.cases import cases

ROOT = Path(__file__).parents[2]
PAGES = ("docs/plugins.md", "docs/plugins.es.md")
ROW = re.compile(r"^\| `(alegra_cli[\w.]*)` \| (.*) \|$", re.MULTILINE)


def page_names(page: str) -> dict[str, set[str]]:
    """Module to its names, as the page's table has them."""
    text = (ROOT / page).read_text(encoding="utf-8")
    table = re.split(r"^## ", text, flags=re.MULTILINE)
    section = next(part for part in table if "`alegra_cli.hookspecs` | `hookimpl`" in part)
    names = {module: set(re.findall(r"`([^`]+)`", cell)) for module, cell in ROW.findall(section)}
    return {
        module: set(import_module(module).__all__) if own == {"__all__"} else own
        for module, own in names.items()
    }


CONTRACT = page_names(PAGES[0])


def test_both_languages_list_the_same() -> None:
    assert page_names(PAGES[1]) == CONTRACT


@cases("module", sorted(CONTRACT))
def test_every_name_is_there(module: str) -> None:
    there = import_module(module)
    assert [name for name in CONTRACT[module] - {"*"} if not hasattr(there, name)] == []


def test_an_author_who_imports_another_name_is_told_those_of_the_page() -> None:
    known = {f"alegra_cli.{module}": set(names) for module, names in CONTRACT_NAMES.items()}
    own = {module: names for module, names in CONTRACT.items() if module in known}
    assert known == own
    for module in CONTRACT.keys() - own.keys() - {"alegra_cli.testing.contract"}:
        assert CONTRACT[module] == set(import_module(module).__all__)


def imported(source: str) -> Iterator[tuple[str, str]]:
    """(module of the core, name) of everything that a source imports."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("alegra_cli"):
            yield from ((str(node.module), one.name) for one in node.names)
        if isinstance(node, ast.Import):
            yield from ((one.name, "") for one in node.names if one.name.startswith("alegra_cli"))


def sources() -> Iterator[tuple[str, str]]:
    """(place, source) of our own plugins, and of what their authors begin with."""
    for path in sorted((ROOT / "plugins").rglob("*.py")):
        if "build" in path.relative_to(ROOT).parts:  # what a build of the wheels left behind
            continue
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "alegra_cli/scaffold/files").glob("*.py.txt")):
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
    for page in ("docs/plugin-guide.md", "docs/plugin-guide.es.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        for code in re.findall(r"^```python.*?\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
            yield page, code


def test_plugins_import_what_the_page_lists_and_nothing_else() -> None:
    seen = [(place, *pair) for place, source in sources() for pair in imported(source)]
    assert len({place for place, _module, _name in seen}) > 60
    beyond = [
        f"{place}: from {module} import {name}"
        for place, module, name in seen
        if name not in CONTRACT.get(module, ())
    ]
    assert beyond == []


def test_no_word_of_version_1_goes_or_is_said_otherwise() -> None:
    """What is published stays; a new word is written into the record when it is published."""
    now = {(owner, word): (place, needed) for owner, word, place, needed in words()}
    for owner, word, place, needed in recorded():
        assert (owner, word) in now, f"{owner} no longer takes {word}"
        its_place, its_need = now[owner, word]
        assert its_place in (place, "positional"), f"{owner} takes {word} as a keyword only"
        assert its_need in (needed, "optional"), f"{owner} needs {word}"


def test_a_new_word_is_needed_by_nobody_and_takes_no_other_ones_place() -> None:
    before, now = recorded(), words()
    for name in {owner for owner, *_rest in before}:
        known = {word for owner, word, *_rest in before if owner == name}
        new = {word for owner, word, _p, needed in now if owner == name and needed == "needed"}
        assert new <= known, f"{name}: plugins that load today do not say it"
        order, its_order = (
            [word for owner, word, place, _n in rows if owner == name and place == "positional"]
            for rows in (before, now)
        )
        assert its_order[: len(order)] == order, f"{name}: said by their place"


def test_every_class_of_declarations_is_recorded() -> None:
    assert {owner for owner, *_rest in words()} - {owner for owner, *_rest in recorded()} == set()


@pytest.mark.parametrize("page", PAGES)
def test_what_a_command_may_ask_of_the_app_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    told = re.search(r"`ctx.obj`;(.*?)contrat?o?", text, re.DOTALL)
    assert told
    names = re.findall(r"`(\w+)`", told[1])
    assert names == ["session", "show_records", "show_record", "note", "say"]
    assert [name for name in names if not hasattr(App, name)] == []
