"""Records in SQLite: whole transactions, several processes, nothing lost.

Bodies are JSON text with exact numbers. A record is found by (resource, id) and listed in
the order it was made.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from alegra_cli import exact
from alegra_cli.sandbox.books.statements import CHANGE, INDEXED, SAVE, SAVE_SETTING, TABLES

SCHEMA = 2


class SandboxUnusable(Exception):
    """The database file is not a sandbox or can't be opened."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


def record_of(text: str) -> dict[str, Any]:
    """What was written as JSON and is none was damaged: told as SQLite tells it of a row."""
    try:
        record: dict[str, Any] = exact.loads(text)
    except ValueError as problem:
        raise sqlite3.DatabaseError("malformed JSON") from problem
    return record


def fold(text: Any) -> str:
    """Without accents and case, for searches."""
    plain = unicodedata.normalize("NFD", "" if text is None else str(text))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def digits(text: Any) -> str:
    """The significant digits of a number with a prefix, for searches."""
    return "".join(letter for letter in str(text or "") if letter.isdecimal()).lstrip("0")


class _Connection(sqlite3.Connection):
    """Closed when its thread is over or the program lets go of the books, since nobody else knows
    when that is; Python 3.13 and newer warn of one that is left open.
    """

    def __del__(self) -> None:
        with contextlib.suppress(sqlite3.Error):  # it belongs to a thread that is gone
            self.close()


class _Local(threading.local):
    """What is one thread's alone. depth: of its transactions. texts: what the one it is in read."""

    connection: _Connection | None = None
    depth = 0

    def __init__(self) -> None:
        self.texts: dict[tuple[str | int, ...], str | None] = {}


