"""What can be read only once: standard input, a pipe, ``<(…)``, ``/dev/stdin``."""

from __future__ import annotations

import contextlib
import os
import select
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TextIO

from alegra_cli.errors import UsageProblem
from alegra_cli.errors.unusable_files import unreadable
from alegra_cli.i18n import _

# Seconds until somebody has to have opened a named pipe for writing; how long the writer then
# takes is its own affair.
LONGEST_WAIT = 10.0
_STEP = 0.1
_BLOCK = 1 << 20


def read_once(name: str) -> bool:
    """Whether a name stands for something that is gone once it was read."""
    if name == "-":
        return True
    try:
        mode = os.stat(name).st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def display_name(name: str) -> str:
    """What messages call it."""
    return _("standard input") if name == "-" else name


@contextlib.contextmanager
def available(name: str, stdin: TextIO) -> Iterator[Path]:
    """A file that can be read several times; what can be read only once is kept meanwhile.

    Raises `UsageProblem` for one that can't be read, or that nobody writes to.
    """
    if not read_once(name):
        path = Path(name)
        try:
            with path.open("rb"):
                pass
        except (OSError, ValueError) as problem:
            raise unreadable(name, problem) from problem
        yield path
        return
    import tempfile  # on this path alone

    descriptor, temporary = tempfile.mkstemp(prefix="alegra-")
    try:
        with os.fdopen(descriptor, "wb") as kept:
            for piece in pieces(name, stdin):
                kept.write(piece)
        yield Path(temporary)
    finally:
        os.unlink(temporary)


def pieces(name: str, stdin: TextIO) -> Iterator[bytes]:
    """The bytes behind a name, from the first to the last. Raises `UsageProblem`."""
    if name == "-":
        binary = getattr(stdin, "buffer", None)
        if binary is None:  # a text that was put in its place
            yield stdin.read().encode(errors="surrogateescape")
        else:
            yield from _rest(binary)
        return
    try:
        if read_once(name) and stat.S_ISFIFO(os.stat(name).st_mode) and hasattr(os, "O_NONBLOCK"):
            yield from _of_pipe(name)
        else:
            with Path(name).open("rb") as content:
                yield from _rest(content)
    except (OSError, ValueError) as problem:
        raise unreadable(name, problem) from problem


def _rest(content: IO[bytes]) -> Iterator[bytes]:
    while piece := content.read(_BLOCK):
        yield piece


def _of_pipe(name: str) -> Iterator[bytes]:
    """To open a pipe waits for its writer, for ever; not to wait takes a look for one."""
    descriptor = os.open(name, os.O_RDONLY | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as content:
        yield _first_bytes(descriptor, name)
        os.set_blocking(descriptor, True)
        yield from _rest(content)


def _first_bytes(descriptor: int, name: str) -> bytes:
    """What was written so far, as soon as somebody has the other end."""
    watched = select.poll()
    watched.register(descriptor, select.POLLIN)
    end = time.monotonic() + LONGEST_WAIT
    while True:
        happened = watched.poll(_STEP * 1000)
        try:
            first = os.read(descriptor, 1 << 16)
        except BlockingIOError:
            return b""  # a writer is there, and has not written yet
        if first or happened:
            return first
        if time.monotonic() >= end:
            raise UsageProblem(
                _("Nobody writes to {file}; {seconds} seconds were waited for it.").format(
                    file=name, seconds=f"{LONGEST_WAIT:g}"
                ),
                _("It is a pipe: begin what writes to it first, or at the same time."),
            )
