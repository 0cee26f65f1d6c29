"""No test waits without an end: what hangs is told as what hung, and the others go on."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.sources import BESIDE, PROGRAM, ROOT, nodes

STARTS = {f"subprocess.{name}" for name in ("run", "call", "check_call", "check_output")}
# Of a process, a thread, a barrier or an event, each with the seconds as its only argument but
# for `communicate`, whose first is what it is given to read.
WAITS = ("wait", "communicate", "join")
LIKELY = re.compile(r"subprocess\.|\.(wait|communicate|join)\(")


def endless(source: str) -> Iterator[str]:
    """The calls that wait for as long as it takes."""
    if not LIKELY.search(source):
        return  # it takes longer to parse than to look at
    for node in nodes(source):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        said = {keyword.arg for keyword in node.keywords}
        seconds = "timeout" in said or None in said  # None: of ``**how``
        waits = node.func.attr in WAITS and (not node.args or node.func.attr == "communicate")
        if not seconds and (waits or ast.unparse(node.func) in STARTS):
            yield ast.unparse(node.func)


def test_a_wait_without_an_end_is_seen() -> None:
    source = (
        "subprocess.run(line)\nprocess.wait()\nprocess.communicate(b'x')\nthread.join()\n"
        "subprocess.run(line, timeout=5)\nprocess.wait(5)\nprocess.communicate(timeout=5)\n"
        "', '.join(words)\nsubprocess.run(line, **how)"
    )
    found = ["process.communicate", "process.wait", "subprocess.run", "thread.join"]
    assert sorted(endless(source)) == found


def test_every_wait_of_a_test_has_an_end() -> None:
    files = [*BESIDE, *PROGRAM]
    tests = [file for file in files if {"tests", "testing"} & {*file.relative_to(ROOT).parts[:-1]}]
    assert len(tests) > 100
    assert {
        str(file.relative_to(ROOT)): found
        for file in tests
        if (found := [*endless(file.read_text(encoding="utf-8"))])
    } == {}
