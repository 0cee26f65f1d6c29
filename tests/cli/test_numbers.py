"""Numbers, keys and tax ids as people and spreadsheets write them, on the wire."""

from __future__ import annotations

from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alegra_cli import exact
from tests.cli.office import Office
from tests.conftest import SHARED_FIXTURES

NUMBERS = count(1)
PERSON = ",PERSON_ENTITY,SIMPLIFIED_REGIME"


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        ('[{"idPriceList":"1","price":9.50}]', 0, '"price":9.50'),
        (' [{"idPriceList":"1","price":"x"}]', 5, "price.0.price"),
        ("[{", 2, "--price: '[{' is no JSON."),
        ("9.50", 0, '"price":9.50'),
    ],
)
def test_an_option_of_amounts_takes_a_list_of_them(
    office: Office, value: str, code: int, words: str
) -> None:
    line = ("items", "create", "--name", "L", "--price", value, "--dry-run", "-o", "json")
    told = office.alegra(*line)
    assert told.code == code, told
    assert words in (told.out + told.err).replace(" ", "").replace("\n", "") or words in told.err


def price_of(office: Office, name: str) -> str:
    made = [item for item in office.list("items") if item["name"] == name]
    return str(made[0]["price"][0]["price"])


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("name,price\nTaza,1.500\nFiltro,12.000\n", "f.csv"),
        ('name,price\nTaza,"1,500"\n', "f.csv"),
        ("name\tprice\nTaza\t$ 1.500\n", "f.tsv"),
        ('[{"name": "Taza", "price": "1.500"}]', "f.json"),
        ('{"name": "Taza", "price": [{"idPriceList": 1, "price": "1.500"}]}\n', "f.jsonl"),
        ("- name: Taza\n  price: '1.500'\n", "f.yaml"),
    ],
)
def test_every_file_is_asked_what_it_means(office: Office, content: str, name: str) -> None:
    file = office.file(content, name)
    asked = office.alegra("items", "import", file)
    assert asked.code == 2
    assert "could mean two numbers: 1500 or 1.5." in asked.err
    assert "--decimal comma" in asked.err
    assert not any(item["name"] == "Taza" for item in office.list("items"))
    sign = "point" if '"1,500"' in content else "comma"
    assert "created" in office.outcomes("items", file, "--decimal", sign)
    assert price_of(office, "Taza") == "1500"


def test_another_column_settles_it_and_that_is_told(office: Office) -> None:
    file = office.file('name,price,inventory.unitCost\nTaza,1.500,"12,5"\n')
    told = office.alegra("items", "import", file, "--dry-run")
    assert told.code == 0
    assert "1.500 (line 2, price) is read as 1500, because of 12,5 (line 2" in told.err
    other = office.file("name,price,inventory.unitCost\nTaza,1.500,12.5\n")
    asked = office.alegra("items", "import", other, "--dry-run")
    assert asked.code == 2  # the company is in Colombia
    assert "In the company's country decimals have a comma: 1500" in asked.err


def test_changes_of_many_are_asked_too(office: Office) -> None:
    file = office.file("id,price\n13,2.500\n")
    asked = office.alegra("items", "update", "-f", file, "--yes")
    assert asked.code == 2
    assert "2.500 (line 2, price)" in asked.err


@pytest.mark.parametrize(
    "words",
    [
        ("items", "update", "13", "--price", "2.500"),
        ("items", "update", "13", "--price", "2,500"),
        ("items", "update", "13", "--set", "price=2.500"),
        ("items", "update", "13", "--set", "price.0.price=2.500"),
        ("items", "update", "13", "--set", "price:=2.500"),
        ("items", "update", "13", "-d", '{"price": "2.500"}'),
        ("currencies", "update", "USD", "--exchange-rate", "2.500"),
        ("bills", "create", "--set", "purchases.items.0.price=2.500"),
        ("invoices", "create", "-d", '{"items": [{"id": 1, "price": "2.500"}]}'),
        ("items", "import", "{file}", "--set", "price=2.500"),
    ],
)
def test_what_is_typed_is_asked_before_anything_leaves(
    office: Office, words: tuple[str, ...]
) -> None:
    file = office.file("name\nTaza\n")
    asked = office.alegra(*(word.format(file=file) if word == "{file}" else word for word in words))
    assert asked.code == 2
    assert "2500 or 2.5" in asked.err
    assert price_of(office, "Café molido 500 g") == "22000"


