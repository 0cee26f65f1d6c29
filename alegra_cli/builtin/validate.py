"""``alegra validate``: bodies in files, held against every rule before anything is sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Unpack

import click

from alegra_cli.app import App
from alegra_cli.builtin.schema import resource_called
from alegra_cli.commands.checks import book_of
from alegra_cli.commands.import_options import reading_options, record_options
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.mapped_file import FileUse, mapped_file
from alegra_cli.commands.options import Argument, Option
from alegra_cli.declare import Column, Resource
from alegra_cli.declare.field import NUMBERS
from alegra_cli.errors import AlegraError, Invalid, UsageProblem
from alegra_cli.i18n import N_, _, ngettext
from alegra_cli.input.body import read_body
from alegra_cli.rules.fields import Problem
from alegra_cli.rules.numbers import doubts
from alegra_cli.rules.of_account import tax_id_reading
from alegra_cli.rules.of_body import problems_of
from alegra_cli.rules.tax_ids import in_one_form
from alegra_cli.transfer.files import available
from alegra_cli.transfer.kinds import is_table

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import ValidateArguments

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
        *reading_options(),
        *record_options(),
    ]
    text = _("Check files against the rules of the country; nothing is sent.")
    return Leaf("validate", run, params, text)


def run(app: App, **given: Unpack[ValidateArguments]) -> None:
    declared = resource_called(app, given["resource"])
    names = [*given["files"], *given["more"]]
    if not names:
        raise UsageProblem(_("Which files? Name them with -f FILE."))
    rows, refused = _examine(app, declared, names, given)
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
    app: App, resource: Resource, names: Sequence[str], given: ValidateArguments
) -> tuple[list[dict[str, Any]], int]:
    """(every problem of every file, how many of them refuse)."""
    country = given["country"]
    if not country:
        app.connection.learn_company(offline=True)
    book = book_of(app, resource, country)
    reading = tax_id_reading(app.registry, app.connection.country, country)
    use = FileUse(given["assignments"], book=book, group_by=given["group_by"], country=country)
    rows, refused = [], 0
    for name in names:
        for number, body, wrong, of_table in _bodies(app, resource, name, given, use):
            found = list(wrong)
            if body is not None:
                found += doubts(body, [one for one in resource.fields if one.kind in NUMBERS])
                tax_ids = [one for one in resource.fields if one.tax_id]
                body, rewritten = in_one_form(body, tax_ids, reading)
                found += rewritten
                found += problems_of(resource, "create", body, book, of_many=of_table)
            told = {problem.path for problem in wrong}
            for problem in found:
                if problem.path in told and problem not in wrong:
                    continue  # what can't be read is missing, too
                blocks = problem.blocks or given["strict"]
                refused += blocks
                rows.append(_row(name, number, problem, blocks))
    return rows, refused


class CheckedBody(NamedTuple):
    """problems: what can't be understood about it. of_table: a row, read as an import does."""

    number: int
    body: dict[str, Any] | None
    problems: Sequence[Problem]
    of_table: bool = False


def _bodies(
    app: App, resource: Resource, name: str, given: ValidateArguments, use: FileUse
) -> Iterator[CheckedBody]:
    """Everything in a file."""
    try:
        with available(name, app.stdin) as file:
            if _says_how(given) or is_table(file, name):
                yield from _rows(app, resource, name, given, use)
                return
            read = read_body(str(file), None, app.stdin, allow_list=True, name=name)
    except AlegraError as problem:
        yield CheckedBody(1, None, [Problem("", f"{problem.message} {problem.hint}".strip())])
        return
    for number, item in enumerate(read if isinstance(read, list) else [read], 1):
        if isinstance(item, dict):
            yield CheckedBody(number, item, ())
        else:
            yield CheckedBody(number, None, [Problem("", _("is not an object"))])


def _says_how(given: ValidateArguments) -> bool:
    """Whether a person says how rows become records, as for an import of the same file."""
    from alegra_cli.commands.arguments import FileReading

    names = (*FileReading.__annotations__, "assignments", "group_by")
    return any(given.get(name) for name in names)


def _rows(
    app: App, resource: Resource, name: str, given: ValidateArguments, use: FileUse
) -> Iterator[CheckedBody]:
    """The rows of a table, as an import reads them."""
    create = resource.by_verb("create")
    if create is None:
        raise UsageProblem(_("{resource} can't be created.").format(resource=resource.name))
    with mapped_file(app, resource, create, name, given, use) as opened:
        for row in opened.source.rows():
            body, wrong, _record = opened.mapping.body(row)
            yield CheckedBody(row.number, body, wrong, of_table=True)


def _row(name: str, number: int, problem: Problem, blocks: bool) -> dict[str, Any]:
    return {
        "file": name,
        "record": number,
        "field": problem.path,
        "severity": N_("error") if blocks else N_("warning"),
        "problem": problem.message,
    }
