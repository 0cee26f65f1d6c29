"""What is told of documents that are not ready."""

from __future__ import annotations

from alegra_cli.received.reasons import remedies


def test_what_is_to_be_done_stands_behind_what_it_is_for() -> None:
    lines = remedies(("document-type", "too-deep", "totals-differ")).split("\n")
    assert len(lines) == 2
    assert lines[0].startswith("- It declares a document type")
    assert "nested deeper than any invoice. No invoice is like this." in lines[0]
