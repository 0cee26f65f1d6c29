"""``alegra received check``: documents against the account."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from alegra_cli.app import App
from alegra_cli.builtin.received.reading import summary
from alegra_cli.commands.progress import RecordCount
from alegra_cli.config import paths
from alegra_cli.declare import Column
from alegra_cli.received import rules
from alegra_cli.received.account import AccountRecords, load
from alegra_cli.received.checking import Checks, DocumentVerdict
from alegra_cli.received.purchases import purchase_resources
from alegra_cli.received.reading import PieceReader
from alegra_cli.received.reasons import OTHER, STATES, remedies
from alegra_cli.received.sources import pieces

COLUMNS = (
    Column("File", "file"),
    Column("State", "state", "word"),
    Column("Number", "number"),
    Column("Date", "date", "date"),
    Column("Supplier", "supplier.name"),
    Column("Total", "total", "money"),
    Column("Account", "account"),
    Column("Posted as", "postedAs"),
    Column("Reasons", "explanation"),
)


def run_check(app: App, files: tuple[str, ...]) -> None:
    """One record a document. Raises `UsageProblem`, and the `AlegraError` of a request."""
    counts = dict.fromkeys(STATES, 0)
    codes: dict[str, None] = {}
    account = account_of(app)

    def records() -> Iterator[dict[str, Any]]:
        for verdict in verdicts(app, files, account, rules_of(app)):
            counts[verdict.reading.state] += 1
            if verdict.reading.state != OTHER:
                codes.update(dict.fromkeys(verdict.reading.codes))
            yield verdict.record()

    app.show_records(RecordCount(records(), app.screen.progress), COLUMNS)
    app.screen.notes([summary(counts, files)])
    if codes:
        app.screen.notes([remedies(tuple(codes))])


def account_of(app: App) -> AccountRecords:
    return load(app.session, purchase_resources(app.registry), cache(app.registry.country))


def folder_of(app: App) -> Any:
    return rules.folder(paths.data_dir(app.env), app.connection.company_key)


def rules_of(app: App) -> rules.PostingRules:
    return rules.PostingRules(folder_of(app) / "rules.json")


def verdicts(
    app: App,
    files: tuple[str, ...],
    account: AccountRecords,
    known: rules.PostingRules,
    new_suppliers: bool = False,
) -> Iterator[DocumentVerdict]:
    reader = PieceReader(app.registry.readers(), account.packs, account.currency)
    return Checks(account, known, new_suppliers).verdicts(reader.readings(pieces(files)))
