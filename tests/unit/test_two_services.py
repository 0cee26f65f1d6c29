"""A resource of one service that points at records of another."""

from __future__ import annotations

import pytest
import responses

from alegra_cli import exact
from alegra_cli.testing import Runner
from tests.conftest import API
from tests.unit.conftest import Install

pytestmark = pytest.mark.usefixtures("copied")

ACME = "https://api.acme.example/v1"
TIPS = '''
    """Tips that customers leave, at a service of their own."""
    from alegra_cli.declare import CRUD, Api, Column, Field, KnownBy, Ref, Resource
    from alegra_cli.hookspecs import hookimpl

    ACME = Api("acme", "https://api.acme.example/v1", identity="/me", bearer=True)

    @hookimpl
    def alegra_services():
        return [ACME]

    @hookimpl
    def alegra_resources():
        waiter = Field("waiter", Ref("sellers"), option="--waiter")
        return [Resource("tips", singular="tip", path="/tips", actions=CRUD, api=ACME,
                         fields=(Field("amount", "money", option="--amount"), waiter),
                         columns=(Column("Id", "id"), Column("Amount", "amount")),
                         natural_keys=(("amount",),))]
'''
PLAYED = """
    from alegra_cli.hookspecs import hookimpl
    from alegra_cli.sandbox.extension import Mount, Route

    @hookimpl
    def alegra_sandbox():
        routes = (
            Route("GET", "/tips", lambda call: [{"id": "1", "amount": 3}]),
            Route("POST", "/tips", lambda call: {"id": "2", **call.need_body()}),
        )
        return [Mount("/v1", routes)]
"""
KEY = {"ALEGRA_ACME_KEY": "acme-key"}


@pytest.fixture(autouse=True)
def tips(install: Install) -> None:
    install("acme-tips", "tips", "acme_tips_elsewhere", TIPS)
    install("acme-box", "tips", "acme_tips_box", PLAYED, "alegra_cli.sandbox")


def test_a_name_is_looked_up_where_its_record_lives(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    api.get(f"{API}/sellers", json=[{"id": "7", "name": "Luis Paz"}])
    api.post(f"{ACME}/tips", json={"id": "1"}, status=201)
    line = ("tips", "create", "--amount", "3", "--waiter", "Luis Paz", "--columns", "id")
    told = alegra(*line, env=KEY)
    assert told.code == 0, told
    asked, made = (call.request for call in api.calls)
    assert asked.headers["Authorization"].startswith("Basic ")
    assert made.headers["Authorization"] == "Bearer acme-key"
    assert exact.loads(made.body or "")["waiter"] == {"id": "7"}


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "alegra auth login --service acme"),
        (403, "What the key of acme may do"),
        (404, "`list` command of the same resource"),
        (400, "gone"),
    ],
)
def test_a_refusal_of_a_service_is_not_told_as_alegras(
    alegra: Runner, api: responses.RequestsMock, status: int, words: str
) -> None:
    api.get(f"{ACME}/tips/9", json={"message": "gone"}, status=status)
    told = alegra("tips", "get", "9", env=KEY)
    assert f"Error: acme answered {status} to GET /tips/9: gone" in told.err
    assert words in told.err
    assert "Alegra" not in told.err
    assert "doctor" not in told.err


