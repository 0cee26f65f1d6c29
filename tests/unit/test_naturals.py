"""Records known by something else than their id."""

from __future__ import annotations

from decimal import Decimal

from alegra_cli.operations.naturals import Index, Natural, keys_of, naturals, without_keys
from alegra_plugins.contacts.contacts import CONTACTS as PEOPLE
from alegra_plugins.countries.tax_ids import colombia
from alegra_plugins.inventory.items import ITEMS
from tests.cases import cases

CONTACTS = (("identification",), ("name",))


def test_what_a_record_is_known_by_strongest_first() -> None:
    record = {"identification": "900123", "name": "Ana  "}
    assert list(naturals(record, CONTACTS)) == [
        Natural(("identification",), ("900123",)),
        Natural(("name",), ("ana",)),
    ]
    assert list(naturals({"name": "", "identification": None}, CONTACTS)) == []


def test_a_group_needs_all_of_its_values() -> None:
    keys = (("name", "percentage"),)
    assert list(naturals({"name": "IVA"}, keys)) == []
    assert len(list(naturals({"name": "IVA", "percentage": 0}, keys))) == 1


def test_a_related_record_counts_by_its_id() -> None:
    keys = (("provider", "numberTemplate.number"),)
    one = {"provider": {"id": 4, "name": "x"}, "numberTemplate": {"number": "77"}}
    other = {"provider": "4", "numberTemplate": {"number": 77}}
    assert list(naturals(one, keys)) == list(naturals(other, keys)) != []


@cases("same", ["19.00", "19.0", Decimal("19"), 19, " 19 "])
def test_spellings_of_one_number_are_one(same: object) -> None:
    keys = keys_of(ITEMS, (("price",),))
    assert next(naturals({"price": same}, keys)).values == ("19",)


def test_texts_that_look_like_numbers_are_texts() -> None:
    keys = keys_of(ITEMS, (("reference",),))
    known = Index(keys)
    known.add({"id": "1", "reference": "3.5"})
    assert known.find({"reference": "3.50"}) == []
    assert known.find({"reference": " 3.5"}) == ["1"]


def test_a_tax_id_is_one_in_all_its_writings_and_wherever_it_stands() -> None:
    keys = keys_of(PEOPLE, (("identification",),), colombia)
    known = Index(keys)
    known.add({"id": "1", "identification": "900123456"})
    for text in ("900.123.456-8", "NIT 900123456", "900 123 456", "9001234568"):
        assert known.find({"identification": text}) == ["1"]
    assert known.find({"identificationObject": {"type": "NIT", "number": "900.123.456"}}) == ["1"]
    assert known.find({"identification": "900123457"}) == []


def test_what_a_record_was_found_by_is_not_written_back() -> None:
    keys = keys_of(PEOPLE, (("identification",),), colombia)
    body = {"identification": "900.123.456-8", "email": "a@b.co"}
    assert without_keys(body, keys) == {"email": "a@b.co"}
    assert without_keys({"identification": "1"}, keys) == {"identification": "1"}


def test_codes_that_only_look_like_numbers_differ() -> None:
    known = Index((("code",),))
    known.add({"id": "1", "code": "007"})
    assert known.find({"code": "7"}) == []
    assert known.find({"code": "007"}) == ["1"]


def test_found_by_the_strongest_that_it_says_and_nothing_weaker() -> None:
    known = Index(CONTACTS)
    known.add({"id": 1, "identification": "900", "name": "Ana"})
    known.add({"id": 2, "name": "Ana"})
    known.add({"id": 2, "name": "Ana"})
    assert known.find({"identification": "900", "name": "Otra"}) == ["1"]
    assert known.find({"identification": "901", "name": "Ana"}) == []
    assert known.find({"name": "ANA"}) == ["1", "2"]
    assert known.find({"email": "a@b.co"}) == []
