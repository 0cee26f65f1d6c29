"""The core knows no country by its name, and asks for no resource by one.

Where it would have to, the declarations lack a word: CONTRIBUTING.md says how one is added.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from alegra_cli.registry import Registry
from tests.sources import PROGRAM, ROOT, nodes

# The embedded Alegra, and what makes one.
APART = ("alegra_cli/sandbox/", "alegra_cli/builtin/sandbox.py", "plugins/")
COUNTRIES = frozenset(Registry({}).countries())
RESOURCES = frozenset(Registry({}).names())
# Keys of a bill's or a note's body, and of what is told of a document, that are called like one.
KEYS = frozenset({"bills", "categories", "items", "retentions", "taxes"})
RECEIVED = ("alegra_cli/received/", "alegra_cli/builtin/received/")
LOOKUPS = ("declaration", "resource")


def names(source: str, words: frozenset[str]) -> Iterator[str]:
    """The words that stand in the source as texts of their own, and resources asked for by one."""
    if not any(f'"{word}"' in source for word in words | RESOURCES):
        return  # to parse takes longer than to look
    for node in nodes(source):
        if isinstance(node, ast.Constant) and node.value in words:
            yield f"{node.lineno}: {node.value}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            text = node.args[0] if node.args else None
            if node.func.attr in LOOKUPS and isinstance(text, ast.Constant):
                yield f"{node.lineno}: {node.func.attr}({text.value!r})"


def test_names_are_found_where_they_decide() -> None:
    source = (
        'if country == "chile":\n    x = {"peru": "PEN"}\nregistry.declaration("bills")\n"a peru"'
    )
    assert sorted(names(source, COUNTRIES)) == ["1: chile", "2: peru", "3: declaration('bills')"]


def test_no_file_of_the_core_names_a_country_or_asks_for_a_resource_by_name() -> None:
    assert {"colombia", "panama"} < COUNTRIES
    assert {"bills", "contacts"} < RESOURCES
    found = []
    for file in PROGRAM:
        place = file.relative_to(ROOT).as_posix()
        if place.startswith(APART):
            continue
        words = COUNTRIES | (RESOURCES - KEYS if place.startswith(RECEIVED) else frozenset())
        found += [f"{place}:{one}" for one in names(file.read_text(encoding="utf-8"), words)]
    assert found == []