@pytest.mark.parametrize(
    ("words", "sent"),
    [
        (("--price", "2.500,50"), "2500.50"),
        (("--price", "2,5"), "2.5"),
        (("--price", "1.234.567"), "1234567"),
        (("--price", "0.125"), "0.125"),
        (("--price", "1.1250"), "1.1250"),
        (("--set", "price=2,50"), "2.50"),
        (("--set", "price=2.50"), '"2.50"'),
        (("-d", '{"price": 2.500}'), "2.500"),
        (("-d", '{"price": "2.500,50"}'), "2500.50"),
    ],
)
def test_what_means_one_number_is_taken(office: Office, words: tuple[str, ...], sent: str) -> None:
    shown = office.alegra("items", "update", "13", *words, "--dry-run")
    assert shown.code == 0
    assert f'"price": {sent}\n' in shown.out


def test_a_percentage_has_one_meaning(office: Office) -> None:
    shown = office.alegra("taxes", "create", "--name", "T", "--percentage", "19.000", "--dry-run")
    assert '"percentage": 19.000' in shown.out


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("identification", "1.03457E+09", "the spreadsheet shortened"),
        ("mobile", '"3,00123E+09"', "the spreadsheet shortened"),
        ("phonePrimary", "6.01E+09", "the spreadsheet shortened"),
        ("creditLimit", "1.5E+07", "the spreadsheet shortened"),
        ("email", "#N/A", ", an error of the spreadsheet"),
        ("address.city", "#¡REF!", ", an error of the spreadsheet"),
        ("creditLimit", "#DIV/0!", ", an error of the spreadsheet"),
    ],
)
def test_what_a_spreadsheet_spoilt_is_refused(
    office: Office, column: str, cell: str, told: str
) -> None:
    file = office.file(f"name,{column},kindOfPerson,regime\nAna Ruiz Mora,{cell}{PERSON}\n")
    refused = office.alegra("contacts", "import", file)
    assert refused.code == 5
    assert f"line 2, {column}: " in refused.err
    assert told in refused.err
    assert office.count_of("Ana Ruiz Mora") == 0


def test_what_a_program_added_to_a_code_is_left_out_and_told(office: Office) -> None:
    content = "name,identification,phonePrimary,seller,kindOfPerson,regime\n"
    file = office.file(
        content + "Ana Ruiz Mora,1034567891.0,6012345678.0,1.0,LEGAL_ENTITY,COMMON_REGIME\n"
    )
    told = office.alegra("contacts", "import", file)
    assert told.code == 0, told.err
    assert "identification: the .0 at the end" in told.err
    made = next(one for one in office.list("contacts") if one["name"] == "Ana Ruiz Mora")
    assert (made["identification"], made["phonePrimary"]) == ("1034567891", "6012345678")


def test_keys_that_are_texts_are_compared_as_texts(office: Office) -> None:
    office.alegra("items", "create", "--name", "Corto", "--set", "reference:=3.5", "--price", "10")
    file = office.file("name,reference,price\nLargo,3.50,999\n")
    assert office.outcomes("items", file, "--upsert", "reference") == ["created"]
    assert price_of(office, "Corto") == "10"


@pytest.mark.parametrize("written", ["902.580.854", "902580854.0", "NIT 902580854", "902580854"])
def test_what_a_record_was_found_by_stays_as_it_is(office: Office, written: str) -> None:
    file = office.file(f"identification,email\n{written},nuevo@example.com\n")
    assert office.outcomes("contacts", file, "--upsert", "identification") == ["updated"]
    found = exact.loads(office.alegra("contacts", "get", "1", "-o", "json").out)
    assert (found["identification"], found["email"]) == ("902580854", "nuevo@example.com")


