"""``alegra copy``: records of one company into another, or into the sandbox."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import attrs
import click

from alegra_cli import signals
from alegra_cli.app import App
from alegra_cli.builtin.schema import resource_called
from alegra_cli.commands.confirming import ask, yes_option
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Argument, Option
from alegra_cli.commands.outcome_stream import show
from alegra_cli.commands.progress import RecordCount
from alegra_cli.connection import Connection
from alegra_cli.declare import Column, Resource
from alegra_cli.errors import Interrupted, PartlyDone, UsageProblem
from alegra_cli.i18n import _, ngettext
from alegra_cli.registry import Registry
from alegra_cli.rules.fields import Problem
from alegra_cli.rules.of_account import rulebook, tax_id_reading
from alegra_cli.rules.of_body import problems_of
from alegra_cli.transfer.companies import Companies, RecordPair
from alegra_cli.transfer.copying import EXISTS, PLANNED, Copy, Copying, in_order
from alegra_cli.transfer.journal import CREATED
from alegra_cli.transfer.sending import NOT_SENT
from alegra_cli.transfer.summary import summed_up

COLUMNS = (
    Column("Resource", "resource"),
    Column("Record", "name"),
    Column("From", "from"),
    Column("Outcome", "outcome", "word"),
    Column("Id", "id"),
    Column("Message", "message"),
)
_DONE = (CREATED, EXISTS, PLANNED)


def command() -> click.Command:
    params: list[click.Parameter] = [
        Argument(["resources"], nargs=-1, required=True, metavar="RESOURCE..."),
        Option(["--from", "source"], metavar="PROFILE", required=True, help=_("From where.")),
        Option(
            ["--to", "target"],
            metavar="PROFILE",
            required=True,
            help=_("To where; the profile sandbox is for trying."),
        ),
        yes_option(),
    ]
    text = _("Copy records from one company to another, what they point at included by name.")
    return Leaf("copy", run, params, text)


def run(app: App, resources: tuple[str, ...], source: str, target: str, yes: bool) -> None:
    chosen = in_order({one.name: one for one in map(partial(_copyable, app), resources)}.values())
    here, there = (app.connection.of_profile(name) for name in (source, target))
    if here.company_key == there.company_key:
        raise UsageProblem(
            _("{source} and {target} are the same company.").format(source=source, target=target)
        )
    reading = tax_id_reading(app.registry, there.country)
    companies = Companies(here.session_for, there.session_for, partial(_resource_of, app), reading)
    copying = Copying(
        companies, None if app.dry_run else there.session_for, _Checks(app.registry, there).problems
    )
    try:
        pairs = [pair for one in chosen if (pair := companies.pair(one.name))]
        count = sum(copying.missing(pair) for pair in pairs)
        if count and not app.dry_run and not there.sandboxed:
            named = (_profile_label(source, here), _profile_label(target, there))
            ask(app, _question(count, *named), yes, of_company=False)
        _tell(app, copying, pairs)
    finally:
        companies.close()


def _copyable(app: App, word: str) -> Resource:
    """Raises `UsageProblem` for what can't be copied."""
    one = resource_called(app, word)
    if one.emission is not None:
        raise UsageProblem(
            _("{resource} have the legal numbers of their company and are not copied.").format(
                resource=one.name
            )
        )
    if not one.natural_keys or one.by_verb("create") is None or one.by_verb("list") is None:
        raise UsageProblem(
            _("{resource} can't be copied: nothing tells the same one in another company.").format(
                resource=one.name
            )
        )
    return one


def _resource_of(app: App, name: str) -> Resource | None:
    return app.registry.resource(name) if name in app.registry.names() else None


@attrs.frozen
class _Checks:
    """A body against the declared fields and the rules of the other company's country."""

    registry: Registry
    there: Connection

    def problems(self, resource: Resource, body: dict[str, Any]) -> list[Problem]:
        book = rulebook(self.registry, self.there.country, self.there.today(), resource)
        return problems_of(resource, "create", body, book)


def _profile_label(profile: str, connection: Connection) -> str:
    """``norte (Comercial Norte)``."""
    company = connection.company.name
    return f"{profile} ({company})" if company else profile


def _question(count: int, source: str, target: str) -> str:
    return ngettext(
        "Create {count} record of {source} in {target}?",
        "Create {count} records of {source} in {target}?",
        count,
    ).format(count=count, source=source, target=target)


def _tell(app: App, copying: Copying, pairs: list[RecordPair]) -> None:
    counts: dict[str, int] = {}

    def those() -> Iterator[dict[str, str]]:
        for copy in RecordCount(_copies(copying, pairs), app.screen.progress):
            counts[copy.outcome] = counts.get(copy.outcome, 0) + 1
            if app.screen.format != "table" or copy.outcome not in (CREATED, EXISTS):
                yield copy.record()

    if show(app, COLUMNS, those()):
        copying.obstacle = Interrupted(_("Interrupted."))
    if isinstance(copying.obstacle, Interrupted):
        signals.last_words()
        if left := sum(len(pair.natural_keys) for pair in pairs) - sum(counts.values()):
            counts[NOT_SENT] = left
    app.screen.notes([(summed_up(counts) or _("No records")) + "."])
    again = _("Run the same command again: what is there is not created again.")
    if copying.obstacle is not None:
        copying.obstacle.hint = f"{again} {copying.obstacle.hint}".strip()
        raise copying.obstacle
    if any(outcome not in _DONE for outcome in counts):
        raise PartlyDone(_("Not every record was copied whole."), again)


def _copies(copying: Copying, pairs: list[RecordPair]) -> Iterator[Copy]:
    for pair in pairs:
        yield from copying.copies(pair)
