"""What a program writes as it ends on a terminal of the tests is read, however late it ends."""

from __future__ import annotations

import os

import pytest

from tests.cli.terminal import Terminal


class Late:
    """A process that writes and ends just when it is asked whether it has."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._own = terminal.process

    def poll(self) -> int | None:
        if self._own.poll() is None:
            self._terminal.type("\n")
            self._own.wait(timeout=10)
        return self._own.poll()

    def wait(self, timeout: float) -> int:
        return self._own.wait(timeout)


@pytest.fixture
def terminal() -> Terminal:
    line = ("-c", "read nothing; echo last words; exit 7")
    return Terminal(line, {"PATH": os.environ["PATH"]}, program="/bin/sh")


def test_until_its_end(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "process", Late(terminal))
    assert terminal.finish() == 7
    assert terminal.output.endswith("last words\n")


def test_until_what_is_expected(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "process", Late(terminal))
    terminal.expect("last words")
    assert terminal.finish() == 7
