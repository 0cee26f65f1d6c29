"""Where in its source a plugin says a word, for its author."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path


def line_of(module: str, text: str, owner: str = "") -> str:
    """FILE:LINE where the module says the text, in the declaration called `owner` where it does.

    The file alone where it does not say it itself; empty where there is none.
    """
    file = getattr(sys.modules.get(module), "__file__", None)
    if not file:
        return ""
    try:
        tree = ast.parse(Path(file).read_text(encoding="utf-8"))
    except (OSError, ValueError, SyntaxError):
        return str(file)
    for nodes in (_of_owner(tree, owner), _of_call(tree, "Ref"), ast.walk(tree)):
        for node in nodes:
            if isinstance(node, ast.Constant) and node.value == text:
                return f"{file}:{node.lineno}"
    return str(file)


def class_line(owner: type) -> str:
    """FILE:LINE where a class is written."""
    file = getattr(sys.modules.get(owner.__module__), "__file__", None) or ""
    try:
        return f"{file}:{inspect.getsourcelines(owner)[1]}"
    except (OSError, TypeError):
        return file


def _of_owner(tree: ast.AST, owner: str) -> Iterator[ast.AST]:
    """What stands in the calls that begin with the text: ``Field("client", …)``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and first.value == owner:
                yield from ast.walk(node)


def _of_call(tree: ast.AST, name: str) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
            yield from ast.walk(node)
