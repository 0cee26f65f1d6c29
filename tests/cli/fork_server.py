"""Runs of `alegra` that are forked from one that is warm: a process each, without its start.

A start takes six times as long as what most tests ask of it. `tests/cli/test_fork_server.py`
holds forks against starts.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import selectors
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import IO, Any

from alegra_cli.files import lock_on
from tests.cli.forked_alegra import LONGEST_FORK, USUAL, ask, can_fork

PROGRAM = str(Path(sys.executable).with_name("alegra"))
HERE = Path(__file__).parent
ROOT = str(HERE.parents[1])

# A stream that a run does not get, as a shell gives it none after ``>&-``.
CLOSED = -100

# How long a run may take of which no test says so itself, in seconds.
LONGEST = 60.0


class Forked:
    """A forked run: what tests need of a ``subprocess.Popen``, by the same names.

    No wait is without an end: `LONGEST` seconds where none are given, and then the run is killed.
    """

    returncode: int | None = None

    def __init__(
        self, line: Sequence[str], connection: socket.socket, pipes: Mapping[str, int]
    ) -> None:
        self.args = list(line)
        self._connection = connection
        self._unread = b""
        self.stdin = _pipe_file(pipes, "stdin", "wb")
        self.stdout = _pipe_file(pipes, "stdout", "rb")
        self.stderr = _pipe_file(pipes, "stderr", "rb")
        self.pid = self._number(LONGEST_FORK)

    def _number(self, seconds: float) -> int:
        """The next number that the server tells. Raises ``TimeoutExpired``."""
        until = time.monotonic() + seconds
        while b"\n" not in self._unread:
            self._connection.settimeout(max(until - time.monotonic(), 0.001))
            try:
                part = self._connection.recv(64)
            except TimeoutError:
                raise subprocess.TimeoutExpired(self.args, seconds) from None
            assert part, f"the fork server ended while this ran: {shlex.join(self.args)}"
            self._unread += part
        number, _end, self._unread = self._unread.partition(b"\n")
        return int(number)

    def wait(self, timeout: float = LONGEST) -> int:
        """Its exit code, -N for a signal N. Raises ``TimeoutExpired``, which names the line."""
        if self.returncode is None:
            self.returncode = self._number(timeout)
            self._connection.close()
        return self.returncode

    def poll(self) -> int | None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def send_signal(self, number: int) -> None:
        # Until the server has told its end nobody else can have the process id.
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def communicate(self, data: bytes = b"", timeout: float = LONGEST) -> tuple[bytes, bytes]:
        """All that it writes, while it is given `data`. Raises ``TimeoutExpired``."""
        until = time.monotonic() + timeout
        found = dict.fromkeys(("stdout", "stderr"), b"")
        with selectors.DefaultSelector() as ready:
            if self.stdin and not self.stdin.closed:
                os.set_blocking(self.stdin.fileno(), False)
                ready.register(self.stdin, selectors.EVENT_WRITE)
            for name in found:
                if pipe := getattr(self, name):
                    ready.register(pipe, selectors.EVENT_READ, name)
            while ready.get_map():
                keys = ready.select(max(until - time.monotonic(), 0))
                if not keys and time.monotonic() >= until:
                    raise subprocess.TimeoutExpired(self.args, timeout, found["stdout"])
                for key, _events in keys:
                    if key.data is None:
                        data = self._feed(data)
                        over = not data
                    else:
                        part = os.read(key.fd, 65536)
                        found[key.data] += part
                        over = not part
                    if over:
                        ready.unregister(key.fileobj)
                        getattr(self, key.data or "stdin").close()
        self.wait(max(until - time.monotonic(), 0.001))
        return found["stdout"], found["stderr"]

    def _feed(self, data: bytes) -> bytes:
        """What is left of `data`; nothing when the run reads no more."""
        assert self.stdin is not None
        try:
            return data[os.write(self.stdin.fileno(), data[:65536]) :]
        except BrokenPipeError:
            return b""

    def __enter__(self) -> Forked:
        return self

    def __exit__(self, *_problem: object) -> None:
        for pipe in (self.stdin, self.stdout, self.stderr):
            if pipe:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        self.wait(LONGEST)


def _pipe_file(pipes: Mapping[str, int], name: str, mode: str) -> IO[bytes] | None:
    return open(pipes[name], mode, buffering=0 if mode == "wb" else -1) if name in pipes else None


class ForkServer:
    """Started when it is first needed, once for all who know its folder.

    It ends when the process does that made the folder.
    """

    def __init__(self) -> None:
        self.companies = ""
        """The folder of the session's `Companies`: what a sandbox is made of in a fork."""
        self._ends: list[int] = []

    @cached_property
    def folder(self) -> str:
        """Where its socket is; set it to that of another process to have the same server.

        Of two pipes one ends with who made the folder, and the other one with the server.
        """
        # Beside the tests' own folders: the path of a socket may have a hundred bytes.
        folder = tempfile.mkdtemp(prefix="alegra-")
        for name in ("owner", "server"):
            os.mkfifo(Path(folder, name))
        # So that neither waits for the other end.
        self._ends.append(os.open(Path(folder, "owner"), os.O_RDWR))
        self._ends.append(os.open(Path(folder, "server"), os.O_RDONLY | os.O_NONBLOCK))
        atexit.register(self.end)
        return folder

    @cached_property
    def address(self) -> str:
        """Its socket, at which it listens."""
        address = Path(self.folder, "forks")
        with lock_on(Path(self.folder, "lock")):
            if not address.exists():
                self._listen(str(address))
        return str(address)

    def _listen(self, address: str) -> None:
        """Start it, and come back as soon as it can be asked."""
        folder = Path(self.folder)
        line = [sys.executable, str(HERE / "warm_program.py"), PROGRAM, address, ROOT]
        with (
            (folder / "owner").open("rb") as stdin,
            (folder / "server").open("wb") as stdout,
        ):
            environment = {"PATH": os.environ["PATH"], "HOME": self.folder, **USUAL}
            streams: dict[str, Any] = {"stdin": stdin, "stdout": stdout}
            subprocess.run(
                line, env=environment, cwd=folder, **streams, timeout=LONGEST, check=True
            )

    @property
    def pid(self) -> int:
        return int(Path(self.address).with_suffix(".pid").read_text(encoding="ascii"))

    @cached_property
    def folder_of_alegra(self) -> str:
        """A folder for a shell's PATH with an `alegra` that asks for a fork.

        And with the tests' own `python3`: one that chooses among versions, as pyenv's does, takes
        five times as long.
        """
        # Of this process alone: another one may be at the same.
        folder = Path(tempfile.mkdtemp(prefix="bin-", dir=self.folder))
        asking = [
            sys.executable,
            "-IS",
            str(HERE / "forked_alegra.py"),
            PROGRAM,
            self.address,
            ROOT,
            self.companies,
        ]
        script = folder / "alegra"
        script.write_text(f'#!/bin/sh\nexec {shlex.join(asking)} "$@"\n', encoding="utf-8")
        script.chmod(0o755)
        (folder / "python3").symlink_to(os.path.realpath(sys.executable))
        return str(folder)

    def end(self) -> None:
        """End it, and wait until it and all that it forked are gone."""
        owner, server = self._ends
        os.close(owner)
        if Path(self.folder, "forks").exists():
            with selectors.DefaultSelector() as ends:
                ends.register(server, selectors.EVENT_READ)
                assert ends.select(LONGEST), "the fork server did not end"
        os.close(server)
        shutil.rmtree(self.folder)

    def start(
        self,
        line: Sequence[str],
        env: Mapping[str, str],
        cwd: Path | str = ".",
        stdin: int | None = None,
        stdout: int | None = None,
        stderr: int | None = None,
        module: str = "alegra_cli.cli",
        owns_terminal: bool = False,
    ) -> Forked:
        """Fork a run of ``alegra LINE``; the rest as ``subprocess.Popen`` takes it, or `CLOSED`.

        module: the one whose `main` runs. owns_terminal: whether stdin is a terminal that the run
        has to itself, as a shell's own program has.
        """
        ours: dict[str, int] = {}
        theirs: list[int] = []
        with contextlib.ExitStack() as stack:
            for name, number, how in (
                ("stdin", 0, stdin),
                ("stdout", 1, stdout),
                ("stderr", 2, stderr),
            ):
                theirs.append(_stream(name, number, how, theirs, ours, stack))
            folder = os.path.abspath(cwd)
            closed = [n for n, how in enumerate((stdin, stdout, stderr)) if how == CLOSED]
            connection = ask(
                self.address,
                module,
                line,
                env,
                folder,
                theirs,
                self.companies,
                owns_terminal,
                closed,
            )
        return Forked(["alegra", *line], connection, ours)


