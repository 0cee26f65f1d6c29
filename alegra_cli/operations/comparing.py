"""What a body says against what a record has: by value, and not by its spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from alegra_cli.declare import Resource
from alegra_cli.exact import NUMBER
from alegra_cli.operations.merging import writable

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Difference(NamedTuple):
    """One value at a dotted path. before: None where the record has nothing there."""

    path: str
    before: Any
    after: Any


def differing(body: dict[str, Any], record: dict[str, Any], resource: Resource) -> dict[str, Any]:
    """The keys of a body that would change the record."""
    record = writable(record, resource)
    return {
        key: value
        for key, value in writable(body, resource).items()
        if key not in record or any(differences(value, record[key]))
    }


def changes(
    body: dict[str, Any], record: dict[str, Any], resource: Resource
) -> Iterator[Difference]:
    """Every value that the body would change, as exactly as the two shapes let it be told."""
    record = writable(record, resource)
    for key, value in writable(body, resource).items():
        yield from differences(value, record.get(key), key)


def stored_otherwise(
    body: dict[str, Any], record: dict[str, Any], resource: Resource
) -> Iterator[Difference]:
    """What a record that was just written has other than it was sent; before: what was sent.

    Only where both have it in the same shape: what an answer leaves out or works out is no
    contradiction.
    """
    record = writable(record, resource)
    read = {field.path: field.read_choices for field in resource.fields if field.read_choices}
    for key, value in writable(body, resource).items():
        for path, had, sent in differences(value, record.get(key), key):
            plain = _scalar(had) and _scalar(sent) and not _blank(had) and not _blank(sent)
            # Another word for the same thing is no other thing.
            if plain and had not in read.get(path, ()):
                yield Difference(path, sent, had)


def differences(after: Any, before: Any, path: str = "") -> Iterator[Difference]:
    """The values in which `after` says something else; keys that it does not name are out."""
    if _blank(after) and _blank(before):
        return
    if isinstance(after, dict) and isinstance(before, dict):
        for key, value in after.items():
            yield from differences(value, before.get(key), f"{path}.{key}" if path else key)
        return
    if isinstance(after, list) and isinstance(before, list) and len(after) == len(before):
        for number, (one, other) in enumerate(zip(after, before, strict=True)):
            yield from differences(one, other, f"{path}.{number}")
        return
    before = _like(after, before, path)
    if not _same(_like(before, after, path), before):
        yield Difference(path, before, after)


def _like(model: Any, value: Any, path: str) -> Any:
    """What stands for a single value where the other side has one: the id of a record, and the
    first of several amounts, which is the one that an amount alone means."""
    if not _scalar(model):
        return value
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return value[0].get(path.rpartition(".")[2], value)
    if isinstance(value, dict):
        return value.get("id", value.get("code", value))
    return value


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return str(one).casefold() == str(other).casefold()
    if _scalar(one) and _scalar(other):
        texts = str(one).strip(), str(other).strip()
        if texts[0] == texts[1] or _same_day(*texts):
            return True
        # A number that was sent may come back as a text, with more decimals (S30). Two texts may be
        # codes, of which 007 is not 7.
        numbers = not (isinstance(one, str) and isinstance(other, str))
        if numbers and all(NUMBER.fullmatch(text) for text in texts):
            return Decimal(texts[0]) == Decimal(texts[1])
        return False
    return bool(one == other)


def _same_day(one: str, other: str) -> bool:
    """A day, and the same day with a time."""
    days = sorted((one, other), key=len)
    return bool(_DAY.fullmatch(days[0])) and days[1][:11] in (f"{days[0]} ", f"{days[0]}T")


def _scalar(value: Any) -> bool:
    return isinstance(value, (str, int, Decimal))


def _blank(value: Any) -> bool:
    return value is None or value in ("", [], {})
