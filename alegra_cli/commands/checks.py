"""A body against the declared fields and the rules of the account's country."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from alegra_cli.app import App
from alegra_cli.commands.options import Option
from alegra_cli.commands.problems import FieldOptions, next_step, once_each
from alegra_cli.declare import Action, Field, Resource, TaxIdReading
from alegra_cli.dotted_path import at
from alegra_cli.errors import Invalid
from alegra_cli.i18n import _
from alegra_cli.rules.country import Rulebook
from alegra_cli.rules.fields import Problem
from alegra_cli.rules.of_account import rulebook, tax_id_reading, usual_decimal_sign
from alegra_cli.rules.of_body import problems_of
from alegra_cli.rules.tax_ids import in_one_form

NO_OPTIONS = FieldOptions()


def check_options() -> list[click.Parameter]:
    return [
        Option(["--no-validate"], is_flag=True, help=_("Send it without checking it here first.")),
        Option(["--strict"], is_flag=True, help=_("Refuse what is only warned about, too.")),
        Option(["--country"], metavar="COUNTRY", help=_("Check by the rules of this country.")),
    ]


def book_of(app: App, resource: Resource, asked: str | None = None) -> Rulebook | None:
    """The rules for this account; None where its country is not known and none was asked for.

    asked: what ``--country`` says. Raises `UsageProblem` for a country that no pack is for.
    """
    account = app.connection
    return rulebook(app.registry, account.country, account.today(), resource, asked)


def book_for_sending(app: App, resource: Resource, asked: str | None = None) -> Rulebook | None:
    """The same where something will be sent: the country is asked for once if it is not known."""
    if not asked:
        app.know_company()
    return book_of(app, resource, asked)


def tax_ids_of(app: App, asked: str | None = None) -> TaxIdReading | None:
    """How the account's country, or the one that ``--country`` asks for, reads a tax id."""
    if not asked:
        app.know_company()
    return tax_id_reading(app.registry, app.connection.country, asked)


def decimals_of(app: App, asked: str | None = None) -> str | None:
    """The sign of decimals there; None where the country is not known."""
    return usual_decimal_sign(app.registry, app.connection.country, asked)


def with_tax_ids(
    app: App,
    fields: Sequence[Field],
    body: dict[str, Any],
    asked: str | None,
    strict: bool,
    names: FieldOptions = NO_OPTIONS,
) -> dict[str, Any]:
    """The body with its tax ids in the one form of the country, and what that was is told.

    Raises `Invalid` where `strict` refuses what would be told.
    """
    declared = [field for field in fields if field.tax_id]
    if not any(at(body, field.path) for field in declared):
        return body
    body, found = in_one_form(body, declared, tax_ids_of(app, asked))
    for problem in found:
        if strict:
            raise Invalid(names.line(problem))
        app.screen.note(_("Warning: {problem}").format(problem=names.line(problem)))
    return body


def check(
    app: App,
    resource: Resource,
    action: Action,
    body: dict[str, Any],
    asked_country: str | None = None,
    strict: bool = False,
    names: FieldOptions = NO_OPTIONS,
) -> list[Problem]:
    """Raise `Invalid` with every problem that blocks; warn about the others, and return them.

    strict: warnings block too. names: the options that the fields were given by.
    """
    book = book_for_sending(app, resource, asked_country)
    found = once_each(problems_of(resource, action.verb, body, book))
    refuse(app, resource, found, strict, names)
    return found


def refuse(
    app: App,
    resource: Resource,
    found: list[Problem],
    strict: bool = False,
    names: FieldOptions = NO_OPTIONS,
) -> None:
    """Raise `Invalid` with every problem that blocks; warn about the others."""
    blocking = [problem for problem in found if problem.blocks or strict]
    for problem in found:
        if problem not in blocking:
            app.screen.note(_("Warning: {problem}").format(problem=names.line(problem)))
    if blocking:
        lines = "".join(f"\n  {names.line(problem)}" for problem in blocking)
        raise Invalid(
            _("The {noun} can't be sent as it is; nothing was sent:").format(
                noun=_(resource.singular)
            )
            + lines,
            next_step(resource, names, blocking),
            details=[{"path": item.path, "message": item.message} for item in found],
        )


def problem_line(problem: Problem) -> str:
    return f"{problem.path}: {problem.message}"
