"""What became of one row of a file."""

from __future__ import annotations

from typing import Any, NamedTuple


class RowOutcome(NamedTuple):
    """What happened to a row; earlier: by a run before this one."""

    number: int
    place: str
    state: str
    id: str = ""
    message: str = ""
    earlier: bool = False

    def record(self) -> dict[str, Any]:
        return {
            "row": self.number,
            "place": self.place,
            "outcome": self.state,
            "id": self.id,
            "message": self.message,
        }
