"""Rules before anything leaves: create, validate, schema."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from alegra_cli import exact
from alegra_cli.testing import Runner

GOOD = {"name": "Ana", "kindOfPerson": "PERSON_ENTITY", "regime": "SIMPLIFIED_REGIME"}


def test_many_files_and_every_problem(alegra: Runner, tmp_path: Path) -> None:
    one, many, broken = tmp_path / "one.json", tmp_path / "many.yaml", tmp_path / "broken.json"
    one.write_text(json.dumps(GOOD))
    many.write_text(yaml.safe_dump([{**GOOD, "regime": "X"}, {"regime": "SPECIAL_REGIME"}, 7]))
    broken.write_text("{")
    line = ("validate", "contacts", "-f", str(one), str(many), "--file", str(broken))
    result = alegra(*line, "--country", "colombia", "-o", "json")
    assert result.code == 5
    rows = [row for row in exact.loads(result.out) if row["severity"] == "error"]
    places = [(Path(row["file"]).name, row["record"], row["field"]) for row in rows]
    assert ("many.yaml", 1, "regime") in places
    assert ("many.yaml", 2, "name") in places
    assert ("many.yaml", 3, "") in places
    assert ("broken.json", 1, "") in places
    assert "one.json" not in {name for name, _number, _field in places}


def test_good_files_pass_and_strict_asks_for_more(alegra: Runner, tmp_path: Path) -> None:
    file = tmp_path / "bill.json"
    file.write_text(
        json.dumps({**GOOD, "identificationObject": {"type": "NIT", "number": "900", "dv": "1"}})
    )
    line = ("validate", "contact", str(file), "--country", "colombia")
    assert alegra(*line).code == 0
    assert alegra(*line, "--strict").code == 5


@pytest.mark.parametrize("words", [("validate", "contacts"), ("validate", "x", "y.json")])
def test_usage(alegra: Runner, words: tuple[str, ...]) -> None:
    assert alegra(*words).code == 2


def test_create_refuses_what_is_documented_and_warns_of_the_rest(alegra: Runner) -> None:
    line = ("contacts", "create", "--name", "Ana", "--country", "colombia", "--dry-run")
    refused = alegra(*line, "--regime", "X")
    assert refused.code == 5
    assert "regime: X is not one of SIMPLIFIED_REGIME" in refused.err
    assert alegra(*line, "--regime", "X", "--no-validate").code == 0
    warned = alegra(*line, "--id-type", "NIT", "--id-number", "1")
    assert warned.code == 0
    assert "Warning: --id-number: a NIT is" in warned.err
    assert alegra(*line, "--id-type", "NIT", "--id-number", "1", "--strict").code == 5


def test_an_update_is_checked_for_what_it_changes(alegra: Runner) -> None:
    env = {"ALEGRA_PROFILE": "sandbox"}
    result = alegra("contacts", "update", "1", "--regime", "X", env=env)
    assert result.code == 5
    assert alegra("contacts", "update", "1", "--mobile", "300", "--dry-run", env=env).code == 0


def test_help_tells_what_the_accounts_country_needs(alegra: Runner) -> None:
    told = alegra("invoices", "create", "--help", env={"ALEGRA_PROFILE": "sandbox"}).out
    assert "In colombia also: --payment-form." in told
    assert (
        "With stamp.generateStamp=true: --set numberTemplate=…, --payment-form, --payment-method."
    ) in told
    assert "Codes of --payment-method: `alegra catalog medios-de-pago`" in told
    assert "In colombia" not in alegra("invoices", "create", "--help").out


def test_schema_prints_the_fields_of_a_country(alegra: Runner) -> None:
    rows = exact.loads(alegra("schema", "contacts", "--country", "spain", "-o", "json").out)
    needed = {row["field"]: row["needed"] for row in rows}
    assert needed["name"] == "always"
    assert needed["address.city"] == "identificationObject.type=NIF"
    assert "address.department" not in needed


def test_the_example_is_a_body_to_fill_in(alegra: Runner, tmp_path: Path) -> None:
    line = ("schema", "invoices", "--country", "colombia", "--example")
    body = json.loads(alegra(*line, "-o", "json").out)
    assert body["items"] == [{"id": "1", "price": 15000, "quantity": 1, "tax": [{"id": "1"}]}]
    assert body["retentions"] == [{"id": "1", "amount": 375}]
    assert body["paymentForm"] == "CASH"
    told = alegra(*line).out
    assert "paymentForm: CASH  # CASH, CREDIT; codes: `alegra catalog formas-de-pago`\n" in told
    assert '- id: "1"  # `alegra retentions list`\n' in told
    assert yaml.safe_load(told) == yaml.safe_load(alegra(*line, "-o", "yaml").out) == body
    assert body["date"] == body["dueDate"] == "2026-06-15"
    body["client"] = "1"
    body["items"][0] |= {"id": "1", "price": 5}
    file = tmp_path / "body.json"
    file.write_text(json.dumps(body))
    assert alegra("validate", "invoices", str(file), "--country", "colombia").code == 0


def test_a_table_that_is_not_there_is_a_problem_of_that_file(alegra: Runner) -> None:
    told = alegra("validate", "items", "prices.csv", "-o", "json")
    assert told.code == 5
    assert "can't be read" in exact.loads(told.out)[0]["problem"]


def test_a_table_is_read_as_the_import_would_with_the_same_options(
    alegra: Runner, tmp_path: Path
) -> None:
    """What `import` is told of a file, `validate` is told alike, and finds the same."""
    file = tmp_path / "plazos.csv"
    file.write_bytes("Plazo;Vence en años\nUno;30\nDos;\n".encode("cp1252"))
    line = ("terms", "-f", str(file), "--encoding", "cp1252", "--map", "Plazo=name")
    told = alegra("validate", *line, "--map", "Vence en años=days", "-o", "json")
    assert told.code == 5
    assert [(row["record"], row["field"]) for row in exact.loads(told.out)] == [(2, "days")]
    assert alegra("validate", *line, "--only-mapped", "--set", "days=30").code == 0
    unknown = alegra("validate", *line, "-o", "json")
    assert unknown.code == 5
    assert "--map" in exact.loads(unknown.out)[0]["problem"]


def test_a_decimal_that_could_mean_two_numbers_is_settled_by_the_option(
    alegra: Runner, tmp_path: Path
) -> None:
    file = tmp_path / "items.csv"
    file.write_text("name,price\nArroz,32.000\n")
    line = ("validate", "items", str(file), "-o", "json")
    told = alegra(*line)
    assert told.code == 5
    assert "--decimal" in exact.loads(told.out)[0]["problem"]
    assert alegra(*line, "--decimal", "comma").code == 0


def test_rows_of_one_document_are_checked_as_one(alegra: Runner, tmp_path: Path) -> None:
    file = tmp_path / "invoices.csv"
    file.write_text(
        "pedido,client,date,dueDate,items.0.id,items.0.price,items.0.quantity\n"
        "A1,1,2026-11-01,2026-11-30,1,100,1\nA1,,,,2,200,1\nB2,,2026-11-01,2026-11-30,2,200,1\n"
    )
    line = ("validate", "invoices", str(file), "--group-by", "pedido", "-o", "json")
    told = alegra(*line)
    assert told.code == 5
    assert [(row["record"], row["field"]) for row in exact.loads(told.out)] == [(2, "client")]
    file.write_text(file.read_text().replace("B2,,", "B2,1,"))
    assert alegra(*line).code == 0