class Store:
    """One database; each thread has its own connection."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = _Local()
        if self._version() < SCHEMA:
            self._make_tables()

    def _version(self) -> int:
        version: int = self.database.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA:
            raise SandboxUnusable(self.path, f"its version is {version}, not {SCHEMA}")
        return version

    def _make_tables(self) -> None:
        with self.writing() as database:
            # Another process may have been as quick. A newer version has more tables; those that
            # are there stay as they are.
            if self._version() < SCHEMA:
                for statement in TABLES.split(";"):
                    database.execute(statement)
                database.execute(f"PRAGMA user_version = {SCHEMA}")

    @property
    def database(self) -> sqlite3.Connection:
        connection = self._local.connection
        if connection is None:
            connection = self._local.connection = self._connect()
        return connection

    def _connect(self) -> _Connection:
        try:
            database = sqlite3.connect(
                self.path, timeout=30, isolation_level=None, factory=_Connection
            )
            # Some network file systems refuse WAL; the rollback journal serves as well.
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
        except sqlite3.Error as problem:
            raise SandboxUnusable(self.path, str(problem)) from problem
        database.create_function("fold", 1, fold, deterministic=True)
        database.create_function("digits", 1, digits, deterministic=True)
        return database

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All or nothing; other writers wait. Nested ones belong to the outermost."""
        database = self.database
        if self._local.depth:
            yield database
            return
        database.execute("BEGIN IMMEDIATE")
        self._local.depth = 1
        self._local.texts = {}
        try:
            yield database
        except BaseException:
            database.execute("ROLLBACK")
            raise
        else:
            database.execute("COMMIT")
        finally:
            self._local.depth = 0

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Several statements that see the same records; nobody waits for them."""
        database = self.database
        if self._local.depth:
            yield database
            return
        database.execute("BEGIN")
        try:
            yield database
        finally:
            if database.in_transaction:  # not where the file failed so badly that it ended
                database.execute("COMMIT")

    def close(self) -> None:
        if self._local.connection is not None:
            self._local.connection.close()
            self._local.connection = None

    def get(self, resource: str, key: str, deleted: bool = False) -> dict[str, Any] | None:
        text = self.text(resource, key, deleted)
        return None if text is None else record_of(text)

    def text(self, resource: str, key: str, deleted: bool = False) -> str | None:
        """The record as it is kept."""
        return self._text(
            "SELECT body FROM records WHERE resource = ? AND id = ? AND deleted = ?",
            (resource, key, int(deleted)),
        )

    def setting(self, name: str) -> str | None:
        return self._text("SELECT value FROM settings WHERE name = ?", (name,))

    def settings(self, prefix: str) -> dict[str, str]:
        """Those whose names begin so."""
        rows = self.database.execute(
            "SELECT name, value FROM settings WHERE name >= ? AND name < ?", (prefix, prefix + "~")
        )
        return dict(rows.fetchall())

    def save_setting(self, name: str, value: str) -> None:
        self.database.execute(SAVE_SETTING, (name, value))
        if self._local.depth:
            self._local.texts[(name,)] = value

    def drop_setting(self, name: str) -> None:
        self.database.execute("DELETE FROM settings WHERE name = ?", (name,))
        self._local.texts.pop((name,), None)

    def _text(self, query: str, values: tuple[str | int, ...]) -> str | None:
        """Read once in a transaction, in which nobody else writes: a document asks for the company
        and the switches at every line.
        """
        local = self._local
        if local.depth and values in local.texts:
            return local.texts[values]
        row = self.database.execute(query, values).fetchone()
        text = str(row[0]) if row else None
        if local.depth:
            local.texts[values] = text
        return text

    def _forget(self, resource: str, key: str) -> None:
        for deleted in (0, 1):
            self._local.texts.pop((resource, key, deleted), None)

    def save(self, resource: str, key: str, record: dict[str, Any]) -> None:
        """Insert at the end, or replace in place."""
        text = exact.dumps(record)
        changed = self.database.execute(CHANGE, (text, resource, key))
        if not changed.rowcount:
            self.database.execute(SAVE, {"resource": resource, "id": key, "body": text})
        self._forget(resource, key)

    def remove(self, resource: str, key: str, soft: bool = False) -> None:
        """Forget a record; `soft` keeps it so that it can come back."""
        if soft:
            statement = "UPDATE records SET deleted = 1 WHERE resource = ? AND id = ?"
        else:
            statement = "DELETE FROM records WHERE resource = ? AND id = ?"
        self.database.execute(statement, (resource, key))
        self._forget(resource, key)

    def new_id(self, resource: str) -> str:
        """The next whole number; never one that was given before."""
        name = f"last id of {resource}"
        number = int(self.setting(name) or 0) + 1
        while self.database.execute(
            "SELECT 1 FROM records WHERE resource = ? AND id = ?", (resource, str(number))
        ).fetchone():
            number += 1
        self.save_setting(name, str(number))
        return str(number)

    def find(
        self,
        resource: str,
        where: str = "1",
        values: Sequence[Any] = (),
        order: str = "seq",
        limit: int = -1,
        offset: int = 0,
    ) -> list[dict[str, Any]]:
        """Records for which the SQL condition holds; `where` and `order` are never a client's."""
        chosen = (
            f"FROM records WHERE resource = ? AND deleted = 0 AND ({where}) "
            f"ORDER BY {order} LIMIT ? OFFSET ?"
        )
        query = f"SELECT body {chosen}"
        if order not in INDEXED:  # by their places: no body is sorted that is not asked for
            body = "(SELECT body FROM records WHERE rowid = place)"
            query = f"SELECT {body} FROM (SELECT rowid AS place {chosen})"
        rows = self.database.execute(query, (resource, *values, limit, offset))
        return [record_of(row[0]) for row in rows]

    def page(
        self,
        resource: str,
        condition: tuple[str, Sequence[Any]],
        order: str,
        limit: int,
        offset: int,
    ) -> tuple[list[dict[str, Any]], int]:
        """Some of the records that `find` gives, and how many there are, looked through once."""
        where, values = condition
        with self._reading() as database:
            rows = database.execute(
                "SELECT rowid FROM records WHERE resource = ? AND deleted = 0 "
                f"AND ({where}) ORDER BY {order}",
                (resource, *values),
            )
            places = [row[0] for row in rows]
            shown = places[offset : offset + limit]
            marks = ", ".join("?" * len(shown))
            bodies = f"SELECT rowid, body FROM records WHERE rowid IN ({marks})"
            texts = dict(database.execute(bodies, shown).fetchall())
        return [record_of(texts[place]) for place in shown], len(places)

    def parts(
        self, resource: str, paths: Sequence[str], where: str, values: Sequence[Any]
    ) -> list[list[Any]]:
        """Of records that `find` gives, the values at two paths or more; None for none."""
        wanted = ", ".join(f"'$.{path}'" for path in paths)
        # Of several paths SQLite makes an array, in which every number is as it was written.
        rows = self.database.execute(
            f"SELECT json_extract(body, {wanted}) FROM records "
            f"WHERE resource = ? AND deleted = 0 AND ({where}) ORDER BY seq",
            (resource, *values),
        )
        return [exact.loads(row[0]) for row in rows]

    def count(self, resource: str, where: str = "1", values: Sequence[Any] = ()) -> int:
        row = self.database.execute(
            f"SELECT COUNT(*) FROM records WHERE resource = ? AND deleted = 0 AND ({where})",
            (resource, *values),
        ).fetchone()
        return int(row[0])

    def keep_file(self, key: str, content: bytes) -> None:
        self.database.execute(
            "INSERT OR REPLACE INTO files (id, content) VALUES (?, ?)", (key, content)
        )

    def file(self, key: str) -> bytes | None:
        row = self.database.execute("SELECT content FROM files WHERE id = ?", (key,)).fetchone()
        return bytes(row[0]) if row else None

    def drop_file(self, key: str) -> None:
        self.database.execute("DELETE FROM files WHERE id = ?", (key,))

    def wipe(self) -> None:
        with self.writing() as database:
            for table in ("records", "movements", "files", "settings", "quota"):
                database.execute(f"DELETE FROM {table}")
            self._local.texts.clear()
