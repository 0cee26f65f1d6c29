"""From a record that was read to a body that makes another."""

from __future__ import annotations

from typing import Any

from alegra_cli.declare import CRUD, Column, Field, Ref, Resource
from alegra_cli.operations.recreating import afterwards, creatable, left_out, updatable

NOUN = Resource(
    "things",
    singular="thing",
    path="/things",
    actions=CRUD,
    columns=(Column("Id", "id"),),
    read_only=("id", "total"),
    fields=(
        Field("name", required=True),
        Field("type", choices=("product", "kit"), read_choices=("simple",)),
        Field("colour", choices=("red",), documented=False),
        Field("client", Ref("contacts")),
        Field("main", "yesno"),
        Field("lines[].id", Ref("items")),
        Field("lines[].price", "money"),
        Field("status", actions=("update",)),
    ),
)


def test_what_a_create_takes_and_nothing_else() -> None:
    record: dict[str, Any] = {
        "id": "1",
        "name": "Lamp",
        "total": "9.90",
        "client": {"id": 4, "name": "Ana"},
        "main": True,
        "status": "inactive",
        "lines": [{"id": 2, "price": "9.90", "total": "11.78", "name": "Bulb"}],
        "seenBy": "x",
    }
    assert creatable(record, NOUN) == {
        "name": "Lamp",
        "client": {"id": 4},
        "main": "yes",
        "lines": [{"id": 2, "price": "9.90"}],
    }
    assert left_out(record, NOUN) == ["seenBy"]


def test_what_is_empty_says_nothing() -> None:
    record: dict[str, Any] = {
        "name": "Lamp",
        "client": None,
        "lines": [],
        "type": "",
        "seenBy": None,
    }
    assert creatable(record, NOUN) == {"name": "Lamp"}
    assert left_out(record, NOUN) == []


def test_a_value_that_only_a_read_has_is_left_out_where_the_choices_are_all() -> None:
    assert creatable({"name": "a", "type": "simple", "colour": "blue"}, NOUN) == {
        "name": "a",
        "colour": "blue",
    }


def test_a_status_is_brought_over_when_the_new_record_has_another() -> None:
    record = {"id": "1", "name": "a", "status": "inactive"}
    assert afterwards(record, {"id": "7", "status": "active"}, NOUN) == {"status": "inactive"}
    assert afterwards(record, {"id": "7", "status": "inactive"}, NOUN) == {}
    assert afterwards(record, {"id": "7"}, NOUN) == {}


def test_a_record_that_is_given_back_goes_without_what_is_only_read() -> None:
    record = {"id": "1", "name": "Lamp", "type": "simple", "total": 1, "seenBy": "x", "lines": []}
    assert updatable(record, NOUN) == {"name": "Lamp", "seenBy": "x", "lines": []}
    assert updatable({"type": "prodct"}, NOUN) == {"type": "prodct"}