def test_an_address_that_was_typed_is_of_the_service_of_the_command(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    api.get(f"{API}/sellers", json=[{"id": "7", "name": "Luis Paz"}])
    api.post("https://other.example/tips", json={"id": "1"}, status=201)
    line = ("tips", "create", "--amount", "3", "--waiter", "Luis Paz")
    told = alegra("--base-url", "https://other.example", *line, env=KEY)
    assert told.code == 0, told


def test_whoever_reads_several_resources_asks_each_of_its_own_service(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    api.get(f"{API}/terms", json=[{"id": "1", "name": "Now", "days": 0}])
    api.get(f"{ACME}/tips", json=[{"id": "1", "amount": 3}])
    out = str(alegra.home / "out")
    told = alegra("export", "terms", "tips", "--out", out, "--format", "jsonl", env=KEY)
    assert told.code == 0, told
    dry = alegra("export", "terms", "tips", "--out", out, "--dry-run", "-o", "jsonl", env=KEY)
    plans = [exact.loads(line) for line in dry.out.splitlines()]
    assert [plan["url"].partition("?")[0] for plan in plans] == [f"{API}/terms", f"{ACME}/tips"]
    assert [plan["headers"]["Authorization"][:6] for plan in plans] == ["Basic ", "Bearer"]


def test_without_its_key_the_others_are_exported(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    api.get(f"{API}/terms", json=[{"id": "1", "name": "Now", "days": 0}])
    out = alegra.home / "out"
    told = alegra("export", "terms", "tips", "--out", str(out), "--format", "jsonl")
    assert (told.code, (out / "terms.jsonl").exists()) == (9, True), told
    assert "tips: No key for acme" in told.err


def test_the_country_of_the_company_is_asked_of_alegra(
    alegra: Runner, api: responses.RequestsMock, install: Install
) -> None:
    """So that the rules of a country hold for what goes to another service, too."""
    rule = '''
        """A rule of Peru on tips."""
        from alegra_cli.declare import Country, CountryRule
        from alegra_cli.hookspecs import hookimpl

        @hookimpl
        def alegra_countries():
            rule = CountryRule("peru", "waiter", on=("tips",), documented=True)
            return [Country("peru", label="Peru", authority="SUNAT", rules=(rule,))]
    '''
    install("acme-peru", "peru.tips", "acme_peru_tips", rule, "alegra_cli.countries")
    asks = {**KEY, "ALEGRA_ASK_COMPANY": ""}
    api.get(f"{API}/company", json={"id": "1", "applicationVersion": "peru"})
    for _again in range(2):
        told = alegra("tips", "create", "--amount", "3", env=asks)
        assert (told.code, "waiter: is needed in peru" in told.err) == (5, True), told
    (asked,) = api.calls
    assert asked.request.headers["Authorization"].startswith("Basic ")


def test_the_doctor_asks_each_of_its_own_service(alegra: Runner) -> None:
    told = alegra("-p", "sandbox", "doctor", "-o", "json")
    rows = {row["resource"]: row["state"] for row in exact.loads(told.out)}
    assert rows["tips"] == rows["terms"] == "reachable"
    dry = alegra("doctor", "--dry-run", "-o", "csv")
    assert f"GET,{ACME}/tips" in dry.out


def test_what_no_plugin_plays_ends_a_run_of_many(alegra: Runner) -> None:
    """The next one would fare no better."""
    line = ("-p", "sandbox", "tips", "delete", "1", "2", "3", "--jobs", "1", "--yes", "-o", "json")
    told = alegra(*line)
    outcomes = [row["outcome"] for row in exact.loads(told.out)]
    assert (told.code, outcomes) == (1, ["failed", "not sent", "not sent"]), told
    assert "No plugin plays DELETE /v1/tips/1 in the sandbox." in told.err


def test_they_are_copied_within_their_own_service(alegra: Runner) -> None:
    for box in ("one", "two"):
        assert alegra("-p", f"sandbox:{box}", "sandbox", "reset", "--yes").code == 0
    told = alegra("copy", "tips", "--from", "sandbox:one", "--to", "sandbox:two", "-o", "json")
    assert [(row["resource"], row["outcome"]) for row in exact.loads(told.out)] == [
        ("tips", "exists")
    ]


def test_on_the_sandbox_the_name_is_found(alegra: Runner) -> None:
    sellers = exact.loads(alegra("-p", "sandbox", "sellers", "list", "-o", "json").out)
    name = sellers[0]["name"]
    line = ("-p", "sandbox", "tips", "create", "--amount", "3", "--waiter", name, "-o", "json")
    told = alegra(*line)
    assert told.code == 0, told
    assert exact.loads(told.out)["waiter"] == {"id": str(sellers[0]["id"])}
