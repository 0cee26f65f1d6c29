"""The Tab key in a real bash at a real terminal."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cli.fork_server import server_for
from tests.cli.forked_alegra import USUAL
from tests.cli.office import Office
from tests.cli.terminal import Terminal


@pytest.fixture
def bash(office: Office) -> Iterator[Terminal]:
    """With completion as `alegra completion install` makes it."""
    assert office.alegra("completion", "install", "bash", "--yes").code == 0
    # Of the locale, no more than what a fork has too.
    env = {**office.alegra.variables(), **USUAL, "LC_CTYPE": "C.UTF-8"}
    server = server_for(env)
    assert server is not None
    env["PATH"] = f"{server.folder_of_alegra}:/usr/bin:/bin"
    shell = Terminal(("--rcfile", str(office.home / ".bashrc"), "-i"), env, 200, "bash")
    shell.type("PS1='rea''dy> '\n")
    shell.expect("ready> ")
    yield shell
    shell.type("\x15exit\n")
    shell.finish()


ECHO = "\x01echo '=' \x05\n"
"""Keys that make the line one that tells the words it has."""


def test_a_name_becomes_its_id(bash: Terminal) -> None:
    bash.type("alegra invoi\tli\t--stat\tdr\t--client-id=andina\t" + ECHO)
    bash.expect("= alegra invoices list --status draft --client-id=34\r\n")
    bash.type('alegra contacts get "textiles andi\t' + ECHO)
    bash.expect("= alegra contacts get 34\r\n")


def test_several_are_shown_and_what_was_typed_stays(bash: Terminal) -> None:
    bash.type("alegra contacts get río\t\t")
    bash.expect("40  Transportes Río Claro S.A.S. 901570616")
    bash.type(ECHO)
    bash.expect("= alegra contacts get río\r\n")
