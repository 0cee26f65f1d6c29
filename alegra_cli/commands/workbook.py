"""``export --out FILE.xlsx``: several resources in one workbook, their lines in sheets beside."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any, NamedTuple

from alegra_cli.app import App
from alegra_cli.commands.sheet_titles import SheetTitles
from alegra_cli.commands.to_file import check_free
from alegra_cli.commands.to_stdout import STDOUT, whole_to_stdout
from alegra_cli.declare import Resource
from alegra_cli.errors import Forbidden, NoServiceKey, NotFound, PartlyDone, PlanLimit
from alegra_cli.errors.unusable_files import unwritable
from alegra_cli.files import replacing
from alegra_cli.i18n import _, ngettext
from alegra_cli.operations.document_lines import apart, head_of
from alegra_cli.output.columns import lookup
from alegra_cli.output.sheet import Sheet, Workbook, workbook
from alegra_cli.output.sheet_rows import SheetRows
from alegra_cli.registry import PluginProblem

ENDING = ".xlsx"
# The account may not have them, nor a plugin play them; the others are exported all the same.
OF_ONE_RESOURCE = (Forbidden, NotFound, PlanLimit, NoServiceKey, PluginProblem)


class WorkbookPart(NamedTuple):
    """A resource and the records of it that go into the workbook."""

    resource: Resource
    records: Iterable[Any]


def write_book(app: App, name: str, parts: Iterable[WorkbookPart], force: bool) -> list[str]:
    """Write all parts into one file that is never seen half written.

    Returns the names of the resources that the account does not have. Raises `UsageProblem` where
    the file exists and `force` does not allow to replace it, `AlegraError` where it can't be
    written, or a part can't be read, or none could be.
    """
    failed: list[str] = []
    if name == STDOUT:
        with whole_to_stdout(app, "xlsx") as file:
            _write(app, file, parts, failed)
        return failed
    try:
        with replacing(Path(name), overwrite=force) as file:
            written = _write(app, file, parts, failed)
    except FileExistsError:
        check_free(name, force)
        raise AssertionError("unreachable") from None
    except OSError as problem:
        raise unwritable(name, problem) from problem
    text = ngettext(
        "{count} record written to {file}.", "{count} records written to {file}.", written
    )
    app.screen.note(text.format(count=written, file=name))
    return failed


def _write(app: App, file: IO[bytes], parts: Iterable[WorkbookPart], failed: list[str]) -> int:
    """How many records were written; the names of what could not be read go to `failed`."""
    written = sheets = cut = 0
    with workbook(file) as book:
        for part in parts:
            with SheetRows() as records, SheetRows() as lines:
                try:
                    _read(part, records, lines)
                except OF_ONE_RESOURCE as problem:
                    failed.append(part.resource.name)
                    app.screen.note(f"{part.resource.name}: {problem.message}")
                    continue
                made = _sheets(book, part.resource, records, lines)
                written += records.count
            sheets += len(made)
            cut += sum(sheet.cuts for sheet in made)
        if not sheets:
            raise PartlyDone(_("Not exported: {names}.").format(names=", ".join(failed)))
    if cut:
        text = ngettext(
            "{count} text is longer than a cell can be and was cut.",
            "{count} texts are longer than a cell can be and were cut.",
            cut,
        )
        app.screen.note(text.format(count=cut))
    return written


def _read(part: WorkbookPart, records: SheetRows, lines: SheetRows) -> None:
    for record in part.records:
        own, others = apart(part.resource, record)
        records.add(own)
        for line in others:
            lines.add(line)


def _sheets(
    book: Workbook, resource: Resource, records: SheetRows, lines: SheetRows
) -> list[Sheet]:
    titles = SheetTitles(resource)
    found = set(records.columns([]))
    declared = [
        next((path for path in (one.path, *one.alternatives) if path in found), one.path)
        for one in resource.columns
    ]
    paths = records.columns(declared)
    currencies = {str(lookup(record, "currency.code")[1] or "") for record in records}
    # Amounts of several currencies have no sum.
    totals = len(currencies) == 1
    sheet = book.sheet(titles.sheet, titles.of_records(paths), resource.name)
    for record in records:
        sheet.add([lookup(record, path)[1] for path in paths])
    sheet.end(totals)
    return [sheet, *([_sheet_of_lines(book, titles, lines, totals)] if lines.count else ())]


def _sheet_of_lines(book: Workbook, titles: SheetTitles, lines: SheetRows, totals: bool) -> Sheet:
    paths = lines.columns(list(head_of(titles.resource)))
    sheet = book.sheet(titles.sheet_of_lines, titles.of_lines(paths))
    for line in lines:
        sheet.add([line.get(path) for path in paths])
    sheet.end(totals)
    return sheet
