"""`alegra`, imported once, that forks for each run: the far side of `tests.cli.fork_server`.

Run as ``python warm_program.py PROGRAM ADDRESS PYTHONPATH``: the console script that it stands for,
the socket to listen on, and where runs may look for modules that say so. It goes on as a process of
its own when it listens, and ends, with all that it has forked, when its stdin does.

A fork is what the console script would be after its imports: the streams that the interpreter
made, handlers as they are at a start, no thread, and the way out through the interpreter's own
end. Nothing is called before the fork but imports, so no cache holds what another run asked for;
what is installed is looked up as well, since it is the same for every run along these paths.
"""

from __future__ import annotations

import os
import sys

# Before anything is imported: the program finds plugins along this path.
sys.path[0] = os.path.dirname(sys.argv[1])

import atexit
import contextlib
import fcntl
import gc
import importlib
import importlib.util
import io
import marshal
import pkgutil
import selectors
import signal
import socket
import termios
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import alegra_cli
import alegra_plugins
from alegra_cli.registry import entry_points
from alegra_cli.sandbox import seed

# What has to be there only where an extra is installed, or where tests are run.
LEFT_OUT = ("alegra_cli.assistant", "alegra_cli.testing", "alegra_cli.__main__")
# Imported before the first fork that has the word in its line: few have it, and it takes as long
# as all of the rest.
ON_DEMAND = {"mcp": "alegra_cli.assistant"}
# What the program imports only where it is asked for it.
LIBRARIES = ("jinja2.sandbox", "jmespath", "openpyxl", "ruamel.yaml", "xlsxwriter")
LONGEST_REQUEST = 20.0


def import_everything() -> None:
    for package in (alegra_cli, alegra_plugins):
        import_all(package)
    for name in LIBRARIES:
        importlib.import_module(name)


def import_all(package: ModuleType) -> None:
    for name in _modules(package.__path__, f"{package.__name__}."):
        importlib.import_module(name)


def import_for(words: Sequence[str], on_demand: dict[str, str]) -> None:
    """What a line needs beside the rest: once, and nothing where its extra is missing."""
    for word in {*on_demand}.intersection(words):
        with contextlib.suppress(ImportError):
            import_all(importlib.import_module(on_demand.pop(word)))
        gc.freeze()


def _modules(path: Sequence[str], prefix: str) -> Iterator[str]:
    for found in pkgutil.iter_modules(path, prefix):
        if found.name in LEFT_OUT:
            continue
        yield found.name
        if found.ispkg:
            package = importlib.import_module(found.name)
            yield from _modules(package.__path__, f"{found.name}.")


class Unasked(Exception):
    """Who asked was gone before it had said what for, as a program is that a test kills."""


class Request:
    """A run that is asked for: its words, environment and folder, and its three streams.

    Raises ``Unasked``.
    """

    def __init__(self, connection: socket.socket) -> None:
        connection.settimeout(LONGEST_REQUEST)
        self.streams: list[int] = []
        try:
            text = self._text(connection)
        except OSError:
            text = b""
        if not text:
            for stream in self.streams:
                os.close(stream)
            raise Unasked
        self.module: str
        self.words: list[str]
        self.environment: dict[str, str]
        self.folder: str
        self.companies: str
        self.owns_terminal: bool
        self.closed: list[int]
        (
            self.module,
            self.words,
            self.environment,
            self.folder,
            self.companies,
            self.owns_terminal,
            self.closed,
        ) = marshal.loads(text)

    def _text(self, connection: socket.socket) -> bytes:
        """All of it, or nothing."""
        length, self.streams, _flags, _address = socket.recv_fds(connection, 4, 3)
        text = b""
        while len(text) < int.from_bytes(length, "big"):
            part = connection.recv(65536)
            if not part:
                return b""
            text += part
        return text


