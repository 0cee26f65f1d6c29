"""What the tests share: a home for each, and the program in-process or as a process."""

from __future__ import annotations

import atexit
import gc
import hashlib
import itertools
import os
import re
import shutil
import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from alegra_cli.sandbox.database import open_books
from alegra_cli.testing.subjects import API as API
from tests.cli.fork_server import SERVER
from tests.companies import Companies

# Enough to find what is wrong over many runs, and quick enough for each of them. How long an
# example takes to be thought up says how busy the machine is, and is no reason to fail.
settings.register_profile(
    "quick", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("quick")
# Where all examples of a property may share what the test's own fixtures made.
SHARED_FIXTURES = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)

# Where Linux keeps files in memory. Every test makes a few and some make databases, and waiting
# for the disk took as long as the tests themselves.
IN_MEMORY = Path("/dev/shm")
ROOM = 2 << 30
FOLDERS = itertools.count()


def pytest_configure(config: pytest.Config) -> None:
    """Folders of tests lie in memory where there is room for them, unless somebody chose."""
    _heed_signals()
    if "forks" in (told := getattr(config, "workerinput", {})):
        SERVER.folder = told["forks"]
    if "PYTEST_DEBUG_TEMPROOT" not in os.environ and _is_roomy(IN_MEMORY):
        # Of this checkout alone: runs of another one must not clear them away.
        own = hashlib.sha256(str(Path(__file__).parent).encode()).hexdigest()[:8]
        folder = IN_MEMORY / f"alegra-tests-{own}"
        folder.mkdir(mode=0o700, exist_ok=True)
        os.environ["PYTEST_DEBUG_TEMPROOT"] = str(folder)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """One fork server for all workers: it takes as long to start as twenty forks."""
    if hasattr(os, "mkfifo"):  # there is none on Windows
        node.workerinput["forks"] = SERVER.folder


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """Half as many again as there are cores: one test in ten waits for another process.

    The variable of pytest-xdist goes before it.
    """
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    affinity = getattr(os, "sched_getaffinity", None)  # on Linux
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    return cores + cores // 2


def pytest_collection_finish() -> None:
    """What is there before the first test is looked through for garbage no more.

    Nor is anything at the end of the process, where nobody is told of it (see `remains`): a worker
    took two seconds for it.
    """
    gc.collect()
    gc.freeze()
    atexit.register(gc.freeze)


def _heed_signals() -> None:
    """What the tests start heeds Ctrl-C and SIGHUP, whoever runs the tests with both ignored.

    A shell ignores the first in its background, and nohup the second: for itself, and for
    everything that is started below. A handler of one's own is not handed on.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    hangup = getattr(signal, "SIGHUP", None)  # there is none on Windows
    if hangup is not None and signal.getsignal(hangup) is signal.SIG_IGN:
        # The run itself goes on without its terminal, as it was asked to.
        signal.signal(hangup, lambda _number, _frame: None)


def _is_roomy(folder: Path) -> bool:
    if not os.access(folder, os.W_OK):
        return False
    system = os.statvfs(folder)
    # Some tests run what they write, and containers often forbid that there.
    forbids = system.f_flag & getattr(os, "ST_NOEXEC", 0)
    return not forbids and system.f_bavail * system.f_frsize >= ROOM


@pytest.fixture(scope="session", autouse=True)
def remains() -> Iterator[None]:
    """What nobody closed is told of the last test; a worker tells nobody of it afterwards."""
    yield
    gc.collect()
    gc.freeze()


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pytest's own looks through the folders of all tests before it for the next number."""
    name = re.sub(r"\W", "_", request.node.name)[:30]
    return tmp_path_factory.mktemp(f"{name}-{next(FOLDERS)}", numbered=False)


@pytest.fixture(scope="session")
def companies(tmp_path_factory: pytest.TempPathFactory) -> Companies:
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # that of the session, and not of one of its workers
    return Companies(folder / "companies")


@pytest.fixture(scope="module")
def copied(companies: Companies) -> Iterator[None]:
    """Nobody waits for a company to be made that another test has made."""
    with companies.in_use():
        yield


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, companies: Companies) -> Path:
    """A sandbox database with the Colombian company, as it is today and without a quota."""
    path = tmp_path_factory.mktemp("filled") / "sandbox.sqlite3"
    shutil.copy(companies(today=date.today()), path)
    books = open_books(path)
    books.settings.set("rate_limit", 100_000)
    books.close()
    return path
