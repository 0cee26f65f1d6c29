"""Finding a record without its id: by what the declaration says it is known by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from alegra_cli.declare import Resource
from alegra_cli.dotted_path import at
from alegra_cli.operations import pages
from alegra_cli.wire import Session

Keys = tuple[tuple[str, ...], ...]


class Natural(NamedTuple):
    """What a record is known by: the paths, and what it has there, in comparable form."""

    paths: tuple[str, ...]
    values: tuple[str, ...]

    def __str__(self) -> str:
        return ", ".join(f"{path} {value}" for path, value in zip(*self, strict=True))


def naturals(record: Any, keys: Keys) -> Iterator[Natural]:
    """All that the record is known by, strongest first; groups that it says nothing of are out."""
    for paths in keys:
        values = tuple(_comparable(_identity(record, path)) for path in paths)
        if all(values):
            yield Natural(paths, values)


class Index:
    """Ids of records by everything they are known by."""

    def __init__(self, keys: Keys, id_key: str = "id") -> None:
        self._keys = keys
        self._id_key = id_key
        self._ids: dict[Natural, list[str]] = {}

    def add(self, record: Any) -> None:
        if not isinstance(record, dict) or record.get(self._id_key) is None:
            return
        key = str(record[self._id_key])
        for natural in naturals(record, self._keys):
            ids = self._ids.setdefault(natural, [])
            if key not in ids:
                ids.append(key)

    def find(self, record: Any) -> list[str]:
        """Ids of those known by the strongest that this record says of itself; perhaps none."""
        return self.known_by(tuple(naturals(record, self._keys)))

    def known_by(self, found: tuple[Natural, ...]) -> list[str]:
        """The same for what was taken from a record before, strongest first."""
        return list(self._ids.get(found[0], ())) if found else []


def index_of(session: Session, resource: Resource, keys: Keys) -> Index:
    """Everything that the API lists of the resource. Raises `AlegraError`."""
    listing = resource.by_verb("list")
    found = Index(keys, resource.id_key)
    if listing is not None:
        records: Iterable[Any] = pages.records(session, resource, listing)
        for record in records:
            found.add(record)
    return found


def _identity(record: Any, path: str) -> Any:
    value = at(record, path)
    return value.get("id", value.get("code")) if isinstance(value, dict) else value


def _comparable(value: Any) -> str:
    """``19``, ``"19.00"`` and ``" 19 "`` are the same; so are upper and lower case."""
    if value is None or isinstance(value, (list, dict)):
        return ""
    text = str(value).strip().casefold()
    # A leading zero belongs to a code: 007 is not 7.
    if "." in text:
        try:
            number = Decimal(text)
        except InvalidOperation:
            return text
        return format(number.normalize(), "f") if number.is_finite() else text
    return text
