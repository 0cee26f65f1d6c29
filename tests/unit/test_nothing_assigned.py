"""What a run is made of is made of what it needs: nobody else assigns to it afterwards."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.sources import PROGRAM, ROOT, nodes

OWNED = {"app", "screen", "connection"}
# A line that may be one: more of them than are.
ASSIGNMENT = re.compile(r"\b_*(app|screen|connection|obj)\b.*\.\w+.*=|setattr\(")


def assignments(source: str) -> Iterator[str]:
    """Those to an attribute of an app, a screen or a connection, however it is reached."""
    if not ASSIGNMENT.search(source):
        return  # it takes longer to parse than to look at
    for node in nodes(source):
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, (ast.AugAssign, ast.AnnAssign)):
            targets = [node.target]
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "setattr" and node.args:
            targets = [ast.Attribute(node.args[0], "any")]
        for target in targets:
            if isinstance(target, ast.Attribute):
                owner = ast.unparse(target.value).removeprefix("self.")
                if owner.rpartition(".")[2].lstrip("_") in OWNED or owner == "ctx.obj":
                    yield ast.unparse(target)


def test_an_assignment_is_seen() -> None:
    source = "app.screen.columns = 1\nself._connection.today += 1\nsetattr(app, 'a', 1)\nx.y = 1"
    assert list(assignments(source)) == [
        "app.any",
        "self._connection.today",
        "app.screen.columns",
    ]


def test_nothing_is_assigned_to_from_outside() -> None:
    assert {
        str(path.relative_to(ROOT)): found
        for path in PROGRAM
        if (found := [*assignments(path.read_text(encoding="utf-8"))])
    } == {}
