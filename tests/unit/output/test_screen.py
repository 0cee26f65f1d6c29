"""What is shown: order, selection, columns and notes decided in one place, and never for good."""

from __future__ import annotations

import io
from typing import Any

import pytest

from alegra_cli.declare import Column
from alegra_cli.errors import UsageProblem
from alegra_cli.output.screen import Screen, ScreenOptions, ScreenParts
from alegra_cli.registry import Registry
from tests.cases import cases

RECORDS = [{"id": "1", "total": 5}, {"id": "2", "total": 40}, {"id": "3", "total": 7}]


class Desk:
    """A screen on two streams; nothing is configured, and no write has begun."""

    def __init__(
        self,
        out: io.StringIO | None = None,
        env: dict[str, str] | None = None,
        **options: Any,
    ) -> None:
        self.out = out or io.StringIO()
        self.err = out or io.StringIO()
        self.write_begun = False
        self.screen = Screen(
            ScreenParts(
                env or {},
                self.out,
                self.err,
                ScreenOptions()._replace(**options),
                lambda: "table",
                lambda: None,
                lambda: Registry({}),
                lambda: self.write_begun,
            )
        )


def test_order_selection_and_columns_go_together() -> None:
    desk = Desk(format="csv", sort="-total", select="[:2]", columns="id")
    desk.screen.records(RECORDS, (Column("Total", "total"),))
    assert desk.out.getvalue() == "id\n2\n3\n"


def test_what_is_shown_otherwise_changes_nothing_for_what_follows() -> None:
    desk = Desk(format="json", columns="id")
    other = desk.screen.with_options(desk.screen.options._replace(columns=None, format="jsonl"))
    other.record(RECORDS[0])
    desk.screen.record(RECORDS[0])
    assert desk.out.getvalue() == '{"id": "1", "total": 5}\n{\n  "id": "1"\n}\n'


def test_a_file_takes_the_records_and_the_notes_stay_on_stderr() -> None:
    desk, file = Desk(format="csv"), io.StringIO()
    rows = [{"id": str(number)} for number in range(40)] + [{"id": "x", "late": "1"}]
    desk.screen.into(file).records(rows)
    assert desk.out.getvalue() == ""
    assert file.getvalue().startswith("id\n0\n1\n")
    assert "1 record has columns that are not in the header: late." in desk.err.getvalue()


def test_a_selection_that_can_not_be_applied_is_only_a_note_after_a_write() -> None:
    desk = Desk(format="jsonl", select="sum(@)")
    with pytest.raises(UsageProblem, match="--select can't be applied"):
        desk.screen.record(RECORDS[0])
    desk.write_begun = True
    desk.screen.record(RECORDS[0])
    assert desk.out.getvalue() == '{"id": "1", "total": 5}\n'
    assert "--select can't be applied" in desk.err.getvalue()


def test_log_lines_are_for_those_who_ask() -> None:
    quiet, talking = Desk(), Desk(verbose=True)
    for desk in (quiet, talking):
        desk.screen.log("GET /contacts 200")
    assert (quiet.err.getvalue(), talking.err.getvalue()) == ("", "GET /contacts 200\n")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@cases(
    ("env", "refused", "coloured"),
    [
        ({}, False, True),
        ({"NO_COLOR": "1"}, False, False),
        ({"NO_COLOR": ""}, False, True),
        ({"TERM": "dumb"}, False, False),
        ({}, True, False),
    ],
)
def test_colour_is_for_terminals_whose_person_wants_it(
    env: dict[str, str], refused: bool, coloured: bool
) -> None:
    for out in (Terminal(), io.StringIO()):
        desk = Desk(out, env, no_color=refused, pager=False)
        desk.screen.records([{"status": "rejected"}, {"status": "accepted"}])
        desk.screen.note("Error: no", "31")
        text = out.getvalue()
        assert ("\x1b[" in text) == (coloured and out.isatty())
        if coloured and out.isatty():
            assert "\x1b[31mrejected\x1b[0m" in text
            assert "\x1b[32maccepted\x1b[0m" in text
            assert "\x1b[31mError:\x1b[0m no" in text
