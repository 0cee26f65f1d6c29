"""Reading from a served sandbox, as a person and as a script would."""

from __future__ import annotations

import csv
import io
import json

import pytest
import yaml

from tests.cli.conftest import Inside, Program, Served


def test_a_list_is_one_page_with_a_note_that_there_is_more(inside: Inside) -> None:
    result = inside("invoices", "list")
    assert result.code == 0
    assert len(result.out.splitlines()) == 32
    assert "first 30" in result.err
    assert result.out.splitlines()[0].split()[:2] == ["Id", "Number"]


def test_the_note_of_a_first_page_tells_how_to_get_the_newest(inside: Inside) -> None:
    assert "--newest begins with the newest" in inside("invoices", "list").err
    for words in (("--start", "30"), ("--order-field", "name"), ("--newest",)):
        note = inside("invoices", "list", *words).err
        assert "30" in note
        assert "--newest" not in note, words


@pytest.mark.parametrize("window", [("--limit", "3"), ("--limit", "65"), ("--all",)])
def test_newest_is_by_day_from_the_last_on(inside: Inside, window: tuple[str, ...]) -> None:
    every = inside.json("invoices", "list", "--all")
    found = inside.json("invoices", "list", "--newest", *window)
    days = [record["date"] for record in found]
    assert days == sorted((record["date"] for record in every), reverse=True)[: len(days)]
    assert len(days) == {"3": 3, "65": 65}.get(window[-1], len(every))


@pytest.mark.parametrize(
    ("resource", "key"), [("remissions", "date"), ("contacts", "id"), ("journals", "date")]
)
def test_newest_of_what_has_no_day_or_comes_like_that(
    inside: Inside, resource: str, key: str
) -> None:
    found = inside.json(resource, "list", "--newest", "--limit", "30")
    values = [int(row[key]) if key == "id" else row[key] for row in found]
    assert len(values) > 1
    assert values == sorted(values, reverse=True)


def test_an_export_takes_the_newest_too(inside: Inside) -> None:
    out = inside("invoices", "export", "--newest", "--limit", "3", "--columns", "date").out
    assert out.splitlines()[1:] == sorted(out.splitlines()[1:], reverse=True)
    first = inside.json("invoices", "list", "--newest", "--limit", "1")[0]
    assert out.splitlines()[1] == first["date"]


@pytest.mark.parametrize(
    "other",
    [
        "--order-field=id",
        "--order-direction=DESC",
        "--sort=total",
        "--param=order_direction=ASC",
    ],
)
def test_newest_is_the_only_order(inside: Inside, other: str) -> None:
    result = inside("invoices", "list", "--newest", other)
    assert (result.code, result.out) == (2, "")
    assert "--newest is an order of its own" in result.err


def test_limit_reads_as_many_pages_as_needed(inside: Inside) -> None:
    records = inside.json("invoices", "list", "--limit", "65")
    assert [record["id"] for record in records] == [str(n) for n in range(1, 66)]


def test_start_passes_over(inside: Inside) -> None:
    records = inside.json("contacts", "list", "--start", "40", "--limit", "3")
    assert [record["id"] for record in records] == ["41", "42", "43"]


def test_all_and_count_agree(inside: Inside) -> None:
    everything = inside.json("invoices", "list", "--all")
    counted = inside("invoices", "list", "--count")
    assert counted.out == f"{len(everything)}\n"
    assert len({record["id"] for record in everything}) == len(everything)


@pytest.mark.parametrize("status", ["draft", "open", "closed", "void"])
def test_a_status_filter_filters(inside: Inside, status: str) -> None:
    records = inside.json("invoices", "list", "--all", "--status", status)
    assert records
    assert {record["status"] for record in records} == {status}


def test_several_statuses_at_once(inside: Inside) -> None:
    records = inside.json("invoices", "list", "--all", "--status", "draft,void")
    assert {record["status"] for record in records} == {"draft", "void"}


def test_since_and_until_include_both_ends(inside: Inside) -> None:
    days = sorted(record["date"] for record in inside.json("invoices", "list", "--all"))
    first, last = days[10], days[-10]
    found = inside.json("invoices", "list", "--all", "--since", first, "--until", last)
    assert sorted(record["date"] for record in found) == [
        day for day in days if first <= day <= last
    ]


def test_last_month_is_a_whole_month(inside: Inside) -> None:
    found = inside.json(
        "invoices", "list", "--all", "--since", "last-month", "--until", "last-month"
    )
    assert found
    assert len({record["date"][:7] for record in found}) == 1


def test_order(inside: Inside) -> None:
    found = inside.json(
        "invoices", "list", "--order-field", "date", "--order-direction", "desc", "--limit", "40"
    )
    days = [record["date"] for record in found]
    assert days == sorted(days, reverse=True)


def test_free_text_ignores_accents_and_case(inside: Inside) -> None:
    names = [record["name"] for record in inside.json("contacts", "list", "-q", "nandu")]
    assert names == ["Peluquería Ñandú & Cía"]


