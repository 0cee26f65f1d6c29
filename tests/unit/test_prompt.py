"""Asking a person, on pipes and on a real terminal."""

from __future__ import annotations

import contextlib
import io
import json
import os
import pty
import select
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alegra_cli.errors import UsageProblem
from alegra_cli.input.prompt import clean_secret, confirm, read_line, read_secret
from tests.cases import cases

ROOT = Path(__file__).parents[2]
START, END = "\x1b[200~", "\x1b[201~"
TOKEN = "0123456789abcdef" * 500  # 8,000 characters


# Cleaning


@cases(
    "pasted",
    [
        "token",
        "  token \r\n",
        f"{START}token{END}",
        f"{START}token\n{END}",
        f"{START} to{END}{START}ken {END}",
        f"\x1b[20{START}0~token{END}",
        "[200~token[201~",
        "^[[200~token^[[201~",
        "\ufefftoken\u200b",
        "to\u200dk\u2060en\x00",
        "\u00a0token\u3000",
        "\u200b token \u200b",
        "tok\x1b[D\x1b[C\x1bOAen",
        "to\r\nken",
    ],
)
def test_a_pasted_secret_is_cleaned(pasted: str) -> None:
    assert clean_secret(pasted) == "token"


@given(st.text(st.sampled_from([*"\x1b[]^~0;12AO \n\r\u200b\ufeffx", "ñ"])))
def test_cleaning_once_is_enough(text: str) -> None:
    cleaned = clean_secret(text)
    assert clean_secret(cleaned) == cleaned
    assert cleaned == cleaned.strip()
    assert not set(cleaned) & set("\x1b\n\r\u200b\ufeff")


@given(
    st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="[~"), min_size=1)
)
def test_a_secret_without_any_of_that_stays_as_it_is(secret: str) -> None:
    assert clean_secret(secret) == secret
    assert clean_secret(f"{START}{secret}{END}\r\n") == secret


# Pipes


@pytest.mark.parametrize("ask", [read_line, read_secret])
def test_from_a_pipe_one_line_is_read_and_the_question_goes_to_stderr(ask: object) -> None:
    assert callable(ask)
    stdin, stderr = io.StringIO(f"{TOKEN}\r\nrest\n"), io.StringIO()
    assert ask("Token: ", stdin, stderr) == TOKEN
    assert stdin.read() == "rest\n"
    assert stderr.getvalue() == "Token: "
    assert ask("Token: ", stdin, stderr) == ""


def test_input_that_is_not_text_is_told_so() -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"\xff\xfet\x00o\x00\n"), encoding="utf-8")
    with pytest.raises(UsageProblem, match="not UTF-8"):
        read_secret("Token: ", stdin, io.StringIO())


@cases("answer", ["y", "YES", " s ", "Si\r\n", "sí", "SÍ", "SI\u0301\n"])
def test_yes(answer: str) -> None:
    stderr = io.StringIO()
    assert confirm("Void 12?", io.StringIO(answer), stderr) is True
    assert stderr.getvalue().startswith("Void 12? ")


@cases("answer", ["", "\n", "n", "no", "yess", "sip", "y e s", "1", "true", "\x04"])
def test_everything_else_is_no(answer: str) -> None:
    assert confirm("Void 12?", io.StringIO(answer), io.StringIO()) is False


# A real terminal

CHILD = """
import fcntl, json, sys, termios
from alegra_cli.input.prompt import read_line, read_secret
if "controlling" in sys.argv:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
asked = [read_line("E-mail: ", sys.stdin, sys.stderr)] if "email" in sys.argv else []
try:
    asked.append(read_secret("Token: ", sys.stdin, sys.stderr))
except KeyboardInterrupt:
    asked.append("interrupted")
print(json.dumps(asked))
"""


