"""A bare participle greps like nothing, and a name of two classes says of neither what it is.

CONTRIBUTING.md has the rule. Locals may be called so, and functions that change what they get, as
`trimmed`, may have a participle that no other function of another subject would have.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.sources import BESIDE, PROGRAM, ROOT, nodes

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
# What may be defined in a source, and more: to parse it takes longer than to look at it.
FORMS = (r"\n +(\w+): ", r"def +(\w+)", r"class +(\w+)", r"self\.(\w+)")
CLASS = re.compile(r"^ *class +(\w+)", re.MULTILINE)


class Definition(NamedTuple):
    name: str
    place: str


def definitions(file: Path, source: str) -> Iterator[tuple[str, Definition]]:
    """(kind, definition) of the module, its classes, functions and methods, and their fields."""
    where = str(file.relative_to(ROOT))
    yield "module", Definition(file.stem, where)
    for node in nodes(source):
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


def is_bare(name: str) -> bool:
    return name.strip("_").casefold() in BARE


def bare(file: Path, source: str) -> list[str]:
    """What a file defines by such a name."""
    names = {name for form in FORMS for name in re.findall(form, source)}
    seen = definitions(file, source if any(map(is_bare, names)) else "")
    return [f"{place} {kind} {name}" for kind, (name, place) in seen if is_bare(name)]


def test_nothing_that_is_read_elsewhere_is_called_by_a_bare_participle() -> None:
    ours = [
        file
        for file in (*PROGRAM, *BESIDE)
        if not any(str(file.relative_to(ROOT)).startswith(folder) for folder in PUBLISHED)
    ]
    assert len(ours) > 850
    assert [told for file in ours for told in bare(file, file.read_text(encoding="utf-8"))] == []


def test_a_bare_name_is_seen_wherever_it_is_defined() -> None:
    assert bare(ROOT / "made.py", "found = known(told)") == ["made.py module made"]
    for source, told in (
        ("class Known_: pass", "1 class Known_"),
        ("class A:\n    _found: int\n    sent = 1", "2 field _found"),
        ("class A:\n    def b(self):\n        self.c, self.Kept = 1, 2", "3 field Kept"),
        ("class A:\n    def told(self): pass", "2 function told"),
        ("def asked_(given): known = said(given)", "1 function asked_"),
        ("def b():\n    found: int = 1", ""),
    ):
        assert bare(ROOT / "a.py", source) == [f"a.py:{told}"] * bool(told)


def test_no_two_classes_have_one_name() -> None:
    places = defaultdict(list)
    for file in PROGRAM:
        for name in CLASS.findall(file.read_text(encoding="utf-8")):
            places[name].append(str(file.relative_to(ROOT)))
    assert len(places) > 250
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
