"""Rows of one file that would be the same record twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alegra_cli.i18n import _
from alegra_cli.operations.naturals import Keys, Natural, naturals
from alegra_cli.rules.fields import Problem
from alegra_cli.transfer.identity import FieldAt, digest
from alegra_cli.transfer.rows import Row


class Repeats:
    """Remembers the rows of a file as they come. keys: what its records are known by."""

    def __init__(self, field_at: FieldAt, keys: Keys) -> None:
        self._field_at = field_at
        self._keys = keys
        self._bodies: dict[str, str] = {}
        self._naturals: dict[Natural, str] = {}

    def problems(self, row: Row, body: dict[str, Any]) -> Iterator[Problem]:
        """Which earlier row says the same, or is known by the same."""
        hint = _("--equal-rows sends both")
        before = self._bodies.setdefault(digest(body, self._field_at), row.place)
        natural = next(naturals(body, self._keys), None)
        known = self._naturals.setdefault(natural, row.place) if natural else row.place
        if before != row.place:
            text = _("the same as {place} ({hint})").format(place=before, hint=hint)
            yield Problem("", text)
        elif known != row.place and natural:
            text = _("{what} is that of {place} too ({hint})")
            yield Problem(
                natural.paths[0], text.format(what=natural.values[0], place=known, hint=hint)
            )
