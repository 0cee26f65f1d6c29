"""What a test takes of a module of ours is what other modules may take of it too."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.sources import BESIDE, ROOT, nodes

OURS = ("alegra_cli", "alegra_plugins")
PATCHES = ("setattr", "object", "delattr", "getattr")
# A name that begins so, in a source; to parse it takes longer than to look at it.
LIKELY = re.compile(r"\w\._[a-z0-9A-Z]|[\"']_[a-z]|import _", re.IGNORECASE)
# gettext's own name.
FREE = {"_"}


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name not in FREE


def privates(source: str) -> Iterator[str]:
    """The names of modules of ours that nobody else was meant to take."""
    if not LIKELY.search(source):
        return
    tree = list(nodes(source))
    modules = set()
    for node in tree:
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in OURS:
            yield from (one.name for one in node.names if is_private(one.name))
            # A class is called with a capital; a named tuple's `_fields` and `_replace` are public.
            modules |= {one.asname or one.name for one in node.names if one.name.islower()}
    for node in tree:
        if isinstance(node, ast.Attribute) and is_private(node.attr):
            if isinstance(node.value, ast.Name) and node.value.id in modules:
                yield ast.unparse(node)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(PATCHES):
            match node.args:
                case [ast.Name(id=owner), ast.Constant(value=str(name)), *_rest]:
                    if owner in modules and is_private(name):
                        yield f"{owner}.{name}"


def test_a_private_name_is_seen() -> None:
    source = (
        "from alegra_cli.update import installer\nfrom alegra_cli.x import _rows, Y\nimport os\n"
        "installer._name\nY._fields\nos._exit(1)\nmonkeypatch.setattr(installer, '_file', 1)\n"
        "installer.__name__\n"
    )
    assert sorted(privates(source)) == ["_rows", "installer._file", "installer._name"]


def test_no_test_takes_what_is_private() -> None:
    assert {
        str(file.relative_to(ROOT)): found
        for file in BESIDE
        if (found := [*privates(file.read_text(encoding="utf-8"))])
    } == {}
