"""The pager, against an API that may ignore what it is asked."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from typing import IO, Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alegra_cli.declare import LIST, Envelope, Filter, Resource, Rows
from alegra_cli.errors import Invalid, Unreachable
from alegra_cli.operations import pages
from alegra_cli.operations.envelope import rows, total
from alegra_cli.operations.position import Position
from alegra_cli.wire import Reply, Request

THINGS = Resource(
    "things", singular="thing", path="/things", actions=(LIST,), columns=(), order_fields=("id",)
)


class Api:
    """Answers lists, to any number of threads.

    deaf: ignores start and limit, as small catalogues have been seen to. most: rows it gives
    at most. largest: the limit that it takes. change: called before each answer. fails:
    offsets that are never answered.
    """

    def __init__(
        self,
        records: int,
        deaf: bool = False,
        counts: bool = True,
        most: int = 0,
        change: Callable[[Api], None] | None = None,
        fails: tuple[int, ...] = (),
        jobs: int = 1,
    ) -> None:
        self.records = [{"id": str(number)} for number in range(records)]
        self.deaf = deaf
        self.counts = counts
        self.most = most
        self.change = change
        self.fails = fails
        self.jobs = jobs
        self.largest = 30
        self.queries: list[dict[str, str]] = []
        self._lock = threading.Lock()

    def send(self, request: Request) -> Reply:
        with self._lock:
            return self._answer(dict(request.query))

    def _answer(self, query: dict[str, str]) -> Reply:
        self.queries.append(query)
        limit = int(query["limit"])
        start = (int(query["page"]) - 1) * limit if "page" in query else int(query["start"])
        if limit > self.largest:
            raise Invalid("too many", code="903")
        assert limit >= 1
        if start in self.fails:
            raise Unreachable("gone")
        if self.change is not None and len(self.queries) > 1:
            self.change(self)
        page = (
            self.records
            if self.deaf
            else self.records[start : start + min(limit, self.most or limit)]
        )
        if query.get("metadata") == "true" and self.counts:
            return Reply(200, {"metadata": {"total": str(len(self.records))}, "data": page})
        return Reply(200, page)

    def at_once(self) -> int:
        return self.jobs

    def sibling(self) -> Api:
        return self

    def download(self, link: str, into: IO[bytes]) -> None:
        raise AssertionError


def read(api: Api, start: int = 0, limit: int | None = None) -> list[Any]:
    return list(pages.records(api, THINGS, LIST, (), Position(start), limit))


@given(
    st.integers(0, 100),
    st.integers(0, 120),
    st.none() | st.integers(1, 130),
    st.booleans(),
    st.booleans(),
    st.sampled_from([1, 4]),
)
def test_any_slice_is_read_whole_once_and_in_order(
    records: int, start: int, limit: int | None, deaf: bool, counts: bool, jobs: int
) -> None:
    api = Api(records, deaf, counts, jobs=jobs)
    found = read(api, start, limit)
    wanted = api.records[start:] if limit is None else api.records[start : start + limit]
    if deaf and records <= (30 if limit is None else min(limit, 30)):
        # Too few to tell that it did not listen: it gives what it has.
        wanted = api.records if limit is None else api.records[:limit]
    assert found == wanted
    if counts:
        assert len(api.queries) <= records // 29 + 1


APART = attrs.evolve(THINGS, filters=(Filter("status", "csv", single_value=True),))


@given(st.integers(0, 50), st.integers(0, 70), st.none() | st.integers(1, 100))
def test_values_of_a_filter_that_takes_one_are_asked_for_one_by_one(
    records: int, start: int, limit: int | None
) -> None:
    api = Api(records)
    query = (("status", "open,draft,open"), ("date", "a,b"))
    found = list(pages.records(api, APART, LIST, query, Position(start), limit))
    wanted = [*api.records, *api.records][start:]
    assert found == (wanted if limit is None else wanted[:limit])
    assert {asked["status"] for asked in api.queries} <= {"open", "draft"}
    assert all(asked["date"] == "a,b" for asked in api.queries)
    assert pages.count(api, APART, LIST, query) == 2 * records


COUNTED = Rows("entries", "", page_size=50, page_param="page")


@given(st.integers(0, 220), st.integers(0, 240), st.none() | st.integers(1, 120))
def test_rows_whose_pages_are_counted_are_read_from_any_place(
    records: int, start: int, limit: int | None
) -> None:
    api = Api(records, counts=False)
    api.largest = 50
    position = Position(start)
    found = list(pages.records(api, THINGS, COUNTED, (), position, limit))
    wanted = api.records[start:]
    assert found == (wanted if limit is None else wanted[:limit])
    assert not found or position.next == start + len(found)


@given(st.integers(0, 450), st.none() | st.integers(1, 300), st.sampled_from([1, 4]))
def test_pages_that_an_account_finds_too_large_are_asked_for_smaller(
    records: int, limit: int | None, jobs: int
) -> None:
    for largest in (30, 200):
        api = Api(records, jobs=jobs)
        api.largest = largest
        found = list(
            pages.records(api, attrs.evolve(THINGS, page_size=200), LIST, (), Position(), limit)
        )
        assert found == (api.records if limit is None else api.records[:limit])


REPEATED = attrs.evolve(THINGS, repeats=True)


@given(
    st.lists(st.integers(0, 60), max_size=120),
    st.none() | st.integers(1, 80),
    st.sampled_from([1, 4]),
    st.booleans(),
)
def test_a_record_that_a_list_repeats_is_given_and_counted_once(
    ids: list[int], limit: int | None, jobs: int, counts: bool
) -> None:
    api = Api(0, counts=counts, jobs=jobs)
    api.records = [{"id": str(number)} for number in ids]
    wanted = list(dict.fromkeys(str(number) for number in ids))
    found = list(pages.records(api, REPEATED, LIST, (), Position(), limit))
    assert [record["id"] for record in found] == wanted[:limit]
    assert pages.count(api, REPEATED, LIST) == len(wanted)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=90), st.integers(1, 60))
def test_a_list_that_repeats_goes_on_where_it_stopped(ids: list[int], limit: int) -> None:
    api = Api(0)
    api.records = [{"id": str(number)} for number in ids]
    position = Position()
    first = list(pages.records(api, REPEATED, LIST, (), position, limit))
    rest = list(pages.records(api, REPEATED, LIST, (), Position(position.next)))
    assert {record["id"] for record in (*first, *rest)} == {str(number) for number in ids}


@given(st.integers(0, 100), st.integers(1, 30), st.sampled_from([1, 3]))
def test_a_server_that_gives_fewer_rows_than_asked_for_is_read_whole(
    records: int, most: int, jobs: int
) -> None:
    api = Api(records, most=most, jobs=jobs)
    assert read(api) == api.records


# Records that come, and those that go as negative numbers. One choice for each of thousands.
CHANGES = st.lists(st.integers(-251, 250), max_size=12)


@settings(max_examples=150)
@given(st.lists(CHANGES, max_size=40), st.integers(31, 200), st.sampled_from([1, 4]))
def test_records_that_come_and_go_meanwhile_hide_no_other_and_double_none(
    drawn: list[list[int]], records: int, jobs: int
) -> None:
    changes = iter(drawn)
    names = itertools.count(1000)

    def change(api: Api) -> None:
        for number in next(changes, []):
            place = number if number >= 0 else -1 - number
            if number >= 0:
                # Anywhere in the order: not every id of Alegra grows.
                api.records.insert(min(place, len(api.records)), {"id": str(next(names))})
            elif place < len(api.records):
                del api.records[place]

    api = Api(records, change=change, jobs=jobs)
    before = [record["id"] for record in api.records]
    found = [record["id"] for record in read(api)]
    assert len(found) == len(set(found))
    throughout = [key for key in before if {"id": key} in api.records]
    assert [key for key in found if key in throughout] == throughout


def test_what_is_under_way_stays_within_bounds() -> None:
    api = Api(3000, jobs=4)
    reading = pages.records(api, THINGS, LIST)
    next(reading)
    assert len(api.queries) <= 1 + 2 * 4
    assert len(list(reading)) == 2999


@pytest.mark.parametrize("jobs", [1, 4])
def test_a_page_that_fails_loses_nothing_that_was_read(jobs: int) -> None:
    api = Api(300, fails=(145,), jobs=jobs)
    position = Position()
    reading = pages.records(api, THINGS, LIST, (), position)
    found = list(itertools.islice(reading, 146))
    with pytest.raises(Unreachable):
        next(reading)
    assert found == api.records[:146]
    assert (position.next, position.count, position.total) == (146, 146, 300)
    api.fails = ()
    assert found + read(api, position.next) == api.records


def test_a_list_that_loses_everything_while_it_is_read_is_told() -> None:
    def change(api: Api) -> None:
        if len(api.queries) == 150:
            del api.records[: 29 * 149 + 1]

    with pytest.raises(Unreachable, match="changed too much"):
        read(Api(9000, change=change))


@given(st.integers(0, 100))
def test_the_count_is_one_request_or_a_walk(records: int) -> None:
    telling, silent = Api(records), Api(records, counts=False)
    assert pages.count(telling, THINGS, LIST) == records
    assert len(telling.queries) == 1
    assert pages.count(silent, THINGS, LIST) == records


def test_more_than_a_page_is_read_in_a_stable_order_unless_one_is_asked_for() -> None:
    api = Api(40)
    read(api)
    assert {query["order_field"] for query in api.queries} == {"id"}
    api = Api(40)
    list(pages.records(api, THINGS, LIST, (("order_field", "name"),)))
    assert {query["order_field"] for query in api.queries} == {"name"}
    api = Api(40)
    read(api, limit=30)
    assert all("order_field" not in query for query in api.queries)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ([1], [1]),
        ({"data": [1]}, [1]),
        ({"data": None}, []),
        ({"results": [1]}, [1]),
        ({"rows": []}, []),
        ({"metadata": {"total": 3}, "data": [1]}, [1]),
    ],
)
def test_envelopes(body: Any, found: list[int]) -> None:
    assert rows(body, Envelope()) == found


@pytest.mark.parametrize("body", [{"id": "1"}, "text", None, 7, {"data": "x"}])
def test_what_is_no_list(body: Any) -> None:
    with pytest.raises(Unreachable):
        rows(body, Envelope())


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ({"metadata": {"total": "4"}}, 4),
        ({"metadata": {"total": 4}}, 4),
        ({"metadata": {}}, None),
        ([], None),
        ({"metadata": {"total": "many"}}, None),
        ({"metadata": {"total": True}}, None),
    ],
)
def test_totals(body: Any, number: int | None) -> None:
    assert total(body, Envelope()) == number
