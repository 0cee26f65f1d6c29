"""What the tests share: a home for each, and the program in-process or as a process."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from alegra_cli.sandbox.database import open_books, reset
from alegra_cli.testing.chosen import API as API

# Enough to find what is wrong over many runs, and quick enough for each of them.
settings.register_profile("quick", max_examples=50, deadline=None)
settings.load_profile("quick")


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sandbox database with the Colombian company, made once."""
    path = tmp_path_factory.mktemp("filled") / "sandbox.sqlite3"
    reset(path, today=date.today())
    books = open_books(path)
    books.settings.set("rate_limit", 100_000)
    books.close()
    return path
