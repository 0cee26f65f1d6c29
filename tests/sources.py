"""The files of the program, its plugins and what stands beside them, for tests that read code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
# What is built from a plugin lies beside it, and is the same once more.
PROGRAM = [
    file
    for folder in ("alegra_cli", "plugins")
    for file in sorted((ROOT / folder).rglob("*.py"))
    if "build" not in file.relative_to(ROOT).parts
]
BESIDE = [file for folder in ("tests", "tools") for file in sorted((ROOT / folder).rglob("*.py"))]


def nodes(source: str) -> Iterator[ast.AST]:
    """What `ast.walk` finds, but Load and Store: in another order, and in half of the time."""
    left: list[ast.AST] = [ast.parse(source)]
    while left:
        node = left.pop()
        yield node
        for field in node._fields:
            value = getattr(node, field, None)
            if isinstance(value, ast.AST):
                if field != "ctx":
                    left.append(value)
            elif isinstance(value, list):
                left += [item for item in value if isinstance(item, ast.AST)]
