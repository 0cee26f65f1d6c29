"""``jsonl``: one record a line, written as it arrives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from alegra_cli import exact
from alegra_cli.output.visible import escape
from alegra_cli.output.writer import Writer


class JsonLines(Writer):
    def records(self, records: Iterable[Any]) -> None:
        for record in self.shaped(records):
            self.out.write(escape(exact.dumps(record)) + "\n")
            self.out.flush()
