"""``export --out FILE.xlsx``: several resources in one workbook, their lines in sheets beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple

from alegra_cli.app import App
from alegra_cli.commands.to_file import check_free
from alegra_cli.declare import Column, Resource
from alegra_cli.declare.field import NUMBERS
from alegra_cli.errors import UsageProblem
from alegra_cli.errors.unusable_files import unwritable
from alegra_cli.files import replacing
from alegra_cli.i18n import _, language, ngettext
from alegra_cli.output.columns import View, lookup
from alegra_cli.output.sheet import Sheet, SheetColumn, Workbook, workbook
from alegra_cli.output.spool import Spool

ENDING = ".xlsx"
# A sum of prices, rates or quantities of different things says nothing.
_SUMMED = ("total", "subtotal", "balance", "amount", "totalPaid")
_SHORT = 30  # characters that a help may have and still be a header
_PLACE = "[]."


class Part(NamedTuple):
    """What goes into the workbook of one resource."""

    resource: Resource
    records: Iterable[Any]


def write_book(app: App, name: str, parts: Iterable[Part], force: bool) -> None:
    """Write all parts into one file that is never seen half written.

    Raises `UsageProblem` where the file exists and `force` does not allow to replace it,
    `AlegraError` where it can't be written or a part can't be read.
    """
    try:
        with replacing(Path(name), overwrite=force) as file:
            counted = _write(app, file, parts)
    except FileExistsError:
        check_free(name, force)
    except OSError as problem:
        raise unwritable(name, problem) from problem
    else:
        sheets = ngettext("{count} sheet", "{count} sheets", len(counted))
        text = ngettext(
            "{count} record written to {file}, {sheets}.",
            "{count} records written to {file}, {sheets}.",
            sum(counted),
        )
        told = sheets.format(count=len(counted))
        app.screen.note(text.format(count=sum(counted), file=name, sheets=told))


def _write(app: App, file: IO[bytes], parts: Iterable[Part]) -> list[int]:
    """The records of each resource."""
    counted = []
    cut = 0
    with workbook(file) as book:
        for part in parts:
            with Spool() as records, Spool() as lines:
                for record in part.records:
                    own, others = _apart(part.resource, record)
                    records.add(own)
                    for line in others:
                        lines.add(line)
                sheets = _sheets(app, book, part.resource, records, lines)
                cut += sum(sheet.cut for sheet in sheets)
                counted.append(records.count)
        if not counted:
            raise UsageProblem(_("There is nothing to write."))
    if cut:
        text = ngettext(
            "{count} text is longer than a cell can be and was cut.",
            "{count} texts are longer than a cell can be and were cut.",
            cut,
        )
        app.screen.note(text.format(count=cut))
    return counted


def _apart(
    resource: Resource, record: dict[str, Any]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The record without its lines, and each line with the head that it belongs to."""
    head = {path: lookup(record, path)[1] for path in _head(resource)}
    lines = []
    for path in resource.lines:
        found, elements = lookup(record, path)
        if not found or not isinstance(elements, list):
            continue
        if not all(isinstance(element, dict) for element in elements):
            continue
        kind = {"list": path} if len(resource.lines) > 1 else {}
        lines += [{"head": head, **kind, "line": element} for element in elements]
        record = _without(record, path.split("."))
    return record, lines


def _without(record: dict[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    first, *rest = keys
    if not rest:
        return {key: value for key, value in record.items() if key != first}
    inner = _without(record[first], rest)
    return {key: (inner if key == first else value) for key, value in record.items()}


def _head(resource: Resource) -> list[str]:
    """What a line is found again by: the id, number and name of its document, and its day."""
    day = [resource.period.record_path] if resource.period else []
    return list(dict.fromkeys([resource.id_key, *resource.label[:1], *day, *resource.label[1:]]))


def _sheets(
    app: App, book: Workbook, resource: Resource, records: Spool, lines: Spool
) -> Iterator[Sheet]:
    views = {view.path: view for view in _views(resource, records)}
    titles = _Titles(resource, views.values())
    paths = records.columns(list(views))
    kinds = {path: view.kind for path, view in views.items()}
    yield _sheet(book, resource.name, titles.columns(paths, kinds), paths, records)
    if lines.count:
        yield _sheet_of_lines(book, resource, titles, lines)


def _views(resource: Resource, records: Spool) -> list[View]:
    """The declared columns, each under the first of its paths that a record has."""
    there = set(records.columns([]))
    return [
        View(
            _(column.title),
            next((path for path in (column.path, *column.alternatives) if path in there), column.path),
            column.kind,
        )
        for column in resource.columns
    ]
