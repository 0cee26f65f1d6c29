"""Asking before what can't be undone."""

from __future__ import annotations

from collections.abc import Callable

import click

from alegra_cli.app import App
from alegra_cli.commands.options import Option
from alegra_cli.errors import Cancelled, UsageProblem
from alegra_cli.i18n import _


def yes_option() -> click.Parameter:
    return Option(["-y", "--yes"], is_flag=True, help=_("Don't ask."))


def ask(
    app: App,
    question: str | Callable[[bool], str],
    yes: bool,
    of_company: bool = True,
) -> None:
    """Return when the answer is yes; `Cancelled` for anything else.

    question: or what makes it, called with whether somebody is there to answer, so that what is
        at stake is worth a request.
    of_company: it is about the company's records, so the question says whose.
    Without a terminal there is nobody to ask: `UsageProblem`, unless ``--yes`` was given.
    """
    if yes or app.agreed:
        return
    somebody = app.stdin.isatty() and app.stderr.isatty()
    if not isinstance(question, str):
        question = question(somebody)
    if of_company:
        question = f"{_whose(app)}: {question}"
    if not somebody:
        raise UsageProblem(
            question, _("There is no terminal to ask on: --yes does it without asking.")
        )
    from alegra_cli.input.prompt import confirm

    if not confirm(question, app.stdin, app.stderr):
        raise Cancelled(_("Cancelled; nothing was sent."))


def _whose(app: App) -> str:
    """``Comercial Ejemplo S.A.S. (profile norte)``."""
    profile = _("profile {profile}").format(profile=app.connection.profile.name)
    company = app.connection.company.name
    return f"{company} ({profile})" if company else profile[:1].upper() + profile[1:]