def test_param_sends_what_has_no_option(inside: Inside) -> None:
    found = inside.json("invoices", "list", "--param", "client_id=12", "--all")
    assert {record["client"]["id"] for record in found} == {"12"}


def test_get_gives_the_record_whole_and_exact(inside: Inside, served: Served) -> None:
    result = inside("invoices", "get", "1", "-o", "json")
    total = served.books.call("GET", "/invoices/1")["total"]
    assert f'"total": {total}' in result.out
    assert str(total).endswith(".00")
    assert list(json.loads(result.out))[:4] == ["id", "date", "dueDate", "datetime"]


def test_extra_keys_come_when_asked_for(inside: Inside) -> None:
    assert "pdf" not in inside.json("invoices", "get", "1")
    assert "/files/invoices/1/" in inside.json("invoices", "get", "1", "--fields", "pdf")["pdf"]


def test_currencies_take_the_code(inside: Inside) -> None:
    assert inside.json("currencies", "get", "USD")["code"] == "USD"


def test_taxes_come_out_of_their_envelope(inside: Inside) -> None:
    records = inside.json("taxes", "list")
    assert [record["percentage"] for record in records][:2] == ["0.00", "19.00"]
    assert inside("taxes", "list", "--count").out == f"{len(records)}\n"


def test_company_and_self_have_no_id(inside: Inside) -> None:
    assert inside.json("company", "get")["applicationVersion"] == "colombia"
    assert inside.json("users", "self")["role"] == "admin"


def test_stock_by_warehouse_on_a_day(inside: Inside) -> None:
    rows = inside.json("items", "stock", "15")
    assert [row["name"] for row in rows] == ["Principal", "Sucursal Norte"]
    before = inside.json("items", "stock", "15", "--date", "2000-01-01")
    assert before[0]["availableQuantity"] == before[0]["initialQuantity"]


def test_an_item_without_stock_says_so(inside: Inside) -> None:
    result = inside("items", "stock", "1")
    assert result.code == 5
    assert "has no inventory.warehouses" in result.err


def test_columns_in_every_format(inside: Inside) -> None:
    line = (
        "invoices",
        "list",
        "--limit",
        "2",
        "--columns",
        "numberTemplate.fullNumber,client.name,items.0.price",
    )
    wanted = ["numberTemplate.fullNumber", "client.name", "items.0.price"]
    assert [list(row) for row in inside.json(*line)] == [wanted, wanted]
    rows = list(csv.DictReader(io.StringIO(inside(*line, "-o", "csv").out)))
    assert list(rows[0]) == wanted
    assert inside(*line).out.splitlines()[0].split() == ["Number", "Client", "items.0.price"]
    assert [list(row) for row in yaml.safe_load(inside(*line, "-o", "yaml").out)] == [
        wanted,
        wanted,
    ]


def test_an_unknown_column_suggests(inside: Inside) -> None:
    result = inside("invoices", "list", "--columns", "client.nam")
    assert result.code == 2
    assert "client.name" in result.err


def test_options_before_and_after_with_the_inner_one_winning(inside: Inside) -> None:
    before = inside("-o", "json", "contacts", "get", "1")
    after = inside("-o", "csv", "contacts", "-o", "yaml", "get", "1", "-o", "json")
    assert before.out == after.out


def test_piped_tables_are_never_cut(alegra_on: Program, inside: Inside) -> None:
    name = "x" * 500
    made = inside.json("contacts", "create", "--name", name)
    assert name in alegra_on("contacts", "list", "-q", name[:50]).out
    inside("contacts", "delete", made["id"], "--yes")


def test_no_rows(inside: Inside) -> None:
    line = ("contacts", "list", "--name", "nobody at all")
    assert inside(*line).out == "(no results)\n"
    assert inside(*line, "-o", "json").out == "[]\n"
    assert inside(*line, "-o", "jsonl").out == ""
    assert inside(*line, "-o", "yaml").out == "[]\n"
    assert inside(*line, "-o", "csv").out.startswith("id,name,identification")


def test_export_writes_all_and_never_over_a_file(inside: Inside) -> None:
    file = inside.home / "invoices.csv"
    done = inside("invoices", "export", "--out", str(file), "--status", "open")
    rows = list(csv.DictReader(io.StringIO(file.read_text())))
    assert done.err == f"{len(rows)} records written to {file}.\n"
    assert {row["status"] for row in rows} == {"open"}
    again = inside("invoices", "export", "--out", str(file))
    assert again.code == 2
    assert "--force" in again.err
    assert inside("invoices", "export", "--out", str(file), "--force").code == 0


def test_singular_names_and_old_aliases_work(inside: Inside) -> None:
    assert inside("invoice", "get", "1").code == 0
    assert inside("auth", "whoami").code == 0
    assert inside("config", "profiles").code == 0


def test_verbose_is_a_line_a_request_without_the_token(inside: Inside, served: Served) -> None:
    result = inside("contacts", "list", "--limit", "40", "-v")
    lines = [line for line in result.err.splitlines() if line.startswith("GET ")]
    assert len(lines) == 2
    assert served.token not in result.err
