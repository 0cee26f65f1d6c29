"""What a transaction has read once it does not read again, and nobody is told what is over."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

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
