"""Which sign the decimals of a file have: known from its numbers, or asked."""

from __future__ import annotations

from alegra_cli.exact.notation import COMMA, POINT, Doubt, doubt, plain_writing, sign_of


class MixedSigns(ValueError):
    """Two cells that can't both be right."""


class DoubtfulColumn:
    """The first cell of a column that could mean two numbers."""

    def __init__(self, column: str, cell: str, readings: Doubt) -> None:
        self.column = column
        self.cell = cell
        self.readings = readings

    def reading(self, sign: str) -> str:
        """What it means where decimals have this sign."""
        return self.readings.decimal if self.readings.sign == sign else self.readings.thousands


class Decimals:
    """Sees every number of a file, and says then which sign its decimals have.

    usual: the sign of the company's country, where it is known. It settles nothing by itself;
    but where other columns of the file say otherwise, nobody can tell.
    """

    def __init__(self, usual: str | None = None) -> None:
        self._usual = usual
        self._proof: dict[str, str] = {}
        self._certainties: set[str] = set()
        self._doubts: dict[str, DoubtfulColumn] = {}

    def see(self, text: str, place: str, column: str, most: int = 0) -> None:
        """`place` is told when this cell is the reason for a doubt; most: of the field."""
        cell = f"{plain_writing(text)} ({place}, {column})"
        if readings := doubt(text, most):
            self._doubts.setdefault(column, DoubtfulColumn(column, cell, readings))
        elif sign := sign_of(text, most):
            self._proof.setdefault(sign, cell)
            self._certainties.add(column)

    def sign(self) -> str | None:
        """The decimal sign; None where nobody can tell. Raises `MixedSigns`."""
        if len(self._proof) == 2:
            raise MixedSigns(f"{self._proof[COMMA]}, {self._proof[POINT]}")
        sign = next(iter(self._proof), None)
        if sign and self._usual and sign != self._usual and self.doubtful_columns():
            return None
        if sign is None and self._doubts:
            return None
        return sign or POINT

    def doubtful_columns(self) -> list[DoubtfulColumn]:
        """The columns whose own numbers say nothing, by their first cell."""
        return [item for name, item in self._doubts.items() if name not in self._certainties]

    def proof(self) -> str:
        """The cell that proves the sign; empty without any."""
        return next(iter(self._proof.values()), "")
