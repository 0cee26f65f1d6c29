"""Rows and total out of a list's answer, whatever it is wrapped in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from alegra_cli.declare import Envelope
from alegra_cli.dotted_path import at
from alegra_cli.errors import Unreachable
from alegra_cli.i18n import _

# Seen around lists besides the declared ones (S25).
_ROW_KEYS = ("data", "results", "rows")


def rows(body: Any, envelope: Envelope) -> list[Any]:
    """The records of a page; ``data: null`` is an empty one. Raises `Unreachable`."""
    if isinstance(body, list):
        return body
    if isinstance(body, dict):
        for key in (envelope.rows, *envelope.alternatives, *_ROW_KEYS):
            if key in body and (body[key] is None or isinstance(body[key], list)):
                return body[key] or []
    raise _no_list()


def objects(found: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """Rows for whoever reads their keys. Raises `Unreachable` for one that has none."""
    for row in found:
        if not isinstance(row, dict):
            raise _no_list()
        yield row


def _no_list() -> Unreachable:
    return Unreachable(_("The answer is not a list of records."))


def total(body: Any, envelope: Envelope) -> int | None:
    """How many records there are, where the answer says so; text or number."""
    value = at(body, envelope.total)
    try:
        return None if value is None or isinstance(value, bool) else int(str(value))
    except ValueError:
        return None


def record(body: Any, envelope: Envelope) -> Any:
    """One record out of its answer: bare, alone under a key, or alone in a list.

    Sellers have been seen in a list of one (S51).
    """
    if isinstance(body, list) and len(body) == 1:
        return body[0]
    if not envelope.record or not isinstance(body, dict) or not body:
        return body
    known = {envelope.record, *envelope.alternatives}
    values = list(body.values())
    # Under several keys at once only where all of them say the same: nothing may be dropped.
    alone = set(body) <= known and all(value == values[0] for value in values)
    return values[0] if alone else body
