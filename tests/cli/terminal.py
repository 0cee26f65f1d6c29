"""A real pseudo terminal with the program in it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from typing import Any

from tests.cli.fork_server import PROGRAM, Forked, server_for

LONGEST = 30.0


def _as_a_terminal_starts_it() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """Runs `alegra` with stdin, stdout and stderr on one terminal of the given width.

    program: another one in its place, such as a shell. forks: whether a fork of the warm program
    may stand for a start, as with `tests.cli.conftest.Program`.
    """

    def __init__(
        self,
        line: Sequence[str],
        env: Mapping[str, str],
        width: int = 80,
        program: str = PROGRAM,
        forks: bool = True,
    ) -> None:
        self._end, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
        env = {"TERM": "xterm", **({} if "PAGER" in env else {"ALEGRA_PAGER": ""}), **env}
        streams: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), theirs)
        server = server_for(env) if forks and program == PROGRAM else None
        self.process: subprocess.Popen[bytes] | Forked
        if server is not None:
            self.process = server.start(line, env, owns_terminal=True, **streams)
        else:
            self.process = subprocess.Popen[bytes](
                [program, *line],
                env=env,
                start_new_session=True,
                preexec_fn=_as_a_terminal_starts_it,
                **streams,
            )
        os.close(theirs)
        self.output = ""

    def type(self, text: str | bytes) -> None:
        data = text.encode() if isinstance(text, str) else text
        while data:
            data = data[os.write(self._end, data[:1000]) :]

    def expect(self, text: str) -> None:
        """Until the terminal shows `text`."""
        until = time.monotonic() + LONGEST
        while text not in self.output:
            self._in_time(until, f"never shown: {text!r}")
            assert self._goes_on(), f"ended without {text!r}: {self.output!r}"

    def finish(self) -> int:
        """Until the program ends; its exit code."""
        until = time.monotonic() + LONGEST
        while self._goes_on():
            self._in_time(until, "never ended")
        os.close(self._end)
        self.output = self.output.replace("\r\n", "\n")
        return self.process.wait(LONGEST)

    def _in_time(self, until: float, what: str) -> None:
        if time.monotonic() > until:
            self.process.kill()
            self.process.wait(LONGEST)
            raise AssertionError(f"{what} in {LONGEST:g} s: {self.output!r}")

    def _goes_on(self) -> bool:
        """Reads what is there; whether there may be more."""
        # Asked before: between a read that finds nothing and the question for the end a program
        # may write its last words.
        ended = self.process.poll() is not None
        return self._read(1.0) or not ended

    def _read(self, seconds: float) -> bool:
        ready, _w, _x = select.select([self._end], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._end, 65536)
        except OSError:
            return False
        self.output += data.decode("utf-8", "replace")
        return bool(data)
