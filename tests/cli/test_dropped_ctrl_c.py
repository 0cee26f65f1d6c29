"""A signal that comes while Python takes something apart, where it can raise nothing."""

from __future__ import annotations

import signal
import subprocess
from typing import Any

import pytest

from tests.cli.fork_server import python

# What is taken apart sends the signal itself, so that it always comes there.
PROGRAM = """\
import os, sys
from alegra_cli import signals
from alegra_cli.clock import Clock

class Thing:
    def __del__(self):
        os.kill(os.getpid(), int(sys.argv[1]))
        sum(range(10))
        print("never here", flush=True)

signals.listen()
try:
    thing = Thing()
    del thing
    Clock().sleep(20)
except KeyboardInterrupt as problem:
    print(type(problem).__name__, flush=True)
"""


@pytest.mark.parametrize(
    ("number", "heard"),
    [(signal.SIGINT, b"KeyboardInterrupt\n"), (signal.SIGTERM, b"Termination\n")],
    ids=["SIGINT", "SIGTERM"],
)
def test_it_is_heard_all_the_same(number: signal.Signals, heard: bytes) -> None:
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with python(PROGRAM, str(int(number)), **pipes) as program:
        assert program.communicate(timeout=10) == (heard, b"")


def test_any_other_exception_there_is_told_as_python_does() -> None:
    code = PROGRAM.replace("os.kill(os.getpid(), int(sys.argv[1]))", "1 / 0")
    with python(code.replace("sleep(20)", "sleep(0)"), stderr=subprocess.PIPE) as program:
        told = program.communicate(timeout=10)[1]
    assert b"ZeroDivisionError" in told
