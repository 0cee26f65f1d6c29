"""Reading lists: one page, the first N records, everything, or only the number."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from alegra_cli.declare import ALEGRA, Action, Resource
from alegra_cli.errors import Invalid
from alegra_cli.operations import envelope
from alegra_cli.operations.calls import Query, call
from alegra_cli.operations.cursor import cursor_query, records_from
from alegra_cli.operations.position import Position
from alegra_cli.wire import Reply, Session

if TYPE_CHECKING:
    from alegra_cli.declare import Rows
    from alegra_cli.operations.ahead import Fetch, Page
    from alegra_cli.operations.walk import Walk


def records(
    session: Session,
    resource: Resource,
    action: Action,
    query: Query = (),
    position: Position | None = None,
    limit: int | None = None,
    jobs: int | None = None,
) -> Iterator[Any]:
    """The records from `position` on, at most `limit`, or all when it is None.

    What fits into one page is one request, as the API orders it. More is read in pages, `jobs`
    of them at a time (as many as the quota carries when None), ordered by id unless `query`
    asks otherwise. Raises `AlegraError`; `position` says how far it came.
    """
    position = position or Position()
    apart = one_by_one(resource, query)
    if len(apart) > 1:
        yield from _one_after_another(session, resource, action, apart, position, limit, jobs)
        return
    if resource.cursor and action.verb == "list":
        size = page_size(resource, action)
        yield from records_from(session, resource, action, query, position, limit, size)
        return
    short = limit is not None and limit <= ALEGRA.page_size and not page_param(action)
    if not resource.pages or short:
        once_each = _once_each if resource.repeats else _one_page
        yield from once_each(session, resource, action, query, position, limit)
        return
    yield from _in_pages(session, resource, action, query, position, limit, jobs)


def _in_pages(
    session: Session,
    resource: Resource,
    action: Action,
    query: Query,
    position: Position,
    limit: int | None,
    jobs: int | None,
) -> Iterator[Any]:
    """What does not fit into one page, `jobs` pages at a time."""
    named = action.verb == "list"  # rows of a report have neither ids nor a total
    # Threads and their tools cost a tenth of a short run, which needs none.
    from alegra_cli.operations.walk import Walk

    query = _stable(resource, query)
    if named:
        query = _with_total(resource, query)

    def page(asking: Session, offset: int) -> Page:
        return _page(asking, resource, action, query, offset, whole)

    def begin() -> Fetch:
        return partial(page, session.sibling())  # connections are not shared between threads

    size = page_size(resource, action)
    whole = PageSize(size)
    jobs = jobs or session.at_once()
    id_key = resource.id_key if named else ""
    walk = Walk(partial(page, session), begin, size, id_key, jobs, resource.repeats)
    if page_param(action):
        yield from _from_whole_pages(walk, size, position, limit)
    else:
        yield from walk.records(position, limit)


def _from_whole_pages(
    walk: Walk, size: int, position: Position, limit: int | None
) -> Iterator[Any]:
    """Where pages are counted only whole ones can be asked for: what lies before is dropped."""
    before = position.next % size
    own = Position(position.next - before)
    most = None if limit is None else limit + before
    for record in walk.records(own, most):
        if own.count > before:
            position.count, position.next = own.count - before, own.next
            yield record


def one_by_one(resource: Resource, query: Query) -> list[Query]:
    """The query, once for each value of a filter that takes only one in a request."""
    single = {item.param for item in resource.filters if item.single_value}
    queries: list[Query] = [()]
    for key, value in query:
        values = dict.fromkeys(value.split(",")) if key in single else (value,)
        queries = [(*before, (key, one)) for before in queries for one in values]
    return queries


def _one_after_another(
    session: Session,
    resource: Resource,
    action: Action,
    queries: list[Query],
    position: Position,
    limit: int | None,
    jobs: int | None,
) -> Iterator[Any]:
    """The records of several queries; a position counts in all of them together."""
    behind = position.next
    for query in queries:
        most = None if limit is None else limit - position.count + behind
        if most is not None and most <= 0:
            return
        own = Position()
        for record in records(session, resource, action, query, own, most, jobs):
            if behind:
                behind -= 1
                continue
            position.step()
            yield record
            if limit is not None and position.count >= limit:
                return


def _one_page(
    session: Session,
    resource: Resource,
    action: Action,
    query: Query,
    position: Position,
    limit: int | None,
) -> Iterator[Any]:
    size, start = limit or ALEGRA.page_size, position.next
    page = envelope.rows(
        page_reply(session, resource, action, query, start, size).body, resource.envelope
    )
    if limit is None and len(page) > size:
        page = page[start:]  # it ignores limit, and so start
    elif limit is not None:
        page = page[start : start + limit] if len(page) > size else page
    for record in page:
        position.step()
        yield record


def _once_each(
    session: Session,
    resource: Resource,
    action: Action,
    query: Query,
    position: Position,
    limit: int | None,
) -> Iterator[Any]:
    """The first records of a list that repeats some, each once: as many pages as that takes."""
    seen: set[str] = set()
    while True:
        before, wanted = position.next, None if limit is None else limit - len(seen)
        for record in _one_page(session, resource, action, query, position, wanted):
            key = str(record.get(resource.id_key) if isinstance(record, dict) else record)
            if key in seen:
                position.count -= 1
                continue
            seen.add(key)
            yield record
        if wanted is None or position.next - before < wanted or len(seen) == limit:
            return


class PageSize:
    """How many rows a page is asked for; shared by all threads that read one list."""

    def __init__(self, size: int) -> None:
        self.size = size

    def is_too_large(self, size: int, problem: Invalid) -> bool:
        """Whether an account wants smaller pages than others take; then it gets the usual."""
        if size <= ALEGRA.page_size or str(problem.code) != _TOO_MANY:
            return False
        self.size = ALEGRA.page_size
        return True


_TOO_MANY = "903"


def page_size(resource: Resource, action: Action) -> int:
    """The most rows of a page of this list or report."""
    own = rows.page_size if (rows := _rows(action)) else resource.page_size
    return own or ALEGRA.page_size


def page_param(action: Action) -> str:
    """The parameter that counts pages; empty where rows are counted."""
    return rows.page_param if (rows := _rows(action)) else ""


def _rows(action: Action) -> Rows | None:
    """The action as a report of the API; only that kind has this verb, and few commands need it."""
    return cast("Rows", action) if action.verb == "rows" else None


def _page(
    session: Session,
    resource: Resource,
    action: Action,
    query: Query,
    offset: int,
    whole: PageSize,
) -> Page:
    from alegra_cli.operations.ahead import Page

    size = whole.size
    try:
        reply = page_reply(session, resource, action, query, offset, size)
    except Invalid as problem:
        if not whole.is_too_large(size, problem):
            raise
        reply = page_reply(session, resource, action, query, offset, whole.size)
    return Page(
        offset,
        envelope.rows(reply.body, resource.envelope),
        envelope.total(reply.body, resource.envelope),
    )


def page_reply(
    session: Session, resource: Resource, action: Action, query: Query, start: int, limit: int
) -> Reply:
    """The answer to one page."""
    return session.send(page_request(resource, action, query, start, limit))


def page_request(resource: Resource, action: Action, query: Query, start: int, limit: int) -> Any:
    """The request of one page; ``--param start=…`` and ``limit=…`` win over ours."""
    if resource.cursor and action.verb == "list":
        return call(resource, action, {}, cursor_query(resource, query, limit))
    taken = {key for key, _value in query}
    query = (*(pair for pair in action.query if pair[0] not in taken), *query)
    paging: Query = (("start", str(start)), ("limit", str(limit))) if resource.pages else ()
    if counted := page_param(action):
        paging = ((counted, str(start // limit + 1)), ("limit", str(limit)))
    return call(resource, action, {}, (*(pair for pair in paging if pair[0] not in taken), *query))


def count(session: Session, resource: Resource, action: Action, query: Query = ()) -> int:
    """How many records match: one request where the API tells the total, else a walk."""
    # A total that counts a record once for each of its parts is no number of records.
    apart = one_by_one(resource, query)
    if len(apart) > 1:
        return sum(count(session, resource, action, one) for one in apart)
    if resource.envelope.counts and not resource.repeats:
        reply = session.send(count_request(resource, action, query))
        number = envelope.total(reply.body, resource.envelope)
        if number is not None:
            return number
    return sum(1 for _record in records(session, resource, action, query))


def count_request(resource: Resource, action: Action, query: Query) -> Any:
    """The request that only asks for the total."""
    return page_request(resource, action, _with_total(resource, query), 0, 1)


def _with_total(resource: Resource, query: Query) -> Query:
    """With the total beside the rows, where the API tells it."""
    asked = any(key == "metadata" for key, _value in query)
    return query if asked or not resource.envelope.counts else (*query, ("metadata", "true"))


def _stable(resource: Resource, query: Query) -> Query:
    """Order by id where the API can and nobody asked otherwise, so that pages don't shift."""
    ordered = any(key == "order_field" for key, _value in query)
    if ordered or resource.id_key not in resource.order_fields:
        return query
    direction = any(key == "order_direction" for key, _value in query)
    extra: Query = () if direction else (("order_direction", "ASC"),)
    return (*query, ("order_field", resource.id_key), *extra)
