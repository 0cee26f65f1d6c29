"""The sum that a spreadsheet has below its rows: noticed, and never taken for a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from alegra_cli.errors import UsageProblem
from alegra_cli.exact.notation import POINT, number
from alegra_cli.i18n import _
from alegra_cli.rules.spelling import letters
from alegra_cli.transfer.rows import Figure, Row, Source

_WORDS = (
    *("total", "totales", "totals", "totalgeneral", "grantotal", "grandtotal", "subtotal"),
    *("suma", "sumas", "sum", "sumatotal", "sumasiguales"),
)
SKIP, KEEP = "skip", "keep"


class TotalRow(NamedTuple):
    """row: the last of the file. columns: those whose number is the sum of those above."""

    row: Row
    columns: tuple[str, ...]


def total_row(source: Source, numeric: Sequence[str], sign: str, key: str = "") -> TotalRow | None:
    """The last row where it looks like a sum; None where it looks like any other.

    numeric: columns that may hold numbers. key: the column of the records' ids. It is one where
    a cell says so (Total) and a column is the sum of those above, or most of the other cells are
    empty, or that cell would be an id; or where nothing but sums is in it.
    """
    if not source.table:
        return None
    sums = dict.fromkeys(numeric, Decimal())
    filled: set[str] = set()
    last: Row | None = None
    count = 0
    for row in source.rows():
        if last is not None:
            count += 1
            _add(sums, filled, last, sign)
        last = row
    if last is None or not count:
        return None
    equal = tuple(
        name
        for name in numeric
        if sums[name] and _value(last.cells.get(name, ""), sign) == sums[name]
    )
    there = [name for name, cell in last.cells.items() if str(cell).strip()]
    said = any(letters(str(last.cells[name])) in _WORDS for name in there)
    missing = [name for name in filled if name not in there]
    by_word = said and (equal or len(missing) > len(filled) / 2)
    by_word = by_word or letters(str(last.cells.get(key, ""))) in _WORDS
    by_word = by_word or last.total
    by_sums = count >= 2 and equal and set(there) <= set(numeric) and missing
    return TotalRow(last, equal) if by_word or by_sums else None


def _add(sums: dict[str, Decimal], filled: set[str], row: Row, sign: str) -> None:
    filled.update(name for name, cell in row.cells.items() if str(cell).strip())
    for name in sums:
        sums[name] += _value(row.cells.get(name, ""), sign)


def _value(text: str, sign: str) -> Decimal:
    written = POINT if isinstance(text, Figure) else sign
    found = number(text, written) if text.strip() else None
    return Decimal(0) if found is None else Decimal(str(found))


def without_totals(
    source: Source,
    name: str,
    numeric: Sequence[str],
    sign: str,
    asked: str | None,
    key: str = "",
) -> tuple[Source, str]:
    """The rows that are records, and what to tell. Raises `UsageProblem` where it must be asked.

    asked: ``skip`` or ``keep`` for a last row that is a sum; None where nobody said it.
    """
    found = None if asked == KEEP else total_row(source, numeric, sign, key)
    if found is None:
        return source, ""
    if asked == SKIP or found.row.total:
        last = found.row.number
        text = _("{file}, {place} is a total; it was left out.")
        told = text.format(file=name, place=found.row.place)
        return source._replace(rows=lambda: _without(source, last)), told
    text = _("{file}, {place} looks like a total: {cells}.")
    if found.columns:
        text = _("{file}, {place} looks like a total: {cells}; {columns} is the sum of the others.")
    cells = ", ".join(str(cell) for cell in found.row.cells.values() if str(cell).strip())
    raise UsageProblem(
        text.format(
            file=name, place=found.row.place, cells=cells, columns=", ".join(found.columns)
        ),
        _("--total-row skip leaves it out, --total-row keep takes it as any other row."),
    )


def _without(source: Source, number: int) -> Iterator[Row]:
    return (row for row in source.rows() if row.number != number)
