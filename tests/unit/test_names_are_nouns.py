"""A bare participle greps like nothing, and a name of two classes says of neither what it is.

CONTRIBUTING.md has the rule. Locals may be called so, and functions that change what they get, as
`trimmed`, may have a participle that no other function of another subject would have.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.sources import PROGRAM, ROOT

# Those that each meant five things before they were exchanged.
BARE = {
    "allowed",
    "asked",
    "called",
    "chosen",
    "found",
    "given",
    "kept",
    "known",
    "listed",
    "made",
    "meant",
    "named",
    "opened",
    "posted",
    "printed",
    "said",
    "seen",
    "sent",
    "shown",
    "stored",
    "taken",
    "told",
    "wanted",
    "written",
}
# The contract has these words since its first version, or a library does.
PUBLISHED = {"alegra_cli/declare", "alegra_cli/testing/contract"}


class Definition(NamedTuple):
    name: str
    place: str


@cache
def all_definitions() -> list[tuple[Path, str, Definition]]:
    """(file, kind, definition) of them all; to parse them takes a while."""
    return [(file, *found) for file in PROGRAM for found in definitions(file)]


def definitions(file: Path) -> Iterator[tuple[str, Definition]]:
    """(kind, definition) of the module, its classes, functions and methods, and their fields."""
    where = str(file.relative_to(ROOT))
    yield "module", Definition(file.stem, where)
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            yield "class", Definition(node.name, f"{where}:{node.lineno}")
            for item in node.body:
                if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
                    yield "field", Definition(item.target.id, f"{where}:{item.lineno}")
                if isinstance(item, ast.FunctionDef):
                    yield "function", Definition(item.name, f"{where}:{item.lineno}")
        elif isinstance(node, ast.Module):
            for item in node.body:
                if isinstance(item, ast.FunctionDef):
                    yield "function", Definition(item.name, f"{where}:{item.lineno}")
        elif (
            isinstance(node, ast.Attribute)
            and isinstance(node.ctx, ast.Store)
            and isinstance(node.value, ast.Name)
            and node.value.id == "self"
        ):
            yield "field", Definition(node.attr, f"{where}:{node.lineno}")


def test_nothing_that_is_read_elsewhere_is_called_by_a_bare_participle() -> None:
    found = [
        f"{place} {kind} {name}"
        for file, kind, (name, place) in all_definitions()
        if not any(str(file.relative_to(ROOT)).startswith(folder) for folder in PUBLISHED)
        and name.strip("_").casefold() in BARE
    ]
    assert found == []


def test_no_two_classes_have_one_name() -> None:
    places = defaultdict(list)
    for _file, kind, (name, place) in all_definitions():
        if kind == "class" and not name.startswith("_"):
            places[name].append(place)
    assert len(places) > 250
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
