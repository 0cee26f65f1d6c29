"""The books as somebody used them on the days that the seed tells of."""

from __future__ import annotations

from datetime import date, datetime, time

from alegra_cli.sandbox.books import Books


class PastBooks(Books):
    """The same books under a clock that is set by hand.

    Records carry the moment at which they were made; the machine's would make every company
    different, and a document of last year as new as today.
    """

    def __init__(self, books: Books) -> None:
        self.store = books.store
        self.settings = books.settings
        self.answer = books.answer
        self._moment = datetime.min

    def turn_to(self, day: date, number: int) -> None:
        """Some minute of the working hours of a day; `number` tells the records of it apart."""
        self._moment = datetime.combine(day, time(8 + number % 10, number * 7 % 60))

    def now(self) -> datetime:
        return self._moment
