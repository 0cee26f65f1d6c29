"""Tell which functions of ours are longer than a screen; `make lint` runs it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = ("alegra_cli", "plugins", "tests", "tools")
MOST_LINES = 50


def too_long(text: str) -> Iterator[str]:
    """``name: lines`` of each function that has more, its decorators not among them."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MOST_LINES:
                yield f"{node.name}: {lines}"


def main() -> int:
    found = [
        f"{file.relative_to(ROOT)}: {told} lines, and {MOST_LINES} are the most"
        for folder in FOLDERS
        for file in sorted((ROOT / folder).rglob("*.py"))
        for told in too_long(file.read_text(encoding="utf-8"))
    ]
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