def _stream(
    name: str,
    number: int,
    how: int | None,
    theirs: Sequence[int],
    ours: dict[str, int],
    stack: contextlib.ExitStack,
) -> int:
    """The descriptor that the run gets; the other end of a new pipe goes into `ours`."""
    if how is None:
        return number
    if how == subprocess.STDOUT:
        return theirs[1]
    if how in (subprocess.DEVNULL, CLOSED):
        opened = os.open(os.devnull, os.O_RDWR)
        stack.callback(os.close, opened)
        return opened
    if how != subprocess.PIPE:
        return how
    reads, writes = os.pipe()
    their, ours[name] = (reads, writes) if name == "stdin" else (writes, reads)
    stack.callback(os.close, their)
    return their


SERVER = ForkServer()


def python(code: str, *words: str, env: Mapping[str, str] = os.environ, **how: Any) -> Forked:
    """``python -c CODE WORD…`` in a fork, where all that is ours is imported already."""
    variables = {**env, "PYTHONPATH": ROOT}
    return SERVER.start((code, *words), variables, module="tests.cli.forked_code", **how)


def server_for(environment: Mapping[str, str]) -> ForkServer | None:
    """It, where a fork is what a start with these variables is; None where only a start is."""
    return SERVER if can_fork(environment, ROOT) else None
