"""What the tests share: a home for each, and the program in-process or as a process."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import responses
from hypothesis import settings

from alegra_cli import i18n
from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.fresh import reset
from alegra_cli.testing import Runner

# Enough to find what is wrong over many runs, and quick enough for each of them.
settings.register_profile("quick", max_examples=50, deadline=None)
settings.load_profile("quick")

API = "https://api.alegra.com/api/v1"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A test that changes the language changes it for itself."""
    i18n.use("en")
    yield
    i18n.use("en")


@pytest.fixture
def alegra(tmp_path: Path) -> Runner:
    """The program, in-process, in an empty home."""
    return Runner(tmp_path)


@pytest.fixture
def api() -> Iterator[responses.RequestsMock]:
    """The network: a request without a stub fails, and so does a stub without a request."""
    with responses.RequestsMock(assert_all_requests_are_fired=True) as mock:
        yield mock


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sandbox database with the Colombian company, made once."""
    path = tmp_path_factory.mktemp("filled") / "sandbox.sqlite3"
    reset(path, today=date.today())
    books = Books(path)
    books.settings.set("rate_limit", 100_000)
    books.close()
    return path
