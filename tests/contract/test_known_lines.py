"""Command lines that people know from an older tool work here, and send what they should."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest

from alegra_cli import exact
from alegra_cli.testing import Runner
from alegra_cli.testing.each import each
from tests.cases import cases
from tests.contract.conftest import RESOURCES

DATA = Path(__file__).parents[1] / "data" / "known_lines.tsv"

# docs/decisions/0004: what the API's documentation does not know.
DIFFERENT = {
    "bills list --order-field id",
    "bills list --order-field status",
    "custom-fields list --order-field id",
    "custom-fields list --order-field name",
    "global-invoices list --date VALUE",
    "global-invoices list --order-field date",
    "global-invoices list --order-field id",
    "global-invoices list --order-field status",
    "global-invoices list --status VALUE",
    "inventory-adjustment-numerations list --order-field id",
    "inventory-adjustment-numerations list --order-field name",
    "remissions list --order-field date",
    "remissions list --order-field id",
    "reports sales-by-client --client-name VALUE",
    "reports sales-by-seller --order-field totalPayed",
    "reports sales-by-seller --seller-name VALUE",
    "terms list --fields VALUE",
    "warehouse-transfers list --order-field date",
    "warehouse-transfers list --order-field id",
}
# These take files now, and no JSON with the file in it.
ANOTHER_BODY = {"bills attach 7 -d BODY"}


# Alegra ignores a search where it has none and gives everything: the filters are named instead.
UNSEARCHED = {
    f"{one.name} {verb} --query VALUE"
    for one in RESOURCES
    if not one.searchable
    for verb in ("list", "export")
}


class KnownLine(NamedTuple):
    line: str
    method: str
    path: str
    param: str


def known_lines() -> Iterator[KnownLine]:
    for row in DATA.read_text(encoding="utf-8").splitlines():
        if not row.startswith("#"):
            yield KnownLine(*row.split("\t"))


LINES = [item for item in known_lines() if item.line not in ANOTHER_BODY]
# With credentials an update reads the record first.
NOBODY = {"ALEGRA_EMAIL": "", "ALEGRA_TOKEN": ""}
BODY = {
    "emails": ["a@example.com"],
    "text": "x",
    "comments": [{"text": "x"}],
    "comment": "x",
    "category": "1",
    "cufe": "x",
    "advances": [{"id": "1", "amount": 1}],
    "perceptions": [{"id": "1"}],
    "retentions": [{"id": "1", "amount": 1}],
    "idDestination": "2",
    "amount": 1,
    "date": "2026-03-02",
}


def value(line: str) -> str:
    """Something that the filter takes: one of its choices, a day, a number."""
    resource, action, option = (*line.split(), "")[0], line.split()[1], line.split()[-2]
    declared = next((item for item in RESOURCES if item.name == resource), None)
    assert declared is not None
    found = declared.action(action)
    filters = declared.filters if action == "list" else found.filters if found else ()
    for item in filters:
        if option in item.names:
            if item.choices:
                return item.choices[0]
            return {"date": "2026-03-02", "boolean": "true"}.get(item.kind, "7")
    return {"--order-direction": "DESC"}.get(option, "7")


def test_a_known_line_sends_what_it_did(alegra: Runner) -> None:
    lines = [item for item in LINES if item.line not in DIFFERENT | UNSEARCHED]
    assert len(lines) > 300
    each(((item.line, item) for item in lines), partial(sends_what_it_did, alegra))


def sends_what_it_did(alegra: Runner, item: KnownLine) -> None:
    words = [value(item.line) if word == "VALUE" else word for word in item.line.split()]
    words = [exact.dumps(BODY) if word == "BODY" else word for word in words]
    if words[1] in ("create", "update"):
        words.append("--no-validate")
    result = alegra(*words, "--dry-run", "-o", "json", env=NOBODY)
    assert result.code == 0, result.err
    request = exact.loads(result.out)
    assert request["method"] == item.method
    url = urlsplit(request["url"])
    assert url.path == "/api/v1" + item.path
    assert not item.param or item.param in parse_qs(url.query)


def test_the_differences_are_still_there(alegra: Runner) -> None:
    lines = {item.line for item in LINES}
    assert lines >= DIFFERENT
    for line in sorted(DIFFERENT | (UNSEARCHED & lines)):
        words = [("2026-03-02" if word == "VALUE" else word) for word in line.split()]
        assert alegra(*words, "--dry-run").code == 2, line


@cases(
    ("line", "shown"),
    [
        ("help invoices list", "--client-id"),
        ("help", "invoices"),
        ("completion bash", "_ALEGRA_COMPLETE"),
        ("completion powershell", "_ALEGRA_COMPLETE"),
        ("alias ls", "(no results)"),
        ("version --json", '"version"'),
        ("catalogs --country co", "regimenes"),
        ("catalog product-keys zapato --country mexico", "53111600"),
        ("config profiles", "sandbox"),
        ("invoices list --show-token --requests-per-second 2 --dry-run", "/invoices"),
    ],
)
def test_a_known_line_that_asks_no_one(alegra: Runner, line: str, shown: str) -> None:
    result = alegra(*line.split(), env=NOBODY)
    assert (result.code, shown in result.out) == (0, True), result


@pytest.mark.parametrize("word", ["rm", "delete", "remove"])
def test_an_alias_is_removed_by_any_of_its_words(alegra: Runner, word: str) -> None:
    assert alegra("alias", "set", "unpaid", "invoices list --status open").code == 0
    assert alegra("alias", word, "unpaid").code == 0
    assert alegra("unpaid").code == 2


def test_a_file_to_import_may_be_named_by_option(alegra: Runner, tmp_path: Path) -> None:
    file = tmp_path / "terms.csv"
    file.write_text("name,days\nContado especial,0\n", encoding="utf-8")
    by_option = alegra("terms", "import", "-f", str(file), "--dry-run", env=NOBODY)
    assert by_option == alegra("terms", "import", str(file), "--dry-run", env=NOBODY)
    assert "Contado especial" in by_option.out
    assert alegra("terms", "import", "--dry-run", env=NOBODY).code == 2
    assert alegra("terms", "import", str(file), "--file", str(file), env=NOBODY).code == 2


def test_one_map_may_hold_several_columns(alegra: Runner, tmp_path: Path) -> None:
    file = tmp_path / "terms.csv"
    file.write_text('Nombre,"Días, plazo"\nContado especial,0\n', encoding="utf-8")
    line = ("terms", "import", "-f", str(file), "--dry-run", "-o", "json")
    several = alegra(*line, "--map", "Nombre=name", "--map", "Días, plazo=days", env=NOBODY)
    assert exact.loads(several.out)[0]["body"] == {"name": "Contado especial", "days": 0}
    file.write_text("Nombre,Plazo\nContado especial,0\n", encoding="utf-8")
    assert alegra(*line, "--map", "Nombre=name,Plazo=days", env=NOBODY) == several


def test_a_country_set_by_hand_serves_where_nobody_signed_in(alegra: Runner) -> None:
    assert alegra("catalog", env=NOBODY).code == 2
    assert alegra("config", "set-country", "mexico").code == 0
    assert "cfdiuse" in alegra("catalog", env=NOBODY).out
