"""A list that goes on from the id of a record, and not from a number of rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alegra_cli.declare import Action, Resource
from alegra_cli.operations import envelope
from alegra_cli.operations.calls import Query, call
from alegra_cli.operations.position import Position
from alegra_cli.wire import Session


def records_from(
    session: Session,
    resource: Resource,
    action: Action,
    query: Query,
    position: Position,
    limit: int | None,
    size: int,
) -> Iterator[Any]:
    """The records from `position` on, at most `limit`, in pages of at most `size` rows.

    Whether a page begins with the record it was asked from or behind it is not documented, and
    a service may give fewer rows than it is asked for: so a record is given once, and the list
    ends with the first page that has nothing new. Raises `AlegraError`.
    """
    seen: set[str] = set()
    behind, last = position.next, ""
    while True:
        left = None if limit is None else limit + behind - position.count
        if left is not None and left <= 0:
            return
        most = size if left is None else min(size, left + bool(last))
        page = _page(session, resource, action, query, most, last)
        fresh = [record for record in page if _id(record, resource) not in seen]
        for record in fresh:
            if last := _id(record, resource):
                seen.add(last)
            if behind:
                behind -= 1
                continue
            position.step()
            yield record
            if position.count == limit:
                return
        if not fresh or not last:
            return


def cursor_query(resource: Resource, query: Query, limit: int, last: str = "") -> Query:
    """The query of a page; what was given with ``--param`` wins over ours."""
    paging: Query = (("limit", str(limit)), *([(resource.cursor, last)] if last else []))
    # From the second page on it is ours that says where to go on, and a page of one row might
    # be no more than the row it goes on from.
    ours = (resource.cursor, "limit") if ("limit", "1") in query else (resource.cursor,)
    given = {key for key, _value in query if not (last and key in ours)}
    kept = tuple(pair for pair in query if pair[0] in given)
    return (*(pair for pair in paging if pair[0] not in given), *kept)


def _page(
    session: Session, resource: Resource, action: Action, query: Query, limit: int, last: str
) -> list[Any]:
    request = call(resource, action, {}, cursor_query(resource, query, limit, last))
    return envelope.rows(session.send(request).body, resource.envelope)


def _id(record: Any, resource: Resource) -> str:
    value = record.get(resource.id_key) if isinstance(record, dict) else None
    return "" if value is None else str(value)
