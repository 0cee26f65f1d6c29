"""What a transaction has read once it does not read again, and nobody is told what is over."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from alegra_cli import exact
from alegra_cli.sandbox.books.settings import Switches
from alegra_cli.sandbox.books.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with contextlib.closing(Store(tmp_path / "books.sqlite3")) as store:
        store.save("terms", "1", {"name": "first"})
        yield store


CHANGES: dict[str, tuple[Callable[[Store], None], dict[str, str] | None]] = {
    "saved": (lambda store: store.save("terms", "1", {"name": "second"}), {"name": "second"}),
    "removed": (lambda store: store.remove("terms", "1"), None),
    "hidden": (lambda store: store.remove("terms", "1", soft=True), None),
    "wiped": (lambda store: store.wipe(), None),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_transaction_sees_its_own_change_and_forgets_one_that_failed(
    store: Store, change: str
) -> None:
    make, expected = CHANGES[change]

    def fail() -> None:
        with store.writing():
            assert store.get("terms", "1") == {"name": "first"}
            make(store)
            assert store.get("terms", "1") == expected
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert store.get("terms", "1") == {"name": "first"}
    with store.writing():
        assert store.get("terms", "1") == {"name": "first"}
        make(store)
    assert store.get("terms", "1") == expected


def test_a_record_that_is_made_or_hidden_meanwhile_is_there_both_ways(store: Store) -> None:
    with store.writing():
        assert store.get("terms", "2") is None
        assert store.get("terms", "1", deleted=True) is None
        store.save("terms", "2", {"name": "new"})
        store.remove("terms", "1", soft=True)
        assert store.get("terms", "2") == {"name": "new"}
        assert store.get("terms", "1", deleted=True) == {"name": "first"}


def test_what_another_process_wrote_is_seen_by_the_next_transaction(store: Store) -> None:
    with store.writing():
        assert store.get("terms", "1") == {"name": "first"}
    with contextlib.closing(Store(store.path)) as other:
        other.save("terms", "1", {"name": "theirs"})
    with store.writing():
        assert store.get("terms", "1") == {"name": "theirs"}


def test_a_switch_is_what_it_was_set_to_within_a_transaction_too(store: Store) -> None:
    switches = Switches(store)
    with store.writing():
        assert switches.get("parallel") == 0
        with switches.holding("parallel", 3):
            assert switches.get("parallel") == 3
        assert switches.get("parallel") == 0
        switches.set("parallel", 5)
    assert switches.get("parallel") == 5


def test_an_id_is_never_given_twice_in_a_transaction(store: Store) -> None:
    with store.writing():
        given = [store.new_id("terms") for _ in range(3)]
    assert [*given, store.new_id("terms")] == ["2", "3", "4", "5"]


def test_a_record_that_comes_back_keeps_its_place_and_a_new_one_is_behind_hidden_ones(
    store: Store,
) -> None:
    for key in ("2", "3"):
        store.save("terms", key, {"name": key})
    store.remove("terms", "3", soft=True)
    store.save("terms", "4", {"name": "4"})
    store.save("terms", "1", {"name": "1"})
    store.save("terms", "3", {"name": "3"})
    assert [record["name"] for record in store.find("terms")] == ["1", "2", "3", "4"]


DOWN = "json_extract(body, '$.days') DESC, seq"


@pytest.mark.parametrize("order", ["seq", "seq DESC", DOWN])
@pytest.mark.parametrize("offset", [0, 2, 9])
def test_a_page_is_what_is_found_with_how_many_there_are(
    store: Store, order: str, offset: int
) -> None:
    for number in range(7):
        store.save("bills", str(number), {"id": number, "days": number % 3})
    some = "json_extract(body, '$.id') > ?", [1]
    for several in (contextlib.nullcontext(), store.writing()):
        with several:
            page, total = store.page("bills", some, order, 3, offset)
            assert page == store.find("bills", *some, order, limit=3, offset=offset)
            assert total == store.count("bills", *some) == 5


def test_the_parts_of_records_are_as_they_were_written(store: Store) -> None:
    amounts = ["100.00", "1e2", "12345678901234567890.10", "7"]
    for number, text in enumerate(amounts):
        total = exact.loads(text)
        store.save("bills", str(number), {"total": total, "of": {"name": 'Peñón "Á"'}})
    found = store.parts("bills", ("total", "of.name", "gone"), "id != ?", ["9"])
    assert exact.dumps([row[0] for row in found]) == f"[{', '.join(amounts)}]"
    assert {(row[1], row[2]) for row in found} == {('Peñón "Á"', None)}


def test_switches_hold_for_a_request_unless_it_sets_one(store: Store) -> None:
    switches = Switches(store)
    with contextlib.closing(Store(store.path)) as other, switches.steady():
        Switches(other).set("parallel", 3)
        assert switches.get("parallel") == 0
        switches.set("rate_limit", 7)
        assert (switches.get("rate_limit"), switches.get("parallel")) == (7, 3)
    with switches.steady():
        assert switches.get("parallel") == 3
