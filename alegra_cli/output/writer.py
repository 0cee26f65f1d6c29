"""What every output format is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TextIO

from alegra_cli.output.columns import MissingColumns, View, projection

PAGE = 30
"""The records of a page of the API: what a streaming format waits for before it decides."""


class OutputOptions(NamedTuple):
    """width: of the terminal in columns; None where nothing may be cut.

    delimiter, bom, raw: of CSV; raw turns the formula guard off. decimal: the sign of decimals
    in a CSV. labels: columns are called by their titles. numbers: paths whose texts are numbers,
    besides those of the views. thousands: the sign of decimals that amounts are shown to a person
    with, their thousands apart; None for the exact text. color: whether a terminal is to show
    some. today: the company's day, ISO, where something is shown by it; else empty. argument:
    what follows the ``=`` of ``-o NAME=…``.
    """

    width: int | None = None
    delimiter: str = ","
    bom: bool = False
    raw: bool = False
    decimal: str = "."
    labels: bool = False
    numbers: frozenset[str] = frozenset()
    thousands: str | None = None
    color: bool = False
    today: str = ""
    argument: str = ""


class Writer:
    """Writes records to a stream.

    columns: what the person asked for; None for everything. views: the declared columns, which
    tables show. notes: filled while writing, for stderr. totals: gives, once the records are
    over, the rows that add them up; only what is made for people shows them.
    """

    def __init__(
        self,
        out: TextIO,
        columns: list[str] | None,
        views: Sequence[View],
        options: OutputOptions,
    ) -> None:
        self.out = out
        self.columns = columns
        self.views = list(views)
        self.options = options
        self.notes: list[str] = []
        self.totals: Callable[[], Iterable[Mapping[str, Any]]] = tuple

    @classmethod
    def check(cls, argument: str) -> None:
        """Called before any request: raise `UsageProblem` for what it could not write."""

    def records(self, records: Iterable[Any]) -> None:
        """A list, written as it arrives where the format allows it."""
        raise NotImplementedError

    def record(self, record: Any) -> None:
        """One record; a reply that turns out to be a list is shown as one."""
        if isinstance(record, list):
            self.records(record)
        else:
            self.one(record)

    def one(self, record: Any) -> None:
        """One record that is no list."""
        self.records([record])

    def value(self, value: int | str) -> None:
        """A bare value, such as a count: the same in every format."""
        self.out.write(f"{value}\n")

    def shaped(self, records: Iterable[Any]) -> Iterable[Any]:
        """The records with only the columns asked for, each under its dotted path.

        Raises `UsageProblem` for a column that no record had and nobody declared: before the
        first one where they fit on a page, else at the end, since a rare key may come late.
        """
        if self.columns is None:
            yield from records
            return
        declared = [view.path for view in self.views]
        missing = MissingColumns([path for path in self.columns if path not in declared], declared)
        waiting: list[Any] = []
        streaming = False
        for record in records:
            missing.see(record)
            waiting.append(projection(record, self.columns))
            streaming = streaming or not missing.some or len(waiting) > PAGE
            if streaming:
                yield from waiting
                waiting.clear()
        missing.check()
        yield from waiting
