"""A file of any size is read in the memory of a few of its rows."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from alegra_cli.transfer.files import FileOptions, source_of

NOTE = "Nota larga con palabras. " * 400
ROWS = 1500


@pytest.mark.parametrize("kind", ["csv", "jsonl", "json"])
def test_fifteen_megabytes_take_less_than_four(tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"f.{kind}"
    rows = {
        "csv": ["name,note", *(f"{n},{NOTE}" for n in range(ROWS))],
        "jsonl": [f'{{"name": "{n}", "note": "{NOTE}"}}' for n in range(ROWS)],
        "json": ["[", ",\n".join(f'{{"name": "{n}", "note": "{NOTE}"}}' for n in range(ROWS)), "]"],
    }[kind]
    file.write_text("\n".join(rows), encoding="utf-8")
    size = file.stat().st_size
    del rows
    tracemalloc.start()
    try:
        assert sum(1 for _row in source_of(file, file.name, FileOptions()).rows()) == ROWS
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert size > 15_000_000 > 4 * peak
