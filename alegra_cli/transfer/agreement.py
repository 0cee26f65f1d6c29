"""What two cells of one row say about the same thing.

A file that ``export`` wrote says some things twice: the number of a price in a column that a
person reads, and the list of all prices as JSON in another. Who corrects one of them means it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from alegra_cli.exact import NUMBER


class Contradiction(ValueError):
    """Two values for one place; `before` and `after` are what differs in them."""

    def __init__(self, before: Any, after: Any) -> None:
        super().__init__(before, after)
        self.before = before
        self.after = after


def union(before: Any, after: Any) -> Any:
    """Everything that both say. Raises `Contradiction` where they differ; null says nothing."""
    if before is None or after is None:
        return after if before is None else before
    if isinstance(before, dict) and isinstance(after, dict):
        keys = dict.fromkeys([*before, *after])
        return {key: union(before.get(key), after.get(key)) for key in keys}
    if isinstance(before, list) and isinstance(after, list):
        length = max(len(before), len(after))
        return [union(_nth(before, index), _nth(after, index)) for index in range(length)]
    if not same(before, after):
        raise Contradiction(before, after)
    return after


def same(one: Any, other: Any) -> bool:
    """Whether two single values are one: as numbers where both are, else as texts."""
    if isinstance(one, (dict, list)) or isinstance(other, (dict, list)):
        return bool(one == other)
    texts = (str(one).strip(), str(other).strip())
    if all(NUMBER.fullmatch(text) for text in texts):
        return Decimal(texts[0]) == Decimal(texts[1])
    return texts[0] == texts[1]


def _nth(items: list[Any], index: int) -> Any:
    return items[index] if index < len(items) else None
