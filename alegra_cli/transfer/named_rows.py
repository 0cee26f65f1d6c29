"""The records that the rows of a file name, looked up once for the whole file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from alegra_cli.declare import Field, KnownBy, Resource
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _
from alegra_cli.operations.labels import label
from alegra_cli.operations.lookup import Lookup, RecordName
from alegra_cli.operations.naming import NamedReference, References
from alegra_cli.rules.fields import Problem
from alegra_cli.transfer.faults import Faults
from alegra_cli.transfer.mapping import Mapping
from alegra_cli.transfer.rows import Row, Source

MOST_TOLD = 5
_INDEX = re.compile(r"\.\d+(?=\.|$)")


class NamedRows:
    """What each row names, and the id that takes its place.

    lookup: made when the first name is met; None where nobody is signed in, and then all stays
    as it is. notes: what was found out and a person should know.
    """

    def __init__(
        self,
        source: Source,
        mapping: Mapping,
        fields: Sequence[Field],
        declared: Callable[[str], Resource],
        lookup: Callable[[], Lookup | None],
    ) -> None:
        self._source = source
        self._mapping = mapping
        self._resource_of = declared
        self._references = References(fields, declared, source.table)
        self._make = lookup
        self._ids: dict[RecordName, str] = {}
        self._numbers: dict[str, KnownBy] = {}
        self.notes: list[str] = []

    def look_up(self) -> Faults:
        """Find everything that is named. Raises `AlegraError`, and `UsageProblem` where numbers
        may be ids or something else."""
        faults = Faults()
        wanted: dict[RecordName, None] = {}
        bare: dict[str, dict[NamedReference, None]] = {}
        for row, reference in ((row, one) for row, several in self._all() for one in several):
            if reference.names:
                wanted[reference.record] = None
            elif self._may_be_number(row, reference):
                bare.setdefault(reference.field, {})[reference._replace(path="")] = None
        lookup = self._make() if wanted or bare else None
        if lookup is None:
            return faults
        lookup.expect([*wanted])
        for field, ones in bare.items():
            self._settle(lookup, field, [*ones])
        for row, references in self._all():
            found = [one for each in references for one in self._problems(lookup, each)]
            faults.add(row, self._mapping, found, strict=False)
        return faults

    def exchange(self, body: dict[str, Any]) -> dict[str, Any]:
        """The body with the ids that were found."""
        return self._references.exchange(body, lambda one: self._ids.get(self._record_name(one)))

    def _all(self) -> Iterator[tuple[Row, list[NamedReference]]]:
        for row in self._source.rows():
            yield row, self._references.of(self._mapping.body(row, update=True).body)

    def _record_name(self, reference: NamedReference) -> RecordName:
        """What a bare number was settled to mean, otherwise what is said."""
        known = self._numbers.get(reference.field)
        if known is None or reference.names or not reference.bare:
            return reference.record
        return RecordName(reference.record.resource, ((known.key, reference.text),))

    def _problems(self, lookup: Lookup, reference: NamedReference) -> Iterator[Problem]:
        wanted = self._record_name(reference)
        if not reference.names and wanted == reference.record:
            return
        found = lookup.id(wanted)
        if found is None:
            yield Problem(reference.path, lookup.problem(wanted))
        else:
            self._ids[wanted] = found

    def _may_be_number(self, row: Row, reference: NamedReference) -> bool:
        """Whether a number in the place of an id may be a rate: only in the cells of a table
        whose header does not say that they are ids, and that are no JSON, which does."""
        column = self._column(reference.field) if self._source.table else ""
        if not reference.bare or not column or str(row.cells.get(column, ""))[:1] in ("[", "{"):
            return False
        return _number_of(self._resource_of(reference.record.resource)) is not None

    def _settle(self, lookup: Lookup, field: str, references: list[NamedReference]) -> None:
        """Whether the bare numbers of a column are ids, or what the records are called by."""
        resource = lookup.resource(references[0].record.resource)
        known = _number_of(resource)
        if known is None:  # and so none of them was taken for a number
            return
        ids = {str(record.get(resource.id_key)) for record in lookup.everything(resource.name)}
        texts = list(dict.fromkeys(one.text for one in references))
        called = {
            text: lookup.matches(RecordName(resource.name, ((known.key, text),))) for text in texts
        }
        as_ids = all(text in ids for text in texts)
        as_numbers = all(called.values())
        differ = any(
            [str(record[resource.id_key]) for record in called[text]] != [text] for text in texts
        )
        if as_ids and as_numbers and differ:
            raise self._two_readings(field, resource, known, called)
        if as_numbers and not as_ids:
            self._numbers[field] = known
            no_id = next(text for text in texts if text not in ids)
            text = _("{column}: taken for the {key}, since {number} is no id of {resource}.")
            self.notes.append(
                text.format(
                    column=self._column(field),
                    key=known.key,
                    number=no_id,
                    resource=resource.name,
                )
            )

    def _two_readings(
        self, field: str, resource: Resource, known: KnownBy, called: dict[str, list[Any]]
    ) -> UsageProblem:
        column = self._column(field)
        text = next(iter(called))
        path = self._mapping.paths[column]
        told = ", ".join(label(record, resource) for record in called[text][:MOST_TOLD])
        return UsageProblem(
            _("{numbers} in the column {column} may be ids of {resource}, or a {key}.").format(
                numbers=", ".join(list(called)[:MOST_TOLD]),
                column=column,
                resource=resource.name,
                key=known.key,
            ),
            _(
                "Say which: --map '{column}={path}.id', or --map '{column}={path}.{key}' "
                "(then {number} is {record})."
            ).format(column=column, path=path, key=known.key, number=text, record=told),
        )

    def _column(self, field: str) -> str:
        """The column whose cells stand in the place of the id: ``tax``, and not ``tax.id``."""
        holder = field.removesuffix(".id").removesuffix("[]")
        columns = self._mapping.paths.items()
        return next((name for name, path in columns if _INDEX.sub("[]", path) == holder), "")


def _number_of(resource: Resource) -> KnownBy | None:
    return next((known for known in resource.known_by if known.kind == "number"), None)
