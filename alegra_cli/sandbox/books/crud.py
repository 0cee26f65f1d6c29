"""Resources that are little more than records: create, read, change, delete."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.books.listing import Listing, envelope_of, equals
from alegra_cli.sandbox.http.refusals import Refusal, bad
from alegra_cli.sandbox.http.route import Call, Route
from alegra_cli.sandbox.resources import attachments

Record = dict[str, Any]
ACTIVE = ("active", "inactive")


def as_it_is(_books: Books, record: Record, _query: Mapping[str, str]) -> Record:
    return record


def may_go(_books: Books, _record: Record) -> None:
    return None


class Collection:
    """A resource as data.

    noun: Spanish, with its article, for messages. make: (books, body, what is stored or None)
    to the record to store. show: the record as a client sees it. check_delete: raises the
    refusal of a delete; after_delete: what else changes with it. key: what names a record.
    attaches: a single record tells its attached files. flags: ``fields=`` may ask whether a
    record is editable and deletable.
    """

    def __init__(
        self,
        path: str,
        noun: str,
        listing: Listing,
        make: Callable[[Books, Record, Record | None], Record],
        show: Callable[[Books, Record, Mapping[str, str]], Record] = as_it_is,
        check_delete: Callable[[Books, Record], None] = may_go,
        envelope: Callable[[list[Any], int, Mapping[str, str]], Any] = envelope_of,
        key: str = "id",
        soft_delete: bool = False,
        deleted_under: str = "message",
        attaches: bool = False,
        after_delete: Callable[[Books, Record], None] = may_go,
        flags: bool = False,
    ) -> None:
        self.path = path
        self.resource = path.strip("/")
        self.noun = noun
        self.listing = listing
        self.make = make
        self.show = show
        self.check_delete = check_delete
        self.envelope = envelope
        self.key = key
        self.soft_delete = soft_delete
        self.deleted_under = deleted_under
        self.attaches = attaches
        self.after_delete = after_delete
        self.flags = flags

    def routes(self, *but: str) -> list[Route]:
        """The five usual ones, less those named."""
        one = f"{self.path}/{{{self.key}}}"
        table = {
            "list": Route("GET", self.path, self.list),
            "get": Route("GET", one, self.get),
            "create": Route("POST", self.path, self.create),
            "update": Route("PUT", one, self.update),
            "delete": Route("DELETE", one, self.delete),
        }
        return [route for name, route in table.items() if name not in but]

    def list(self, call: Call) -> Any:
        rows, total = self.listing.page(call.books.store, call.query)
        shown = [self.visible(call.books, row, call.query) for row in rows]
        return self.envelope(shown, total, call.query)

    def get(self, call: Call) -> Any:
        record = call.books.need(self.resource, call.ids[self.key], self.noun)
        shown = self.visible(call.books, record, call.query)
        if self.attaches:
            shown["attachments"] = attachments.of(call.books, self.resource, record[self.key])
        return shown

    def create(self, call: Call) -> tuple[int, Any]:
        record = self.make(call.books, call.need_body(), None)
        if self.key == "id":
            record = {"id": call.books.new_id(self.resource), **record}
        key = str(record[self.key])
        if call.books.store.text(self.resource, key) is not None:
            raise bad(f"Ya existe {self.noun} {key}")
        call.books.store.save(self.resource, key, record)
        return 201, self.visible(call.books, record, {})

    def update(self, call: Call) -> Any:
        key = call.ids[self.key]
        old = call.books.need(self.resource, key, self.noun)
        record = {self.key: old[self.key], **self.make(call.books, call.need_body(), old)}
        record[self.key] = old[self.key]
        call.books.store.save(self.resource, key, record)
        return self.visible(call.books, record, {})

    def delete(self, call: Call) -> Any:
        key = call.ids[self.key]
        record = call.books.need(self.resource, key, self.noun)
        self.check_delete(call.books, record)
        call.books.store.remove(self.resource, key, soft=self.soft_delete)
        self.after_delete(call.books, record)
        return {"code": 200, self.deleted_under: f"Se eliminó {self.noun} {key}"}

    def delete_many(self, call: Call) -> Any:
        keys = [key for key in call.query.get("id", "").split(",") if key]
        if not keys:
            raise bad("El parámetro id es obligatorio")
        for key in keys:
            record = call.books.need(self.resource, key, self.noun)
            self.check_delete(call.books, record)
        for key in keys:
            call.books.store.remove(self.resource, key, soft=self.soft_delete)
        return {"code": 200, self.deleted_under: f"Se eliminaron {len(keys)} registros"}

    def visible(self, books: Books, record: Record, query: Mapping[str, str]) -> Record:
        """What a client sees: keys that start with an underscore are ours alone."""
        shown = self.show(books, record, query)
        if self.flags:
            shown = {**shown, **self._flags(books, record, query)}
        return {key: value for key, value in shown.items() if not key.startswith("_")}

    def _flags(self, books: Books, record: Record, query: Mapping[str, str]) -> Record:
        wanted = extras(query)
        flags = {"editable": True} if "editable" in wanted else {}
        if "deletable" in wanted:
            try:
                self.check_delete(books, record)
            except Refusal:
                flags["deletable"] = False
            else:
                flags["deletable"] = True
        return flags


def fields_of(body: Record, defaults: Record, old: Record | None) -> Record:
    """The stored record with the known keys of the body over it; null clears a key."""
    base = {key: (old or {}).get(key, value) for key, value in defaults.items()}
    for key in defaults:
        if key in body:
            base[key] = defaults[key] if body[key] is None else body[key]
    return base


def need_text(record: Record, *names: str) -> None:
    """Raises a 400 that names the first key that is missing or blank."""
    for name in names:
        if record.get(name) in (None, "", [], {}):
            raise bad(f"El campo {name} es obligatorio")


def need_choice(record: Record, name: str, choices: tuple[str, ...]) -> None:
    value = record.get(name)
    if value not in (None, "") and value not in choices:
        raise bad(f"El campo {name} no es válido: {value}")


def extras(query: Mapping[str, str]) -> set[str]:
    """What ``fields=`` asks for."""
    return {part for part in query.get("fields", "").split(",") if part}


def refuse_use(resource: str, path: str, noun: str) -> Any:
    """Refuses to delete what records of `resource` point at."""

    def check(books: Books, record: Record) -> None:
        where, values = equals(path)(record["id"])
        if books.store.count(resource, where, values):
            raise bad(f"No se puede eliminar {noun} porque está en uso")

    return check


def number_id(key: str) -> int | str:
    """An id as the JSON number that a few resources tell; a UUID stays a text."""
    return int(key) if key.isdecimal() else key
