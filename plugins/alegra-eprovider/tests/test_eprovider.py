"""What is particular to the provider: its key, its address, its errors, its rehearsal."""

from __future__ import annotations

import json

import responses

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
    assert told.code == 8
    assert len(api.calls) == 1


def test_it_plays_in_the_sandbox(alegra: Runner) -> None:
    def play(*words: str, code: int = 0) -> str:
        told = alegra("-p", "sandbox", "eprovider", *words, "-o", "json")
        assert told.code == code, told.err
        return told.out + told.err

    before = alegra("-p", "sandbox", "invoices", "list", "--count").out
    assert json.loads(play("company", "get"))["identification"] == "900559088"
    body = json.dumps({"items": [], "resolution": {}, "totalAmounts": {}, "number": 990000123})
    made = json.loads(play("invoices", "create", "-d", body, "--yes"))["invoice"]
    assert made["legalStatus"] == "ACCEPTED"
    assert json.loads(play("invoices", "get", made["id"]))["invoice"]["cufe"] == made["cufe"]
    assert [one["id"] for one in json.loads(play("invoices", "list"))] == [made["id"]]
    assert "requires property" in play("invoices", "create", "-d", '{"a": 1}', "--yes", code=5)
    assert "AEP9006" in play("resolutions", "get", "900559088", code=4)
    assert "AEP2004" in play("invoices", "file", made["id"], "PDF", code=5)
    assert json.loads(play("dian", "get", "taxes"))[0]["code"] == "01"
    line = ("test-sets", "create", "--type", "invoices", "--government-id", "x")
    assert "ACCEPTED" in play(*line)
    # Alegra's own records are not touched.
    assert alegra("-p", "sandbox", "invoices", "list", "--count").out == before


def test_the_commands_are_listed_under_one_name(alegra: Runner) -> None:
    assert "The electronic provider for Colombia" in alegra("--help").out
    listed = alegra("eprovider", "--help").out
    for name in ("payrolls", "dian", "credit-notes", "test-sets"):
        assert f"\n  {name} " in listed
