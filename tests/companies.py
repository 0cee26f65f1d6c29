"""Sandbox companies of the tests, each made once for all processes of a session.

It imports nothing of the tests, since the fork server takes it from its file.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from alegra_cli.files import lock_on
from alegra_cli.sandbox import seed as seeding
from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.database import open_books
from alegra_cli.sandbox.seed import COUNTRIES, SIZES, populate


class Companies:
    """Databases by what they are made of: each made once, whoever asks for it first.

    They are shared by all processes of a session, so a test copies what it opens.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder

    def __call__(
        self, country: str = "colombia", *, today: date, seed: int = 1, size: str = "small"
    ) -> Path:
        file = self.folder / f"{country}-{seed}-{size}-{today}.sqlite3"
        with lock_on(file.with_suffix(".lock")):
            if not file.exists():
                # Elsewhere first: what was interrupted is no company.
                draft = file.with_suffix(".draft")
                draft.unlink(missing_ok=True)
                with contextlib.closing(open_books(draft)) as books:
                    populate(books, country, seed, size, today)
                draft.rename(file)
        return file

    def populate(
        self,
        books: Books,
        country: str = "colombia",
        seed: int = 1,
        size: str = "small",
        today: date | None = None,
    ) -> None:
        """Does what the program's own `populate` does, by a copy."""
        if country not in COUNTRIES or size not in SIZES:
            return populate(books, country, seed, size, today)
        file = self(country, today=today or date.today(), seed=seed, size=size)
        with contextlib.closing(sqlite3.connect(file)) as made:
            made.backup(books.store.database)
        return None

    @contextlib.contextmanager
    def in_use(self) -> Iterator[None]:
        """Every sandbox that the program makes in this process is such a copy."""
        seeding.populate = self.populate
        yield
        seeding.populate = populate
