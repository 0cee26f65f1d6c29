"""Where a body names a record, and what takes the place of the name."""

from __future__ import annotations

from typing import Any

from alegra_cli.declare import LIST, Column, Field, KnownBy, Ref, Resource
from alegra_cli.operations.naming import NamedReference, References
from tests.cases import cases

FIELDS = (
    Field("client", Ref("people")),
    Field("items", "list"),
    Field("items[].id", Ref("things")),
    Field("items[].name"),
    Field("items[].tax", "any"),
    Field("items[].tax[].id", Ref("rates")),
    Field("prices[].idList", Ref("things")),
    Field("place", Ref("nameless")),
)


def _resource(name: str, *known: KnownBy) -> Resource:
    return Resource(
        name,
        singular=name,
        path=f"/{name}",
        actions=(LIST,),
        columns=(Column("Id", "id"),),
        known_by=known,
    )


KNOWN = {
    "people": _resource("people", KnownBy("identification", "code"), KnownBy("name")),
    "things": _resource("things", KnownBy("reference", "text"), KnownBy("name")),
    "rates": _resource("rates", KnownBy("percentage", "number")),
    "nameless": _resource("nameless"),
}


def _walk(body: dict[str, Any], table: bool = False) -> tuple[dict[str, Any], list[NamedReference]]:
    """The body with 77 for every name, and all references of it."""
    references = References(FIELDS, KNOWN.__getitem__, table)
    changed = references.exchange(body, lambda one: "77" if one.names else None)
    return changed, references.of(body)


@cases(
    ("body", "after"),
    [
        ({"client": "Ana"}, {"client": "77"}),
        ({"client": {"id": "Ana"}}, {"client": {"id": "77"}}),
        ({"client": {"identification": "900"}}, {"client": {"id": "77"}}),
        ({"client": {"name": "Ana", "note": 1}}, {"client": {"id": "77", "note": 1}}),
        ({"client": {"id": "3", "name": "Ana"}}, {"client": {"id": "3", "name": "Ana"}}),
        ({"client": {"id": 3}}, {"client": {"id": 3}}),
        ({"client": None}, {"client": None}),
        ({"items": [{"reference": "A"}]}, {"items": [{"id": "77"}]}),
        ({"items": [{"name": "A"}]}, {"items": [{"name": "A"}]}),
        ({"items": [{"tax": [{"id": "4%"}]}]}, {"items": [{"tax": [{"id": "77"}]}]}),
        ({"items": [{"tax": "4%"}]}, {"items": [{"tax": "77"}]}),
        ({"items": "x"}, {"items": "x"}),
        ({"prices": [{"idList": "General"}]}, {"prices": [{"idList": "77"}]}),
        ({"place": "Bodega"}, {"place": "Bodega"}),
        ({}, {}),
    ],
)
def test_names_are_exchanged_and_the_rest_stays(
    body: dict[str, Any], after: dict[str, Any]
) -> None:
    assert _walk(body)[0] == after


def test_a_line_of_a_table_without_an_id_is_known_by_its_name_and_keeps_it() -> None:
    assert _walk({"items": [{"name": "A"}]}, table=True)[0] == {
        "items": [{"id": "77", "name": "A"}]
    }


def test_a_single_tax_of_a_table_becomes_a_list() -> None:
    for cell in ("4%", {"percentage": 4}):
        after, _found = _walk({"items": [{"tax": cell}]}, table=True)
        assert after == {"items": [{"tax": [{"id": "77"}]}]}
    assert _walk({"items": [{"tax": "4"}]}, table=True)[0] == {"items": [{"tax": "4"}]}


def test_places_are_told_as_paths() -> None:
    body = {
        "client": {"identification": 900},
        "items": [{"id": "1"}, {"reference": "B", "tax": [{"id": "3"}]}],
    }
    assert [(one.path, one.text, one.names) for one in _walk(body)[1]] == [
        ("client.identification", "900", True),
        ("items.0.id", "1", False),
        ("items.1.reference", "B", True),
        ("items.1.tax.0", "3", False),
    ]
