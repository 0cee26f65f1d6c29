"""The pager, against an API that may ignore what it is asked."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alegra_cli.declare import LIST, Envelope, Resource
from alegra_cli.errors import Unreachable
from alegra_cli.operations import pages
from alegra_cli.operations.envelope import rows, total
from alegra_cli.wire import Reply, Request

THINGS = Resource(
    "things", one="thing", path="/things", actions=(LIST,), columns=(), order_fields=("id",)
)


class Api:
    """Answers lists; `deaf` ignores start and limit, as small catalogues have been seen to."""

    def __init__(self, records: int, deaf: bool = False, counts: bool = True) -> None:
        self.records = [{"id": str(number)} for number in range(records)]
        self.deaf = deaf
        self.counts = counts
        self.asked: list[dict[str, str]] = []

    def send(self, request: Request) -> Reply:
        query = dict(request.query)
        self.asked.append(query)
        start, limit = int(query["start"]), int(query["limit"])
        assert 1 <= limit <= 30
        page = self.records if self.deaf else self.records[start : start + limit]
        if query.get("metadata") == "true" and self.counts:
            return Reply(200, {"metadata": {"total": str(len(self.records))}, "data": page})
        return Reply(200, page)


@given(st.integers(0, 100), st.integers(0, 120), st.none() | st.integers(1, 130), st.booleans())
def test_any_slice_is_read_whole_once_and_in_order(
    records: int, start: int, limit: int | None, deaf: bool
) -> None:
    api = Api(records, deaf)
    found = list(pages.records(api, THINGS, LIST, (), start, limit))
    wanted = api.records[start:] if limit is None else api.records[start : start + limit]
    if deaf and records <= (30 if limit is None else min(limit, 30)):
        # Too few to tell that it did not listen: it gives what it has.
        wanted = api.records if limit is None else api.records[:limit]
    assert found == wanted
    assert len(api.asked) <= records // 30 + 2


@given(st.integers(0, 100))
def test_the_count_is_one_request_or_a_walk(records: int) -> None:
    telling, silent = Api(records), Api(records, counts=False)
    assert pages.count(telling, THINGS, LIST) == records
    assert len(telling.asked) == 1
    assert pages.count(silent, THINGS, LIST) == records


def test_everything_is_read_in_a_stable_order_unless_one_is_asked_for() -> None:
    api = Api(40)
    list(pages.records(api, THINGS, LIST))
    assert {query["order_field"] for query in api.asked} == {"id"}
    api = Api(40)
    list(pages.records(api, THINGS, LIST, (("order_field", "name"),)))
    assert {query["order_field"] for query in api.asked} == {"name"}
    api = Api(40)
    list(pages.records(api, THINGS, LIST, limit=35))
    assert all("order_field" not in query for query in api.asked)


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
