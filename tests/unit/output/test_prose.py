"""Messages on a terminal: between words, commands whole and alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from alegra_cli.output.prose import on_terminal
from tests.cases import cases

WORDS = st.lists(st.text("abcñé", min_size=1, max_size=12), min_size=1, max_size=40).map(" ".join)


@given(WORDS, st.integers(30, 120), st.sampled_from(["", "  "]))
def test_no_line_is_wider_and_no_word_is_lost(text: str, width: int, indent: str) -> None:
    lines = on_terminal(indent + text, width).split("\n")
    assert all(wcswidth(line) <= width for line in lines)
    assert " ".join(lines).split() == text.split()


@cases(
    ("text", "lines"),
    [
        ("Hint: Sign in.", ["Hint: Sign in."]),
        (
            "Hint: Sign in with `alegra auth login`.",
            ["Hint: Sign in with", "    alegra auth login"],
        ),
        (
            "Hint: `alegra invoices list` shows it, `list` too.",
            ["Hint:", "    alegra invoices list", "  shows it, `list` too."],
        ),
        ("  one two three four five six seven", ["  one two three four", "    five six seven"]),
    ],
    ids=["short", "command", "between", "indented"],
)
def test_a_command_stands_alone(text: str, lines: list[str]) -> None:
    assert on_terminal(text, 24 if text.startswith(" ") else 60).split("\n") == lines


def test_a_command_is_never_broken() -> None:
    command = "alegra invoices import facturas.csv " + "--map 'a=b' " * 10
    assert command.strip() in on_terminal(f"Hint: run `{command.strip()}`.", 40)
