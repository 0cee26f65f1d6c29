"""``alegra api``: any request, with the care of every other command."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from alegra_cli import exact
from tests.cli.conftest import Inside, Served


def test_a_record_and_a_list(inside: Inside) -> None:
    assert inside.json("api", "GET", "/invoices/1") == inside.json("invoices", "get", "1")
    short = inside.json("api", "get", "invoices?limit=2", "--param", "status=open")
    assert [row["status"] for row in short] == ["open", "open"]


def test_all_reads_every_page(inside: Inside) -> None:
    whole = inside.json("invoices", "list", "--all")
    assert inside.json("api", "GET", "/invoices", "--all") == whole
    assert inside.json("api", "GET", "/taxes", "--all") == inside.json("taxes", "list")


def test_every_format(inside: Inside) -> None:
    line = ("api", "GET", "/terms")
    records = inside.json(*line)
    assert yaml.safe_load(inside(*line, "-o", "yaml").out) == records
    lines = inside(*line, "-o", "jsonl").out.splitlines()
    assert [exact.loads(text) for text in lines] == records
    table = inside(*line, "--columns", "id,name").out.splitlines()
    assert table[0].split() == ["Id", "Name"]


def test_bodies_by_data_file_and_set(inside: Inside, tmp_path: Path) -> None:
    file = tmp_path / "term.yaml"
    file.write_text("name: 90 días\ndays: 90\n")
    made = inside.json("api", "POST", "/terms", "-f", str(file), "--set", "days=91")
    assert made["days"] == 91
    given = inside.json("api", "POST", "/terms", "-d", '{"name": "x", "days": 1}')
    changed = inside.json("api", "PUT", f"/terms/{given['id']}", "--set", "days=2")
    assert changed["days"] == 2


def test_a_delete_asks(inside: Inside, served: Served) -> None:
    key = inside.json("api", "POST", "/terms", "-d", '{"name": "x", "days": 1}')["id"]
    assert inside("api", "DELETE", f"/terms/{key}").code == 2
    assert served.books.store.get("terms", key) is not None
    assert inside("api", "DELETE", f"/terms/{key}", "--yes").code == 0
    assert served.books.store.get("terms", key) is None


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/invoices", '{"stamp": {"generateStamp": true}}'),
        ("/invoices//1/open/", '{"stamp": {"generateStamp": "true"}}'),
        ("/invoices/stamp", '{"ids": ["1"]}'),
    ],
)
def test_what_reaches_the_authority_asks(
    inside: Inside, served: Served, path: str, body: str
) -> None:
    before = served.books.store.count("authority-log")
    result = inside("api", "POST", path, "-d", body)
    assert result.code == 2
    assert "tax authority" in result.err
    assert served.books.store.count("authority-log") == before


def test_a_full_address_only_below_the_base(inside: Inside, served: Served) -> None:
    assert inside("api", "GET", f"{served.url}/company").code == 0
    for other in (
        "https://elsewhere.example.com/x",
        "//elsewhere.example.com/x",
        served.url + "x/y",
    ):
        result = inside("api", "GET", other)
        assert result.code == 2, other
        assert "nothing was sent" in result.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("GET", "/../admin"), 2),
        (("GET", "/"), 2),
        (("GET", "/terms", "-d", "{}", "--set", "a=1"), 2),
        (("POST", "/terms", "--all"), 2),
        (("FETCH", "/terms"), 2),
        (("GET", "/no-such-path"), 3),
        (("GET", "/terms/999"), 4),
        (("POST", "/terms", "-d", '{"name": ""}'), 5),
    ],
)
def test_what_is_wrong(inside: Inside, words: tuple[str, ...], code: int) -> None:
    assert inside("api", *words).code == code


def test_a_dry_run_of_anything(inside: Inside) -> None:
    told = inside.json("api", "DELETE", "/terms/a b", "--param", "x=1", "--dry-run")
    assert told["method"] == "DELETE"
    assert told["url"].endswith("/terms/a%20b?x=1")
