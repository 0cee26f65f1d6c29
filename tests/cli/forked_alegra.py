"""Asking the fork server for a run; as a program, `alegra` for the shells of our documents.

Run as ``python -IS forked_alegra.py PROGRAM ADDRESS PYTHONPATH COMPANIES WORD…``. It imports what
it must and nothing more, since it starts for every line: so ``marshal``, between two of the same
interpreter.
"""

from __future__ import annotations

import marshal
import os
import socket
import sys
from collections.abc import Mapping, Sequence

# Whoever waits longer than this for the server to fork waits in vain, in seconds.
LONGEST_FORK = 30.0


# What the server's interpreter read when it started.
USUAL = {"PYTHONWARNINGS": "error"}


def can_fork(environment: Mapping[str, str], python_path: str) -> bool:
    """Whether a fork is what a start with these variables would be.

    python_path: where else the run may look for modules, those of the tests.
    """
    wanted = read_at_a_start(environment)
    return wanted in (USUAL, {**USUAL, "PYTHONPATH": python_path})


def read_at_a_start(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that the interpreter reads before the program begins."""
    found = {
        name: value
        for name, value in environment.items()
        if name.startswith(("PYTHON", "LC_")) or name == "LANG"
    }
    found.pop("PYTHON_KEYRING_BACKEND", None)  # keyring reads it, on first use
    if found.get("LC_CTYPE") == "C.UTF-8":
        del found["LC_CTYPE"]  # what the interpreter sets itself where nothing is
    return found


def ask(
    address: str,
    module: str,
    words: Sequence[str],
    environment: Mapping[str, str],
    folder: str,
    streams: Sequence[int],
    companies: str,
    owns_terminal: bool = False,
    closed: Sequence[int] = (),
) -> socket.socket:
    """A connection on which the server tells the process id, and later the exit code, in lines.

    module: the one whose `main` runs; that of the program, or one that does something to it.
    companies: the folder that its sandboxes are copied from, or nothing.
    owns_terminal: whether it leads a session of its own, on the terminal that is its stdin.
    closed: which of the streams it does not get, as after ``>&-``.
    When it is closed before that, the run is killed.
    """
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(LONGEST_FORK)
    connection.connect(address)
    said = marshal.dumps(
        (module, list(words), dict(environment), folder, companies, owns_terminal, list(closed))
    )
    socket.send_fds(connection, [len(said).to_bytes(4, "big")], streams)
    connection.sendall(said)
    return connection


def main() -> None:
    program, address, python_path, companies, *words = sys.argv[1:]
    if not can_fork(os.environ, python_path):
        os.execv(program, [program, *words])
    import signal

    run = (words, os.environ, os.getcwd(), (0, 1, 2), companies)
    waiting = ask(address, "alegra_cli.cli", *run)
    lines = waiting.makefile("rb")
    process = int(lines.readline())
    waiting.settimeout(None)  # whoever started this has an end for it
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _frame: os.kill(process, number))
    code = int(lines.readline())
    if code < 0:
        signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    os._exit(code)


if __name__ == "__main__":
    main()
