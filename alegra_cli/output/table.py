"""``table``: for people. Cells shrink to fit a terminal; what is piped is never cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from alegra_cli import exact
from alegra_cli.i18n import _
from alegra_cli.output.code_words import by_name, in_words, key_in_words, label_of
from alegra_cli.output.colour import BOLD, of_state, paint
from alegra_cli.output.columns import View, lookup
from alegra_cli.output.figures import digit_groups
from alegra_cli.output.fitting import (
    GAP,
    ColumnShape,
    cut,
    fit_values,
    layout,
    text_lines,
    width_of,
)
from alegra_cli.output.lateness import Lateness
from alegra_cli.output.totals import total_values, with_rule
from alegra_cli.output.visible import visible
from alegra_cli.output.writer import Writer

RIGHT = ("money", "number", "integer")


class Table(Writer):
    def records(self, records: Iterable[Any]) -> None:
        """A grid, with the columns asked for or those declared."""
        noted: list[dict[str, str]] = []
        rows = list(self.shaped(self._noting(records, noted)))
        if not rows:
            self.out.write(_("(no results)") + "\n")
            return
        views = self._views(rows)
        values = [[self._value(row, view) for view in views] for row in rows]
        columns = zip(*values, strict=True)
        views = [_measure(view, column) for view, column in zip(views, columns, strict=True)]
        # What one row adds up to is that row.
        sums = [total_values(row, views) for row in self.totals() if len(rows) > 1]
        values += sums
        cells = [
            [self._cell(value, view) for value, view in zip(row, views, strict=True)]
            for row in values
        ]
        heads = [visible(view.title) for view in views]
        if self.options.width is None:
            self._grid(cells, heads, views, below=len(sums))
        else:
            self._fit(
                cells,
                heads,
                views,
                _styles(values, views, noted, len(sums)),
                self.options.width,
                len(sums),
            )

    def _noting(self, records: Iterable[Any], noted: list[dict[str, str]]) -> Iterator[Any]:
        """The records, and in `noted` the styles of each that depend on more than is shown."""
        late = Lateness(self.views, self.options.today)
        for record in records:
            noted.append(late.styles(record))
            yield record

    def _cell(self, value: Any, view: View) -> str:
        if self.columns is not None and isinstance(value, (dict, list)):
            value = by_name(value)
        text = cell(in_words(_word(value, view), view.path, view.gender))
        return digit_groups(text, self.options.thousands) if view.kind == "money" else text

    def _fit(
        self,
        cells: list[list[str]],
        heads: list[str],
        views: list[View],
        styles: list[list[str]],
        width: int,
        below: int,
    ) -> None:
        """What fits into the terminal; one record below the other where no grid does.

        below: how many of the last rows are totals.
        """
        asked = self.columns is not None
        shapes = [_shape(views, index, asked) for index in range(len(views))]
        found = layout(heads, cells, shapes, width)
        if not found.fits:
            self._one_below_the_other(cells, heads)
            return
        for index in found.constant:
            self.out.write(f"{heads[index]}: {cells[0][index]}\n")
        limits = list(zip(found.columns, found.widths, strict=True))
        self._grid(
            [
                [
                    self._paint(_fitting(row[index], room, shapes[index]), style[index])
                    for index, room in limits
                ]
                for row, style in zip(cells, styles, strict=True)
            ],
            [self._paint(cut(heads[index], room), BOLD) for index, room in limits],
            [views[index] for index in found.columns],
            " " * found.gap,
            below,
        )
        if found.omissions:
            names = ", ".join(heads[index] for index in found.omissions)
            paths = ",".join(views[index].path for index in found.omissions)
            self.notes.append(
                _(
                    "Not shown for want of width: {columns}. See them with -o csv, or --columns "
                    "{paths}"
                ).format(columns=names, paths=paths)
            )

    def _paint(self, text: str, style: str) -> str:
        return paint(text, style) if self.options.color else text

    def _one_below_the_other(self, cells: list[list[str]], heads: list[str]) -> None:
        most = max(map(width_of, heads))
        for number, row in enumerate(cells):
            if number:
                self.out.write("\n")
            for head, text in zip(heads, row, strict=True):
                if text:
                    self.out.write(f"{head}{' ' * (most - width_of(head) + GAP)}{text}\n")

    def one(self, record: Any) -> None:
        """Key and value lines: every key, or the columns asked for."""
        if not isinstance(record, dict):
            self.records([{"value": record}])
            return
        if self.views and self.columns is None and record:
            from alegra_cli.output.record import RecordText

            for line in RecordText(self.views, self.options).lines(record):
                self.out.write(line + "\n")
            return
        for shaped in self.shaped([record]):
            if not shaped:
                self.out.write(_("(no results)") + "\n")
                return
            rows = [
                [visible(key_in_words(str(key))), cell(in_words(value, str(key)))]
                for key, value in shaped.items()
            ]
            if self.options.width is not None:
                fixed = [_is_id(key) or _is_number(value) for key, value in shaped.items()]
                rows = fit_values(rows, fixed, self.options.width)
            self._grid(rows, (), [View("", ""), View("", "")])

    def _grid(
        self,
        rows: Sequence[Sequence[str]],
        heads: Sequence[str],
        views: Sequence[View],
        gap: str = " " * GAP,
        below: int = 0,
    ) -> None:
        from alegra_cli.output.grid import grid  # one record needs none, as a rule

        aligned = ["right" if view.kind in RIGHT else "left" for view in views]
        text = grid(rows, heads, aligned, gap)
        for line in with_rule(text, below).split("\n"):
            self.out.write(line.rstrip() + "\n")

    def _views(self, rows: list[Any]) -> list[View]:
        declared = {view.path: view for view in self.views}
        if self.columns is not None:
            return [declared.get(path) or View(label_of(path), path) for path in self.columns]
        if self.views:
            return [view.among(rows) for view in self.views]
        keys = dict.fromkeys(key for row in rows if isinstance(row, dict) for key in row)
        return [View(key, key) for key in keys] or [View("value", "")]

    def _value(self, row: Any, view: View) -> Any:
        if self.columns is not None and isinstance(row, dict):
            return row.get(view.path)
        return lookup(row, view.path)[1] if view.path else row


def _shape(views: Sequence[View], index: int, asked: bool) -> ColumnShape:
    """What may happen to a column. asked: whether it was asked for by name, and so stays."""
    view = views[index]
    text = view.kind in ("text", "word") and not _is_id(view.path)
    last = text and not any(other.kind == "text" for other in views[index + 1 :])
    priority = 0 if asked else _priority(views, index)
    return ColumnShape(whole=not text or _is_state(view), priority=priority, wraps=last)


def _priority(views: Sequence[View], index: int) -> int:
    view = views[index]
    if view.priority is not None:
        return view.priority
    if _is_id(view.path) or view.kind == "boolean":
        return 3
    names = [one.path for one in views if one.kind == "text" and not _is_id(one.path)]
    called = view.path in names[:2]
    return 0 if called or view.kind != "text" or _is_state(view) else 2


def _is_state(view: View) -> bool:
    return view.path.rpartition(".")[2] in ("status", "state", "outcome")


def _styles(
    values: Sequence[Sequence[Any]],
    views: Sequence[View],
    noted: Sequence[Mapping[str, str]],
    below: int,
) -> list[list[str]]:
    """The style of each cell. noted: those of records by path. below: how many rows are totals."""
    styles = [
        [
            own.get(view.path) or _style_of(value, view)
            for value, view in zip(row, views, strict=True)
        ]
        for row, own in zip(values, noted, strict=False)
    ]
    return [*styles, *([BOLD] * len(views) for _sum in range(below))]


def _style_of(value: Any, view: View) -> str:
    return of_state(value) if _is_state(view) or view.kind == "word" else ""


def _fitting(text: str, room: int, shape: ColumnShape) -> str:
    return "\n".join(text_lines(text, room)) if shape.wraps else cut(text, room)


def _word(value: Any, view: View) -> Any:
    """A word of this program in the language in use; the other formats keep it for scripts."""
    return _(value) if view.kind == "word" and isinstance(value, str) else value


def _measure(view: View, values: Sequence[Any]) -> View:
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
