"""What is told of documents that are not ready."""

from __future__ import annotations

from alegra_cli.received.reading import Reading
from alegra_cli.received.reasons import remedies
from alegra_cli.received.record import record
from alegra_cli.received.sources import Piece


def test_what_is_to_be_done_stands_behind_what_it_is_for() -> None:
    lines = remedies(("document-type", "too-deep", "totals-differ")).split("\n")
    assert len(lines) == 2
    assert lines[0].startswith("- It declares a document type")
    assert "nested deeper than any invoice. No invoice is like this." in lines[0]


def test_several_reasons_are_read_as_sentences() -> None:
    piece = Piece("a.xml", "a.xml")
    told = record(Reading(piece, None, ("unknown-supplier", "no-rule"), ()))
    assert ". " in told["explanation"]
    assert ";" not in told["explanation"]
