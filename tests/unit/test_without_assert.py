"""Nothing that the program relies on is an ``assert``: ``python -O`` leaves them all out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from alegra_cli.commands.group import root_group
from alegra_cli.received.checking import DocumentVerdict
from alegra_cli.received.reading import Reading
from alegra_cli.received.sources import Piece

ROOT = Path(__file__).parents[2]
# Asserting is what these are for: the kit that plugins test themselves with, and their tests.
TESTS = ("testing", "tests")


def sources() -> Iterator[Path]:
    for folder in ("alegra_cli", "plugins"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            if not set(TESTS) & set(file.relative_to(ROOT).parts):
                yield file


def asserting(source: str) -> list[int]:
    """The lines of its assertions."""
    if "assert" not in source:
        return []  # it takes longer to parse than to look at
    nodes = ast.walk(ast.parse(source))
    return sorted(node.lineno for node in nodes if isinstance(node, ast.Assert))


def test_assertions_are_found_wherever_they_stand() -> None:
    assert asserting("x = 1\nassert x\ndef f():\n    if x: assert x, 'y'\n# assert x") == [2, 4]


def test_no_module_asserts() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{line}"
        for file in sources()
        for line in asserting(file.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_a_command_without_the_program_around_it_says_so() -> None:
    with pytest.raises(LookupError, match="each: this needs the program around it"):
        root_group(click.Context(click.Command("each")))


def test_a_piece_without_a_document_says_so() -> None:
    nothing = DocumentVerdict(Reading(Piece("empty.xml", "empty.xml"), None))
    with pytest.raises(LookupError, match=r"empty\.xml: no document was read"):
        _ = nothing.document
