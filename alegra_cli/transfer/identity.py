"""What a row says, in whatever way it is written: ``100000,50`` and ``100000.5`` are one.

A spreadsheet writes numbers, days and the order of columns anew each time it saves a file, and
the row is the same row.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from alegra_cli.declare import Field
from alegra_cli.declare.field import NUMBERS
from alegra_cli.exact import NUMBER
from alegra_cli.exact.notation import COMMA, POINT, number
from alegra_cli.transfer.values import day

FieldAt = Callable[[str], Field | None]
"""The declared field of a path, as ``items.0.price``; None where nothing is declared."""


class RowKey(NamedTuple):
    """What one row is known by: what is to be sent for it, and what its cells say.

    Both end in a number: the second of two rows that say the same is the second in every run.
    cells: is the same whatever the options are that the row is sent with.
    """

    body: str
    cells: str


class RowKeys:
    """The keys of the rows of one file, in their order."""

    def __init__(self, field_at: FieldAt) -> None:
        self._field_at = field_at
        self._counts: Counter[str] = Counter()

    def key(self, body: Mapping[str, Any], cells: Mapping[str, Any]) -> RowKey:
        return RowKey(
            self._count("", digest(body, self._field_at)), self._count("cells", _cells(cells))
        )

    def _count(self, kind: str, digest: str) -> str:
        self._counts[kind + digest] += 1
        return f"{digest}-{self._counts[kind + digest]}"


def digest(body: Mapping[str, Any], field_at: FieldAt) -> str:
    """A short name of everything that says the same as this body."""
    return _digest(_value(body, "", field_at))


def _cells(cells: Mapping[str, Any]) -> str:
    return _digest(_value({name: _cell_value(cell) for name, cell in cells.items()}, "", _nothing))


def _digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _nothing(_path: str) -> None:
    return None


def _value(value: Any, path: str, field_at: FieldAt) -> Any:
    """The same for values that are the same; null and an empty text say nothing."""
    if isinstance(value, Mapping):
        inside = {
            str(key): _value(item, f"{path}.{key}" if path else str(key), field_at)
            for key, item in value.items()
        }
        return {key: item for key, item in inside.items() if item not in (None, "")}
    if isinstance(value, (list, tuple)):
        return [_value(item, f"{path}.{index}", field_at) for index, item in enumerate(value)]
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return _amount(Decimal(value))
    if isinstance(value, str):
        return _text(value, path, field_at)
    return value


def _text(value: str, path: str, field_at: FieldAt) -> Any:
    text = unicodedata.normalize("NFC", value).strip()
    if NUMBER.fullmatch(text):
        field = field_at(path)
        if field is not None and field.kind in NUMBERS:
            return _amount(Decimal(text))
    return text


def _amount(value: Decimal) -> list[Any]:
    """1.50 and 1.5 alike, at any length: a list, since no text of a body is one."""
    sign, digits, exponent = value.as_tuple()
    figures = "".join(map(str, digits)).lstrip("0")
    short = figures.rstrip("0")
    if not short or not isinstance(exponent, int):
        return ["number", str(value) if not isinstance(exponent, int) else "0"]
    return ["number", f"{'-' * sign}{short}e{exponent + len(figures) - len(short)}"]


def _cell_value(cell: Any) -> Any:
    """A cell of a table as what it can only mean; as it stands where it could mean two things.

    Zeros in front belong to a code: 007 is not 7.
    """
    if not isinstance(cell, str):
        return cell
    text = cell.strip()
    if len(text) > 1 and text[0] == "0" and text[1].isdigit():
        return text
    meanings = {
        _amount(Decimal(read))[1]: read
        for sign in (POINT, COMMA)
        if (read := number(text, sign)) is not None
    }
    return next(iter(meanings.values())) if len(meanings) == 1 else day(text)
