"""Dotted paths: reading, placing and changing what they lead to."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alegra_cli.dotted_path import NoPlace, at, put, top_key, with_change
from tests.cases import cases

NAMES = st.lists(st.sampled_from(["a", "b", "0", "1"]), min_size=1, max_size=4)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.text(max_size=3) | st.integers(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("ab01"), inner),
    max_leaves=8,
)


@cases(
    ("path", "value"),
    [
        ("client.name", "Ana"),
        ("items.1.price", 20),
        ("items.2.price", None),
        ("items.-1.price", None),
        ("items.price", None),
        ("client.name.first", None),
        ("nothing.there", None),
        ("items." + "9" * 5000, None),
    ],
)
def test_what_stands_at_a_path(path: str, value: Any) -> None:
    record = {"client": {"name": "Ana"}, "items": [{"price": 10}, {"price": 20}]}
    assert at(record, path) == value


@cases(
    ("path", "key"),
    [
        ("date", "date"),
        ("client.id", "client"),
        ("items[].price", "items"),
        ("phones[]", "phones"),
        ("items[].tax[].id", "items"),
    ],
)
def test_the_key_of_the_body_that_a_path_leads_through(path: str, key: str) -> None:
    assert top_key(path) == key


@given(VALUES, NAMES, st.text(max_size=3))
def test_what_was_put_is_there_and_nothing_else_changed(
    body: Any, names: list[str], value: str
) -> None:
    before = repr(body)
    try:
        after = put(body, names, value)
    except NoPlace:
        after = None
    assert repr(body) == before
    if after is not None:
        assert at(after, ".".join(names)) == value


def test_what_is_in_the_way_is_told() -> None:
    with pytest.raises(NoPlace, match="name would be inside a single value"):
        put({"client": "7"}, ["client", "name"], "x")
    with pytest.raises(NoPlace, match="'x' is not a position"):
        put({"items": []}, ["items", "x"], "x")
    with pytest.raises(NoPlace, match="has 1 elements"):
        put({"items": [1]}, ["items", "2"], "x")


def test_only_what_is_there_is_changed() -> None:
    body = {"client": {"id": 1}, "seller": 3}
    assert with_change(body, "client.id", str) == {"client": {"id": "1"}, "seller": 3}
    assert with_change(body, "seller.id", str) == body
    assert with_change(body, "warehouse", str) == body
