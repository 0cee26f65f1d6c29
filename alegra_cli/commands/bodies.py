"""Options that make a request body: a file or text, typed options, then ``--set``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from alegra_cli.app import App
from alegra_cli.commands.days import day_of, told_of
from alegra_cli.commands.options import FieldOption, LinesOption, Option
from alegra_cli.declare import Action, Field, LineOption, Ref, Resource
from alegra_cli.declare.field import NUMBERS
from alegra_cli.dotted_path import at, put_at
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import N_, _

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import BodySources, LineValues

HEADING = N_("Body")
LINES = N_("Lines")


def body_options(
    fields: Sequence[Field],
    whole: bool = True,
    many: bool = False,
    lines: Sequence[LineOption] = (),
) -> list[click.Parameter]:
    """The body sources, and a typed option for each field that has one.

    whole: the body is a whole record, so that what a record needs is required. many: ``-f`` also
    takes a file of many records. lines: options that add elements to lists.
    """
    typed = [_option(field, whole) for field in fields if field.option]
    return [*typed, *_lines_options(lines), *source_options(many), *scheme_options(fields)]


def scheme_options(fields: Sequence[Field]) -> list[click.Parameter]:
    """For an account that wants what others refuse."""
    if not any(field.kind == "address" for field in fields):
        return []
    text = _("Send the address with its https://, where the account wants it.")
    return [Option(["--keep-scheme"], is_flag=True, heading=HEADING, help=text)]


def source_options(many: bool = False) -> list[click.Parameter]:
    """Where a body comes from. many: the file may also hold a record in each row."""
    text = _("A JSON or YAML file with the body; - for standard input.")
    if many:
        text += " " + _(
            "Without an ID: a CSV, XLSX, JSON, JSON Lines or YAML file of many records, each with "
            "its id."
        )
    return [
        Option(["-f", "--file"], metavar="FILE", heading=HEADING, help=text),
        Option(["-d", "--data"], metavar="JSON", heading=HEADING, help=_("The body itself.")),
        Option(
            ["--set", "assignments"],
            multiple=True,
            metavar="PATH=VALUE",
            heading=HEADING,
            help=_(
                "One field, such as address.city=Bogotá or items.0.price=100; "
                "path:=text for a text in any case. Can be repeated."
            ),
        ),
    ]


def variable(field: Field) -> str:
    """The name of a typed option's value among the command's arguments."""
    return "field_" + field.path.lower().replace(".", "_").replace("[]", "")


def _option(field: Field, whole: bool) -> Option:
    text = _(field.help)
    if field.choices:
        text += " " + _("Values: {choices}.").format(choices=", ".join(field.choices))
    if field.countries:
        text += " " + _("Only in {countries}.").format(countries=", ".join(field.countries))
    if field.required and whole:
        text += " " + _("Required.")
    names = [field.option, variable(field)]
    if field.kind in ("boolean",):
        flags = f"{field.option}/--no-{field.option.removeprefix('--')}"
        return FieldOption(
            field, [flags, variable(field)], default=None, help=text, heading="Fields"
        )
    return FieldOption(
        field,
        names,
        help=text,
        heading="Fields",
        multiple=field.kind == "list",
        metavar=_metavar(field),
    )


def _lines_options(lines: Sequence[LineOption]) -> Iterator[Option]:
    for name in dict.fromkeys(line.name for line in lines):
        alike = tuple(line for line in lines if line.name == name)
        text = " ".join(dict.fromkeys(_(line.help) for line in alike))
        yield LinesOption(
            alike,
            [name, "lines_" + name.removeprefix("--").replace("-", "_")],
            multiple=True,
            metavar=alike[0].form,
            heading=LINES,
            help=text + " " + _("Can be repeated."),
        )


def lines_of(resource: Resource, fields: Sequence[Field]) -> list[LineOption]:
    """The options for lists that a body of these fields has."""
    paths = {field.path for field in fields}
    return [line for line in resource.line_options if line.list in paths]


def _metavar(field: Field) -> str:
    if isinstance(field.kind, Ref):
        return "ID" if field.kind.key == "id" else field.kind.key.upper()
    return {
        "date": "DATE",
        "money": "AMOUNT",
        "amounts": "AMOUNT",
        "number": "NUMBER",
        "integer": "N",
    }.get(field.kind, "TEXT")


def fields_of(resource: Resource, action: Action) -> list[Any]:
    """The resource's fields that belong to this action, and the action's own."""
    return [*(item for item in resource.fields if action.verb in item.actions), *action.fields]


def need_body(body: dict[str, Any] | None, sources: BodySources) -> None:
    """Raise `UsageProblem` where nothing gives a body; an explicit ``{}`` is one."""
    if not body and sources["file"] is None and sources["data"] is None:
        raise UsageProblem(
            _("There is nothing to send."),
            _("Give the body with -f FILE, -d JSON, the field options or --set path=value."),
        )


def body_of(
    app: App,
    fields: Sequence[Field],
    sources: BodySources,
    built: Mapping[str, Any] = MappingProxyType({}),
    lines: LineValues = MappingProxyType({}),
) -> dict[str, Any]:
    """The body: ``-f`` or ``-d``, then typed options, lines behind those that it has, then
    ``--set``, each over the former.

    built: what the program filled in, which all of them go over. lines: what options for lines
    were given.
    """
    from alegra_cli.input.body import assign, read_body
    from alegra_cli.rules.numbers import assigned_number, with_typed_numbers

    read = read_body(sources["file"], sources["data"], app.stdin)
    body: dict[str, Any] = {**built, **(read if isinstance(read, dict) else {})}
    for field, value in sources["fields"].items():
        if value is not None and value != ():
            body = _over(body, field.path, _value(app, field, value))
    if any(lines.values()):
        from alegra_cli.commands.line_options import with_lines

        body = with_lines(app, fields, body, lines)
    numbers = [field for field in fields if field.kind in NUMBERS]
    body = assign(body, sources["assignments"], partial(assigned_number, numbers))
    body = with_typed_numbers(body, numbers)
    if any(isinstance(field.kind, Ref) for field in fields):
        from alegra_cli.commands.naming import named_body

        body = named_body(app, fields, body)
    return body if sources.get("keep_scheme") else _without_schemes(app, fields, body)


def _without_schemes(app: App, fields: Sequence[Field], body: dict[str, Any]) -> dict[str, Any]:
    """Addresses as the API takes them, and a line about what was taken off."""
    for field in fields:
        value = body.get(field.path) if field.kind == "address" else None
        if isinstance(value, str) and "://" in value:
            bare = value.partition("://")[2]
            body = {**body, field.path: bare}
            app.screen.note(
                _(
                    "{field} is sent as {bare}: Alegra takes it without its scheme; "
                    "--keep-scheme sends it whole."
                ).format(field=field.path, bare=bare)
            )
    return body


def _over(body: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The body with the value at the path of a field, in place of what was in its way."""
    outer, _dot, name = path.rpartition(".")
    if outer.endswith("[]"):
        # One option, one element: `comments[].text` is the only line of its list.
        return _over(body, outer.removesuffix("[]"), [{name: value}])
    if outer and not isinstance(at(body, outer), dict):
        return _over(body, outer, {name: value})
    return put_at(body, path, value)


def _several_amounts(field: Field, value: str) -> Any:
    """A list of them as JSON, which is checked with the rest of the body."""
    from alegra_cli import exact

    try:
        return exact.loads(value)
    except (ValueError, RecursionError) as problem:
        raise UsageProblem(
            _("{option}: {value!r} is no JSON.").format(option=field.option, value=value)
        ) from problem


def _value(app: App, field: Field, value: Any) -> Any:
    if isinstance(field.kind, Ref):
        # ``numberTemplate.id`` is the id itself; ``client`` is what holds it.
        bare = field.path.endswith("." + field.kind.key)
        return value if bare else {field.kind.key: value}
    if field.kind in NUMBERS:
        from alegra_cli.rules.numbers import typed_number

        if field.kind == "amounts" and value.lstrip().startswith("["):
            return _several_amounts(field, value)
        found = typed_number(field, field.option, value)
        if found is None:
            raise UsageProblem(
                _("{option} takes a number such as 1234567.89, not {value!r}.").format(
                    option=field.option, value=value
                )
            )
        return found
    if field.kind == "date":
        with told_of(field.option):
            return day_of(app, value).isoformat()
    if field.kind == "list":
        return list(value)
    return value
