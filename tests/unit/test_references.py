"""The same body, pointing at other records."""

from __future__ import annotations

from typing import Any

from alegra_cli.declare import CRUD, Column, Field, Ref, Resource
from alegra_cli.operations.references import MissingReference, remapping

NOUN = Resource(
    "things",
    singular="thing",
    path="/things",
    actions=CRUD,
    columns=(Column("Id", "id"),),
    fields=(
        Field("client", Ref("contacts")),
        Field("currency", Ref("currencies", "code")),
        Field("tags[]", Ref("tags")),
        Field("price[].idPriceList", Ref("price-lists")),
        Field("lines[].id", Ref("items")),
        Field("lines[].price", "money"),
        Field("lines[].tax[].id", Ref("taxes")),
        Field("subitems[].item.id", Ref("items")),
        Field("payments[].account", Ref("bank-accounts"), required=True),
        Field("invoice.seller", Ref("sellers")),
    ),
)


def swapped(body: dict[str, Any], **new: str) -> tuple[Any, list[MissingReference]]:
    """`new`: ``contacts_1="2"`` puts 2 in the place of contact 1."""
    return remapping(body, NOUN, lambda resource, old: new.get(f"{resource}_{old}"))


def test_an_id_is_exchanged_in_each_of_its_spellings() -> None:
    assert swapped({"client": {"id": 1, "name": "Ana"}}, contacts_1="9") == (
        {"client": {"id": "9", "name": "Ana"}},
        [],
    )
    assert swapped({"client": "1", "tags": ["3", 4]}, contacts_1="9", tags_3="5", tags_4="6") == (
        {"client": "9", "tags": ["5", "6"]},
        [],
    )


def test_what_is_known_by_its_code_stays() -> None:
    body = {"currency": {"code": "USD"}, "name": "1"}
    assert swapped(body) == (body, [])


def test_a_lost_reference_is_told_and_left_out() -> None:
    assert swapped({"client": 7, "name": "x", "invoice": {"seller": 8, "note": "y"}}) == (
        {"name": "x", "invoice": {"note": "y"}},
        [
            MissingReference("client", "contacts", "7"),
            MissingReference("invoice.seller", "sellers", "8"),
        ],
    )


def test_a_line_that_is_nothing_without_its_reference_goes_as_a_whole() -> None:
    lines = [{"id": 1, "price": "5", "tax": [{"id": 3}, {"id": 4}]}, {"id": 2, "price": "6"}]
    body, lost = swapped({"lines": lines}, items_1="11", taxes_4="44")
    assert body == {"lines": [{"id": "11", "price": "5", "tax": [{"id": "44"}]}]}
    assert lost == [
        MissingReference("lines.1.id", "items", "2"),
        MissingReference("lines.0.tax.0.id", "taxes", "3"),
    ]


def test_a_price_without_its_list_and_a_part_without_its_item_go_too() -> None:
    body, lost = swapped(
        {
            "price": [{"idPriceList": "1", "price": "5"}, {"idPriceList": "2", "price": "6"}],
            "subitems": [{"item": {"id": 5}, "quantity": 1}],
            "payments": [{"account": "3", "amount": "5"}],
        },
        **{"price-lists_2": "9"},
    )
    assert body == {
        "price": [{"idPriceList": "9", "price": "6"}],
        "subitems": [],
        "payments": [],
    }
    assert lost == [
        MissingReference("price.0.idPriceList", "price-lists", "1"),
        MissingReference("subitems.0.item.id", "items", "5"),
        MissingReference("payments.0.account", "bank-accounts", "3"),
    ]


def test_the_record_itself_is_left_as_it_was() -> None:
    body = {"client": {"id": 1}, "lines": [{"id": 1}]}
    swapped(body, contacts_1="9", items_1="9")
    assert body == {"client": {"id": 1}, "lines": [{"id": 1}]}
