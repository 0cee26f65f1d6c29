"""Files that import each other can't be read one after the other, nor tested one without the other.

Imports inside functions count: they postpone a circle and do not open it. So does a module that is
named by a text to be imported later, and what is imported for the type checker alone: whoever reads
the one file has to read the other.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

import grimp
import pytest

from tests.sources import ROOT, nodes

SOURCES = {
    "alegra_cli": ROOT,
    "alegra_plugins": ROOT / "plugins",
    "alegra_eprovider": ROOT / "plugins" / "alegra-eprovider",
    "tests": ROOT,
}
# What is given to pytest is a run of its own, and no import.
RUN = "alegra_cli.testing"

Imports = dict[str, set[str]]


@cache
def imports() -> Imports:
    """Each module of the program, its plugins and its tests, and the ones that it imports."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [*map(str, SOURCES.values()), *sys.path])
        graph = grimp.build_graph(*SOURCES, exclude_type_checking_imports=False, cache_dir=None)
    return {
        module: {
            *graph.find_modules_directly_imported_by(module),
            *(name for name in texts(module) if name in graph.modules and name != module),
        }
        for module in graph.modules
    }


def texts(module: str) -> Iterator[str]:
    """What may be a module named by a text, as ``package.module`` or ``package.module:name``."""
    if module.startswith("tests."):  # a test names in a text what it starts elsewhere
        return
    path = SOURCES[module.partition(".")[0]].joinpath(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    content = file.read_text(encoding="utf-8")
    if not any(f'"{root}.' in content for root in SOURCES):  # which needs no parsing
        return
    for node in nodes(content):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            name = node.value.partition(":")[0]
            if "." in name and not name.startswith(RUN):
                yield name


def check(found: Imports) -> None:
    try:
        TopologicalSorter(found).prepare()
    except CycleError as problem:
        # Each one of the list is imported by the one after it.
        circle = "\n  imports ".join(reversed(problem.args[1]))
        pytest.fail(f"These files import each other in a circle:\n  {circle}", pytrace=False)


def test_no_file_of_the_program_imports_itself_by_way_of_others() -> None:
    found = imports()
    assert len(found) > 700
    assert {name.partition(".")[0] for name in found} == {*SOURCES}
    check(found)


def test_a_module_that_is_named_by_a_text_counts_as_imported() -> None:
    found = imports()
    assert "alegra_cli.builtin.init" in found["alegra_cli.cli"]
    assert "alegra_cli.output.table" in found["alegra_cli.output.formats"]
    assert "alegra_plugins.reports.aging" in found["alegra_plugins.reports.reports"]


def test_a_circle_is_named_in_the_order_of_its_imports() -> None:
    found = {"cli": {"app"}, "app": {"connection"}, "connection": {"session"}, "session": {"app"}}
    with pytest.raises(pytest.fail.Exception) as failure:
        check(found)
    names = str(failure.value).partition(":\n  ")[2].split("\n  imports ")
    assert names[0] == names[-1]
    assert all(other in found[one] for one, other in pairwise(names))
    assert set(names) == {"app", "connection", "session"}
