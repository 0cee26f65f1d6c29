"""--web: the page of a record in the browser. --watch: looking again."""

from __future__ import annotations

from pathlib import Path

import pytest
import responses

from alegra_cli import exact
from alegra_cli.testing import Runner
from alegra_cli.testing.runner import FakeClock
from tests.cases import cases
from tests.cli.conftest import Program
from tests.cli.office import Office
from tests.cli.terminal import Terminal
from tests.conftest import API


@pytest.fixture
def browser(tmp_path: Path) -> dict[str, str]:
    """A browser that writes down where it was sent."""
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\necho "$1" >> {tmp_path}/visited\n')
    script.chmod(0o755)
    return {"BROWSER": f"{script} %s"}


def test_get_opens_the_page_and_asks_nothing(tmp_path: Path, browser: dict[str, str]) -> None:
    alegra = Program(tmp_path, browser)
    told = alegra("contacts", "get", "7", "--web")
    address = "https://app.alegra.com/client/view/id/7\n"
    assert (told.code, told.out, told.err) == (0, address, "")
    odd = alegra("contacts", "get", "7/../x", "--web", "--dry-run")
    assert (odd.code, odd.out) == (0, "https://app.alegra.com/client/view/id/7%2F..%2Fx\n")
    assert (tmp_path / "visited").read_text() == address
    assert alegra("contacts", "get", "8", "--web", "--dry-run").code == 0
    assert (tmp_path / "visited").read_text() == address
    nowhere = alegra("invoices", "get", "7", "--web", env={"BROWSER": "/no/such/browser %s"})
    assert (nowhere.code, "app.alegra.com/invoice/view/id/7" in nowhere.err) == (1, True)


@pytest.mark.parametrize("line", ["terms get 1 --web", "-p sandbox invoices get 1 --web"])
def test_what_has_no_page_is_refused(alegra: Runner, line: str) -> None:
    assert alegra(*line.split()).code == 2


def test_its_former_name_is_taken_and_shown_nowhere(
    alegra: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webbrowser.open", lambda address: True)
    assert alegra("contacts", "get", "7", "--open").out.endswith("/id/7\n")
    help_ = alegra("contacts", "get", "--help").out
    assert "--web" in help_
    assert "--open" not in help_


def test_a_new_record_is_shown_whatever_the_browser_does(
    alegra: Runner, api: responses.RequestsMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    visited: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: visited.append(address))
    api.post(f"{API}/items", json={"id": "9"})
    line = ("items", "create", "--name", "x", "--set", "price=1", "--no-validate", "--open")
    made = alegra(*line, "-o", "csv")
    assert (made.code, made.out) == (0, "id\n9\n")
    assert visited == ["https://app.alegra.com/item/view/id/9"]
    assert "No browser" in made.err
    assert alegra("-p", "sandbox", *line).code == 2


class Impatient(FakeClock):
    """Presses Ctrl-C after some looks, and lets something happen between two of them."""

    def __init__(self, office: Office, looks: int) -> None:
        super().__init__()
        self.countdown = looks
        self.office = office

    def sleep(self, seconds: float) -> None:
        self.countdown -= 1
        if not self.countdown:
            raise KeyboardInterrupt
        name = f"Plazo {self.countdown}"
        Runner(self.office.home, self.office.alegra.env)(
            "terms", "create", "--name", name, "--days", "3"
        )


def test_a_list_is_drawn_again(office: Office) -> None:
    office.alegra.clock = Impatient(office, 3)
    told = office.alegra("terms", "list", "--watch", "5", terminal=True)
    assert told.code == 0
    screens = told.out.split("\x1b[H\x1b[2J")[1:]
    assert len(screens) == 3
    assert all(screen.startswith("Every 5 s") for screen in screens)
    assert ["Plazo 2" in screen for screen in screens] == [False, True, True]
    assert ["Plazo 1" in screen for screen in screens] == [False, False, True]


def test_in_a_pipe_only_what_is_new_or_changed(office: Office) -> None:
    before = len(office.list("terms"))
    office.alegra.clock = Impatient(office, 3)
    told = office.alegra("terms", "list", "--watch", "5", "-o", "jsonl", "--columns", "name")
    lines = [exact.loads(line)["name"] for line in told.out.splitlines()]
    assert len(lines) == before + 2
    assert lines[-2:] == ["Plazo 2", "Plazo 1"]
    assert office.alegra("terms", "list", "--watch", "5").code == 2
    assert office.alegra("terms", "list", "--watch", "5", "--count").code == 2


def test_a_look_that_fails_is_told_and_the_next_one_comes(
    alegra: Runner, api: responses.RequestsMock
) -> None:
    class Counting(FakeClock):
        def sleep(self, seconds: float) -> None:
            super().sleep(seconds)
            if self.slept.count(60) == 3:
                raise KeyboardInterrupt

    alegra.clock = Counting()
    api.get(f"{API}/terms", json=[{"id": "1"}])
    for _attempt in range(4):
        api.get(f"{API}/terms", status=503)
    api.get(f"{API}/terms", json=[{"id": "2"}])
    told = alegra("terms", "list", "--watch", "60", "-o", "jsonl")
    assert (told.code, told.out) == (0, '{"id": "1"}\n{"id": "2"}\n')
    assert "503" in told.err


def test_the_first_look_fails_as_any_other(alegra: Runner, api: responses.RequestsMock) -> None:
    api.get(f"{API}/terms", status=401)
    assert alegra("terms", "list", "--watch", "5", "-o", "jsonl").code == 3


def test_a_status_is_watched_until_the_authority_has_answered(office: Office) -> None:
    emitted = [row["id"] for row in office.list("invoices") if (row.get("stamp") or {}).get("cufe")]
    told = office.alegra("invoices", "status", emitted[0], "--watch", "5", "-o", "jsonl")
    assert told.code == 0
    assert exact.loads(told.out)["fiscal"] == "accepted"
    assert office.alegra.clock.slept == []


def test_ctrl_c_on_a_terminal_ends_it_well(alegra_on: Program) -> None:
    terminal = Terminal(("terms", "list", "--watch", "600"), alegra_on.variables())
    terminal.expect("Ctrl-C")
    terminal.expect("60 días")
    terminal.type("\x03")
    assert terminal.finish() == 0
    assert "Error" not in terminal.output


@cases(
    ("words", "why"),
    [
        (("--timeout", "nan"), "nan is no number of seconds"),
        (("--timeout", "1e30"), "1e+30 is not in the range 0<x<=86400"),
        (("--timeout", "0"), "not in the range"),
        (("--watch", "nan", "-o", "jsonl"), "nan is no number of seconds"),
        (("--watch", "inf", "-o", "jsonl"), "not in the range 1<=x<=86400"),
        (("--watch", "0.9", "-o", "jsonl"), "not in the range"),
    ],
)
def test_nobody_waits_for_no_time_or_for_ever(
    alegra: Runner, api: responses.RequestsMock, words: tuple[str, ...], why: str
) -> None:
    told = alegra("terms", "list", *words)
    assert (told.code, told.out) == (2, "")
    assert why in told.err
    assert len(api.calls) == 0
