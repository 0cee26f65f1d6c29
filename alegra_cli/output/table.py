"""``table``: for people. Cells shrink to fit a terminal; what is piped is never cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import tabulate

from alegra_cli import exact
from alegra_cli.i18n import _
from alegra_cli.output.columns import View, lookup
from alegra_cli.output.fitting import fit, fit_values
from alegra_cli.output.visible import visible
from alegra_cli.output.writer import Writer

# By default every head gets two blanks more than it needs, which no width can plan with.
tabulate.MIN_PADDING = 0

RIGHT = ("money", "number", "integer")


class Table(Writer):
    def records(self, records: Iterable[Any]) -> None:
        """A grid, with the columns asked for or those declared."""
        rows = list(self.shaped(records))
        if not rows:
            self.out.write(_("(no results)") + "\n")
            return
        views = self._views(rows)
        values = [[_word(self._value(row, view), view) for view in views] for row in rows]
        columns = zip(*values, strict=True)
        views = [_measured(view, column) for view, column in zip(views, columns, strict=True)]
        cells = [[cell(value) for value in row] for row in values]
        heads = [visible(view.title) for view in views]
        if self.options.width is not None:
            fixed = [view.kind not in ("text", "word") or _is_id(view.path) for view in views]
            heads, cells, dropped = fit(heads, cells, fixed, self.options.width)
            if dropped:
                names = ", ".join(view.path for view in views[-dropped:])
                self.notes.append(
                    _("Not shown for want of width: {columns}.").format(columns=names)
                )
            views = views[: len(heads)]
        aligned = ["right" if view.kind in RIGHT else "left" for view in views]
        self._grid(cells, heads, aligned)

    def one(self, record: Any) -> None:
        """Key and value lines: every key, or the columns asked for."""
        if not isinstance(record, dict):
            self.records([{"value": record}])
            return
        for shaped in self.shaped([record]):
            if not shaped:
                self.out.write(_("(no results)") + "\n")
                return
            rows = [[visible(str(key)), cell(value)] for key, value in shaped.items()]
            if self.options.width is not None:
                fixed = [_is_id(key) or _is_number(value) for key, value in shaped.items()]
                rows = fit_values(rows, fixed, self.options.width)
            self._grid(rows, (), ["left", "left"])

    def _grid(
        self, rows: Sequence[Sequence[str]], heads: Sequence[str], aligned: Sequence[str]
    ) -> None:
        text = tabulate.tabulate(
            rows,
            headers=heads,
            tablefmt="simple" if heads else "plain",
            disable_numparse=True,
            preserve_whitespace=True,
            colalign=aligned,
        )
        for line in text.split("\n"):
            self.out.write(line.rstrip() + "\n")

    def _views(self, rows: list[Any]) -> list[View]:
        declared = {view.path: view for view in self.views}
        if self.columns is not None:
            return [declared.get(path) or View(path, path) for path in self.columns]
        if self.views:
            return [view.among(rows) for view in self.views]
        keys = dict.fromkeys(key for row in rows if isinstance(row, dict) for key in row)
        return [View(key, key) for key in keys] or [View("value", "")]

    def _value(self, row: Any, view: View) -> Any:
        if self.columns is not None and isinstance(row, dict):
            return row.get(view.path)
        return lookup(row, view.path)[1] if view.path else row


def _word(value: Any, view: View) -> Any:
    """A word of this program in the language in use; the other formats keep it for scripts."""
    return _(value) if view.kind == "word" and isinstance(value, str) else value


def _measured(view: View, values: Sequence[Any]) -> View:
    """A column of nothing but numbers is one of numbers, declared or not."""
    some = [value for value in values if value is not None]
    if view.kind == "text" and some and all(_is_number(value) for value in some):
        return view._replace(kind="number")
    return view


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


def _is_id(path: str) -> bool:
    return path.rpartition(".")[2] == "id"


def cell(value: Any) -> str:
    """A value on one line: nested ones as JSON, lists of plain values with commas."""
    if value is None:
        return ""
    if isinstance(value, str):
        return visible(value)
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, (int, Decimal)):
        return exact.number_text(value)
    if isinstance(value, list) and not any(isinstance(item, (dict, list)) for item in value):
        return ", ".join(cell(item) for item in value)
    return visible(exact.dumps(value))
