"""``alegra received compare``: the authority's list against the books (S116, S117, S140)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Unpack

import click

from alegra_cli.app import App
from alegra_cli.builtin.received.checking import folder_of
from alegra_cli.commands.confirming import ask, yes_option
from alegra_cli.commands.days import period_called, told_of
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Argument, Option
from alegra_cli.commands.progress import RecordCount
from alegra_cli.declare import Column
from alegra_cli.declare.tax_document import CREDIT_NOTE, INVOICE, PURCHASES, SALES
from alegra_cli.errors import PartlyDone, UsageProblem
from alegra_cli.i18n import _, ngettext
from alegra_cli.operations.calls import call
from alegra_cli.received import identities
from alegra_cli.received.account import ids_in, posted_of, whole_list
from alegra_cli.received.comparing import (
    KINDS,
    ONLY_LISTED,
    BookEntry,
    BookIndex,
    Comparison,
    findings,
)
from alegra_cli.received.importing import CufeImports, import_by_id
from alegra_cli.received.lists import ListedDocument, listed_documents
from alegra_cli.received.purchases import party_of
from alegra_cli.registry.tax_documents import tax_document
from alegra_cli.transfer import journal as states

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import CompareArguments
    from alegra_cli.declare import Resource

COLUMNS = (
    Column("Finding", "finding", "word"),
    Column("Number", "number"),
    Column("Date", "date", "date"),
    Column("Name", "name"),
    Column("In the list", "listed", "money"),
    Column("In the books", "booked", "money"),
    Column("Difference", "difference", "money"),
    Column("Ids", "ids"),
)


def compare_command() -> Leaf:
    params: list[click.Parameter] = [
        Argument(["file"], metavar="LIST"),
        Option(
            ["--month"],
            metavar="MONTH",
            help=_("Only of this month: 2026-10, last-month; else of the days in the list."),
        ),
        Option(
            ["--side"],
            type=click.Choice([PURCHASES, SALES]),
            default=PURCHASES,
            help=_("What the list is of; purchases when not said."),
        ),
        Option(["--sheet"], metavar="NAME", help=_("Of an XLSX; else its first.")),
        Option(
            ["--import-missing"],
            is_flag=True,
            help=_("Have Alegra import what only the list has, by its CUFE (Colombia)."),
        ),
        yes_option(),
    ]
    text = _("What the tax authority's list and the books do not both have alike.")
    closing = _("Lists: DIAN (XLSX), SAT metadata, SII, SIRE, AFIP; found by their headings.")
    return Leaf("compare", run_compare, params, text, closing)


def run_compare(app: App, **given: Unpack[CompareArguments]) -> None:
    """Raises `UsageProblem` for a list or month that can't be read, the `AlegraError` of a request,
    and `PartlyDone` where some could not be imported.
    """
    side = given["side"]
    first, last = _month(app, given["month"])
    rows = list(listed_documents(given["file"], side, given["sheet"]))
    if not first and rows:  # the days that the list is of
        days = [one.date for one in rows]
        first, last = min(days), max(days)
    books = _books(app, side, any(one.support for one in rows))
    if side == PURCHASES:
        _know_imported(app, books, rows)
    counts = dict.fromkeys(KINDS, 0)
    missing: list[ListedDocument] = []

    def records() -> Iterator[dict[str, Any]]:
        for one in findings(rows, books, side, first, last):
            counts[one.kind] += 1
            _collect(one, missing)
            yield one.record()

    app.show_records(RecordCount(records(), app.screen.progress), COLUMNS)
    app.note(_summary(len(rows), counts))
    if given["import_missing"]:
        if side != PURCHASES:
            raise UsageProblem(_("--import-missing is for purchases."))
        _import(app, missing, given["yes"])


def _know_imported(app: App, books: BookIndex, rows: list[ListedDocument]) -> None:
    """A bill that Alegra made of a CUFE need not tell it: the journal of these imports does."""
    if not (folder_of(app) / CufeImports.FILE).exists():
        return
    by_id = {one.purchase.id: one for one in books.entries if not one.note}
    with CufeImports(folder_of(app), app.connection.company_key) as imports:
        for row in rows:
            made = by_id.get(imports.bill_id(row.authority)) if row.authority else None
            if made is not None:
                books.by_id.setdefault(row.authority.casefold(), []).append(made)


def _collect(one: Comparison, missing: list[ListedDocument]) -> None:
    listed = one.row if one.kind == ONLY_LISTED else None
    if listed is not None and not (listed.note or listed.support):  # it imports invoices alone
        missing.append(listed)


def _month(app: App, text: str | None) -> tuple[str, str]:
    """First and last day; empty for all. Raises `UsageProblem`."""
    if not text:
        return "", ""
    with told_of("--month"):
        found = period_called(app, text)
    return found.first.isoformat(), found.last.isoformat()


def _books(app: App, side: str, support: bool) -> BookIndex:
    """support: with support documents; a list of what others issued has none of them."""
    found = BookIndex()
    for kind in (INVOICE, CREDIT_NOTE):
        resource = tax_document(app.registry, side, kind)
        for record in whole_list(app.session, resource, support):
            found.add(_entry(resource, record))
    return found


def _entry(resource: Resource, record: dict[str, Any]) -> BookEntry:
    party = record.get(party_of(resource))
    party = party if isinstance(party, dict) else {}
    purchase = posted_of(resource, record)
    return BookEntry(
        purchase,
        frozenset(text.casefold() for text in ids_in(record)),
        frozenset(identities.of_record(party)),
        str(party.get("name") or ""),
        record.get("status") == "void",
        purchase.note,
    )


def _summary(rows: int, counts: dict[str, int]) -> str:
    line = ngettext("{count} document in the list", "{count} documents in the list", rows)
    parts = [f"{_(kind)} {number}" for kind, number in counts.items() if number]
    told = ", ".join(parts) or _("the books agree")
    return f"{line.format(count=rows)}: {told}."


def _import(app: App, missing: list[ListedDocument], yes: bool) -> None:
    """One by one, each once. Raises `PartlyDone`."""
    wanted = [one for one in missing if one.authority]
    if not wanted:
        app.note(_("There is nothing to import."))
        return
    if app.dry_run:
        app.note(
            ngettext(
                "Dry run: {count} would be imported.",
                "Dry run: {count} would be imported.",
                len(wanted),
            ).format(count=len(wanted))
        )
        return
    text = ngettext(
        "Import {count} bill by its CUFE?", "Import {count} bills by their CUFE?", len(wanted)
    )
    ask(app, text.format(count=len(wanted)), yes)
    resource = tax_document(app.registry, PURCHASES, INVOICE)
    action, field = import_by_id(resource)
    failed = 0
    with CufeImports(folder_of(app), app.connection.company_key) as imports:
        for one in wanted:
            request = call(resource, action, {}, (), {field: one.authority.lower()})
            outcome = imports.send(app.session, request, one.authority, app.clock.now().isoformat)
            failed += outcome.state not in states.DONE
            if outcome.message:
                app.note(f"{one.number}: {outcome.message}")
    done = len(wanted) - failed
    app.note(ngettext("{count} imported.", "{count} imported.", done).format(count=done))
    if failed:
        raise PartlyDone(
            ngettext("{count} was not imported.", "{count} were not imported.", failed).format(
                count=failed
            ),
            _("Run the same command again: what was imported is not imported again."),
        )
