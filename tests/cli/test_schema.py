"""``alegra schema``: fields that can be read, and bodies that are taken."""

from __future__ import annotations

import shutil
from datetime import date
from functools import partial

import pytest
import yaml

from alegra_cli import exact
from alegra_cli.builtin.schema import field_rows, page
from alegra_cli.sandbox.seed import COUNTRIES
from alegra_cli.testing import Runner
from alegra_cli.testing.each import each
from tests.companies import Companies
from tests.contract.conftest import RESOURCES

# The same grammar, read by C where that is installed.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CREATED = sorted(resource.name for resource in RESOURCES if resource.by_verb("create"))

TODAY = date(2026, 6, 15)  # of the runner's clock

# Where these documents exist; elsewhere the service refuses them.
ONLY_IN = {
    "global-invoices": ("mexico",),
    "transportation-receipts": ("mexico", "peru"),
}


@pytest.mark.parametrize("country", COUNTRIES)
def test_an_example_is_a_body_that_is_checked_and_taken(
    alegra: Runner, companies: Companies, country: str
) -> None:
    (alegra.home / "config").mkdir()
    shutil.copy(companies(country, today=TODAY), alegra.home / "config" / "sandbox.sqlite3")
    abroad = Runner(alegra.home, {"ALEGRA_PROFILE": "sandbox"})
    each(((name, name) for name in CREATED), partial(is_taken, abroad, country))


def is_taken(abroad: Runner, country: str, name: str) -> None:
    told = abroad("schema", name, "--example")
    assert told.code == 0, told.err
    wide = [line for line in told.out.splitlines() if len(line) > 80]
    assert wide == []
    same = abroad("schema", name, "--example", "-o", "json")
    assert yaml.load(told.out, LOADER) == exact.loads(same.out)
    file = abroad.home / "body.yaml"
    text = told.out
    if name == "credit-notes" and "invoices:" in text:
        # What it is applied to has to owe something.
        owing = exact.loads(abroad("invoices", "list", "--status", "open", "-o", "json").out)[0]
        text = text.replace('id: "14"', f'id: "{owing["id"]}"')
        text = text.replace(
            'client:  # `alegra contacts list`\n  id: "1"',
            f'client:\n  id: "{owing["client"]["id"]}"',
        )
    file.write_text(text, encoding="utf-8")
    action = next(one for one in RESOURCES if one.name == name).by_verb("create")
    assert action is not None
    words = ["--yes"] if action.confirm else []
    made = abroad(name, action.name, "-f", str(file), "-o", "json", *words)
    if country not in ONLY_IN.get(name, COUNTRIES):
        assert made.code == 3, made.err
        return
    assert made.code == 0, made.err
    # The lines of a recurring invoice get ids of their own.
    warned = [line for line in made.err.splitlines() if "Warning" in line and "stored" not in line]
    assert warned == []


@pytest.mark.parametrize("width", [60, 80])
def test_no_field_is_cut_and_no_line_is_wider_than_the_terminal(width: int) -> None:
    for resource in RESOURCES:
        rows = list(field_rows(resource, list(resource.fields), {}, {}, None))
        lines = list(page(rows, width))
        assert [line for line in lines if len(line) > width] == []
        named = {line.split()[0] for line in lines}
        for row in rows:
            parts = row["field"].split(".")
            ends = {".".join(parts[start:]) for start in range(len(parts))}
            assert ends & named, row["field"]


def test_what_lies_in_a_list_is_indented(alegra: Runner) -> None:
    told = alegra("schema", "invoices", "--country", "mexico").out
    assert "\n  tax  " in told
    assert "\n    id  " in told
    assert "items[]." not in told
    assert "codes: `alegra catalog cfdiuse`." in told
    assert "\nitems " in told
    assert "--item ·" in told
