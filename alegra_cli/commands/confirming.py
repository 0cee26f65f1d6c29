"""Asking before what can't be undone."""

from __future__ import annotations

import click

from alegra_cli.app import App
from alegra_cli.commands.options import Option
from alegra_cli.errors import Cancelled, UsageProblem
from alegra_cli.i18n import _


def yes_option() -> click.Parameter:
    return Option(["-y", "--yes"], is_flag=True, help=_("Don't ask."))


def ask(app: App, question: str, yes: bool) -> None:
    """Return when the answer is yes; `Cancelled` for anything else.

    Without a terminal there is nobody to ask: `UsageProblem`, unless ``--yes`` was given.
    """
    if yes or app.agreed:
        return
    if not (app.stdin.isatty() and app.stderr.isatty()):
        raise UsageProblem(
            question, _("There is no terminal to ask on: --yes does it without asking.")
        )
    from alegra_cli.input.prompt import confirm

    if not confirm(question, app.stdin, app.stderr):
        raise Cancelled(_("Cancelled; nothing was sent."))
