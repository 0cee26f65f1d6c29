"""--select and --sort, exact to the last digit."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import responses
from hypothesis import given
from hypothesis import strategies as st

from alegra_cli import exact
from alegra_cli.output.choosing import parse_order, query_of, selection, sorted_records
from alegra_cli.testing import Runner
from tests.conftest import API

ROWS = (
    '[{"id": "1", "name": "b", "days": 10.10, "client": {"name": "Á"}},'
    ' {"id": "2", "name": "a", "days": "9", "client": null},'
    ' {"id": "3", "name": "C", "days": 9007199254740993.10, "client": {"name": "z"}}]'
)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["--select", "[].id", "-o", "json"], '[\n  "1",\n  "2",\n  "3"\n]\n'),
        (["--select", "[?to_number(days) > `10`].id", "-o", "jsonl"], '"1"\n"3"\n'),
        (["--select", "[2].days"], "9007199254740993.10\n"),
        (["--select", "length(@)"], "3\n"),
        (["--select", "max_by(@, &to_number(days)).name"], "C\n"),
        (["--select", "avg([?id!='2'].days)"], "4503599627370501.60\n"),
        (["--sort", "name", "--select", "[].id | join(',', @)"], "2,1,3\n"),
        (["--sort=-days", "--columns", "id", "-o", "csv"], "id\n3\n1\n2\n"),
        (["--sort", "client.name", "--columns", "id", "-o", "csv"], "id\n3\n1\n2\n"),
    ],
)
def test_what_is_shown(
    alegra: Runner, api: responses.RequestsMock, words: list[str], shown: str
) -> None:
    api.get(f"{API}/terms", body=ROWS)
    told = alegra("terms", "list", *words)
    assert (told.code, told.out) == (0, shown), told.err


def test_one_record_is_chosen_from_too(alegra: Runner, api: responses.RequestsMock) -> None:
    api.get(f"{API}/terms/1", body='{"id": "1", "name": "Contado", "days": 0.50}')
    assert alegra("terms", "get", "1", "--select", "days").out == "0.50\n"
    api.post(f"{API}/terms", body='{"id": "7"}')
    made = alegra("terms", "create", "--name", "x", "--days", "1", "--select", "id")
    assert made.out == "7\n"


def test_after_a_write_nothing_chosen_makes_it_look_as_if_it_had_failed(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    api.post(f"{API}/terms", body='{"id": "7"}')
    made = alegra(
        "terms", "create", "--name", "x", "--days", "1", "--select", "sum(@)", "-o", "csv"
    )
    assert (made.code, made.out) == (0, "id\n7\n")
    assert "--select can't be applied" in made.err
    api.delete(f"{API}/terms/7", json={})
    raw = alegra("api", "POST", "/terms", "-d", "{}", "--columns", "nope", "-o", "csv")
    assert (raw.code, raw.out) == (0, "id\n7\n")
    gone = alegra("terms", "delete", "7", "--yes", "--select", "sum(@)", "-o", "json")
    assert (gone.code, gone.out) == (0, '{\n  "ok": "delete 7"\n}\n')


@pytest.mark.parametrize("words", [("--select", "length(@)"), ("--sort", "id")])
def test_what_is_made_of_a_first_page_only_says_so(
    alegra: Runner, api: responses.RequestsMock, words: tuple[str, str]
) -> None:
    api.get(f"{API}/terms", json=[{"id": str(number)} for number in range(30)])
    told = alegra("terms", "list", *words, "-o", "json")
    assert told.code == 0
    assert "first 30" in told.err
    asked = alegra("terms", "list", *words, "-o", "json", "--limit", "30").err
    # Whoever says how many knows it of a sum; an order may be taken for one of all records.
    assert asked.startswith("Sorted only among the first 30") if "--sort" in words else not asked


def test_a_text_is_no_number_by_itself(alegra: Runner, api: responses.RequestsMock) -> None:
    api.get(f"{API}/terms", body=ROWS)
    told = alegra("terms", "list", "--select", "[?days > `10`]")
    assert (told.code, "to_number" in told.err) == (2, True)


@pytest.mark.parametrize("words", [("--select", "["), ("--sort", "a,,b"), ("--sort", "-")])
def test_what_is_malformed_is_told_before_anything_is_sent(
    alegra: Runner, words: tuple[str, str]
) -> None:
    assert alegra("terms", "create", "--name", "x", *words).code == 2


AMOUNTS = st.lists(st.decimals(allow_nan=False, allow_infinity=False, places=2), min_size=1)


@given(AMOUNTS, st.booleans())
def test_order_is_by_value_and_keeps_what_is_equal(amounts: list[Decimal], down: bool) -> None:
    rows: list[Any] = [
        {"n": number, "same": 1, "total": exact.Number(str(amount)) if number % 2 else str(amount)}
        for number, amount in enumerate(amounts)
    ]
    found = sorted_records([*rows, {"n": -1}], parse_order("-total" if down else "total"))
    values = [Decimal(str(row["total"])) for row in found[:-1]]
    assert values == sorted(amounts, reverse=down)
    assert found[-1] == {"n": -1}
    assert [row["n"] for row in sorted_records(rows, parse_order("same"))] == [
        row["n"] for row in rows
    ]
    assert selection(query_of("sum([].to_number(total))"), rows) == sum(amounts)


def test_chosen_texts_are_rows_of_a_csv(alegra: Runner, api: responses.RequestsMock) -> None:
    api.get(f"{API}/terms", json=[{"name": "15 días"}, {"name": "=1+1"}])
    told = alegra("terms", "list", "--select", "[].name", "-o", "csv", "--raw")
    assert (told.code, told.out) == (0, "value\n15 días\n=1+1\n")
