"""Ids of the account with what a person calls them.

What is kept serves, and is renewed in the background when it is old; only where there is none,
or none fits, one request is made, and not waited for long.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from alegra_cli.completion.cache import CachedRows, IdCache
from alegra_cli.completion.items import Item

if TYPE_CHECKING:
    from alegra_cli.app import App
    from alegra_cli.connection import Connection
    from alegra_cli.declare import Resource

LONGEST = 1.5  # seconds that a person waits for an answer
SHORT = 3  # letters
MOST = 50  # that a shell shows


def records(app: App, resource: Resource, typed: str) -> list[Item]:
    """Those whose id, number or name has what was typed."""
    if resource.by_verb("list") is None:
        return []
    kept = IdCache(app, resource)
    rows = kept.rows()
    if rows is None:
        return matching(_in_time(app.connection, partial(renew, app, resource)) or [], typed)
    if kept.old():
        kept.renew_later()
    found = matching(rows, typed)
    if len(typed) < 2 or typed in kept.queries() or not _doubtful(found, typed):
        return found
    more = _in_time(app.connection, partial(_search, app, resource, typed)) or []
    return matching([*rows, *(row for row in more if row not in rows)], typed)


def _doubtful(found: list[Item], typed: str) -> bool:
    """Whether the one that is meant may not be among those that are kept."""
    number = any(letter.isdigit() for letter in typed)
    return not found or (number and not any(_exactly(one, typed) for one in found))


def _exactly(item: Item, typed: str) -> bool:
    return item.value == typed or plain_letters(typed) in map(plain_letters, item.label.split())


def matching(rows: CachedRows, typed: str) -> list[Item]:
    """Those that begin with it, then those that have it in a number or a name.

    A number that is typed in full means that document, and not those that begin like it.
    """
    part = plain_letters(typed)
    begin = [_item(row) for row in rows if row[0].startswith(typed)]
    have = [
        _item(row) for row in rows if part and not row[0].startswith(typed) and _has(row[1], part)
    ]
    exact = [] if begin else [item for item in have if _exactly(item, typed)]
    return exact or [*begin, *have][:MOST]


def _item(row: list[str]) -> Item:
    return Item(row[0], row[1], record=True)


def _has(label: str, part: str) -> bool:
    """A few letters begin a word of it; more may stand anywhere, also across its blanks."""
    if len(part) < SHORT:
        return any(plain_letters(word).startswith(part) for word in label.split())
    return part in plain_letters(label)


def plain_letters(text: str) -> str:
    """Letters and digits alone, without accents: ``fe3`` finds FE-3, ``andina`` finds Andína."""
    if not text.isascii():
        import unicodedata

        text = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def renew(app: App, resource: Resource, connection: Connection) -> CachedRows:
    """Ask for a page, the last ones first, and keep it. Raises `AlegraError`."""
    query: tuple[tuple[str, str], ...] = ()
    if resource.id_key in resource.order_fields:
        query = (("order_field", resource.id_key), ("order_direction", "DESC"))
    rows = _page(connection, resource, query)
    IdCache(app, resource).keep(rows)
    return rows


def _in_time(connection: Connection, ask: Callable[[Connection], CachedRows]) -> CachedRows | None:
    """What `ask` gives; None where it fails or takes too long."""
    if connection.sandboxed:
        # Nobody keeps it waiting, and a company half made would be made again.
        return ask(connection)
    told: list[CachedRows] = []

    def run() -> None:
        try:
            told.append(ask(connection.impatient(LONGEST)))
        except Exception:  # whatever it is: the person has nothing to finish the word with
            return

    # A server that answers in drops keeps to the timeout of each; nobody waits for its end.
    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(LONGEST)
    return told[0] if told else None


def _search(app: App, resource: Resource, typed: str, connection: Connection) -> CachedRows:
    """What the API finds for it, where nothing that is kept has it."""
    if resource.searchable:
        query = (("query", typed),)
    else:
        # Documents are not searched, and found by their number where a filter takes it.
        number = resource.label[0].replace(".", "_") if resource.label else ""
        if all(item.param != number for item in resource.filters):
            return []
        query = ((number, typed),)
    rows = _page(connection, resource, query)
    IdCache(app, resource).add(rows, typed)
    return rows


def _page(
    connection: Connection, resource: Resource, query: tuple[tuple[str, str], ...]
) -> CachedRows:
    from alegra_cli.operations import envelope
    from alegra_cli.operations.pages import page_reply

    listing = resource.action_of("list")
    reply = page_reply(
        connection.session_for(resource),
        resource,
        listing,
        query,
        0,
        resource.api.page_size,
    )
    return [
        [str(record.get(resource.id_key)), label(record, resource)]
        for record in envelope.rows(reply.body, resource.envelope)
        if isinstance(record, dict)
    ]


def label(record: dict[str, Any], resource: Resource) -> str:
    """What a person calls a record by."""
    from alegra_cli.output.columns import lookup

    known = [one[0] for one in resource.natural_keys if len(one) == 1]
    values = [lookup(record, path)[1] for path in (*resource.label, *known, "name")]
    if not any(values):
        values = [lookup(record, column.path)[1] for column in resource.columns[1:3]]
    return " ".join(dict.fromkeys(str(value) for value in values if value))
