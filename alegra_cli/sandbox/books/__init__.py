"""The company's books: what the routes work on, and the way in without HTTP (S35, S36)."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from alegra_cli.exact import NUMBER, Number
from alegra_cli.sandbox.books.settings import UUID_SINCE, Switches
from alegra_cli.sandbox.books.store import Store, record_of
from alegra_cli.sandbox.books.uuid7 import uuid7
from alegra_cli.sandbox.http.refusals import Refusal, bad, missing

SandboxRefusal = Refusal
Answer = Callable[["Books", str, str, Mapping[str, str], Any], tuple[int, Any]]
"""What answers (books, method, path, query, body) with (status, body) below 400, or raises."""


class Books:
    """One sandbox.

    `call` goes straight to the routes: no credentials, no quota. `put` stores a record as it
    is, for what has no routes.
    """

    def __init__(self, path: Path, answer: Answer) -> None:
        """answer: the routes; handed in, since they in turn work on the books."""
        self.store = Store(path)
        self.settings = Switches(self.store)
        self.answer = answer

    def call(
        self,
        method: str,
        path: str,
        body: dict[str, Any] | None = None,
        query: Mapping[str, str] | None = None,
    ) -> Any:
        """The API's answer below 400. Raises `SandboxRefusal` for the others."""
        return self.answer(self, method, path, query or {}, body)[1]

    def put(self, resource: str, record: dict[str, Any]) -> str:
        key = str(record["code"] if resource == "currencies" else record.get("id", "1"))
        with self.store.writing():
            self.store.save(resource, key, record)
        return key

    def wipe(self) -> None:
        self.store.wipe()

    def close(self) -> None:
        self.store.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Many calls, all or nothing."""
        with self.store.writing():
            yield

    # What the routes ask of the books.

    @property
    def company(self) -> dict[str, Any]:
        return self.store.get("company", "1") or {}

    @property
    def country(self) -> str:
        return str(self.peek("company", "1").get("applicationVersion", ""))

    def peek(self, resource: str, key: str) -> Mapping[str, Any]:
        """A record for those who only look, shared with whoever asks until it changes; empty for
        none.
        """
        return _read(self.store.text(resource, key))

    def now(self) -> datetime:
        return datetime.now()

    def new_id(self, resource: str) -> str:
        """The next whole number, or a UUID of the seventh version, which sorts by its moment."""
        switch, since = self.settings.get("uuid_ids"), UUID_SINCE.get(resource)
        moment = self.now()
        if switch or (switch is None and since and moment.date().isoformat() >= since):
            return uuid7(moment, int(self.store.new_id("uuids")))
        return self.store.new_id(resource)

    def need(self, resource: str, key: str, noun: str) -> dict[str, Any]:
        """The record. Raises the 404 of the API."""
        record = self.store.get(resource, key)
        if record is None:
            raise missing(noun, key)
        return record

    def reference(self, resource: str, value: Any, what: str) -> dict[str, Any] | None:
        """The record that an id or ``{id}`` in a body points at; None for none.

        Raises a 400 that names the key when there is no such record.
        """
        text = self._reference(resource, value, what)
        return None if text is None else record_of(text)

    def seen_reference(self, resource: str, value: Any, what: str) -> Mapping[str, Any] | None:
        """The same for those who only look: a document points at the same few at every line."""
        text = self._reference(resource, value, what)
        return None if text is None else _read(text)

    def _reference(self, resource: str, value: Any, what: str) -> str | None:
        key = value.get("id") if isinstance(value, dict) else value
        if key in (None, "", []):  # PHP sends an empty list for nothing
            return None
        text = self.store.text(resource, str(key))
        if text is None:
            raise bad(f"El campo {what} no existe: {key}")
        return text

    def money(self, value: Decimal) -> Number:
        """Rounded to the company's decimals, half up, with all of them in its text."""
        rounded = value.quantize(_unit(self.store.text("company", "1")), rounding=ROUND_HALF_UP)
        return Number(format(rounded if rounded else abs(rounded), "f"))


@lru_cache(maxsize=16)
def _unit(company: str | None) -> Decimal:
    """The least amount of the company of this text."""
    return Decimal(1).scaleb(-int(_read(company).get("decimalPrecision") or 0))


@lru_cache(maxsize=256)
def _read(text: str | None) -> Mapping[str, Any]:
    """The record of this text, for those who only look: every amount and line asks."""
    return record_of(text) if text else {}


def decimal(value: Any, what: str) -> Decimal:
    """An amount sent as a number or as a text. Raises a 400 that names the key."""
    if isinstance(value, bool) or not NUMBER.fullmatch(str(value)):
        raise bad(f"El campo {what} debe ser numérico")
    return Decimal(str(value))


def objects(sent: Any, what: str) -> list[dict[str, Any]]:
    """A list of JSON objects, which may be left out. Raises a 400 that names the key."""
    listed = [] if sent is None else sent
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        raise bad(f"El campo {what} debe ser una lista de objetos")
    return listed
