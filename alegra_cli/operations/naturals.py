"""Finding a record without its id: by what the declaration says it is known by."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from alegra_cli.declare import Field, Resource, TaxIdReading
from alegra_cli.declare.field import NUMBERS
from alegra_cli.dotted_path import at
from alegra_cli.exact import decimal_of
from alegra_cli.operations import pages
from alegra_cli.wire import Session

_INDEX = re.compile(r"\.\d+(?=\.|$)")


class KeyPath(str):
    """A path of a key, with the form in which its values are compared.

    form: of a text and the record that it is of. instead: paths whose texts, with blanks between,
    say the same where a record has nothing at the path itself.
    """

    form: Callable[[str, Any], str]
    instead: tuple[str, ...]

    def __new__(
        cls, path: str, form: Callable[[str, Any], str], instead: tuple[str, ...] = ()
    ) -> KeyPath:
        made = super().__new__(cls, path)
        made.form = form
        made.instead = instead
        return made


Keys = tuple[tuple[str, ...], ...]
"""Groups of paths; those of `keys_of` know what their values are, any other's are texts."""


def keys_of(resource: Resource, keys: Keys, reading: TaxIdReading | None = None) -> Keys:
    """The same paths, with the forms that the declaration gives their values.

    Declared numbers are compared by value, tax ids in the one form of the country, and texts as
    texts: the references 3.5 and 3.50 are two. reading: the country's, where it is known.
    """
    declared: dict[str, Field] = {}
    for field in resource.fields:
        declared.setdefault(field.path, field)
    numbers = {column.path for column in resource.columns if column.kind in NUMBERS}
    instead = dict(resource.duplicates)

    def key_path(path: str) -> KeyPath:
        field = declared.get(_INDEX.sub("[]", path))
        if field and field.tax_id and reading:
            form = _tax_id_form(field.tax_id, reading)
        elif path in numbers or (field and field.kind in NUMBERS):
            form = _by_value
        else:
            form = _as_text
        return KeyPath(path, form, instead.get(path, ()))

    return tuple(tuple(key_path(path) for path in paths) for paths in keys)


class Natural(NamedTuple):
    """What a record is known by: the paths, and what it has there, in comparable form."""

    paths: tuple[str, ...]
    values: tuple[str, ...]

    def __str__(self) -> str:
        return ", ".join(f"{path} {value}" for path, value in zip(*self, strict=True))


def naturals(record: Any, keys: Keys) -> Iterator[Natural]:
    """All that the record is known by, strongest first; groups that it says nothing of are out."""
    for paths in keys:
        values = tuple(_comparable(record, path) for path in paths)
        if all(values):
            yield Natural(tuple(map(str, paths)), values)


def without_keys(body: dict[str, Any], keys: Keys) -> dict[str, Any]:
    """An update of a record that was found by these keys, without them.

    They are what the record has already, perhaps in another writing, which is left as it is.
    The body as it is where nothing else is in it.
    """
    known = {path for paths in keys for path in paths}
    rest = {name: value for name, value in body.items() if name not in known}
    return rest or body


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


def _comparable(record: Any, path: str) -> str:
    """What the record has at a path, in the form that the path has; empty where it has nothing."""
    text = _text(_identity(record, path))
    form: Callable[[str, Any], str] = _as_text
    if isinstance(path, KeyPath):
        form = path.form
        text = text or " ".join(filter(None, (_text(at(record, part)) for part in path.instead)))
    return form(text, record) if text else ""


def _identity(record: Any, path: str) -> Any:
    value = at(record, path)
    return value.get("id", value.get("code")) if isinstance(value, dict) else value


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, (list, dict)) else str(value).strip()


def _as_text(text: str, _record: Any) -> str:
    """Upper and lower case are the same, and nothing else is."""
    return text.casefold()


def _by_value(text: str, _record: Any) -> str:
    """``19``, ``"19.00"`` and ``" 19 "`` are the same."""
    number = decimal_of(text)
    return text.casefold() if number is None else format(number.normalize() + 0, "f")


def _tax_id_form(kind_path: str, reading: TaxIdReading) -> Callable[[str, Any], str]:
    def form(text: str, record: Any) -> str:
        return reading(text, _text(at(record, kind_path))).number.casefold()

    return form
