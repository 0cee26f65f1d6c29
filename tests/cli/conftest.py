"""The installed `alegra` as a process, against the sandbox served on loopback."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest

from alegra_cli import exact
from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.database import open_books
from alegra_cli.testing import Result, Runner
from tests.cli.fork_server import LONGEST, PROGRAM, SERVER, Forked, server_for
from tests.cli.office import Office
from tests.companies import Companies
from tests.today import clock_of_today

Process = subprocess.Popen[bytes] | Forked


@attrs.define
class Program:
    """Runs `alegra` in a home of its own, each time as a process.

    forks: whether a fork of a warm program may stand for a start; where it would not be the same
    it never does. False where a start itself is what is tested.
    """

    home: Path
    env: dict[str, str] = attrs.field(factory=dict)
    forks: bool = attrs.field(default=True, kw_only=True)

    def __call__(self, *args: str, stdin: str = "", env: Mapping[str, str] | None = None) -> Result:
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        with self.start(*args, env=env, **pipes) as process:
            try:
                out, err = process.communicate(stdin.encode(), timeout=LONGEST)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
            assert process.returncode is not None
            return Result(process.returncode, out.decode(), err.decode())

    def start(self, *args: str, env: Mapping[str, str] | None = None, **how: Any) -> Process:
        """`how`: the streams, as ``subprocess.Popen`` takes them."""
        variables = self.variables() | dict(env or {})
        if self.forks and (server := server_for(variables)):
            return server.start(args, variables, **how)
        return subprocess.Popen([PROGRAM, *args], env=variables, **how)

    def variables(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "ALEGRA_LANG": "en",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "PYTHONWARNINGS": "error",
            **self.env,
        }

    def json(self, *args: str, **how: Any) -> Any:
        """The records that a command prints; fails the test if the command does."""
        result = self(*args, "-o", "json", **how)
        assert result.code == 0, result.err
        return exact.loads(result.out)


@attrs.define
class Inside(Program):
    """The same over the same wire without a process each, where no process is being tested."""

    def __call__(self, *args: str, stdin: str = "", env: Mapping[str, str] | None = None) -> Result:
        alegra = Runner(self.home, self.variables(), clock_of_today())
        return alegra(*args, stdin=stdin, env=env)


@attrs.frozen
class Served:
    """A sandbox that a process serves on loopback."""

    url: str
    email: str
    token: str
    database: Path

    @property
    def books(self) -> Books:
        return open_books(self.database)


Serve = Callable[..., Served]


@pytest.fixture(scope="module", autouse=True)
def copied(companies: Companies) -> Iterator[None]:
    """No test of the command line waits for a company to be made that another one has made."""
    SERVER.companies = str(companies.folder)
    with companies.in_use():
        yield


def serving(home: Path, filled: Path) -> Iterator[Served]:
    """Serve a copy of the filled sandbox until the test is over; it must end cleanly."""
    database = home / ".config" / "alegra-cli" / "sandbox.sqlite3"
    database.parent.mkdir(parents=True)
    shutil.copy(filled, database)
    program = Program(home)
    process = program.start("sandbox", "serve", "--port", "0", "-o", "json", stdout=subprocess.PIPE)
    assert process.stdout is not None
    told = exact.loads(process.stdout.readline())
    yield Served(told["url"], told["email"], told["token"], database)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=20) == 0
    process.stdout.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> Iterator[Served]:
    """One served sandbox for the tests of a module."""
    yield from serving(tmp_path_factory.mktemp("served"), filled)


def exported(served: Served) -> dict[str, str]:
    return {
        "ALEGRA_BASE_URL": served.url,
        "ALEGRA_EMAIL": served.email,
        "ALEGRA_TOKEN": served.token,
    }


@pytest.fixture
def alegra_on(served: Served, tmp_path: Path) -> Program:
    """The program with exported credentials for the served sandbox."""
    return Program(tmp_path, exported(served))


@pytest.fixture
def inside(served: Served, tmp_path: Path) -> Inside:
    """`alegra_on` without a process for each command."""
    return Inside(tmp_path, exported(served))


@pytest.fixture
def office(tmp_path: Path, filled: Path) -> Office:
    return Office(tmp_path, filled)
