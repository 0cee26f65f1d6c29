"""Ids of the records that people name by something else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from alegra_cli.declare import KnownBy, Resource
from alegra_cli.errors.suggestion import nearest
from alegra_cli.i18n import _
from alegra_cli.operations import envelope, pages
from alegra_cli.operations.labels import best, label
from alegra_cli.wire import Session

# More names than this are found in the whole list with fewer requests than one by one.
FEW = 20
# Of a search; where more match, none of them is the one that was meant.
MOST = 300
MOST_NEAR = 5


class RecordName(NamedTuple):
    """A record, by what was said of it.

    says: pairs of the path below the reference (``percentage``) and the text; an empty path for
        a text that stands in the place of the id.
    """

    resource: str
    says: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return ", ".join(f"{key} {text}" if key else text for key, text in self.says)


class Lookup:
    """Finds records by what they are known by; what was read is not read again.

    session_of: of the service that a resource lives on. declared: the resource of a name. All
    methods raise `AlegraError` as their requests end.
    """

    def __init__(
        self, session_of: Callable[[Resource], Session], declared: Callable[[str], Resource]
    ) -> None:
        self._session_of = session_of
        self._resource_of = declared
        self._whole: dict[str, list[Any]] = {}
        self._matching: dict[RecordName, list[Any]] = {}
        self._rows: dict[RecordName, list[Any]] = {}

    def resource(self, name: str) -> Resource:
        return self._resource_of(name)

    def expect(self, wanted: Iterable[RecordName]) -> None:
        """Read the whole list of the resources that many are wanted of."""
        counts: dict[str, int] = {}
        for one in wanted:
            counts[one.resource] = counts.get(one.resource, 0) + 1
        for name, count in counts.items():
            if count > FEW:
                self.everything(name)

    def everything(self, name: str) -> list[Any]:
        """All records of the resource, those below others too."""
        if name not in self._whole:
            resource = self._resource_of(name)
            listing = resource.by_verb("list")
            found = (
                pages.records(self._session_of(resource), resource, listing)
                if listing
                else iter(())
            )
            self._whole[name] = list(_flat(found))
        return self._whole[name]

    def matches(self, wanted: RecordName) -> list[Any]:
        """The records that are called so."""
        if wanted not in self._matching:
            self._matching[wanted] = self._matches(wanted)
        return self._matching[wanted]

    def id(self, wanted: RecordName) -> str | None:
        """The id of the one record that is called so; None where there is none, or several."""
        found = self.matches(wanted)
        key = self._resource_of(wanted.resource).id_key
        return str(found[0][key]) if len(found) == 1 else None

    def problem(self, wanted: RecordName) -> str:
        """Why there is no id, and which records may have been meant."""
        resource = self._resource_of(wanted.resource)
        found = self.matches(wanted)
        if found:
            text = _("several are called {text}: {candidates}")
            told = ", ".join(label(record, resource) for record in found[:MOST_NEAR])
            told += ", …" if len(found) > MOST_NEAR else ""
            return text.format(text=wanted, candidates=told)
        text = _("there is no {noun} called {text}").format(noun=_(resource.singular), text=wanted)
        near = self._near(wanted, resource)
        if near:
            text += " (" + _("near: {candidates}").format(candidates=", ".join(near)) + ")"
        return text

    def _matches(self, wanted: RecordName) -> list[Any]:
        resource = self._resource_of(wanted.resource)
        says = [(ways(resource, key), text) for key, text in wanted.says]
        finds = [known.find for known in says[0][0]]
        if wanted.resource in self._whole or not all(finds):
            return _once_each(best(self.everything(wanted.resource), says), resource)
        listing = resource.action_of("list")
        seen = self._rows.setdefault(wanted, [])
        for text in _writings(says[0][1]):
            for find in dict.fromkeys(finds):
                query = ((find, text),)
                found = pages.records(
                    self._session_of(resource), resource, listing, query, limit=MOST, jobs=1
                )
                seen += envelope.objects(found)
            if named := best(seen, says):
                return _once_each(named, resource)
        return []

    def _near(self, wanted: RecordName, resource: Resource) -> list[str]:
        seen = self._whole.get(wanted.resource) or self._rows.get(wanted) or []
        labels = {label(record, resource).casefold(): label(record, resource) for record in seen}
        text = " ".join(text for _key, text in wanted.says)
        near = nearest(text.casefold(), labels, MOST_NEAR, cutoff=0.4)
        have = [one for one in labels if text.casefold() in one and one not in near]
        return [labels[one] for one in [*near, *have][:MOST_NEAR]]


def ways(resource: Resource, key: str) -> tuple[KnownBy, ...]:
    """How a text may be meant; key: empty, or the path below a reference that it stands at."""
    return tuple(
        known for known in resource.known_by if not key or key in (known.key, *known.paths)
    )


def _writings(text: str) -> Iterator[str]:
    """How the API may have it: as typed, without its signs, without what follows a hyphen."""
    text = text.strip()
    before = text.rpartition("-")[0] if any(letter.isdigit() for letter in text) else ""
    bare = ("".join(letter for letter in part if letter.isalnum()) for part in (text, before))
    digits = any(letter.isdigit() for letter in text)
    yield from dict.fromkeys(part for part in (text, *(bare if digits else ())) if part)


def _once_each(records: list[Any], resource: Resource) -> list[Any]:
    return list({str(record.get(resource.id_key)): record for record in records}.values())


def _flat(records: Iterable[Any]) -> Iterator[Any]:
    """Also those that lie in others, as accounts of a chart do."""
    for record in records:
        if isinstance(record, dict):
            yield record
            children = record.get("children")
            yield from _flat(children if isinstance(children, list) else ())
