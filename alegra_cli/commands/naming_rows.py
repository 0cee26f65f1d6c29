"""The records that the rows of a file name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from alegra_cli.app import App
from alegra_cli.commands.naming import names_of
from alegra_cli.declare import Field, Resource
from alegra_cli.operations.labels import is_name
from alegra_cli.operations.lookup import Lookup, RecordName
from alegra_cli.rules.fields import Problem
from alegra_cli.transfer.faults import Faults
from alegra_cli.transfer.mapping import Mapping
from alegra_cli.transfer.named_rows import NamedRows
from alegra_cli.transfer.rows import Row, Source


def name_rows(
    app: App, name: str, source: Source, mapping: Mapping, fields: Sequence[Field]
) -> None:
    """Have the rows of a file point at ids where they name records.

    Raises `Invalid` with all names that are not of one record, `UsageProblem` where numbers may
    be ids or not, and `AlegraError` as the requests end.
    """

    def lookup() -> Lookup | None:
        names = names_of(app)
        return names.lookup if names else None

    rows = NamedRows(source, mapping, fields, app.registry.declaration, lookup)
    rows.look_up().refuse(name)
    app.screen.notes(rows.notes)
    mapping.name_ids = rows.exchange


def named_ids(app: App, name: str, source: Source, resource: Resource, key: str) -> Source:
    """The rows of a file, with an id for each record that its column of ids names otherwise.

    key: that column. Raises `Invalid` with all names that are not of one record.
    """
    if not resource.known_by or not any(is_name(_text(row, key)) for row in source.rows()):
        return source
    names = names_of(app)
    if names is None:
        return source
    lookup = names.lookup
    wanted = {
        text: RecordName(resource.name, (("", text),))
        for text in (_text(row, key) for row in source.rows())
        if is_name(text)
    }
    lookup.expect(wanted.values())
    faults, mapping = Faults(), Mapping(resource, source._replace(table=False), ())
    for row in source.rows():
        one = wanted.get(_text(row, key))
        bad = one is not None and lookup.id(one) is None
        found = [Problem(key, lookup.problem(one))] if one and bad else []
        faults.add(row, mapping, found, strict=False)
    faults.refuse(name)
    ids = {text: lookup.id(one) for text, one in wanted.items()}

    def rows() -> Iterator[Row]:
        for row in source.rows():
            found = ids.get(_text(row, key))
            yield row._replace(cells={**row.cells, key: found}) if found else row

    return source._replace(rows=rows)


def _text(row: Row, key: str) -> str:
    return str(row.cells.get(key) or "").strip()