@attrs.define
class Typist:
    """A person at a terminal in which a program asks."""

    keyboard: io.FileIO
    terminal: int
    before: list[object]
    program: subprocess.Popen[bytes]

    def wait_for(self, prompt: bytes) -> None:
        assert self.program.stderr is not None
        seen = b""
        while not seen.endswith(prompt):
            piece = os.read(self.program.stderr.fileno(), 100)
            assert piece, seen
            seen += piece

    def type(self, text: str | bytes) -> None:
        left = text.encode() if isinstance(text, str) else text
        while left:
            left = left[self.keyboard.write(left) :]

    def has_it_back(self) -> bool:
        """Whether the terminal is as it was before the program."""
        return termios.tcgetattr(self.terminal) == self.before

    def answers(self, told: bytes = b"\n") -> list[str]:
        out, err = self.program.communicate(timeout=20)
        assert self.program.returncode == 0, err
        assert err == told
        answers: list[str] = json.loads(out)
        return answers

    def echo(self) -> bytes:
        """What the terminal has echoed."""
        return self.keyboard.read(10000) if _ready(self.keyboard.fileno()) else b""


def _ready(descriptor: int) -> bool:
    return bool(select.select([descriptor], [], [], 0)[0])


@contextlib.contextmanager
def asking(*options: str) -> Iterator[Typist]:
    keyboard, terminal = pty.openpty()
    before = termios.tcgetattr(terminal)
    program = subprocess.Popen(
        [sys.executable, "-c", CHILD, *options],
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        cwd=ROOT,
    )
    with program, open(keyboard, "r+b", buffering=0) as master:
        try:
            yield Typist(master, terminal, before, program)
        finally:
            program.kill()
            os.close(terminal)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (f"{START}{TOKEN}{END}\r", TOKEN),
        (TOKEN + "\n", TOKEN),
        ("abcd\x7f\x7fX\bY\r", "abY"),
        ("\x7f\x7fab\r", "ab"),
        ("añ\x7f€\x7fb\r", "ab"),
        ("wrong\x15right\r", "right"),
        ("\x04", ""),
        ("abc\x04", "abc"),
        ("\r", ""),
        (f"{START}first\rsecond{END}\r", "firstsecond"),
        (f"{START}token\r{END}\r", "token"),
        (b"caf\xff\r", "caf\ufffd"),
    ],
)
def test_a_secret_typed_at_a_terminal(typed: str | bytes, expected: str) -> None:
    with asking("controlling") as person:
        person.wait_for(b"Token: ")
        assert not termios.tcgetattr(person.terminal)[3] & termios.ECHO
        person.type(typed)
        assert person.answers() == [expected]
        assert person.echo() == b""
        assert person.has_it_back()


def test_ctrl_c_gives_the_terminal_back() -> None:
    with asking("controlling") as person:
        person.wait_for(b"Token: ")
        person.type("half a tok\x03")
        assert person.answers() == ["interrupted"]
        assert b"half" not in person.echo()
        assert person.has_it_back()


def test_a_signal_that_ends_the_program_gives_the_terminal_back() -> None:
    with asking("controlling") as person:
        person.wait_for(b"Token: ")
        os.kill(person.program.pid, signal.SIGINT)
        assert person.answers() == ["interrupted"]
        assert person.has_it_back()


def test_the_rest_of_a_paste_does_not_reach_the_shell() -> None:
    with asking("controlling") as person:
        person.wait_for(b"Token: ")
        person.type(f"token\rrm -rf x\r{END}")
        assert person.answers() == ["token"]
        assert not _ready(person.terminal)


def test_an_answer_to_the_next_question_is_not_lost() -> None:
    with asking("controlling", "email") as person:
        person.wait_for(b"E-mail: ")
        person.type(f"{START}ana@x.co{END}\rtoken\r")
        assert person.answers(told=b"Token: \n") == ["ana@x.co", "token"]


def test_a_terminal_that_is_closed_ends_the_question() -> None:
    with asking() as person:
        person.wait_for(b"Token: ")
        person.keyboard.close()
        assert person.answers() == [""]
