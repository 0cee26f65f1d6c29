"""What is the same name, number, code or rate, and what is another."""

from __future__ import annotations

from alegra_cli.declare import KnownBy
from alegra_cli.operations.labels import best, may_be_id, strength
from tests.cases import cases

NAME = KnownBy("name")
TEXT = KnownBy("reference", "text")
CODE = KnownBy("number", "code")
RATE = KnownBy("percentage", "number")
BOTH = KnownBy(("name", "percentage"))


@cases(
    "text", ["3", "-1", "0185a8a6-7f0b-7e43-9d5e-0c1b7f9a2b10", "507f1f77bcf86cd799439011", " 12 "]
)
def test_what_the_api_gives_as_an_id_is_one(text: str) -> None:
    assert may_be_id(text)


@cases("text", ["FE3", "3.5", "900.123.456-8", "Ana", "4%", "12 34", "", "0x12"])
def test_what_it_never_gave_is_none(text: str) -> None:
    assert not may_be_id(text)


@cases(
    ("known", "record", "text", "much"),
    [
        (NAME, {"name": "Peña e Hijos"}, "Peña e Hijos", 3),
        (NAME, {"name": "Peña e Hijos"}, " Peña e Hijos ", 3),
        (NAME, {"name": "Peña e Hijos"}, " ", 0),
        (NAME, {"name": "Peña e Hijos"}, "PENA  E HIJOS", 2),
        (NAME, {"name": "Distribuidora Sol S.A.S."}, "distribuidora sol sas", 2),
        (NAME, {"name": "Distribuidora Sol S.A.S."}, "Distribuidora Sol", 1),
        (NAME, {"name": "Distribuidora Sol"}, "Distribuidora Sol Ltda.", 1),
        (NAME, {"name": "Distribuidora Sol Ltda"}, "Distribuidora Sol S.A.", 0),
        (NAME, {"name": "Distribuidora Sol y Luna"}, "Distribuidora Sol", 0),
        (NAME, {"name": "S.A. de C.V."}, "S.A.", 0),
        (NAME, {"name": "Perno 3.5"}, "Perno 35", 0),
        (NAME, {"name": "Perno 3.50"}, "Perno 3.5", 0),
        (NAME, {"name": ""}, "", 0),
        (NAME, {}, "x", 0),
        (TEXT, {"reference": "A-1"}, "a-1", 2),
        (TEXT, {"reference": "A-1"}, "A1", 0),
        (TEXT, {"reference": "3.50"}, "3.5", 0),
        (CODE, {"number": "FE-3"}, "fe3", 2),
        (CODE, {"number": "FE30"}, "FE3", 0),
        (RATE, {"percentage": "19.00"}, "19", 2),
        (RATE, {"percentage": "19.00"}, "19 %", 2),
        (RATE, {"percentage": 4.5}, "4,5%", 2),
        (RATE, {"percentage": "100.00"}, "100", 2),
        (RATE, {"percentage": "0.00"}, "0", 2),
        (RATE, {"percentage": "1.90"}, "19", 0),
        (RATE, {"percentage": "0105"}, "105", 0),
        (RATE, {"percentage": "NaN"}, "5", 0),
        (BOTH, {"name": "IVA", "percentage": "19.00"}, "iva 19%", 2),
        (BOTH, {"name": "IVA", "percentage": "19.00"}, "IVA (19.00 %)", 2),
        (BOTH, {"name": "IVA", "percentage": None}, "IVA", 0),
    ],
)
def test_how_well_a_text_is_what_a_record_is_called(
    known: KnownBy, record: dict[str, object], text: str, much: int
) -> None:
    assert strength(record, known, text) == much


def test_the_strongest_likeness_leaves_the_others_out() -> None:
    records = [{"id": 1, "name": "Sol"}, {"id": 2, "name": "SOL"}, {"id": 3, "name": "Sol S.A."}]
    assert best(records, [((NAME,), "Sol")]) == records[:1]
    assert best(records, [((NAME,), "sol")]) == records[:2]
    assert best(records, [((NAME,), "Luna")]) == []


def test_all_that_is_said_has_to_be_so() -> None:
    taxes = [{"name": "IVA", "percentage": "19"}, {"name": "IVA", "percentage": "5"}]
    assert best(taxes, [((NAME,), "IVA"), ((RATE,), "5")]) == taxes[1:]
    assert best(taxes, [((NAME,), "ICO"), ((RATE,), "5")]) == []


def test_a_text_beyond_any_number_is_the_name_of_nothing() -> None:
    assert strength({"percentage": "19.00"}, RATE, "1e9999999") == 0
