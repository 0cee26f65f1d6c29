"""Every format: exact values, nothing lost, nothing harmful."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from alegra_cli import exact
from alegra_cli.errors import UsageProblem
from alegra_cli.exact import Number
from alegra_cli.exact import yaml as exact_yaml
from alegra_cli.output import FORMATS, OutputOptions, writer_class
from alegra_cli.output.columns import View, leaves, lookup, parse_columns
from alegra_cli.output.guard import guard, unguard
from alegra_cli.output.visible import visible
from alegra_cli.testing.each import each
from tests.nesting import nested, numbers, objects

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
KEYS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
VALUES = nested((None, False, True), (numbers(), TEXT), TEXT)
RECORDS = st.lists(objects(KEYS, VALUES, 1), max_size=4)


def output_of(
    fmt: str,
    records: Any,
    *,
    columns: list[str] | None = None,
    views: list[View] | None = None,
    one: bool = False,
    **options: Any,
) -> tuple[str, list[str]]:
    out = io.StringIO()
    writer = writer_class(FORMATS[fmt])(out, columns, views or [], OutputOptions(**options))
    (writer.record if one else writer.records)(records)
    return out.getvalue(), writer.notes


@given(RECORDS)
def test_json_and_jsonl_give_the_records_back_exactly(records: list[Any]) -> None:
    text, _notes = output_of("json", iter(records))
    lines, _notes = output_of("jsonl", iter(records))
    assert exact.dumps(exact.loads(text)) == exact.dumps(records)
    assert [exact.dumps(exact.loads(line)) for line in lines.split("\n")[:-1]] == [
        exact.dumps(record) for record in records
    ]


@given(RECORDS)
def test_nothing_that_moves_a_cursor_leaves(records: list[Any]) -> None:
    for fmt in ("json", "jsonl", "yaml", "table"):
        text, _notes = output_of(fmt, records)
        assert visible(text.replace("\n", " ")) == text.replace("\n", " "), fmt


# YAML 1.1 has no characters outside Unicode's printable ones unescaped; the dumper escapes them.
@given(
    st.dictionaries(
        st.text("abc", min_size=1, max_size=3), TEXT | st.integers() | st.none(), min_size=1
    )
)
def test_yaml_gives_the_values_back(record: dict[str, Any]) -> None:
    text, _notes = output_of("yaml", [record, record])
    assert yaml.safe_load(text) == [record, record]


@pytest.mark.parametrize("text", ["10.00", "1e5", "19928.00", "-0.0", "12345678901234567890.12"])
def test_numbers_keep_their_text(text: str) -> None:
    record = {"total": Number(text)}
    for fmt in ("json", "jsonl", "yaml", "csv", "table"):
        assert text in output_of(fmt, [record])[0], fmt


def test_yaml_quotes_what_would_read_as_something_else() -> None:
    record = {"a": "no", "b": "2026-03-02", "c": "1.50", "d": "null", "e": "007"}
    assert yaml.safe_load(output_of("yaml", record, one=True)[0]) == record
    # PyYAML reads these without quotes; YAML 1.2 and other readers would not.
    for text in ("1e5", "y", "N", "0o17", ".5", "-3.e2"):
        assert output_of("yaml", {"a": text}, one=True)[0] == f"a: '{text}'\n"


@pytest.mark.parametrize("text", ["Visita...", "0...", "...", "a\n..."])
def test_yaml_keeps_the_dots_at_the_end_of_a_text(text: str) -> None:
    assert yaml.safe_load(output_of("yaml", [{"a": text}, {"a": text}])[0]) == [{"a": text}] * 2
    assert yaml.safe_load(output_of("yaml", {"a": text}, one=True)[0]) == {"a": text}
    assert yaml.safe_load(output_of("yaml", text, one=True)[0]) == text
    assert output_of("yaml", "Visita", one=True)[0] == "Visita\n"


@given(RECORDS)
def test_yaml_output_is_good_input(records: list[Any]) -> None:
    back = exact_yaml.load(output_of("yaml", records)[0])
    assert exact.dumps(back) == exact.dumps(records)


@given(st.lists(st.fixed_dictionaries({"a": TEXT, "b": TEXT}), min_size=1, max_size=5))
def test_csv_round_trips_every_text(records: list[dict[str, str]]) -> None:
    text, _notes = output_of("csv", records)
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [{key: unguard(value) for key, value in row.items()} for row in rows] == records


RISKY = TEXT | st.text("'=@+-\t\r\n (1.)e\u00a0x", max_size=12)


@given(RISKY)
def test_guarding_can_always_be_undone(text: str) -> None:
    assert unguard(guard(text)) == text


@given(RISKY)
def test_no_cell_starts_a_formula(text: str) -> None:
    cell = guard(text).lstrip(" \u00a0\t\r\n\v\f")
    if cell[:1] in ("=", "@"):
        raise AssertionError(cell)


@pytest.mark.parametrize(
    "cell", ["+57 300 123 4567", "+57 (1) 234-5678", "-42.5", "+3", "-1e5", "Ana", "", "3-4", "'a"]
)
def test_cells_that_stay(cell: str) -> None:
    assert guard(cell) == cell


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "@SUM(A1)",
        "-Infinity",
        "+cmd|' /C calc'!A0",
        " =1",
        "\t=1",
        "\r1",
        "\n",
        "-2+3",
        "+1-1",
        "'=1",
    ],
)
def test_cells_that_are_guarded(cell: str) -> None:
    assert guard(cell) == "'" + cell
    assert output_of("csv", [{"a": cell}], raw=True)[0] != output_of("csv", [{"a": cell}])[0]


def test_csv_flattens_and_tells_what_the_header_lacks() -> None:
    first = {"id": "1", "client": {"name": "Ana", "tags": ["a", 1]}, "address": None}
    later = {"id": "2", "client": {"name": "Luis"}, "address": {"city": "Cali"}}
    text, notes = output_of("csv", [first] * 30 + [later])
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == ["id", "client.name", "client.tags", "address"]
    assert rows[0]["client.tags"] == '["a", 1]'
    assert "address.city" in notes[0]
    text, notes = output_of("csv", [first, later])
    assert list(csv.DictReader(io.StringIO(text)))[1]["address.city"] == "Cali"
    assert notes == []


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from("abc"),
            st.none()
            | st.integers()
            | st.just({})
            | st.dictionaries(
                st.sampled_from("xy"),
                st.integers() | st.none() | st.dictionaries(st.just("z"), st.integers()),
            ),
            min_size=1,
        ),
        min_size=1,
        max_size=40,
    )
)
def test_csv_loses_no_value_without_a_note(records: list[dict[str, Any]]) -> None:
    """A key may hold a text in one record, an object in another, null in a third."""
    text, notes = output_of("csv", records)
    rows = list(csv.DictReader(io.StringIO(text)))
    for record, row in zip(records, rows, strict=True):
        for path, value in leaves(record):
            if value is not None and value != {}:
                assert row.get(path) == str(value) or path in notes[0]
    assert bool(notes) == any(
        path not in rows[0]
        for record in records
        for path, value in leaves(record)
        if value is not None and value != {}
    )


def test_csv_keeps_a_text_that_is_an_object_elsewhere() -> None:
    records = [{"identification": "123"}, {"identification": {"number": "9"}}]
    assert output_of("csv", records) == (
        "identification,identification.number\n123,\n,9\n",
        [],
    )


def test_csv_on_a_terminal_moves_no_cursor() -> None:
    record = {"a\x1b": "\x1b[31mred\n\u202e", "b": ["\x9b"]}
    text, _notes = output_of("csv", [record], width=80)
    assert visible(text.replace("\n", "")) == text.replace("\n", "")
    assert "\x1b" in output_of("csv", [record])[0]


def test_csv_options() -> None:
    views = [View("Id", "id"), View("Name", "client.name")]
    assert output_of("csv", [], views=views)[0] == "id,client.name\n"
    assert output_of("csv", [], views=views, delimiter=";", bom=True)[0] == "\ufeffid;client.name\n"


def test_columns_choose_order_and_null_what_is_missing() -> None:
    records = [{"a": {"b": 1}, "c": 2}, {"c": 3}]
    text, _notes = output_of("json", records, columns=["c", "a.b"])
    assert exact.loads(text) == [{"c": 2, "a.b": 1}, {"c": 3, "a.b": None}]


@pytest.mark.parametrize("fmt", ["json", "jsonl", "yaml", "csv", "table"])
def test_a_column_that_no_record_has(fmt: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        output_of(fmt, [{"client": {"name": "Ana"}}], columns=["client.nme"])
    assert "client.name" in caught.value.hint
    output_of(fmt, [], columns=["client.nme"])


@pytest.mark.parametrize("fmt", ["json", "jsonl", "yaml", "csv", "table"])
def test_an_unknown_column_is_told_before_anything_is_written(fmt: str) -> None:
    out = io.StringIO()
    writer = writer_class(FORMATS[fmt])(out, ["nme"], [], OutputOptions(bom=True))
    with pytest.raises(UsageProblem):
        writer.records([{"name": "Ana"}] * 30)
    assert out.getvalue() == ""


def test_a_rare_column_may_come_after_the_first_page() -> None:
    records = [{"a": 1}] * 40 + [{"a": 1, "rare": 2}]
    lines = output_of("jsonl", records, columns=["rare"])[0].splitlines()
    assert (lines[0], lines[-1]) == ('{"rare": null}', '{"rare": 2}')


@pytest.mark.parametrize(
    "record", [{"seller": None}, {"seller": []}, {"seller": [{"name": None}]}, {"id": 1}]
)
def test_a_column_that_may_be_there_is_not_unknown(record: dict[str, Any]) -> None:
    views = [View("Seller", "seller.name")] if "id" in record else []
    assert output_of("csv", [record], columns=["seller.name"], views=views)[0]


def test_jsonl_writes_as_records_arrive() -> None:
    out = io.StringIO()

    def arriving() -> Iterator[dict[str, int]]:
        for number in range(3):
            yield {"a": number}
            assert out.getvalue().count("\n") == number + 1

    writer_class(FORMATS["jsonl"])(out, ["a"], [], OutputOptions()).records(arriving())


@pytest.mark.parametrize("fmt", ["json", "jsonl", "yaml", "csv", "table"])
def test_a_reply_that_is_a_list_is_shown_as_one(fmt: str) -> None:
    reply = [{"id": "1"}, {"id": "2"}]
    assert output_of(fmt, reply, one=True) == output_of(fmt, reply)


@pytest.mark.parametrize("text", ["", " ", "a,", ",a", "a,,b", "a..b", ".a", "a.", "a,a"])
def test_malformed_columns(text: str) -> None:
    with pytest.raises(UsageProblem):
        parse_columns(text)


def test_paths() -> None:
    record = {"items": [{"price": 1}, {"price": 2}], "a.b": 3, "c": {"d.e": 4}}
    assert lookup(record, "items.1.price") == (True, 2)
    assert lookup(record, "items.price") == (True, [1, 2])
    assert lookup(record, "items.9.price") == (False, None)
    assert lookup(record, "a.b") == (True, 3)
    assert lookup(record, "c.d.e") == (True, 4)
    assert lookup(record, "x") == (False, None)
    assert lookup(record, "items.-1.price") == (True, 2)
    assert lookup({"a": {"x": 1}, "a.b": {"c": 5}}, "a.b.c") == (True, 5)


@given(
    st.dictionaries(st.text("ab", min_size=1), VALUES, max_size=3), st.text("ab.01-", min_size=1)
)
def test_no_path_ever_fails(record: dict[str, Any], path: str) -> None:
    assert lookup(record, path)[0] in (True, False)


def test_a_table_aligns_amounts_and_shows_nested_values() -> None:
    views = [View("Client", "client.name"), View("Total", "total", "money"), View("Tags", "tags")]
    text, _notes = output_of(
        "table",
        [
            {"client": {"name": "日本株式会社"}, "total": Number("9.50"), "tags": ["a", "b"]},
            {"client": {"name": "Ana"}, "total": Number("1234.00"), "tags": {"k": None}},
        ],
        views=views,
    )
    lines = text.splitlines()
    ends = [
        wcswidth(line[: line.index(total) + len(total)])
        for line, total in zip(lines[2:], ["9.50", "1234.00"], strict=True)
    ]
    assert ends[0] == ends[1]
    assert "a, b" in lines[2]
    assert '{"k": null}' in lines[3]


@given(
    st.lists(st.fixed_dictionaries({"id": st.just("1"), "name": TEXT}), min_size=1, max_size=4),
    st.integers(12, 60),
)
def test_a_table_fits_its_width(records: list[dict[str, str]], width: int) -> None:
    views = [View("Id", "id"), View("Name", "name")]
    text, _notes = output_of("table", records, views=views, width=width)
    assert all(wcswidth(line) <= width for line in text.split("\n"))


@pytest.mark.parametrize("character", ["❤️", "👩🏽‍💻", "🇨🇴", "नि", "日", "e\u0301"])
def test_what_a_person_sees_as_one_character_stays_whole(character: str) -> None:
    each(
        ((f"width {width}", width) for width in range(12, 28, 3)),
        lambda width: stays_whole(character, width),
    )


def stays_whole(character: str, width: int) -> None:
    name = View("Name", "name")
    text, _notes = output_of("table", [{"name": character * 40}], views=[name], width=width)
    lines = text.splitlines()[2:]
    assert "".join(lines) == character * 40
    for line in lines:
        assert line == character * line.count(character)
        assert wcswidth(line) <= width
    views, row = [name, View("Note", "note")], {"name": character * 40, "note": "x"}
    cut = output_of("table", [row], views=views, width=width)[0].splitlines()[2].split()[0]
    assert cut == character * cut.count(character) + "…"


def test_numbers_and_ids_are_whole_in_undeclared_columns_too() -> None:
    record = {"client": {"id": "c" * 20}, "tax": Number("123456789.50"), "note": "x" * 90}
    columns = ["client.id", "tax", "note"]
    text, notes = output_of("table", [record], columns=columns, width=50)
    assert "c" * 20 in text
    assert "123456789.50" in text
    assert sum(line.count("x") for line in text.splitlines()[2:]) == 90
    assert notes == []


def test_an_address_on_the_net_is_never_broken() -> None:
    url = "https://files.example.com/" + "a" * 40
    views = [View("Id", "id"), View("Where", "url")]
    text, _notes = output_of(
        "table", [{"id": "1", "url": f"see {url} soon"}], views=views, width=30
    )
    assert url in text


INVOICE = {
    "id": "13",
    "number": "FV13",
    "date": "2026-11-28",
    "client": "Distribuidora Andina de Alimentos S.A.S.",
    "status": "draft",
    "currency": "COP",
    "seller": "",
    "total": Number("123456789.00"),
    "balance": Number("123456789.00"),
}
VIEWS = [
    View("Id", "id"),
    View("Number", "number"),
    View("Date", "date", "date"),
    View("Client", "client"),
    View("Seller", "seller"),
    View("Currency", "currency"),
    View("Status", "status"),
    View("Total", "total", "money"),
    View("Balance", "balance", "money"),
]


@pytest.mark.parametrize("width", [60, 70, 80, 100, 120])
def test_money_dates_numbers_and_states_are_never_cut_or_dropped(width: int) -> None:
    rows = [INVOICE, INVOICE | {"number": "FV14", "status": "void", "id": "14"}]
    text, notes = output_of("table", rows, views=VIEWS, width=width)
    for whole in ("FV13", "2026-11-28", "draft", "void", "123456789.00"):
        assert whole in text
    assert text.count("123456789.00") == 4
    assert all(wcswidth(line) <= width for line in text.splitlines())
    assert ("COP" in text) == (width >= 60)
    assert all("Total" not in note and "Number" not in note for note in notes)


def test_what_says_nothing_and_what_is_the_same_everywhere_goes_first() -> None:
    rows = [INVOICE, INVOICE | {"number": "FV14", "status": "void", "id": "14"}]
    lines = output_of("table", rows, views=VIEWS, width=80)[0].splitlines()
    assert lines[0] == "Currency: COP"
    assert not any("Seller" in line for line in lines)


def test_a_grid_that_fits_nowhere_is_told_record_by_record() -> None:
    views = [View("Id", "id"), View("Total", "total", "money"), View("Balance", "balance", "money")]
    record = {"id": "1", "total": Number("123456789.00"), "balance": Number("123456789.00")}
    text, notes = output_of("table", [record, record], views=views, width=20)
    assert text.startswith("Id       1\nTotal    123456789.00\nBalance  123456789.00\n\nId ")
    assert notes == []


def test_a_column_with_the_lowest_place_goes_first_and_is_named() -> None:
    views = [
        View("Name", "name"),
        View("Note", "note", priority=5),
        View("City", "city"),
        View("Total", "total", "money"),
    ]
    rows = [
        {"name": f"{n}" * 20, "note": f"{n}" * 20, "city": f"{n}" * 20, "total": n} for n in (1, 2)
    ]
    text, notes = output_of("table", rows, views=views, width=36)
    assert text.splitlines()[0].split() == ["Name", "City", "Total"]
    assert "--columns note" in notes[0]


def test_a_record_on_a_narrow_terminal_keeps_every_key_and_amount() -> None:
    record = {"transactionalNumber": "x" * 40, "total": Number("123456789.50"), "id": "7" * 30}
    text, _notes = output_of("table", record, one=True, width=24)
    lines = text.splitlines()
    assert [line.split()[0] for line in lines] == list(record)
    assert lines[0].endswith("xxxxx…")
    assert [line.split()[1] for line in lines[1:]] == ["123456789.50", "7" * 30]


def test_one_record_is_keys_and_values_and_a_list_of_one_is_a_grid() -> None:
    assert output_of("table", {"id": "1", "x": None}, one=True)[0] == "id  1\nx\n"
    assert output_of("table", [{"id": "1"}])[0] == "id\n--\n1\n"
    assert output_of("table", [])[0] == "(no results)\n"
