"""What each tool of the server for assistants does and refuses."""

from __future__ import annotations

import asyncio
from typing import Any, get_type_hints

import pytest

from alegra_cli.assistant.server import answers, tool_arguments, tools
from alegra_cli.assistant.server.permission import Permission
from tests.cases import cases
from tests.cli.assistant import Ask, inside
from tests.cli.office import Office


def test_filters_are_the_declared_ones_with_their_checks(office: Office) -> None:
    async def what(ask: Ask, _client: Any) -> None:
        async def wrong(**filters: Any) -> str:
            told = await ask("list", resource="invoices", filters=filters)
            return str(told["error"]["message"])

        told = await ask(
            "list", resource="invoices", filters={"status": ["open", "draft"], "since": "1y"}
        )
        assert {one["status"] for one in told["records"]} <= {"open", "draft"}
        assert "Did you mean status?" in await wrong(statsu="open")
        assert "not one of" in await wrong(status="opened")
        assert "not a day" in await wrong(since="soon")
        for hostile in ("base-url", "profile", "param", "all", "limit", "--lang", "o", "raw"):
            assert "There is no filter" in await wrong(**{hostile: "x"})
        found = await ask("list", resource="contacts", filters={"query": "--base-url=x"})
        assert found["records"] == []
        total = (await ask("count", resource="contacts"))["total"]
        assert total == len(office.list("contacts"))

    inside(office, what)


def test_an_id_is_never_an_option_nor_another_path(office: Office) -> None:
    async def what(ask: Ask, _client: Any) -> None:
        for hostile in ("--base-url=http://x", "-p", "--dry-run", "../company", "..", " ", "1?x=1"):
            told = await ask("get", resource="contacts", id=hostile)
            assert told["error"]["exit_code"] in (2, 4), hostile
        for name in ("auth", "config", "api", "mcp", "sandbox", "--profile", "company update"):
            told = await ask("get", resource=name, id="login")
            assert "There is no resource" in told["error"]["message"]
        told = await ask("get", resource="contacts")
        assert "takes these ids: id; 0 were given" in told["error"]["message"]
        assert (await ask("get", resource="company"))["result"]["applicationVersion"] == "colombia"

    inside(office, what)


def test_reports_and_other_reads_need_no_writing(office: Office) -> None:
    async def what(ask: Ask, _client: Any) -> None:
        assert (await ask("report", resource="reports", action="aging"))["result"]
        told = await ask("report", resource="reports", action="sales-totals", limit=1)
        assert (told["count"], told["next_start"]) == (1, 1)
        told = await ask("report", resource="invoices", action="status", ids=["1", "2"])
        assert [one["id"] for one in told["result"]] == ["1", "2"]

    inside(office, what, Permission())


def test_files_of_this_machine_are_out_of_reach(office: Office) -> None:
    async def what(ask: Ask, _client: Any) -> None:
        for verb in ("attach", "pdf", "xml", "import", "export"):
            told = await ask("act", resource="invoices", action=verb, ids=["1", "/etc/hostname"])
            assert "invoices has no" in told["error"]["message"]

    inside(office, what)


def test_a_body_that_stamps_needs_the_word_stamp(office: Office) -> None:
    def body(yes: Any) -> dict[str, Any]:
        line = {"id": 1, "price": 19.5, "quantity": 1}
        return {
            "client": 1, "date": "2026-11-27", "dueDate": "2026-11-27", "items": [line],
            "paymentForm": "CASH", "paymentMethod": "CASH", "stamp": {"generateStamp": yes},
        }  # fmt: skip

    async def refused(ask: Ask, _client: Any) -> None:
        for yes in (True, "true", 1, "si"):
            told = await ask("create", resource="invoices", body=body(yes))
            assert "--allow invoices.stamp" in told["error"]["message"]
            told = await ask("update", resource="invoices", id="1", changes=body(yes))
            assert "--allow invoices.stamp" in told["error"]["message"]
        told = await ask("act", resource="invoices", action="stamp", ids=["1"])
        assert "--allow invoices.stamp" in told["error"]["message"]

    inside(office, refused)

    async def done(ask: Ask, _client: Any) -> None:
        told = await ask("create", resource="invoices", body=body(True))
        assert told["result"]["stamp"]

    inside(office, done, Permission(True, ("invoices.stamp",)))


def test_a_credit_note_is_made_from_what_it_takes_back(office: Office) -> None:
    async def what(ask: Ask, _client: Any) -> None:
        given = {"resource": "credit-notes", "body": {"type": "VOID_ELECTRONIC_INVOICE"}}
        dry = await ask("create", **given, reverses=1, dry_run=True)
        invoice = (await ask("get", resource="invoices", id=1))["result"]
        assert dry["result"]["body"]["client"] == {"id": invoice["client"]["id"]}
        assert len(dry["result"]["body"]["items"]) == len(invoice["items"])
        told = await ask("create", resource="terms", body={}, reverses=1)
        assert "take nothing back" in told["error"]["message"]

    inside(office, what)


