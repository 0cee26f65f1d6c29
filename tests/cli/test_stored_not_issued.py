"""A document that is refused while it is created exists: told by its id, and never sent again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import responses

from alegra_cli import exact
from alegra_cli.testing import Runner
from tests.conftest import API

REFUSED = {"code": 3051, "message": "el NIT del cliente no es válido"}
KEPT = {"id": "42", "date": "2026-06-01", "status": "open", "stamp": None}
WRAPPED = {"error": REFUSED, "invoice": KEPT}
INVOICE = (
    '{"date":"2026-06-01","dueDate":"2026-06-01","client":{"id":"1"},"items":'
    '[{"id":"1","price":1,"quantity":1}],"stamp":{"generateStamp":true}}'
)
CREATE = ("invoices", "create", "-d", INVOICE, "--no-validate", "--yes", "-o", "json")


@pytest.fixture
def alegra(tmp_path: Path) -> Runner:
    (tmp_path / "config").mkdir()
    return Runner(tmp_path, {"ALEGRA_EMAIL": "a@example.com", "ALEGRA_TOKEN": "x"})


def posts(api: responses.RequestsMock) -> int:
    return sum(call.request.method == "POST" for call in api.calls)


@pytest.mark.parametrize("status", [400, 422, 500, 503])
@pytest.mark.parametrize("body", [WRAPPED, {**KEPT, **REFUSED}])
def test_create_tells_the_id_and_what_to_do(
    alegra: Runner, api: responses.RequestsMock, status: int, body: dict[str, Any]
) -> None:
    api.post(f"{API}/invoices", json=body, status=status)
    result = alegra(*CREATE)
    error = exact.loads(result.err)["error"]
    assert (result.code, error["kind"], error["id"]) == (5, "stored_not_issued", "42")
    assert "alegra invoices emit 42" in error["hint"]
    assert "no es válido" in error["message"]
    assert posts(api) == 1
    log = exact.loads(alegra("log", "-o", "json").out)
    assert [(row["state"], row["id"]) for row in log] == [("stored", "42")]


@pytest.mark.parametrize(
    ("words", "path", "body", "key"),
    [
        (("bills", "create"), "/bills", {"error": REFUSED, "bill": KEPT}, "42"),
        (("debit-notes", "create"), "/debit-notes", {"error": REFUSED, "debitNote": KEPT}, "42"),
        (("credit-notes", "create"), "/credit-notes", {**REFUSED, "creditNote": KEPT}, "42"),
        (("payments", "create"), "/payments", {**REFUSED, "payment": {"id": 7}}, "7"),
    ],
)
def test_every_document_with_an_authority(
    alegra: Runner,
    api: responses.RequestsMock,
    words: tuple[str, ...],
    path: str,
    body: dict[str, Any],
    key: str,
) -> None:
    api.post(API + path, json=body, status=400)
    result = alegra(*words, "-d", '{"date":"2026-06-01"}', "--no-validate", "-o", "json")
    assert exact.loads(result.err)["error"]["id"] == key


@pytest.mark.parametrize(
    "body",
    [
        REFUSED,
        {**REFUSED, "id": "9"},
        {"error": REFUSED, "invoice": {"id": ""}},
        {"error": REFUSED, "invoice": {"id": None}},
        {"error": REFUSED, "invoice": {"id": True}},
        {"error": REFUSED, "client": {"id": "3"}},
    ],
)
def test_an_answer_that_names_no_document_is_a_plain_refusal(
    alegra: Runner, api: responses.RequestsMock, body: dict[str, Any]
) -> None:
    api.post(f"{API}/invoices", json=body, status=400)
    result = alegra(*CREATE)
    assert exact.loads(result.err)["error"]["kind"] == "invalid"


def test_the_contact_that_a_duplicate_names_is_not_the_one_being_created(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    body = {"code": 2006, "message": "Ya existe", "contact": {"id": "3", "name": "Ana"}}
    api.post(f"{API}/contacts", json=body, status=400)
    line = ("contacts", "create", "--name", "Ana", "--no-validate", "-o", "json")
    result = alegra(*line)
    assert exact.loads(result.err)["error"]["kind"] == "invalid"


def test_a_row_of_a_file_is_journaled_with_its_id_and_not_sent_again(
    alegra: Runner, api: responses.RequestsMock, tmp_path: Path
) -> None:
    file = tmp_path / "facturas.jsonl"
    file.write_text(INVOICE + "\n", encoding="utf-8")
    api.get(f"{API}/company", json={"id": "1", "name": "Uno"})
    api.post(f"{API}/invoices", json=WRAPPED, status=400)
    line = ("invoices", "import", str(file), "--no-validate", "--yes", "-o", "json")
    for _again in (1, 2):
        told = exact.loads(alegra(*line).out)
        assert [(row["outcome"], row["id"]) for row in told] == [("incomplete", "42")]
    assert posts(api) == 1


def test_a_person_reads_the_id_and_not_the_whole_document(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    api.post(f"{API}/invoices", json=WRAPPED, status=400)
    told = alegra(*CREATE[:-2]).err
    assert "It was stored with the id 42 and not issued." in told
    assert "numberTemplate" not in told
    assert '"date"' not in told