def test_one_tax_id_in_several_writings_is_one_contact(office: Office) -> None:
    rows = ("900.123.456-8", "900123456", "900123456-8", "NIT 900.123.456")
    lines = (f"Uno {n},{text},LEGAL_ENTITY,COMMON_REGIME\n" for n, text in enumerate(rows))
    file = office.file("name,identification,kindOfPerson,regime\n" + "".join(lines))
    refused = office.alegra("contacts", "import", file)
    assert refused.code == 5
    assert "identification: 900123456 is that of line 2 too" in refused.err
    assert "(lines 3\u20135)" in refused.err
    assert "3 rows of" in refused.err
    assert office.count_of("Uno 0") == 0


def test_a_tenth_digit_that_is_the_check_digit_is_noticed(office: Office) -> None:
    content = "name,identificationObject.type,identificationObject.number,kindOfPerson,regime\n"
    file = office.file(content + "Uno SAS,NIT,9001234568,LEGAL_ENTITY,COMMON_REGIME\n")
    told = office.alegra("contacts", "import", file, "--dry-run")
    assert "is this 900123456 with its check digit 8 on it?" in told.err
    assert office.alegra("contacts", "import", file, "--strict").code == 5
    typed = office.alegra("contacts", "create", "--name", "X", "--identification", "9001234568")
    assert "is this 900123456 with its check digit 8 on it?" in typed.err


def test_excel_has_the_signs_of_the_companys_country(office: Office) -> None:
    changed = office.alegra("currencies", "update", "USD", "--exchange-rate", "4100.125")
    assert changed.code == 0
    shown = office.alegra("currencies", "list", "--excel", "--columns", "code,exchangeRate")
    assert shown.out.startswith("\ufeffCode;Rate\n")
    assert "\nUSD;4100,125\n" in shown.out
    refused = office.alegra("currencies", "list", "--excel", "-o", "json")
    assert (refused.code, refused.out) == (2, "")


def test_a_report_for_excel(office: Office) -> None:
    told = office.alegra("reports", "taxes", "--excel")
    assert told.code == 0, told.err
    head, *rows = told.out.splitlines()
    assert head.startswith("\ufeff")
    assert rows
    assert not any("." in cell for row in rows for cell in row.split(";") if cell[:1].isdigit())


AMOUNTS = st.builds(
    lambda whole, places: format(Decimal(whole).scaleb(-places), "f"),
    st.integers(0, 10**9),
    st.integers(0, 6),
)


@settings(max_examples=15, suppress_health_check=SHARED_FIXTURES)
@given(amounts=st.lists(AMOUNTS, min_size=1, max_size=3))
def test_what_excel_gets_can_be_given_back(office: Office, amounts: list[str]) -> None:
    run = next(NUMBERS)
    books = office.books
    books.settings.set("rate_limit", 100_000)
    for number, amount in enumerate(amounts):
        body: dict[str, Any] = {"name": f"R{run} {number}", "price": exact.Number(amount)}
        books.call("POST", "/items", body)
    file = str(office.home / f"excel{run}.csv")
    columns = "--columns", "name,price.0.price,reference"
    told = office.alegra("items", "export", "--excel", *columns, "-q", f"R{run} ", "--out", file)
    assert told.code == 0, told.err
    back = office.alegra(
        "items", "import", file, "--map", "Name=name,Price=price.0.price", "--map", "Reference="
    )
    assert f"{len(amounts)} created." in back.err
    items = office.list("items", "-q", f"R{run} ")
    for number, amount in enumerate(amounts):
        both = [item for item in items if item["name"] == f"R{run} {number}"]
        assert [item["price"][0]["price"] for item in both] == [Decimal(amount)] * 2


def test_what_alegra_has_in_another_writing_is_left_so(office: Office) -> None:
    body = {"name": "Dos SAS", "identification": "900.123.456-8"}
    office.books.call("POST", "/contacts", body)
    office.books.close()
    file = office.file("identification,email\n900123456,dos@example.com\n")
    assert office.outcomes("contacts", file, "--upsert", "identification") == ["updated"]
    made = next(one for one in office.list("contacts") if one["name"] == "Dos SAS")
    assert (made["identification"], made["email"]) == ("900.123.456-8", "dos@example.com")