class Server:
    """Forks for each request, and tells who asked the process id and then how it ended."""

    def __init__(self, listening: socket.socket) -> None:
        self._listening = listening
        self._ends, self._wakes = socket.socketpair()
        self._wakes.setblocking(False)
        self._running: dict[int, socket.socket] = {}
        self._ready = selectors.DefaultSelector()
        for source in (sys.stdin.fileno(), listening, self._ends):
            self._ready.register(source, selectors.EVENT_READ)

    def serve(self) -> Request | None:
        """Until stdin ends; in a fork, what it is to run."""
        signal.set_wakeup_fd(self._wakes.fileno())
        signal.signal(signal.SIGCHLD, lambda *_: None)
        # Ctrl-C in the tests' own terminal is for the tests.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        while True:
            sources = {key.fileobj for key, _events in self._ready.select()}
            if self._ends in sources:
                self._ends.recv(4096)
                self._reap()
            for process, connection in self._running.items():
                if connection in sources:  # who asked is gone
                    self._ready.unregister(connection)
                    os.kill(process, signal.SIGKILL)
            if self._listening in sources and (asked := self._fork()):
                return asked
            if sys.stdin.fileno() in sources:
                for process in self._running:
                    os.kill(process, signal.SIGKILL)
                self._close()
                return None

    def _fork(self) -> Request | None:
        connection, _address = self._listening.accept()
        try:
            request = Request(connection)
        except Unasked:
            connection.close()
            return None
        import_for(request.words, ON_DEMAND)
        process = os.fork()
        if process == 0:
            connection.close()
            self._become(request)
            return request
        for stream in request.streams:
            os.close(stream)
        self._running[process] = connection
        self._ready.register(connection, selectors.EVENT_READ)
        self._tell(connection, process)
        return None

    def _reap(self) -> None:
        while self._running:
            process, status = os.waitpid(-1, os.WNOHANG)
            if process == 0:
                return
            with self._running.pop(process) as connection:
                if connection in self._ready.get_map():
                    self._ready.unregister(connection)
                self._tell(connection, os.waitstatus_to_exitcode(status))

    @staticmethod
    def _tell(connection: socket.socket, number: int) -> None:
        with contextlib.suppress(OSError):  # who asked is gone
            connection.sendall(b"%d\n" % number)

    def _close(self) -> None:
        signal.set_wakeup_fd(-1)
        self._ready.close()
        for mine in (self._listening, self._ends, self._wakes, *self._running.values()):
            mine.close()

    def _become(self, request: Request) -> None:
        """What a process has that was started: its streams, environment, folder and handlers."""
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        # What the server froze stays so: looked through again, all of its memory would be copied.
        # What the run makes does not, so that its end complains of what nobody closed.
        gc.freeze = lambda: None
        self._close()
        for number, stream in enumerate(request.streams):
            os.dup2(stream, number)
        if request.owns_terminal:
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        _open_streams(request.closed)
        # The interpreter sets it where no locale is; no other one comes here.
        request.environment.setdefault("LC_CTYPE", "C.UTF-8")
        os.environ.clear()
        os.environ.update(request.environment)
        sys.path[1:1] = filter(None, request.environment.get("PYTHONPATH", "").split(os.pathsep))
        time.tzset()
        os.chdir(request.folder)
        if request.companies:
            copy_companies(request.companies)


def leave(end: SystemExit) -> None:
    """The interpreter's own end, but for the taking apart of every module.

    Threads are waited for, ``atexit`` is kept, what nobody closed is complained of, and streams
    that can't be flushed are left to the interpreter, which has a code of its own for them.
    """
    # No public name leads to it: pools of threads end only by what it calls first.
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    gc.collect()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except OSError:
        raise end from None
    os._exit(end.code if isinstance(end.code, int) else 1)


def _open_streams(closed: Sequence[int]) -> None:
    """As the interpreter opens them when it starts: what they lead to may be another kind."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        before = getattr(sys, name)
        if number in closed:
            os.close(number)
            setattr(sys, name, None)
            setattr(sys, f"__{name}__", None)
            continue
        stream = io.TextIOWrapper(
            os.fdopen(number, "wb" if number else "rb", closefd=False),
            before.encoding,
            before.errors,
            newline="\n",
            line_buffering=number == 2 or os.isatty(number),
        )
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def companies_of_the_tests() -> ModuleType:
    file = Path(__file__).parents[1] / "companies.py"
    made = importlib.util.spec_from_file_location("companies", file)
    assert made is not None
    assert made.loader is not None
    module = importlib.util.module_from_spec(made)
    made.loader.exec_module(module)
    return module


def copy_companies(folder: str) -> None:
    """Have no fork make a company anew that the tests have already."""
    seed.populate = COMPANIES.Companies(Path(folder)).populate


COMPANIES = companies_of_the_tests()


def main() -> None:
    program, address, python_path = sys.argv[1:]
    import_everything()
    for more in ([], [python_path]):
        sys.path[1:1] = more
        entry_points.points(entry_points.MAIN)
        del sys.path[1 : 1 + len(more)]
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen(64)
        # No fork has to look through what was there before it.
        gc.freeze()
        if process := os.fork():
            Path(address).with_suffix(".pid").write_text(str(process), encoding="ascii")
            os._exit(0)
        request = Server(listening).serve()
    if request is not None:
        sys.argv = [program, *request.words]
        try:
            importlib.import_module(request.module).main()
        except SystemExit as end:
            leave(end)


if __name__ == "__main__":
    main()
