"""``json``: two spaces of indent, UTF-8, keys and numbers exactly as the API sent them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from alegra_cli import exact
from alegra_cli.output.visible import escape
from alegra_cli.output.writer import Writer


class Json(Writer):
    def records(self, records: Iterable[Any]) -> None:
        """An array, written element by element."""
        empty = True
        for record in self.shaped(records):
            text = escape(exact.dumps(record, indent=2)).replace("\n", "\n  ")
            self.out.write(("[\n  " if empty else ",\n  ") + text)
            empty = False
        self.out.write("[]\n" if empty else "\n]\n")

    def one(self, record: Any) -> None:
        for shaped in self.shaped([record]):
            self.out.write(escape(exact.dumps(shaped, indent=2)) + "\n")
