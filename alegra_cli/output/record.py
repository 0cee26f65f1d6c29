"""One record as a person reads it: a head, what it says, its lines, its totals.

Machines have the other formats, which leave nothing out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from alegra_cli import exact
from alegra_cli.declare.labels import LABELS
from alegra_cli.i18n import _
from alegra_cli.output.code_words import in_words, style_of
from alegra_cli.output.colour import BOLD, paint
from alegra_cli.output.columns import View, lookup
from alegra_cli.output.figures import digit_groups
from alegra_cli.output.fitting import GAP, ColumnShape, cut, layout, text_lines, width_of
from alegra_cli.output.lateness import NO_STYLES, Lateness
from alegra_cli.output.visible import visible
from alegra_cli.output.writer import OutputOptions

_HEAD_PARTS = 4
_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_")
# What an object is called by: as the API names them, the surest first.
_NAMES = ("fullNumber", "name", "text", "value", "code", "number", "id")
_AMOUNTS = ("subtotal", "subTotal", "discount", "tax", "total", "totalPaid", "balance", "amount")
_MONEY = (*_AMOUNTS, "price", "credit", "debit", "unitCost", "initialBalance", "creditLimit")
_WIDEST = 100


class RecordText:
    """Makes the lines of one record. views: the columns of its list, which its head is made of."""

    def __init__(self, views: Sequence[View], options: OutputOptions) -> None:
        self._views = views
        self._options = options
        self._width = min(options.width or _WIDEST, _WIDEST)
        self._titles = {view.path: view.title for view in views}
        self._genders = {view.path: view.gender for view in views}

    def lines(self, record: dict[str, Any]) -> Iterator[str]:
        styles = Lateness(self._views, self._options.today).styles(record)
        head = self._head(record)
        for line in text_lines(" · ".join(text for _path, text in head), self._width):
            yield self._paint(line, BOLD)
        told = {path for path, _text in head}
        amounts = [key for key in record if self._is_amount(key, record[key])]
        pairs = [
            pair
            for key, value in record.items()
            if key not in amounts and not _is_table(value)
            for pair in self._pairs(key, value, told)
        ]
        own = {self._label(path): style for path, style in styles.items()}
        yield from self._side_by_side(pairs, own)
        for key, value in record.items():
            if _is_table(value):
                yield ""
                yield self._paint(self._label(key), BOLD)
                yield from self._table(value)
        if amounts:
            yield ""
            figures = [(self._label(key), self._figure(record[key])) for key in amounts]
            widest = max(width_of(text) for _label, text in figures)
            yield from self._side_by_side(
                [(label, " " * (widest - width_of(text)) + text) for label, text in figures]
            )

    def _head(self, record: dict[str, Any]) -> list[tuple[str, str]]:
        """(path, text) of what the record is called and how it stands."""
        parts = []
        for view in self._views:
            value = lookup(record, view.path)[1]
            text = _plain(in_words(value, view.path, view.gender))
            # A yes says nothing without its question.
            named = view.kind in ("text", "word") and not isinstance(value, bool)
            if text and named and view.path != "id":
                parts.append((view.path, text))
        called = parts[: _HEAD_PARTS - 1]
        state = [part for part in parts if part[0] == "status" and part not in called]
        id_text = _plain(record.get("id"))
        own = [("id", f"id {id_text}")] if id_text else []
        return [*called, *state, *own] or [("", self._label("id"))]

    def _pairs(self, key: str, value: Any, told: set[str]) -> Iterator[tuple[str, str]]:
        if key in told or value in (None, "", [], {}):
            return
        if isinstance(value, dict):
            if any(path.partition(".")[0] == key for path in told):
                return
            yield from self._object(self._label(key), value)
        elif isinstance(value, list):
            listed = in_words(value, key, self._genders.get(key, ""))
            yield self._label(key), ", ".join(filter(None, map(_short_text, listed)))
        elif _is_number(value) and key in _MONEY:
            yield self._label(key), self._figure(value)
        else:
            yield self._label(key), _plain(in_words(value, key, self._genders.get(key, "")))

    def _object(self, label: str, value: dict[str, Any]) -> Iterator[tuple[str, str]]:
        """An object by its name; one without a name by all that it says."""
        if "id" in value or "name" in value:
            if name := _short_text(value):
                yield label, name
            return
        texts = [text for item in value.values() if (text := _short_text(item))]
        if texts:
            yield label, ", ".join(texts)

    def _table(self, rows: list[dict[str, Any]]) -> Iterator[str]:
        keys = [
            key
            for key in dict.fromkeys(key for row in rows for key in row)
            if key != "id" and any(row.get(key) not in (None, "", [], {}) for row in rows)
        ]
        if not keys:
            keys = ["id"]
        figures = [all(_is_number(row.get(key)) for row in rows) for key in keys]
        cells = [
            [
                self._figure(row.get(key))
                if figure and key in _MONEY
                else _short_text(row.get(key))
                for key, figure in zip(keys, figures, strict=True)
            ]
            for row in rows
        ]
        heads = [self._label(key) for key in keys]
        shapes = [
            ColumnShape(whole=figure, priority=0 if figure or key in ("name", "description") else 2)
            for key, figure in zip(keys, figures, strict=True)
        ]
        found = layout(heads, cells, shapes, self._width - len(_INDENT))
        if not found.fits:
            for row in cells:
                yield from self._side_by_side(list(zip(heads, row, strict=True)))
            return
        places = list(zip(found.columns, found.widths, strict=True))
        for number, row in enumerate([heads, *cells]):
            parts = [
                _padding(cut(row[index], room), room, figures[index]) for index, room in places
            ]
            line = (" " * GAP).join(parts).rstrip()
            yield _INDENT + (self._paint(line, "2") if not number else line)

    def _side_by_side(
        self, pairs: Sequence[tuple[str, str]], own: Mapping[str, str] = NO_STYLES
    ) -> Iterator[str]:
        """own: the styles of some, by their labels; the others have that of their text."""
        if not pairs:
            return
        room = max(width_of(label) for label, _text in pairs)
        for label, text in pairs:
            style = own.get(label) or style_of(text)
            for number, line in enumerate(text_lines(text, max(self._width - room - GAP, 20))):
                start = label + " " * (room - width_of(label)) if not number else " " * room
                yield f"{start}{' ' * GAP}{self._paint(line, style)}".rstrip()

    def _label(self, key: str) -> str:
        if key in self._titles:
            return visible(self._titles[key])
        if key in LABELS:
            return _(LABELS[key])
        return visible(_WORDS.sub(" ", key).capitalize())

    def _is_amount(self, key: str, value: Any) -> bool:
        declared = any(view.path == key and view.kind == "money" for view in self._views)
        return _is_number(value) and (declared or key in _AMOUNTS)

    def _figure(self, value: Any) -> str:
        return digit_groups(exact.number_text(value), self._options.thousands)

    def _paint(self, text: str, style: str) -> str:
        return paint(text, style) if self._options.color else text


_INDENT = "  "


def _padding(text: str, room: int, right: bool) -> str:
    blanks = " " * (room - width_of(text))
    return blanks + text if right else text + blanks


def _is_table(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, dict) and len(item) > 2 for item in value)
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


def _plain(value: Any) -> str:
    """A value that is no object on one line; empty for nothing and for objects."""
    if value is None or isinstance(value, (dict, list)):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return visible(exact.number_text(value) if _is_number(value) else str(value))


def _short_text(value: Any) -> str:
    """What a value is called in a few words: an object by its name, a list by its elements."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_short_text, value)))
    if not isinstance(value, dict):
        return _plain(value)
    for key in _NAMES:
        if text := _plain(value.get(key)):
            rate = _plain(value.get("percentage"))
            return f"{text} {rate} %" if rate and key == "name" else text
    return ", ".join(filter(None, (_plain(item) for item in value.values())))
