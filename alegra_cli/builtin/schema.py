"""``alegra schema``: the fields of a resource as a country wants them, and a body to fill in."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import click

from alegra_cli import exact
from alegra_cli.app import App
from alegra_cli.commands.checks import book_of
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Argument, Option
from alegra_cli.declare import Column, Field, Ref, Resource
from alegra_cli.dotted_path import NoPlace, at, put
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _
from alegra_cli.rules import country as countries
from alegra_cli.rules.of_account import country_of

COLUMNS = (
    Column("Field", "field"),
    Column("Kind", "kind", "word"),
    Column("Needed", "needed"),
    Column("Option", "option"),
    Column("Values", "values"),
    Column("Meaning", "meaning"),
)


def command() -> click.Command:
    params: list[click.Parameter] = [
        Argument(["resource"], metavar="RESOURCE"),
        Option(["--country"], metavar="COUNTRY", help=_("The country; the account's otherwise.")),
        Option(["--example"], is_flag=True, help=_("A body to fill in, as JSON or YAML.")),
    ]
    text = _("The fields of a resource, as this company's country wants them.")
    return Leaf("schema", run, params, text)


def run(app: App, resource: str, country: str | None, example: bool) -> None:
    declared = resource_called(app, resource)
    version = country_of(app.registry, app.connection.country, country)
    fields = [item for item in countries.fields_in(declared, version) if "create" in item.actions]
    if example:
        always = {
            path: when
            for path, when in needed_in(app, declared, country).items()
            if when == _("always")
        }
        body = example_of(declared, fields, always, app.connection.today().isoformat())
        if app.screen.format in ("json", "yaml", "jsonl"):
            app.screen.record(body)
        else:
            app.screen.say(exact.dumps(body, indent=2))
        return
    needed = needed_in(app, declared, country)
    app.screen.records(list(_rows(declared, fields, needed, version)), COLUMNS)


def resource_called(app: App, word: str) -> Resource:
    """The resource of that name or alias. Raises `UsageProblem`."""
    name = app.registry.match(word)
    found = app.registry.resource(name) if name else None
    if found is None:
        raise UsageProblem(
            _("There is no resource {word!r}.").format(word=word),
            _("`alegra --help` lists them."),
        )
    return found


def needed_in(app: App, resource: Resource, country: str | None) -> dict[str, str]:
    """path: when it is needed in the country (``always``, or the conditions)."""
    book = book_of(app, resource, country)
    found: dict[str, str] = {}
    for rule in book.rules(resource) if book else ():
        if rule.requirement == "required":
            when = _(" and ").join(f"{path}={value}" for path, value in rule.when)
            found.setdefault(rule.field, when or _("always"))
    return found


def _rows(
    resource: Resource, fields: list[Field], needed: dict[str, str], version: str | None
) -> Iterator[dict[str, Any]]:
    for item in fields:
        kind = item.kind
        if isinstance(kind, Ref):
            kind = _("id of {resource}").format(resource=kind.resource)
        why = needed.get(item.path, "")
        if item.required:
            within = item.path.rpartition(".")[0].removesuffix("[]")
            always = resource.always(item)
            why = _("always") if always else _("with {path}").format(path=within)
        yield {
            "field": item.path,
            "kind": kind,
            "needed": why,
            "option": item.option,
            "values": ", ".join(item.choices),
            "meaning": _(item.help),
        }
    known = {item.path for item in fields}
    for path, when in needed.items():
        if path not in known:
            yield {
                "field": path,
                "kind": "text",
                "needed": when,
                "option": "",
                "values": "",
                "meaning": _("Only in {countries}.").format(countries=version),
            }


def example_of(
    resource: Resource, fields: list[Field], needed: dict[str, str], today: str
) -> dict[str, Any]:
    """A body with everything that is always needed, and what the country wants besides.

    today: the company's day, ISO; it stands in every date.
    """
    body: dict[str, Any] = {}
    for item in fields:
        if resource.always(item) or item.path in needed:
            body = _with(body, item.path, _sample(item, today))
    known = {item.path for item in fields}
    for path in needed:
        if path not in known:
            body = _with(body, path, "")
    return body


def _with(body: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The body with the value, unless one is there or a single value is in its way.

    ``items[].price`` goes into the one element of the list.
    """
    concrete = path.removesuffix("[]").replace("[].", ".0.")
    if at(body, concrete) is not None:
        return body
    with contextlib.suppress(NoPlace):
        body = put(body, concrete.split("."), value)
    return body


def _sample(item: Field, today: str) -> Any:
    if isinstance(item.kind, Ref):
        # The id of a line is bare; everywhere else a record is pointed at.
        return "" if item.path.endswith(".id") else {item.kind.key: ""}
    if item.choices:
        return item.choices[0]
    empty: dict[str, Any] = {
        "integer": 1,
        "number": 1,
        "money": 0,
        "amounts": 0,
        "boolean": False,
        "date": today,
        "list": [],
        "object": {},
    }
    return empty.get(item.kind, "")
