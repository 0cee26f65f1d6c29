"""What may be run for many companies, and what of it changes something."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import click

from alegra_cli.assistant.guard.tree import CommandUse
from alegra_cli.assistant.risk import READ
from alegra_cli.commands.options import FieldOption, FilterOption, Placeholder, common_values
from alegra_cli.companies.runs import PLACE
from alegra_cli.declare import Field, Ref, Resource
from alegra_cli.dotted_path import at
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _

# Of the program's own commands those that are about a company.
_OF_A_COMPANY = ("api", "doctor", "export", "received", "schema", "validate")
# Files of many records name what they point at in ways that only their own checks know.
_FILES_OF_RECORDS = ("import", "emit", "attach")
# What only writes files of this machine, which is a risk for an assistant alone.
_READ_FILES = ("export",)
_ID = re.compile(r"\d+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)


def check(use: CommandUse, several: bool, brought: bool) -> None:
    """Refuse what makes no sense for many companies. Raises `UsageProblem`.

    several: there is more than one company. brought: a plugin brings the command.
    """
    if not brought and use.path[0] not in _OF_A_COMPANY:
        raise UsageProblem(
            _("`{command}` is not about a company.").format(command=" ".join(use.path)),
            _("Run it by itself: alegra {command}").format(command=" ".join(use.path)),
        )
    given = common_values(use.values)
    # What wants a person, a terminal or another company.
    for value, option in ((given.watch, "--watch"), (given.open_it, "--open")):
        if value:
            raise UsageProblem(_("{option} is for one company alone.").format(option=option))
    if given.profile:
        raise UsageProblem(
            _("The companies are named before the --, and --profile behind it names another.")
        )
    out = given.out
    if several and out is not None and PLACE not in str(out):
        raise UsageProblem(
            _("Every company would write to the same place, {place}.").format(place=out),
            _("{place} stands for the company's name: --out {example}").format(
                place=PLACE, example=f"{PLACE}/{out}"
            ),
        )


def changes(use: CommandUse) -> bool:
    """Whether it is known to change something. What a plugin's own command does is not: its
    writes are held back when they are sent.
    """
    resource = getattr(use.command, "resource", None)
    if use.path[0] == "received":
        return use.path[1:] == ("post",) or bool(common_values(use.values).import_missing)
    if not isinstance(resource, Resource):
        return use.path == ("api",) and use.risk != READ
    command = str(getattr(use.command, "name", ""))
    action = resource.action(command)
    if action is None:
        return use.risk != READ and command not in _READ_FILES
    return action.writes


def check_write(use: CommandUse) -> None:
    """Refuse what means another record in each company. Raises `UsageProblem`."""
    command = str(getattr(use.command, "name", ""))
    of_rows = command in _FILES_OF_RECORDS or common_values(use.values).file_option
    if use.path == ("api",) or of_rows:
        raise UsageProblem(
            _("`{command}` is run for one company at a time.").format(command=" ".join(use.path)),
            _("alegra -p COMPANY {command} …").format(command=" ".join(use.path)),
        )
    for what, value in (*_id_values(use), *_in_body(use)):
        if _ID.fullmatch(str(value).strip()):
            raise UsageProblem(
                _("{id} is another record in each company.").format(id=f"{what} {value}".strip()),
                _("Name it by its number or name instead of its id."),
            )


def _id_values(use: CommandUse) -> Iterator[tuple[str, str]]:
    """(what it is called, value) of every value on the command line that may be an id."""
    for param in use.command.params:
        value = use.values.get(param.name or "")
        if value is None or not _takes_ids(param):
            continue
        for text in value if isinstance(value, (list, tuple)) else str(value).split(","):
            yield param.opts[0] if isinstance(param, click.Option) else "", str(text)


def _takes_ids(param: click.Parameter) -> bool:
    if isinstance(param, FieldOption) and isinstance(param.declaration, Field):
        return isinstance(param.declaration.kind, Ref)
    if isinstance(param, FilterOption):
        return bool(getattr(param.declaration, "ids_of", ""))
    return isinstance(param, Placeholder) or param.name in ("ids", "reversed_id")


def _in_body(use: CommandUse) -> Iterator[tuple[str, Any]]:
    """The ids in the body that was typed, or is in a file."""
    resource = getattr(use.command, "resource", None)
    fields = resource.fields if isinstance(resource, Resource) else ()
    refs = [field.path for field in fields if isinstance(field.kind, Ref)]
    given = common_values(use.values)
    for assignment in given.assignments or ():
        path, _sign, value = str(assignment).partition("=")
        path = path.removesuffix(":")
        plain = ".".join(part for part in path.split(".") if not part.isdigit())
        if plain in refs or path.split(".")[-1] == "id":
            yield path, value
    if given.file == "-":
        raise UsageProblem(_("Standard input can be read once, not for every company."))
    if given.file or given.data:
        from alegra_cli.input.body import read_body

        body = read_body(given.file, given.data, io.StringIO(), allow_list=True)
        for path in refs:
            yield from ((path, one) for one in _scalars(at(body, path)))
        yield from _ids(body)


def _scalars(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        for one in value:
            yield from _scalars(one)
    elif value is not None and not isinstance(value, dict):
        yield value


def _ids(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, list):
        for one in value:
            yield from _ids(one)
    elif isinstance(value, dict):
        if "id" in value:
            yield "id", value["id"]
        for one in value.values():
            yield from _ids(one)
