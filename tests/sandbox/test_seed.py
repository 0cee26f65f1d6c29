"""Nine believable companies."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.contact_rules import nit_digit
from alegra_cli.sandbox.fresh import reset
from alegra_cli.sandbox.seed import COUNTRIES, identifications
from tests.sandbox.conftest import TODAY


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_country_has_a_year_of_business(tmp_path: Path, country: str) -> None:
    reset(tmp_path / "s.sqlite3", country, today=TODAY)
    books = Books(tmp_path / "s.sqlite3")
    assert books.country == country
    records: list[Any] = books.store.find("invoices")
    assert {record["status"] for record in records} == {"draft", "open", "closed", "void"}
    months = {record["date"][:7] for record in records}
    assert {"2026-06", "2026-05", "2025-10"} <= months
    assert max(record["date"] for record in records) <= TODAY.isoformat()
    assert any(record["stamp"] for record in records)
    kinds = {record["type"] for record in books.store.find("payments")}
    assert kinds == {"in", "out"}
    assert books.store.count("credit-notes") >= 1
    assert {row["status"] for row in books.store.find("contacts")} == {"active", "inactive"}
    books.close()


def everything(path: Path) -> Any:
    books = Books(path)
    rows = books.store.database.execute(
        "SELECT resource, id, body FROM records ORDER BY resource, seq"
    ).fetchall()
    books.close()
    now = ("datetime", "created_at", "updated_at")
    return [
        (
            resource,
            key,
            [
                part
                for part in body.split(", ")
                if not part.startswith(tuple(f'"{name}"' for name in now))
                and '"date": "20' not in part[:30]
            ],
        )
        for resource, key, body in rows
    ]


def test_the_same_seed_gives_the_same_and_another_does_not(tmp_path: Path) -> None:
    paths = [tmp_path / f"{n}.sqlite3" for n in range(3)]
    for path, seed in zip(paths, (5, 5, 6), strict=True):
        reset(path, "peru", seed, today=date(2026, 1, 31))
    first, second, other = map(everything, paths)
    assert first == second
    assert first != other


def test_sizes_grow(tmp_path: Path) -> None:
    reset(tmp_path / "m.sqlite3", size="medium", today=TODAY)
    books = Books(tmp_path / "m.sqlite3")
    assert books.store.count("invoices") == 1040
    books.close()


@pytest.mark.parametrize(("country", "size"), [("atlantis", "small"), ("peru", "huge")])
def test_wrong_words_lose_nothing(tmp_path: Path, country: str, size: str) -> None:
    path = tmp_path / "s.sqlite3"
    reset(path, today=TODAY)
    with pytest.raises(ValueError, match="must be one of"):
        reset(path, country, size=size)
    books = Books(path)
    assert books.country == "colombia"
    books.close()


@pytest.mark.parametrize(
    ("made", "known"),
    [
        (nit_digit("800197268"), "4"),
        (nit_digit("899999068"), "1"),
        (nit_digit("890903938"), "8"),
        (identifications.ruc("2010007097"), "20100070970"),
        (identifications.ruc("2051233379"), "20512333797"),
        (identifications.cuit("2026756539"), "20267565393"),
        (identifications.rut("76086428"), "76086428-5"),
        (identifications.rut("12531909"), "12531909-2"),
        (identifications.rnc("10185004"), "101850043"),
        (identifications.cedula("0011391820"), "00113918205"),
        (identifications.nif("54362315"), "54362315K"),
        (identifications.cif("1358562")[1:], "13585625"),
    ],
)
def test_check_digits_against_public_ones(made: str, known: str) -> None:
    assert made == known


def test_identifications_have_the_form_of_the_country() -> None:
    chance = random.Random(1)
    assert len(identifications.make(chance, "mexico", "RFC", True)) == 12
    assert len(identifications.make(chance, "mexico", "RFC", False)) == 13
    assert identifications.make(chance, "costaRica", "CJ", True).startswith("3101")
    assert identifications.as_fields("colombia", "NIT", "800197268") == {
        "identificationObject": {"type": "NIT", "number": "800197268", "dv": "4"}
    }
