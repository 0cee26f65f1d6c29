"""Reading lists: one page, the first N records, everything, or only the number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alegra_cli.declare import ALEGRA, Action, Resource
from alegra_cli.operations import envelope
from alegra_cli.operations.calls import Query, call
from alegra_cli.wire import Reply, Session


def records(
    session: Session,
    resource: Resource,
    action: Action,
    query: Query = (),
    start: int = 0,
    limit: int | None = None,
) -> Iterator[Any]:
    """The records from offset `start`, at most `limit`, or all when it is None.

    Pages of the API's size are read one after another as they are needed. The last page is
    one shorter than asked for (_CROSS_CUTTING.md section 5).
    """
    if limit is None:
        query = _stable(resource, query)
    offset = start
    left = limit
    before: list[Any] | None = None
    while left is None or left > 0:
        size = ALEGRA.page_size if left is None else min(left, ALEGRA.page_size)
        page = envelope.rows(
            page_reply(session, resource, action, query, offset, size).body, resource.envelope
        )
        if page and page == before:
            return  # a small catalogue that ignores start gives its only page again
        if len(page) > size:
            # It ignores limit, and so start, and has given everything at once.
            yield from page[offset : None if left is None else offset + left]
            return
        yield from page
        if len(page) < size or not resource.pages:
            return
        offset += size
        left = None if left is None else left - size
        before = page


def page_reply(
    session: Session, resource: Resource, action: Action, query: Query, start: int, limit: int
) -> Reply:
    """The answer to one page."""
    return session.send(page_request(resource, action, query, start, limit))


def page_request(resource: Resource, action: Action, query: Query, start: int, limit: int) -> Any:
    """The request of one page; ``--param start=…`` and ``limit=…`` win over ours."""
    taken = {key for key, _value in query}
    paging: Query = (("start", str(start)), ("limit", str(limit))) if resource.pages else ()
    return call(resource, action, {}, (*(pair for pair in paging if pair[0] not in taken), *query))


def count(session: Session, resource: Resource, action: Action, query: Query = ()) -> int:
    """How many records match: one request where the API tells the total, else a walk."""
    if resource.envelope.counts:
        reply = session.send(count_request(resource, action, query))
        number = envelope.total(reply.body, resource.envelope)
        if number is not None:
            return number
    return sum(1 for _record in records(session, resource, action, query))


def count_request(resource: Resource, action: Action, query: Query) -> Any:
    """The request that only asks for the total."""
    return page_request(resource, action, (*query, ("metadata", "true")), 0, 1)


def _stable(resource: Resource, query: Query) -> Query:
    """Order by id where the API can and nobody asked otherwise, so that pages don't shift."""
    ordered = any(key == "order_field" for key, _value in query)
    if ordered or resource.id_key not in resource.order_fields:
        return query
    direction = any(key == "order_direction" for key, _value in query)
    extra: Query = () if direction else (("order_direction", "ASC"),)
    return (*query, ("order_field", resource.id_key), *extra)
