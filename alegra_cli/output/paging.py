"""What is longer than the screen goes through a pager; what is not, does not."""

# By hand: `less -F` leaves short output alone, but the pagers that people name in PAGER do not,
# and neither click nor pydoc asks how long the output is.

from __future__ import annotations

import contextlib
import io
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO, cast

from alegra_cli.signals import Termination

LESS = "less"
# Colours as they are, end at once what fits, leave on the screen what was seen.
LESS_WISHES = "FRX"


def pager_line(env: Mapping[str, str], configured: object = None) -> list[str]:
    """The pager as a command line, empty for none.

    ``ALEGRA_PAGER``, then the configuration, then ``PAGER``, then ``less`` where there is one;
    an empty text, ``cat``, one that isn't there or can't be read, or a terminal that can't move
    its cursor mean none: what was read is shown in any case.
    """
    wishes = (env.get("ALEGRA_PAGER"), configured, env.get("PAGER"), LESS)
    try:
        line = shlex.split(str(next(wish for wish in wishes if wish is not None)))
    except ValueError:
        return []
    if not line or line == ["cat"] or env.get("TERM", "") in ("", "dumb"):
        return []
    return line if shutil.which(line[0], path=env.get("PATH")) else []


class TerminalScreen(io.TextIOBase):
    """A terminal that hands over to a pager once it is full.

    screen: the terminal. line: the pager. size: columns and lines of the terminal.
    """

    def __init__(
        self, screen: TextIO, line: Sequence[str], size: tuple[int, int], env: Mapping[str, str]
    ) -> None:
        self._screen = screen
        self._line = list(line)
        self._columns, self._lines = size
        self._env = {"LESS": LESS_WISHES, "LESSCHARSET": "utf-8", **env}
        self._waiting: list[str] = []
        self._height = 0
        self._pager: subprocess.Popen[bytes] | None = None
        self._gone = False

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if self._pager is not None:
            _hand(self._pager, text)
        elif self._gone:
            self._screen.write(text)
        else:
            self._waiting.append(text)
            self._height += sum(1 + len(line) // self._columns for line in text.split("\n"))
            self._height -= 1  # the last piece has no line end of its own
            if self._height >= self._lines:
                self._open()
        return len(text)

    def flush(self) -> None:
        into = self._pager.stdin if self._pager else None
        # Python flushes once more when it takes the object away, after `end` has closed the pipe.
        if into is not None and not into.closed:
            into.flush()

    def _open(self) -> None:
        try:
            self._pager = subprocess.Popen(self._line, stdin=subprocess.PIPE, env=self._env)
        except OSError:
            self._gone = True  # no pager after all: everything is still shown
            self._screen.write("".join(self._waiting))
        else:
            _hand(self._pager, "".join(self._waiting))
        self._waiting.clear()

    def end(self) -> None:
        """Show what is left, and wait until the person has left the pager."""
        self._screen.write("".join(self._waiting))
        self._screen.flush()
        if self._pager is None:
            return
        if self._pager.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                self._pager.stdin.close()
        while True:
            # Ctrl-C is the pager's own business while it has the screen.
            try:
                self._pager.wait()
                return
            except Termination:
                self._pager.terminate()
                raise
            except KeyboardInterrupt:
                continue


def _hand(pager: subprocess.Popen[bytes], text: str) -> None:
    """Raises ``BrokenPipeError`` once the person has left the pager."""
    if pager.stdin is not None:  # it was made with a pipe
        pager.stdin.write(text.encode("utf-8", "backslashreplace"))


@contextlib.contextmanager
def pager(stream: TextIO, line: Sequence[str], env: Mapping[str, str]) -> Iterator[TextIO]:
    """The stream, behind a pager where there is one and the stream is a real terminal."""
    try:
        size = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        yield stream
        return
    if not line or not size.columns or not size.lines:
        yield stream
        return
    screen = TerminalScreen(stream, line, (size.columns, size.lines), env)
    try:
        yield cast(TextIO, screen)
    finally:
        screen.end()
