"""No thread that a test starts keeps the run from its end when the test has failed."""

from __future__ import annotations

import ast
from pathlib import Path

TESTS = Path(__file__).parents[1]


def kept_alive(source: str) -> list[int]:
    """The lines of threads that the interpreter waits for when it ends."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [
        call.lineno
        for call in calls
        if ast.unparse(call.func).rpartition(".")[2] == "Thread"
        and "daemon=True" not in map(ast.unparse, call.keywords)
    ]


def test_threads_are_found() -> None:
    source = "Thread(target=f)\nthreading.Thread(target=f)\nThread(target=f, daemon=True)"
    assert kept_alive(source) == [1, 2]


def test_every_thread_of_a_test_ends_with_the_run() -> None:
    texts = {file: file.read_text(encoding="utf-8") for file in sorted(TESTS.rglob("*.py"))}
    found = {
        f"{file.relative_to(TESTS)}:{line}"
        for file, text in texts.items()
        if "Thread(" in text
        for line in kept_alive(text)
    }
    assert found == set()
