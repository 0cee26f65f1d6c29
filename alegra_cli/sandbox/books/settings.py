"""The switches of a sandbox, kept in its database."""

from __future__ import annotations

from typing import Any

from alegra_cli import exact
from alegra_cli.sandbox.books.store import Store

DEFAULTS: dict[str, Any] = {
    "rate_limit": 150,
    "rate_window": 60,
    "withheld": [],
    "forbidden": [],
    "uuid_ids": False,
    "authority": "accepts",
    "answer": "",
}
"""rate_limit: requests a window. rate_window: seconds. withheld, forbidden: path prefixes that
answer 402 and 403. uuid_ids: new records get UUIDs, as Alegra announced for 2025. authority: how
the tax authority behaves, one of `AUTHORITY`. answer: ``503`` or ``400:AEP1005``, what every
request is answered."""

AUTHORITY = ("accepts", "waits", "rejects", "silent", "half", "forgets", "times-out")
"""waits: a document stays in process until the authority accepts again. silent: documents are
processed, and the answer to a batch names none of them. half: only the first half of a batch is
processed, and the others are refused. forgets: all are processed, and every second one is left
out of the answer. times-out: all are processed, and the answer is a 504."""


class Switches:
    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, name: str) -> Any:
        row = self._store.database.execute(
            "SELECT value FROM settings WHERE name = ?", (f"switch {name}",)
        ).fetchone()
        return exact.loads(row[0]) if row else DEFAULTS[name]

    def set(self, name: str, value: Any) -> None:
        if name not in DEFAULTS:
            raise KeyError(name)
        with self._store.writing() as database:
            database.execute(
                "INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)",
                (f"switch {name}", exact.dumps(value)),
            )

    def all(self) -> dict[str, Any]:
        return {name: self.get(name) for name in DEFAULTS}
