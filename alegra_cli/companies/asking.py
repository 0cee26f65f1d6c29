"""What a write would do in each company, shown and asked once before any of it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alegra_cli.app import App
from alegra_cli.commands.confirming import ask
from alegra_cli.companies.company_app import WriteForbidden
from alegra_cli.companies.merging import COMPANY, ERRORS
from alegra_cli.companies.runs import CompanyRun
from alegra_cli.declare import Column
from alegra_cli.i18n import _, ngettext
from alegra_cli.output.screen import ScreenOptions

COLUMNS = (
    COMPANY,
    Column("Name", "name"),
    Column("Action", "action", priority=0),
    Column("Requests", "requests", "integer", priority=0),
)


def agree(app: App, action: str, rehearsed: Sequence[CompanyRun], final: bool, yes: bool) -> None:
    """Show companies, action and requests, and ask for all of them by name.

    final: it can't be taken back. Raises `Cancelled`, and `UsageProblem` without a terminal to
    ask on.
    """
    able = [run for run in rehearsed if _able(run)]
    rows = [_row(run, action) for run in rehearsed]
    columns = [*COLUMNS, *(ERRORS[:1] if len(able) < len(rehearsed) else ())]
    # Beside the records, which a program may read: it is for whoever answers.
    screen = app.screen.with_options(ScreenOptions(format="table", pager=False))
    screen.into(app.stderr).records(rows, columns)
    if not able:
        return
    text = ngettext(
        "Run `{action}` in {count} company: {names}?",
        "Run `{action}` in {count} companies: {names}?",
        len(able),
    ).format(action=action, count=len(able), names=", ".join(run.name for run in able))
    if final:
        text = _("It can't be taken back.") + " " + text
    ask(app, text, yes)


def _row(run: CompanyRun, action: str) -> dict[str, Any]:
    row: dict[str, Any] = {"company": run.name, "name": run.company.profile.company_name}
    if run.error is not None and not _able(run):
        return {**row, "action": None, "requests": None, "error": run.error.message}
    return {**row, "action": action, "requests": None if run.error else _requests(run)}


def _able(run: CompanyRun) -> bool:
    """Whether it can be done there, as far as the rehearsal came.

    A plugin's own command may know no dry run: it came as far as its first write, and how many
    there will be nobody can tell.
    """
    return run.error is None or isinstance(run.error, WriteForbidden)


def _requests(run: CompanyRun) -> int:
    """How many requests would leave, as the rehearsal showed them."""
    told = list(run.spool.records())
    requests = [one for one in told if isinstance(one, dict) and "method" in one]
    return len(requests) if requests else len(told)
