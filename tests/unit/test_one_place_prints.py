"""Stdout and stderr are the screen's: whoever else gets hold of one is here, with the reason."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.sources import PROGRAM, ROOT, nodes

# What prints by trade, and what is no part of a run.
APART = ("alegra_cli/output/", "alegra_cli/sandbox/", "alegra_cli/testing/")
REASONS = {
    "alegra_cli/app.py": "gives them to the screen",
    "alegra_cli/builtin/auth.py": "asks",
    "alegra_cli/builtin/init.py": "asks",
    "alegra_cli/cli.py": "makes the run of them, and ends it",
    "alegra_cli/commands/charting.py": "wants to know what letters it takes",
    "alegra_cli/commands/confirming.py": "asks",
    "alegra_cli/commands/exporting.py": "shows how far it is",
    "alegra_cli/companies/asking.py": "shows above a question what it is about",
    "alegra_cli/companies/runs.py": "shows how far it is",
    "alegra_cli/completion/__init__.py": "answers the Tab key before there is a screen",
    "alegra_cli/failing.py": "tells errors, those of the screen too",
    "alegra_cli/input/prompt.py": "asks",
}
STREAMS = {"stdout", "stderr"}
# What is asked of a stream, and writes nothing to it.
HARMLESS = {"isatty", "flush"}
# Those of another program are its output that was read.
OWNERS = re.compile(r"(.*\b_?app|self|sys|ctx\.obj)")
LIKELY = re.compile(r"\b(stdout|stderr|print|echo|secho)\b")


def holds(source: str) -> Iterator[str]:
    """Where a stream is handed on or written to, and what prints without naming one."""
    if not LIKELY.search(source):
        return  # it takes longer to parse than to look at
    tree = list(nodes(source))
    asked = {
        id(node.value) for node in tree if isinstance(node, ast.Attribute) and node.attr in HARMLESS
    }
    for node in tree:
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in ("print", "echo", "secho", "click.echo", "click.secho"):
                yield called
        if id(node) in asked:
            continue
        if isinstance(node, ast.Name) and node.id in STREAMS and isinstance(node.ctx, ast.Load):
            yield node.id
        if isinstance(node, ast.Attribute) and node.attr in STREAMS:
            owner = ast.unparse(node.value)
            if OWNERS.fullmatch(owner) and isinstance(node.ctx, ast.Load):
                yield f"{owner}.{node.attr}"


def test_a_hold_is_seen() -> None:
    source = (
        "app.stdout.write('x')\nself._app.stderr.isatty()\nprint('x')\nprocess.stdout.read()\n"
        "tell(sys.stderr)\nclick.echo('x')\nstderr.write('x')\napp.stdout.flush()"
    )
    found = ["app.stdout", "click.echo", "print", "stderr", "sys.stderr"]
    assert sorted(holds(source)) == found


def test_nothing_else_prints() -> None:
    found = {
        name: sorted(set(held))
        for file in sorted(PROGRAM)
        if not (name := str(file.relative_to(ROOT))).startswith(APART)
        and (held := list(holds(file.read_text())))
    }
    assert {name: held for name, held in found.items() if name not in REASONS} == {}
    assert set(REASONS) - set(found) == set(), "no reason without what it is given for"
