"""The database of a sandbox: opened, made anew, or made on first use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from alegra_cli.files import lock_on, private_folder
from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.books.store import SandboxUnusable

DEFAULT_COUNTRY = "colombia"


def open_books(path: Path) -> Books:
    """The books at `path`, answered for by the route table.

    Raises `SandboxUnusable` when the file can't be used.
    """
    return Books(path, _answer)


def _answer(
    books: Books, method: str, path: str, query: Mapping[str, str], body: Any
) -> tuple[int, Any]:
    # Most of the routes' start-up is theirs alone: some commands only look into the store.
    from alegra_cli.sandbox.http.routes import answer

    return answer(books, method, path, query, body)


def reset(
    path: Path,
    country: str = DEFAULT_COUNTRY,
    seed: int = 1,
    size: str = "small",
    today: date | None = None,
) -> None:
    """Throw everything away and make the company that `seed` stands for.

    Raises ``ValueError`` for an unknown country or size, before anything is lost.
    """
    from alegra_cli.sandbox.seed import populate

    private_folder(path.parent)
    books = _usable(path)
    try:
        populate(books, country, seed, size, today)
    finally:
        # The last connection to close brings the write-ahead log into the file.
        books.close()


def _usable(path: Path) -> Books:
    """The books, or new ones in place of a file that can't be used: nothing in it is wanted."""
    try:
        return open_books(path)
    except SandboxUnusable:
        path.unlink()
        return open_books(path)


def ensure(path: Path, today: date) -> None:
    """Make the demo company if there is none; of two processes one makes it."""
    if path.exists():
        return
    private_folder(path.parent)
    with lock_on(path.with_suffix(".lock")):
        if not path.exists():
            # Elsewhere first: nobody may open a database that is only half filled.
            draft = path.with_suffix(".new")
            draft.unlink(missing_ok=True)
            reset(draft, today=today)
            draft.rename(path)
