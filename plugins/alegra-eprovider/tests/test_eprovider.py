"""What is particular to the provider: its key, its address, its errors, its rehearsal."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import responses
from requests import PreparedRequest

from alegra_cli.testing import Runner

REAL = "https://api.alegra.com/e-provider/col/v1"
TEST = "https://sandbox-api.alegra.com/e-provider/col/v1"
NOBODY = {"ALEGRA_EPROVIDER_KEY": ""}


def test_the_key_is_verified_kept_with_its_place_and_never_shown(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    api.get(f"{TEST}/company", json={"company": {"id": "1"}})
    api.get(f"{TEST}/companies", json={"companies": [{"id": "7", "name": "Acme"}]})
    line = ("auth", "login", "--service", "eprovider", "--test", "--insecure-storage")
    told = alegra(*line, stdin="secret-key\n", env=NOBODY)
    assert told.code == 0, told.err
    listed = alegra("eprovider", "companies", "list", "-v", "-o", "json", env=NOBODY)
    assert json.loads(listed.out)[0]["name"] == "Acme"
    assert api.calls[1].request.headers["Authorization"] == "Bearer secret-key"
    assert "secret-key" not in told.out + told.err + listed.out + listed.err
    assert alegra("auth", "logout", "--service", "eprovider", env=NOBODY).code == 0
    gone = alegra("eprovider", "companies", "list", env=NOBODY)
    assert gone.code == 3
    assert "alegra auth login --service eprovider" in gone.err


def test_alegras_own_credentials_never_go_to_the_provider(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    api.get(f"{REAL}/company", json={"company": {"id": "1"}})
    assert alegra("eprovider", "company", "get", env={"ALEGRA_EPROVIDER_KEY": "k"}).code == 0
    assert api.calls[0].request.headers["Authorization"] == "Bearer k"
    dry = alegra("eprovider", "company", "get", "--dry-run").out
    assert "$ALEGRA_EPROVIDER_KEY" in dry
    assert f"GET {REAL}/company" in dry


def test_a_refusal_has_its_code_and_all_its_messages(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    errors = [{"code": "AEP1005", "message": "certificate expired"}]
    api.post(f"{REAL}/invoices", status=400, json={"errors": errors})
    told = alegra("eprovider", "invoices", "create", "-d", '{"a": 1}', "--yes", "-o", "json")
    assert told.code == 5
    error = json.loads(told.err.splitlines()[-1])["error"]
    assert (error["code"], "certificate expired" in error["message"]) == ("AEP1005", True)


def test_nothing_reaches_the_dian_unasked_or_twice(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    line = ("eprovider", "invoices", "create", "-d", '{"a": 1}')
    assert alegra(*line).code == 2
    api.post(f"{REAL}/invoices", status=502)
    told = alegra(*line, "--yes")
    assert told.code == 10
    assert len(api.calls) == 1


def test_it_plays_in_the_sandbox(alegra: Runner) -> None:
    def play(*words: str, code: int = 0) -> str:
        told = alegra("-p", "sandbox", "eprovider", *words, "-o", "json")
        assert told.code == code, told.err
        return told.out + told.err

    before = alegra("-p", "sandbox", "invoices", "list", "--count").out
    assert json.loads(play("company", "get"))["identification"] == "900559088"
    body = {"items": [], "resolution": {"prefix": "SETP"}, "totalAmounts": {}, "number": 990000123}
    made = json.loads(play("invoices", "create", "-d", json.dumps(body), "--yes"))
    assert (made["legalStatus"], made["fullNumber"]) == ("ACCEPTED", "SETP990000123")
    assert json.loads(play("invoices", "get", made["id"]))["cufe"] == made["cufe"]
    assert [one["id"] for one in json.loads(play("invoices", "list"))] == [made["id"]]
    assert "requires property" in play("invoices", "create", "-d", '{"a": 1}', "--yes", code=5)
    assert "AEP9006" in play("resolutions", "get", "900559088", code=4)
    assert json.loads(play("invoices", "file", made["id"], "PDF"))["file"]["content"]
    assert "AEP2004" in play("invoices", "file", made["id"], "EXE", code=5)
    assert json.loads(play("dian", "get", "tax-types"))[0] == {"code": "01", "value": "IVA"}
    line = ("test-sets", "create", "--type", "invoices", "--government-id", "x")
    assert "ACCEPTED" in play(*line)
    found = play("test-sets", "list", "--type", "invoices", "--government-id", "x")
    assert json.loads(found)["legalStatus"] == "ACCEPTED"
    # Alegra's own records are not touched.
    assert alegra("-p", "sandbox", "invoices", "list", "--count").out == before


ROW = {"id": "01J", "fullNumber": "NC1", "legalStatus": "ACCEPTED"}


@pytest.mark.parametrize(
    ("resource", "keys"),
    [
        ("invoices", ("invoices",)),
        ("credit-notes", ("invoices", "creditNotes")),
        ("debit-notes", ("invoices", "debitNotes")),
        ("support-documents", ("support-documents", "supportDocuments")),
        ("payrolls", ("payrolls",)),
        ("payroll-adjustments", ("payroll-adjustments", "payrollAdjustments")),
        ("payroll-cancellations", ("payroll-cancellations", "payrollCancellations")),
    ],
)
def test_lists_are_read_under_each_key_that_a_source_has(
    alegra: Runner, api: responses.RequestsMock, resource: str, keys: tuple[str, ...]
) -> None:
    metadata = {"from": "01J", "to": "01J", "results_count": 1}
    for key in keys:
        api.get(f"{REAL}/{resource}", json={"metadata": metadata, key: [ROW]})
        told = alegra("eprovider", resource, "list", "-o", "json")
        assert (told.code, json.loads(told.out)) == (0, [ROW])


@pytest.mark.parametrize(
    ("line", "path", "key"),
    [
        (("invoices", "get", "1"), "/invoices/1", "invoice"),
        (("credit-notes", "get", "1"), "/credit-notes/1", "creditNote"),
        (("debit-notes", "get", "1"), "/debit-notes/1", "debitNote"),
        (("support-documents", "get", "1"), "/support-documents/1", "invoice"),
        (("adjustment-notes", "get", "1"), "/adjustment-note-support-documents/1", "invoice"),
        (
            ("equivalent-adjustment-notes", "get", "1"),
            "/adjustment-note-equivalent-documents/1",
            "adjustmentNoteEquivalentdocument",
        ),
        (("equivalent-documents", "get", "1"), "/equivalent-documents/1", "equivalent-document"),
        (("payrolls", "get", "1"), "/payrolls/1", "payroll"),
        (("payrolls", "get", "1"), "/payrolls/1", "emission"),
        (("events", "get", "1"), "/events/1", "event"),
        (("test-sets", "get", "1"), "/test-sets/1", "testSet"),
        (("test-sets", "list"), "/test-sets", "emission"),
    ],
)
def test_one_is_shown_as_a_record_whatever_it_comes_under(
    alegra: Runner, api: responses.RequestsMock, line: tuple[str, ...], path: str, key: str
) -> None:
    api.get(REAL + path, json={key: ROW})
    told = alegra("eprovider", *line, "-o", "json")
    assert (told.code, json.loads(told.out)) == (0, ROW)
    assert "NC1" in alegra("eprovider", *line).out


def test_nothing_is_dropped_where_an_answer_has_two_records(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    both = {"payroll": ROW, "emission": {**ROW, "id": "02J"}}
    api.get(f"{REAL}/payrolls/1", json=both)
    assert json.loads(alegra("eprovider", "payrolls", "get", "1", "-o", "json").out) == both


@pytest.mark.parametrize("behind", [0, 1])
@pytest.mark.parametrize("most", [300, 4])
def test_a_list_is_read_to_its_end_from_one_id_to_the_next(
    alegra: Runner, api: responses.RequestsMock, behind: int, most: int
) -> None:
    """behind: a page begins with the record it is asked from, or behind it; most: its rows."""
    ids = [f"{number:03}" for number in range(10)]
    asked = []

    def answer(request: PreparedRequest) -> tuple[int, dict[str, str], str]:
        query = dict(parse_qsl(urlsplit(str(request.url)).query))
        asked.append(query)
        first = ids.index(query["from"]) + behind if "from" in query else 0
        page = ids[first : first + min(most, int(query["limit"]))]
        return 200, {}, json.dumps({"invoices": [{"id": key} for key in page]})

    api.add_callback("GET", f"{REAL}/invoices", answer)

    def read(*words: str) -> list[str]:
        told = alegra("eprovider", "invoices", "list", "-o", "json", *words)
        assert told.code == 0, told.err
        return [row["id"] for row in json.loads(told.out)]

    assert read("--all") == ids
    assert read("--limit", "7", "--start", "2", "--legal-status", "REJECTED") == ids[2:9]
    assert asked[-1]["legalStatus"] == "REJECTED"
    assert read("--all", "--param", "from=005") == ids[5 + behind :]


def test_a_list_in_the_sandbox_has_pages_and_filters(alegra: Runner) -> None:
    def play(*words: str) -> Any:
        told = alegra("-p", "sandbox", "eprovider", *words, "-o", "json")
        assert told.code == 0, told.err
        return json.loads(told.out)

    for number in ("1", "2", "3"):
        body = json.dumps({"prefix": "NE", "number": number, "governmentData": {}})
        play("payrolls", "create", "-d", body, "--yes")
    numbers = [one["fullNumber"] for one in play("payrolls", "list", "--all", "--param", "limit=1")]
    assert numbers == ["NE1", "NE2", "NE3"]
    assert len(play("payrolls", "list", "--prefix", "NE", "--number", "2")) == 1
    body = json.dumps({"prefix": "NA", "number": "1"})
    undone = play("payrolls", "cancel", "1", "-d", body, "--yes")
    assert undone["cancellation"]["fullNumber"] == "NA1"
    assert len(play("payroll-cancellations", "list")) == 1


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (401, {"errors": ["Key is wrong"]}, "Key is wrong"),
        (400, [{"code": "AEP1005", "message": "certificate expired"}], "certificate expired"),
        (404, {"errors": [{"code": "AEP1002", "message": "Not found"}]}, "Not found"),
    ],
)
def test_refusals_of_every_shape_are_read(
    alegra: Runner, api: responses.RequestsMock, status: int, body: Any, told: str
) -> None:
    api.get(f"{REAL}/invoices/1", status=status, json=body)
    assert told in alegra("eprovider", "invoices", "get", "1").err


def test_the_commands_are_listed_under_one_name(alegra: Runner) -> None:
    assert "The electronic provider for Colombia" in alegra("--help").out
    listed = alegra("eprovider", "--help").out
    for name in ("payrolls", "dian", "credit-notes", "test-sets"):
        assert f"\n  {name} " in listed
