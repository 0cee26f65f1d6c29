"""The notes that took a document back before, so that nobody takes it back twice."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from alegra_cli.app import App
from alegra_cli.commands.stakes import description
from alegra_cli.declare import Resource
from alegra_cli.dotted_path import at
from alegra_cli.errors import Invalid
from alegra_cli.exact import NUMBER
from alegra_cli.i18n import _
from alegra_cli.operations import pages


class EarlierNote(NamedTuple):
    """A note that takes this document back. amount: how much of it."""

    record: dict[str, Any]
    amount: Decimal


def refuse_twice(
    app: App, resource: Resource, source: Resource, document: dict[str, Any], again: bool
) -> None:
    """Raise `Invalid` where notes took the whole document back already; note where a part was.

    resource: of the notes. source: of the document. again: it is to be taken back once more.
    """
    notes = list(_notes(app, resource, document))
    if not notes:
        return
    taken = sum((note.amount for note in notes), Decimal(0))
    named = "; ".join(description(app, resource, note.record) for note in notes)
    what = description(app, source, document)
    if taken < _number(document.get("total")) or again:
        text = _("{document}: {amount} of it was taken back before, by {notes}.")
        app.screen.note(text.format(document=what, amount=taken, notes=named))
        return
    raise Invalid(
        _("{document} was taken back in full before, by {notes}.").format(
            document=what, notes=named
        ),
        _("`alegra {resource} get {id}` shows that one. --again makes another one.").format(
            resource=resource.name, id=notes[0].record.get("id")
        ),
    )


def _notes(app: App, resource: Resource, document: dict[str, Any]) -> Iterator[EarlierNote]:
    reversal, listing = resource.reversal, resource.by_verb("list")
    client = at(document, "client.id")
    if reversal is None or listing is None or not reversal.client_filter or client is None:
        return
    query = ((reversal.client_filter, str(client)),)
    for record in pages.records(app.session_for(resource), resource, listing, query):
        if isinstance(record, dict) and record.get("status") not in ("void", "draft"):
            amount = _of_it(record, document, reversal.applications)
            if amount:
                yield EarlierNote(record, amount)


def _of_it(note: dict[str, Any], document: dict[str, Any], applications: str) -> Decimal:
    """How much of the document the note takes back.

    A note on a document that was paid is applied to nothing: the same lines tell.
    """
    applied = [item for item in note.get(applications) or [] if isinstance(item, dict)]
    if applied:
        own = [item for item in applied if str(item.get("id")) == str(document.get("id"))]
        return sum((_number(item.get("amount")) for item in own), Decimal(0))
    later = str(note.get("date") or "") >= str(document.get("date") or "")
    return _number(note.get("total")) if later and _lines(note) == _lines(document) else Decimal(0)


def _lines(record: dict[str, Any]) -> list[tuple[str, Decimal, Decimal]]:
    lines = [line for line in record.get("items") or [] if isinstance(line, dict)]
    return sorted(
        (str(line.get("id")), _number(line.get("quantity")), _number(line.get("price")))
        for line in lines
    )


def _number(value: Any) -> Decimal:
    return Decimal(str(value)) if NUMBER.fullmatch(str(value)) else Decimal(0)
