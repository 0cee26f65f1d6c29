"""The totals below a report, each side and currency by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any


def added_up(
    rows: Sequence[Mapping[str, Any]], groups: Sequence[str], keys: Sequence[str]
) -> tuple[dict[str, Any], ...]:
    """A row for each different value of `groups`, with the sums of `keys`."""
    sums: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        name = tuple(row[group] for group in groups)
        own = sums.setdefault(
            name, {**dict(zip(groups, name, strict=True)), **dict.fromkeys(keys, Decimal(0))}
        )
        for key in keys:
            own[key] += row[key]
    return tuple(sums.values())
