"""``alegra validate``: bodies in files, held against every rule before anything is sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from alegra_cli.app import App
from alegra_cli.builtin.schema import resource_called
from alegra_cli.commands.bodies import fields_of
from alegra_cli.commands.checks import book_of
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Argument, Option
from alegra_cli.declare import Column, Resource
from alegra_cli.errors import AlegraError, Invalid, UsageProblem
from alegra_cli.i18n import N_, _, ngettext
from alegra_cli.input.body import read_body
from alegra_cli.rules import fields
from alegra_cli.rules.fields import Problem
from alegra_cli.transfer.faults import decimal_sign
from alegra_cli.transfer.files import Reading, available, source_of
from alegra_cli.transfer.kinds import is_table
from alegra_cli.transfer.mapping import Mapping

COLUMNS = (
    Column("File", "file"),
    Column("Record", "record", "number"),
    Column("Field", "field"),
    Column("Severity", "severity", "word"),
    Column("Problem", "problem"),
)


def command() -> click.Command:
    params: list[click.Parameter] = [
        Argument(["resource"], metavar="RESOURCE"),
        Option(
            ["-f", "--file", "files"],
            multiple=True,
            metavar="FILE",
            help=_(
                "A JSON or YAML file with a body, or a list of them, or a table. Can be repeated."
            ),
        ),
        Argument(["more"], nargs=-1, metavar="[FILE]..."),
        Option(["--country"], metavar="COUNTRY", help=_("Check by the rules of this country.")),
        Option(["--strict"], is_flag=True, help=_("Refuse what is only warned about, too.")),
    ]
    text = _("Check files against the rules of the country; nothing is sent.")
    return Leaf("validate", run, params, text)


def run(
    app: App,
    resource: str,
    files: tuple[str, ...],
    more: tuple[str, ...],
    country: str | None,
    strict: bool,
) -> None:
    declared = resource_called(app, resource)
    names = [*files, *more]
    if not names:
        raise UsageProblem(_("Which files? Name them with -f FILE."))
    rows, refused = _examine(app, declared, names, country, strict)
    if rows:
        app.screen.records(rows, COLUMNS)
    if refused:
        text = ngettext(
            "{count} problem; nothing was sent.", "{count} problems; nothing was sent.", refused
        )
        raise Invalid(text.format(count=refused), _("The list says where, and what is taken."))
    if not rows:
        app.screen.note(_("Nothing is wrong with them."))


def _examine(
    app: App, resource: Resource, names: Sequence[str], country: str | None, strict: bool
) -> tuple[list[dict[str, Any]], int]:
    """(every problem of every file, how many of them refuse)."""
    if not country:
        app.connection.learn_company(offline=True)
    book = book_of(app, resource, country)
    rows, refused = [], 0
    for name in names:
        for number, body, wrong in _bodies(app, resource, name):
            found = list(wrong)
            if body is not None:
                found += fields.problems(body, resource, "create")
                found += book.problems(body, resource) if book else []
            told = {problem.path for problem in wrong}
            for problem in found:
                if problem.path in told and problem not in wrong:
                    continue  # what can't be read is missing, too
                blocks = problem.blocks or strict
                refused += blocks
                rows.append(_row(name, number, problem, blocks))
    return rows, refused


Found = tuple[int, dict[str, Any] | None, Sequence[Problem]]


def _bodies(app: App, resource: Resource, name: str) -> Iterator[Found]:
    """(number, body, what can't be understood about it) of everything in a file."""
    try:
        with available(name, app.stdin) as file:
            if is_table(file, name):
                yield from _rows(app, resource, file, name)
                return
            read = read_body(str(file), None, app.stdin, allow_list=True, name=name)
    except AlegraError as problem:
        yield 1, None, [Problem("", problem.message)]
        return
    for number, item in enumerate(read if isinstance(read, list) else [read], 1):
        if isinstance(item, dict):
            yield number, item, ()
        else:
            yield number, None, [Problem("", _("is not an object"))]


def _rows(app: App, resource: Resource, file: Path, name: str) -> Iterator[Found]:
    """The rows of a table, as an import reads them."""
    create = resource.by_verb("create")
    if create is None:
        raise UsageProblem(_("{resource} can't be created.").format(resource=resource.name))
    raw = bool(app.options.raw)
    source = source_of(file, name, Reading(delimiter=app.options.delimiter, raw=raw))
    for note in source.notes:
        app.screen.note(note)
    mapping = Mapping(resource, source, fields_of(resource, create), raw=raw)
    mapping.sign = decimal_sign(name, source, mapping, None)
    for row in source.rows():
        body, wrong, _record = mapping.body(row)
        yield row.number, body, wrong


def _row(name: str, number: int, problem: Problem, blocks: bool) -> dict[str, Any]:
    return {
        "file": name,
        "record": number,
        "field": problem.path,
        "severity": N_("error") if blocks else N_("warning"),
        "problem": problem.message,
    }
