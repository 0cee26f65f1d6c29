"""Two companies, and which record of one is which of the other."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from typing import IO, Any

from alegra_cli import exact
from alegra_cli.declare import Ref, Resource, TaxIdReading
from alegra_cli.operations import pages
from alegra_cli.operations.naturals import Index, Natural, index_of, keys_of, naturals
from alegra_cli.operations.references import MissingReference, remapping
from alegra_cli.wire import Session


class RecordPair:
    """The records of one resource in both companies.

    records: an empty file for those that are here. new_ids: id there of each id here that is known
    to be the same. there: what is there.
    """

    def __init__(
        self,
        resource: Resource,
        source: Session,
        target: Session,
        records: IO[str],
        reading: TaxIdReading | None = None,
    ) -> None:
        self.resource = resource
        self.keys = keys_of(resource, resource.natural_keys, reading)
        self.there = index_of(target, resource, self.keys)
        self.here = Index(self.keys, resource.id_key)
        self.natural_keys: dict[str, tuple[Natural, ...]] = {}
        self.new_ids: dict[str, str] = {}
        self._records = records
        self._read(source)

    def _read(self, source: Session) -> None:
        listing = self.resource.by_verb("list")
        for record in pages.records(source, self.resource, listing) if listing else ():
            if isinstance(record, dict) and record.get(self.resource.id_key) is not None:
                self.here.add(record)
                key = str(record[self.resource.id_key])
                self.natural_keys[key] = tuple(naturals(record, self.keys))
                self._records.write(exact.dumps(record) + "\n")

    def records(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """(id, record) of all that is here."""
        self._records.seek(0)
        for line in self._records:
            record = exact.loads(line)
            yield str(record[self.resource.id_key]), record


class Companies:
    """source, target: the session of the service that a resource lives on. resource_of: a
    declaration by its name, None where nobody declares it. reading: how tax ids are read there, so
    that two writings of one are the same.

    Raises `AlegraError` whenever a list has to be read for the first time and can't be.
    """

    def __init__(
        self,
        source: Callable[[Resource], Session],
        target: Callable[[Resource], Session],
        resource_of: Callable[[str], Resource | None],
        reading: TaxIdReading | None = None,
    ) -> None:
        self._reading = reading
        self._source = source
        self._target = target
        self._resource_of = resource_of
        self._shelves: dict[str, RecordPair | None] = {}
        self._files = contextlib.ExitStack()

    def pair(self, name: str) -> RecordPair | None:
        """None for what can't be recognized in another company."""
        if name not in self._shelves:
            resource = self._resource_of(name)
            able = resource is not None and resource.natural_keys and resource.by_verb("list")
            self._shelves[name] = self._pair_of(resource) if resource and able else None
        return self._shelves[name]

    def _pair_of(self, resource: Resource) -> RecordPair:
        # Not in memory: it may be all the contacts of a large company.
        file = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - the stack has it
        self._files.enter_context(file)
        return RecordPair(
            resource, self._source(resource), self._target(resource), file, self._reading
        )

    def new_id(self, name: str, old: str) -> str | None:
        """The id there of the record that is `old` here; None where it is not certain."""
        pair = self.pair(name)
        if pair is None:
            return None
        if old not in pair.new_ids:
            known = pair.natural_keys.get(old, ())
            # Two of the same name here, and nobody knows which of them is the one there.
            alone = len(pair.here.known_by(known)) == 1
            found = pair.there.known_by(known) if alone and not _points(pair.resource) else []
            if len(found) != 1:
                return None
            pair.new_ids[old] = found[0]
        return pair.new_ids[old]

    def there(self, pair: RecordPair, record: dict[str, Any]) -> list[str]:
        """Ids there of what is known by the same as the record is here."""
        if _points(pair.resource):
            record, _lost = remapping(record, pair.resource, self.new_id)
        return pair.there.find(record)

    def name_of(self, lost: MissingReference) -> str:
        """How a person calls what is missing there."""
        pair = self._shelves.get(lost.resource)
        known = pair.natural_keys.get(lost.id, ()) if pair else ()
        return f"{lost.resource} {known[0] if known else lost.id}"

    def close(self) -> None:
        self._files.close()


def _points(resource: Resource) -> bool:
    """Whether it is known by what it points at, which is called otherwise there."""
    heads = {path.partition(".")[0] for group in resource.natural_keys for path in group}
    return any(
        isinstance(field.kind, Ref)
        and field.kind.key == "id"
        and field.path.partition(".")[0] in heads
        for field in resource.fields
    )