def test_emit_sends_what_is_named(office: Office) -> None:
    async def what(ask: Ask, _client: Any) -> None:
        told = await ask("act", resource="invoices", action="emit", ids=["1"])
        assert "--allow invoices.emit" in told["error"]["message"]

    inside(office, what)

    async def allowed(ask: Ask, _client: Any) -> None:
        told = await ask("act", resource="invoices", action="emit", ids=["1"], dry_run=True)
        assert "error" not in told

    inside(office, allowed, Permission(True, ("emit",)))


def test_money_keeps_every_digit_or_is_refused(office: Office) -> None:
    async def what(ask: Ask, _client: Any) -> None:
        async def sent(price: Any) -> Any:
            body = {"name": "Silla", "price": price}
            return await ask("create", resource="items", body=body, dry_run=True)

        assert str((await sent(19.9))["result"]["body"]["price"]) == "19.9"
        assert str((await sent("10.00"))["result"]["body"]["price"]) == "10.00"
        assert "as text" in (await sent(1234567890.1234567))["error"]["message"]

    inside(office, what)


def test_what_our_checks_say_comes_whole(office: Office) -> None:
    async def what(ask: Ask, _client: Any) -> None:
        told = (await ask("create", resource="items", body={"price": "1"}))["error"]
        assert (told["kind"], told["exit_code"]) == ("invalid", 5)
        assert {"path": "name", "message": "is required"} in told["details"]
        assert told["hint"]
        missing = (await ask("get", resource="invoices", id="99999"))["error"]
        assert (missing["status"], missing["exit_code"]) == (404, 4)

    inside(office, what)


def test_an_unknown_outcome_is_called_so(office: Office) -> None:
    office.books.settings.set("answer", "503")

    async def what(ask: Ask, _client: Any) -> None:
        told = await ask("create", resource="terms", body={"name": "Nueve", "days": "9"})
        assert told["error"]["kind"] == "unknown_outcome"
        assert "do not send it again" in told["error"]["outcome"]

    inside(office, what)


def test_a_server_started_dry_never_writes(office: Office) -> None:
    async def what(ask: Ask, _client: Any) -> None:
        told = await ask("create", resource="terms", body={"name": "Nueve", "days": "9"})
        assert told["result"]["method"] == "POST"
        assert (await ask("count", resource="terms"))["total"] == len(office.list("terms"))

    before = office.list("terms")
    inside(office, what, Permission(True, (), True))
    assert office.list("terms") == before


def test_calls_at_once_do_not_mix(office: Office) -> None:
    async def what(ask: Ask, _client: Any) -> None:
        names = ["contacts", "items", "terms", "invoices"] * 3
        told = await asyncio.gather(*(ask("get", resource=name, id="1") for name in names))
        keys = [set(one["result"]) for one in told]
        assert keys == keys[:4] * 3
        assert len({frozenset(one) for one in keys}) == 4

    inside(office, what)


def test_an_answer_stays_short_and_says_what_is_missing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "LONGEST", 4_000)

    async def what(ask: Ask, client: Any) -> None:
        told = await ask("list", resource="invoices", limit=50)
        assert 0 < told["count"] == told["next_start"] < 50
        assert "next_start" in told["cut"]
        text = "x" * 30_000
        await ask("update", resource="contacts", id="1", changes={"observations": text})
        one = await client.call_tool("get", {"resource": "contacts", "id": "1"})
        assert len(one.content[0].text) <= 4_000
        whole = await ask("get", resource="contacts", id="1")
        assert "observations" in whole["cut"]
        assert whole["result"]["id"] == "1"

    inside(office, what)


def test_refusals_speak_the_language_of_who_started_it(office: Office) -> None:
    from alegra_cli import i18n

    async def what(ask: Ask, _client: Any) -> None:
        told = await ask("get", resource="invoices", id="99999")
        assert "Alegra respondió 404" in told["error"]["message"]

    i18n.use("es")
    inside(office, what)


@cases("tool", [*tools.READING, *tools.TOGETHER, *tools.WRITING])
def test_the_arguments_of_a_tool_are_what_its_function_takes(tool: tools.Tool) -> None:
    hints = get_type_hints(tool.run, vars(tool_arguments) | vars(tools))
    (taken,) = (kind for name, kind in hints.items() if name.endswith("given"))
    kinds = {"number": int, "boolean": bool, "text": str, "names": str, "id": str}
    own = {one.name: kinds.get(one.kind) for one in tool.arguments}
    typed = get_type_hints(taken)
    assert own.keys() == typed.keys()
    assert {name: kind for name, kind in own.items() if kind} == {
        name: kind for name, kind in typed.items() if kind in kinds.values()
    }
