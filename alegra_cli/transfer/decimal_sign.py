"""How a file writes its decimals, told or asked before its rows are read for good."""

from __future__ import annotations

from collections.abc import Callable

from alegra_cli.errors import UsageProblem
from alegra_cli.exact.notation import COMMA, POINT
from alegra_cli.i18n import _
from alegra_cli.transfer.decimals import Decimals, MixedSigns
from alegra_cli.transfer.mapping import Mapping
from alegra_cli.transfer.rows import Figure, Source


def _no_note(_text: str) -> None:
    pass


def decimal_sign(
    name: str,
    source: Source,
    mapping: Mapping,
    asked: str | None,
    usual: str | None = None,
    note: Callable[[str], None] = _no_note,
) -> str:
    """How the file writes decimals. Raises `UsageProblem` where that is not certain.

    asked: what ``--decimal`` says. usual: the sign of the company's country, where it is known.
    note: told of columns that only the other columns settle.
    """
    if asked:
        return {"comma": COMMA, "point": POINT}[asked]
    seen = Decimals(usual)
    for row in source.rows():
        for column, text, most in mapping.written_numbers(row):
            if not isinstance(text, Figure):
                seen.see(text, row.place, column, most)
    try:
        sign = seen.sign()
    except MixedSigns as mixed:
        raise _uncertain(
            _("{file} writes decimals in two ways: {cells}.").format(file=name, cells=mixed)
        ) from mixed
    if sign is None:
        raise _uncertain(_question(name, source, seen, usual))
    for item in seen.doubtful_columns():
        note(
            _("{cell} is read as {number}, because of {proof}; --decimal says otherwise.").format(
                cell=item.cell, number=item.reading(sign), proof=seen.proof()
            )
        )
    return sign


def _question(name: str, source: Source, seen: Decimals, usual: str | None) -> str:
    """The two numbers, and what speaks for one of them."""
    first = seen.doubtful_columns()[0]
    text = _("{cell} in {file} could mean two numbers: {one} or {other}.").format(
        cell=first.cell, file=name, one=first.readings.thousands, other=first.readings.decimal
    )
    if proof := seen.proof():
        text += " " + _("{proof} says which, but not as the company's country writes it.").format(
            proof=proof
        )
    elif source.semicolons:
        text += " " + _("The file is delimited by ;, as where decimals have a comma.")
    if usual:
        sign = _("a comma") if usual == COMMA else _("a point")
        text += " " + _("In the company's country decimals have {sign}: {number}.").format(
            sign=sign, number=first.reading(usual)
        )
    return text


def _uncertain(message: str) -> UsageProblem:
    return UsageProblem(
        message,
        _("Say which sign its decimals have: --decimal comma (1.234,56) or point (1,234.56)."),
    )
