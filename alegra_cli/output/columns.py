"""Dotted paths into records: ``client.name``, ``items.0.price``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _

# Longer positions are none: no list has so many elements, and int() refuses very long texts.
_POSITION = re.compile(r"-?[0-9]{1,9}")


class View(NamedTuple):
    """A column as shown: title, path, the kind that decides its alignment, other paths, and how
    soon it goes where there is no room (None: as its kind says); the gender of its record; the
    states of a record in which a day that is past is late.
    """

    title: str
    path: str
    kind: str = "text"
    also: tuple[str, ...] = ()
    priority: int | None = None
    gender: str = ""
    late_while: tuple[str, ...] = ()

    def among(self, records: Sequence[Any]) -> View:
        """The column under the first of its paths that some record has."""
        for path in (self.path, *self.also) if self.also else ():
            if any(lookup(record, path)[0] for record in records):
                return self._replace(path=path)
        return self


def parse_columns(text: str) -> list[str]:
    """``a, client.name`` as paths. Raises `UsageProblem` for anything malformed or twice."""
    paths = [part.strip() for part in text.split(",")]
    for path in paths:
        if not path or any(not part for part in path.split(".")):
            raise UsageProblem(
                _("--columns {text!r} is malformed.").format(text=text),
                _("It takes names with commas between: id,client.name,items.0.price"),
            )
    if len(set(paths)) < len(paths):
        raise UsageProblem(_("--columns {text!r} names a column twice.").format(text=text))
    return paths


def lookup(record: Any, path: str) -> tuple[bool, Any]:
    """(found, value). Numbers index lists; a path through a list without one gathers a list.

    What is null or an empty list has room for any path, so a path through it is found. What is
    no object is itself under the path that `leaves` gives it, the empty one.
    """
    if not path and not isinstance(record, dict):
        return True, record
    if isinstance(record, dict):
        return _in_object(record, path)
    if isinstance(record, list):
        return _in_list(record, path)
    return record is None, None


def _in_object(record: dict[str, Any], path: str) -> tuple[bool, Any]:
    if path in record:
        return True, record[path]
    # A key may itself contain a dot, so the first dot of the path need not end it.
    dot = path.find(".")
    while dot >= 0:
        if path[:dot] in record:
            found, value = lookup(record[path[:dot]], path[dot + 1 :])
            if found:
                return True, value
        dot = path.find(".", dot + 1)
    return False, None


def _in_list(record: list[Any], path: str) -> tuple[bool, Any]:
    head, dot, rest = path.partition(".")
    if _POSITION.fullmatch(head):
        if not -len(record) <= int(head) < len(record):
            return not record, None
        element = record[int(head)]
        return lookup(element, rest) if dot else (True, element)
    if not record:
        return True, []
    gathered = [lookup(element, path) for element in record]
    return any(found for found, _value in gathered), [v for found, v in gathered if found]


def projection(record: Any, paths: Sequence[str]) -> dict[str, Any]:
    """The record reduced to `paths`; what it lacks is None."""
    return {path: lookup(record, path)[1] for path in paths}


def leaves(record: Any) -> list[tuple[str, Any]]:
    """(dotted path, value) of everything that is not an object; lists stay whole."""
    if not (isinstance(record, dict) and record):
        return [("", record)]
    found: list[tuple[str, Any]] = []
    _flatten(record, "", found)
    return found


def _flatten(record: dict[str, Any], prefix: str, found: list[tuple[str, Any]]) -> None:
    for key, value in record.items():
        if isinstance(value, dict) and value:
            _flatten(value, f"{prefix}{key}.", found)
        else:
            found.append((f"{prefix}{key}", value))


class MissingColumns:
    """Notices columns that no record has. declared: paths to name first where one is missing."""

    def __init__(self, paths: Sequence[str], declared: Sequence[str] = ()) -> None:
        self._missing = list(paths)
        self._paths_seen: dict[str, None] = dict.fromkeys(declared)
        self._has_rows = False

    @property
    def some(self) -> bool:
        """Whether a column is still to be found."""
        return bool(self._missing)

    def see(self, record: Any) -> None:
        self._has_rows = True
        if not self._missing:
            return
        self._missing = [path for path in self._missing if not lookup(record, path)[0]]
        if self._missing and len(self._paths_seen) < 1000:
            self._paths_seen.update(dict.fromkeys(_paths(record)))

    def check(self) -> None:
        """Raise `UsageProblem` for what was never there; without records nothing is known."""
        if not self._has_rows or not self._missing:
            return
        from alegra_cli.errors.suggestion import did_you_mean

        path = self._missing[0]
        if not self._paths_seen:
            raise UsageProblem(
                _("No record has a column {path}.").format(path=repr(path)),
                _("What --select gives has no columns: leave --columns out."),
            )
        some = ", ".join(list(self._paths_seen)[:40])
        hint = did_you_mean(path, self._paths_seen)
        if not hint and some:
            hint = _("There are: {paths}. --columns help tells more.").format(paths=some)
        raise UsageProblem(_("No record has a column {path}.").format(path=repr(path)), hint)


def _paths(record: Any, prefix: str = "") -> Iterator[str]:
    """Every path a person could name, objects and list elements included."""
    if prefix:
        yield prefix
    if isinstance(record, dict):
        for key, value in record.items():
            yield from _paths(value, f"{prefix}.{key}" if prefix else str(key))
    elif isinstance(record, list) and record:
        yield from _paths(record[0], f"{prefix}.0" if prefix else "0")
