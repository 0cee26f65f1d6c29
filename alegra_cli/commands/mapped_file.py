"""A file of many records, opened as its options say; the same for each command that takes one."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from alegra_cli.app import App
from alegra_cli.commands.bodies import fields_of
from alegra_cli.declare import Action, Resource
from alegra_cli.transfer.faults import decimal_sign
from alegra_cli.transfer.files import Reading, available, source_of
from alegra_cli.transfer.grouping import columns_of, left_out
from alegra_cli.transfer.mapping import Mapping
from alegra_cli.transfer.rows import Source

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import FileReading


class MappedFile(NamedTuple):
    """The file as it can be read several times, its rows, where its columns go, and the columns
    by which its rows are one document."""

    path: Path
    source: Source
    mapping: Mapping
    group: tuple[str, ...] = ()


@contextlib.contextmanager
def mapped_file(
    app: App,
    resource: Resource,
    action: Action,
    name: str,
    given: FileReading,
    assignments: Sequence[str] = (),
    group_by: str | None = None,
    numbers: bool = True,
) -> Iterator[MappedFile]:
    """Open a file, tell what was found out about it, and find out how it writes decimals.

    numbers: whether its numbers are taken. Raises `UsageProblem` for one that can't be read as
    asked.
    """
    how = Reading(
        given.get("kind"), app.options.delimiter, given.get("encoding"), given.get("sheet")
    )
    with available(name, app.stdin) as file:
        source = source_of(file, name, how)
        for note in source.notes:
            app.screen.note(note)
        fields, raw = fields_of(resource, action), bool(app.options.raw)
        group = columns_of(group_by, source)
        maps = [*given.get("maps", ()), *left_out(group, given.get("maps", ()), fields)]
        mapping = Mapping(resource, source, fields, maps, assignments, raw)
        if numbers:
            mapping.sign = decimal_sign(name, source, mapping, given.get("decimal"))
        yield MappedFile(file, source, mapping, group)
