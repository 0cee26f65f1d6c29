"""What a tool is given: refused where it is not known, and told in the program's own words."""

from __future__ import annotations

from typing import Any

from tests.cli.assistant import Ask, inside
from tests.cli.office import Office

# A call whose argument is unknown or of another type, and the argument that is told.
WRONG = (
    ("create", {"resource": "terms", "body": {"name": "A", "days": "9"}, "dryRun": True}, "dryRun"),
    ("create", {"resource": "terms", "body": {"name": "A", "days": "9"}, "drat": True}, "drat"),
    ("create", {"resource": "terms", "body": [1]}, "body"),
    ("create", {"resource": "terms"}, "body"),
    ("create", {"resource": "terms", "body": {"name": "A"}, "dry_run": None}, "dry_run"),
    ("create", {"resource": "terms", "body": {"name": "A"}, "dry_run": 1}, "dry_run"),
    ("create", {"resource": "terms", "body": {"name": "A"}, "dry_run": "yes"}, "dry_run"),
    ("create", {"resource": "invoices", "body": {}, "reverses": True}, "reverses"),
    ("update", {"resource": "terms", "id": True, "changes": {"name": "B"}}, "id"),
    ("update", {"resource": "terms", "id": 1.5, "changes": {"name": "B"}}, "id"),
    ("update", {"resource": "terms", "ids": [1], "changes": {"name": "B"}}, "ids"),
    ("act", {"resource": "contacts", "action": "restore", "ids": [True]}, "ids"),
    ("act", {"resource": "contacts", "action": "restore", "id": 1}, "id"),
    ("get", {"resource": "contacts", "id": True}, "id"),
    ("get", {"resource": "contacts", "id": {"id": 1}}, "id"),
    ("get", {"resource": 7, "id": 1}, "resource"),
    ("get", {"id": 1}, "resource"),
    ("list", {"resource": "contacts", "type": "provider"}, "type"),
    ("list", {"resource": "contacts", "filter": {"type": "provider"}}, "filter"),
    ("list", {"resource": "contacts", "filters": "provider"}, "filters"),
    ("list", {"resource": "contacts", "columns": 3}, "columns"),
    ("list", {"resource": "contacts", "columns": ["id", 3]}, "columns"),
    ("list", {"resource": "contacts", "limit": 0}, "limit"),
    ("list", {"resource": "contacts", "limit": -1}, "limit"),
    ("list", {"resource": "contacts", "limit": 1.5}, "limit"),
    ("list", {"resource": "contacts", "limit": True}, "limit"),
    ("list", {"resource": "contacts", "start": -5}, "start"),
    ("report", {"resource": "reports", "action": "sales-totals", "limit": 0}, "limit"),
    ("count", {"resource": "invoices", "status": "open"}, "status"),
    ("describe", {"resource": "invoices", "profile": "other"}, "profile"),
    ("resources", {"base_url": "https://evil.example.com"}, "base_url"),
)


def test_no_argument_is_left_out_without_a_word(office: Office) -> None:
    before = len(office.list("terms"))

    async def what(ask: Ask, _client: Any) -> None:
        for tool, given, name in WRONG:
            error = (await ask(tool, **given))["error"]
            assert error["kind"] == "usage", given
            assert error["exit_code"] == 2
            assert [one["argument"] for one in error["details"]] == [name], given
            assert name in error["message"]
            assert error["hint"].startswith("It takes: ")
            assert "pydantic" not in str(error)

    inside(office, what)
    assert len(office.list("terms")) == before


def test_a_misspelt_name_gets_the_nearest_and_a_filter_its_place(office: Office) -> None:
    async def what(ask: Ask, _client: Any) -> None:
        async def message(tool: str, **given: Any) -> str:
            return str((await ask(tool, **given))["error"]["message"])

        body = {"name": "A", "days": "9"}
        said = await message("create", resource="terms", body=body, dryRun=True, darft=1)
        assert "Did you mean dry_run?" in said
        assert "Did you mean draft?" in said
        said = await message("list", resource="contacts", type="provider")
        assert "A filter goes into `filters`." in said

    inside(office, what)


def test_lists_numbers_and_json_in_a_text_are_taken(office: Office) -> None:
    async def what(ask: Ask, _client: Any) -> None:
        told = await ask(
            "list", resource="contacts", columns=["id", "name"], limit="2", start=1, filters=None
        )
        assert (told["count"], set(told["records"][0])) == (2, {"id", "name"})
        told = await ask("count", resource="contacts", filters='{"type": "provider"}')
        assert 0 < told["total"] < len(office.list("contacts"))
        told = await ask("report", resource="invoices", action="status", ids='["1", 2]')
        assert [one["id"] for one in told["result"]] == ["1", "2"]
        dry = await ask(
            "create", resource="terms", body='{"name": "A", "days": "9"}', dry_run="true"
        )
        assert dry["result"]["method"] == "POST"

    inside(office, what)


def test_each_tool_says_that_it_takes_nothing_else(office: Office) -> None:
    async def what(_ask: Ask, client: Any) -> None:
        for tool in (await client.list_tools()).tools:
            assert tool.input_schema["additionalProperties"] is False
            assert set(tool.input_schema["required"]) <= set(tool.input_schema["properties"])
            assert tool.description

    inside(office, what)


def test_no_result_names_a_switch_that_turns_checks_off(office: Office) -> None:
    async def what(ask: Ask, _client: Any) -> None:
        for tool, given in (
            ("create", {"body": {"date": "2026-11-27"}}),
            ("create", {"body": {"date": "2026-11-27"}, "dry_run": True}),
            ("update", {"id": "1", "changes": {"date": "yesterday-ish"}}),
        ):
            error = (await ask(tool, resource="invoices", **given))["error"]
            assert error["kind"] in ("invalid", "usage"), error
            assert "--" not in error.get("hint", ""), error
            assert "validate" not in str(error)
        assert "`describe`" in error["hint"]

    inside(office, what)
