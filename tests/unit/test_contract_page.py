"""The page of the plugin contract tells every hook as it is, and its examples run."""

from __future__ import annotations

import inspect
import itertools
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pluggy
import pytest

from alegra_cli import declare, hookspecs
from alegra_cli.declare import received
from alegra_cli.sandbox.extension import Mount, Route
from tests.cases import cases

ROOT = Path(__file__).parents[2]
PAGES = ("docs/plugins.md", "docs/plugins.es.md")
HOOKS = {
    name: function
    for name, function in vars(hookspecs).items()
    if name.startswith("alegra_") and callable(function)
}
# Some of them are imported by whoever asks.
WORDS = {name: getattr(declare, name) for name in declare.__all__}
GIVES = (
    click.Command,
    Mount,
    received.InvoiceReader,
    *(one for one in WORDS.values() if isinstance(one, type)),
)


def signature(name: str) -> str:
    """``alegra_formats() -> list[Format]``, as an author writes it."""
    told = str(inspect.signature(HOOKS[name])).replace("Iterable[", "list[").replace("'", "")
    return name + told


@cases("page, name", itertools.product(PAGES, sorted(HOOKS)))
def test_every_hook_is_told_with_its_signature(page: str, name: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert f"**`{signature(name)}`**" in text
    groups = [line for line in text.splitlines() if line.startswith("| `alegra_cli.")]
    assert any(f"`{name}`" in line for line in groups), "its entry point's group is not told"


@pytest.mark.parametrize("page", PAGES)
def test_no_hook_is_told_that_is_not_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert set(re.findall(r"alegra_(?!cli\b)[a-z]+", text)) <= {*HOOKS, "alegra_plugins"}


def examples(page: str) -> Iterator[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    yield from re.findall(r"```python\n(.*?)```", text, re.DOTALL)


@cases(("page", "code"), [(page, code) for page in PAGES for code in examples(page)])
def test_an_example_is_a_plugin_that_loads(page: str, code: str) -> None:
    """Run as its own module, with the names that the page says are there."""
    module = ModuleType("an_example")
    names: dict[str, Any] = {**WORDS, "Mount": Mount, "Route": Route, "click": click}
    names |= {**vars(received), "Decimal": Decimal}
    vars(module).update(names, hookimpl=hookspecs.hookimpl)
    exec(compile(code, page, "exec"), vars(module))
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    manager.register(module)
    manager.check_pending()
    own = [name for name in HOOKS if f"def {name}(" in code]
    assert own, "an example without a hook shows nothing"
    for name in own:
        given = [item for items in getattr(manager.hook, name)() for item in items]
        assert given
        assert all(isinstance(item, GIVES) for item in given)


def test_every_hook_that_brings_something_has_an_example() -> None:
    shown = " ".join(examples(PAGES[0]))
    assert [name for name in HOOKS if f"def {name}(" not in shown] == []


def test_a_word_that_is_none_is_told_as_any_other_module_tells_it() -> None:
    with pytest.raises(ImportError, match="cannot import name 'Reciept'"):
        exec("from alegra_cli.declare import Reciept")
