"""What adds a table up: rows below its columns, under a rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from alegra_cli.i18n import _
from alegra_cli.output.columns import View, lookup


def total_values(row: Mapping[str, Any], views: Sequence[View]) -> list[Any]:
    """The values under the columns, and the word for it under the first that has none."""
    values = [lookup(row, view.path)[1] if view.path in row else None for view in views]
    for index, (value, view) in enumerate(zip(values, views, strict=True)):
        named = view.kind in ("text", "word", "date") and not view.path.lower().endswith("id")
        if value is None and named:
            values[index] = _("Total")
            break
    return values


def with_rule(text: str, below: int) -> str:
    """A grid with the rule of its heads once more, over its last `below` lines."""
    lines = text.split("\n")
    if below:
        lines.insert(len(lines) - below, lines[1])
    return "\n".join(lines)
