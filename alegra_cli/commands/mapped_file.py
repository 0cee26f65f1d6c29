"""A file of many records, opened as its options say; the same for each command that takes one."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from alegra_cli.app import App
from alegra_cli.commands.bodies import fields_of
from alegra_cli.commands.checks import decimals_of
from alegra_cli.declare import Action, Resource, TaxIdReading
from alegra_cli.input.pipes import display_name
from alegra_cli.rules.choices import Choices
from alegra_cli.rules.country import Rulebook
from alegra_cli.transfer import total_row
from alegra_cli.transfer.columns import ColumnPaths, column_called, column_map, column_paths
from alegra_cli.transfer.decimal_sign import decimal_sign
from alegra_cli.transfer.files import FileOptions, available, source_of
from alegra_cli.transfer.grouping import columns_of, document_rows, left_out
from alegra_cli.transfer.header import HeaderSearch
from alegra_cli.transfer.headings import Headings
from alegra_cli.transfer.map_file import ColumnMap, read_map
from alegra_cli.transfer.mapping import Mapping
from alegra_cli.transfer.rows import Source

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import FileReading


class MappedFile(NamedTuple):
    """The file as it can be read several times, its rows, and where its columns go."""

    path: Path
    source: Source
    mapping: Mapping


class FileUse(NamedTuple):
    """What is made of a file's rows.

    assignments: the same for every row. numbers: whether its values are taken, and not only its
    ids. book: the country's rules, whose lists say what words mean a code. group_by: the columns
    whose rows are one document. country: what ``--country`` says. tax_id: how tax ids are brought
    into one form.
    """

    assignments: Sequence[str] = ()
    numbers: bool = True
    book: Rulebook | None = None
    group_by: str | None = None
    country: str | None = None
    tax_id: TaxIdReading | None = None


ALL_OF_IT = FileUse()


@contextlib.contextmanager
def mapped_file(
    app: App,
    resource: Resource,
    action: Action,
    name: str,
    given: FileReading,
    use: FileUse = ALL_OF_IT,
) -> Iterator[MappedFile]:
    """Open a file, tell what was found out about it, and find out how it writes decimals.

    Raises `UsageProblem` for one that can't be read as asked.
    """
    headings = _headings(app, resource, action, use.book)
    with available(name, app.stdin) as file:
        name = display_name(name)
        source = source_of(file, name, _reading(app, given, headings))
        for note in source.notes:
            app.screen.note(note)
        group = columns_of(use.group_by, source)
        mapping = _mapping(app, (resource, action), source, given, headings, use)
        if use.numbers:
            usual = decimals_of(app, use.country)
            asked = given.get("decimal")
            mapping.sign = decimal_sign(name, source, mapping, asked, usual, app.screen.note)
            mapping.tax_id = use.tax_id
        source = _without_total(app, source, name, mapping, given)
        yield MappedFile(file, document_rows(source, group), mapping)


def _reading(app: App, given: FileReading, headings: Headings) -> FileOptions:
    return FileOptions(
        given.get("kind"),
        app.options.delimiter,
        given.get("encoding"),
        given.get("sheet"),
        raw=bool(app.options.raw),
        header=HeaderSearch(
            given.get("header_row"), headings.knows, headings.resource, headings.sheets
        ),
    )


def _mapping(
    app: App,
    verb: tuple[Resource, Action],
    source: Source,
    given: FileReading,
    headings: Headings,
    use: FileUse,
) -> Mapping:
    """Where the columns go. verb: what the rows are for."""
    resource, action = verb
    fields = fields_of(resource, action)
    told = read_map(given.get("map_file"))
    maps = [*told.maps, *given.get("maps", ())]
    maps += left_out(columns_of(use.group_by, source), maps, headings.knows)
    return Mapping(
        resource,
        source,
        fields,
        maps,
        use.assignments,
        bool(app.options.raw),
        columns=_columns(app, source, headings, maps, given, use.numbers).paths,
        choices=Choices(resource, fields, use.book),
        values=_values(told, source),
    )


def tell_words(app: App, mapping: Mapping) -> None:
    """The words of the file that were read as codes, in a line."""
    pairs = dict.fromkeys(
        f"{text} → {code}"
        for (_column, text), code in mapping.codes.items()
        if text.casefold() != code.casefold()
    )
    if pairs:
        from alegra_cli.i18n import _

        app.screen.note(_("Words read as codes: {pairs}.").format(pairs=", ".join(pairs)))


def _headings(app: App, resource: Resource, action: Action, book: Rulebook | None) -> Headings:
    from alegra_cli.rules.of_account import templates

    def country() -> str | None:
        if book is None:
            app.know_company()
        return (book.country if book else "") or app.connection.country

    return Headings(
        resource,
        fields_of(resource, action),
        lambda version: templates(app.registry, version, resource),
        country,
    )


def _columns(
    app: App,
    source: Source,
    headings: Headings,
    maps: Sequence[str],
    given: FileReading,
    numbers: bool,
) -> ColumnPaths:
    if not source.table:
        return ColumnPaths({})
    # Where only the ids are taken, nothing of the other columns matters.
    only_mapped = bool(given.get("only_mapped")) or not numbers
    columns = column_paths(source, headings, column_map(maps, source), only_mapped)
    for note in columns.notes if numbers else ():
        app.screen.note(note)
    return columns


def _values(told: ColumnMap, source: Source) -> dict[str, dict[str, str]]:
    if not source.table:
        return {}
    return {column_called(name, source): texts for name, texts in told.values.items()}


def _without_total(
    app: App, source: Source, name: str, mapping: Mapping, given: FileReading
) -> Source:
    # What is left out may be what was summed up.
    numeric = [*mapping.numeric_columns(source.columns), *mapping.left_out(source.columns)]
    asked = given.get("total_row")
    source, told = total_row.without_totals(
        source, name, numeric, mapping.sign, asked, mapping.id_column
    )
    if told:
        app.screen.note(told)
    return source
