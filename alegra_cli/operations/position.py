"""How far the reading of a list has come."""

from __future__ import annotations


class Position:
    """How far a walk has come.

    next: the offset to go on from. count: records so far. total: of the whole list, where the
    API says so.
    """

    def __init__(self, start: int = 0) -> None:
        self.next = start
        self.count = 0
        self.total: int | None = None

    def step(self) -> None:
        """One record further."""
        self.count += 1
        self.next += 1
