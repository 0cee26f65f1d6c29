"""``alegra schema``: the fields of a resource as a country wants them, and a body to fill in."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

import click

from alegra_cli.app import App
from alegra_cli.commands.checks import book_of
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Argument, Option
from alegra_cli.commands.other_names import one_of
from alegra_cli.declare import Column, Field, Ref, Resource
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _
from alegra_cli.rules import country as countries
from alegra_cli.rules.code_lists import CodesByPath, code_lists, where_codes_are
from alegra_cli.rules.country import Rulebook
from alegra_cli.rules.example_body import example_of
from alegra_cli.rules.in_words import checks_of
from alegra_cli.rules.of_account import country_of

COLUMNS = (
    Column("Field", "field"),
    Column("Kind", "kind", "word"),
    Column("Needed", "needed"),
    Column("Option", "option"),
    Column("Values", "values"),
    Column("Codes", "codes"),
    Column("Checks", "checks"),
    Column("Meaning", "meaning"),
)
# Of a list that is longer the command that prints it says enough.
_FEW = 8
# Where nobody says how wide it is.
_WIDTH = 80
_LONGEST_NAME = 24


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
    book = book_of(app, declared, country)
    fields = [item for item in countries.fields_in(declared, version) if "create" in item.actions]
    codes = code_lists(app.registry, version, declared.name, fields)
    rows = list(field_rows(declared, fields, needed_in(declared, book), codes, version))
    _add_checks(rows, checks_of(book, declared), version)
    if example:
        body = example_of(declared, version, book, app.connection.today().isoformat())
        _show_example(app, body, rows)
    elif app.screen.for_people:
        for line in page(rows, app.screen.width or _WIDTH):
            app.screen.say(line)
    else:
        app.screen.records(rows, COLUMNS)


def _show_example(app: App, body: dict[str, Any], rows: list[dict[str, Any]]) -> None:
    if app.screen.format not in ("table", "yaml"):
        app.screen.record(body)
        return
    from alegra_cli.builtin.commented_yaml import with_comment

    said = {row["field"]: row for row in rows}
    app.screen.say(with_comment(body, lambda path: _comment(said.get(path))))


def _comment(row: dict[str, Any] | None) -> str:
    """What a person has to know to fill the key in: its values, and where ids and codes are."""
    if row is None:
        return ""
    many = row["values"].count(",") > _FEW and row["codes"]
    parts = ["" if many else row["values"], row["codes"], row["lists"]]
    said = "; ".join(filter(None, parts))
    return said or row["meaning"].rstrip(".")


def page(rows: list[dict[str, Any]], width: int) -> Iterator[str]:
    """The fields one below the other, those of a list or object within it, none of them cut."""
    names = list(_names([row["field"] for row in rows]))
    left = min(max(map(len, names), default=0), _LONGEST_NAME) + 2
    for name, row in zip(names, rows, strict=True):
        first = " · ".join(filter(None, (row["option"], _(row["kind"]), row["needed"])))
        more = [row["meaning"], row["values"], row["codes"], *row["checks"]]
        told = [
            part
            for text in (first, " ".join(filter(None, map(_sentence, more))))
            for part in textwrap.wrap(text, max(width - left, 20), break_on_hyphens=False)
        ]
        if len(name) + 2 > left:
            yield name
            name = ""
        for text in told:
            yield f"{name:{left}}{text}"
            name = ""


def _sentence(text: str) -> str:
    return text if not text or text.endswith(".") else f"{text}."


def _names(paths: list[str]) -> Iterator[str]:
    """The last part of each path, as deep as what it lies in; the whole where that is elsewhere."""
    before: list[str] = []
    for path in paths:
        while before and not path.startswith((f"{before[-1]}.", f"{before[-1]}[].")):
            before.pop()
        inside = before[-1] if before else ""
        yield "  " * len(before) + path.removeprefix(inside).removeprefix("[]").removeprefix(".")
        before.append(path)


def resource_called(app: App, word: str) -> Resource:
    """The resource of that name, in any language, or alias. Raises `UsageProblem`."""
    name = app.registry.match(word) or one_of(word, app.registry.meanings(word))
    found = app.registry.resource(name) if name else None
    if found is None:
        raise UsageProblem(
            _("There is no resource {word!r}.").format(word=word),
            _("`alegra --help` lists them."),
        )
    return found


def needed_in(resource: Resource, book: Rulebook | None) -> dict[str, str]:
    """path: when it is needed in the country (``always``, or the conditions of each rule)."""
    found: dict[str, list[str]] = {}
    for rule in book.rules(resource) if book else ():
        if rule.requirement == "required":
            when = countries.conditions(rule)
            found.setdefault(rule.field, []).append(when)
    return {
        path: _(" or ").join(dict.fromkeys(whens)) if all(whens) else _("always")
        for path, whens in found.items()
    }


def field_rows(
    resource: Resource,
    fields: list[Field],
    needed: dict[str, str],
    codes: CodesByPath,
    version: str | None,
) -> Iterator[dict[str, Any]]:
    for item in fields:
        kind = item.kind
        lists = ""
        if isinstance(kind, Ref):
            lists = f"`alegra {kind.resource} list`"
            kind = _("id of {resource}").format(resource=kind.resource)
        why = needed.get(item.path, "")
        if item.required:
            within = item.path.rpartition(".")[0].removesuffix("[]")
            always = resource.always(item)
            why = _("always") if always else _("with {path}").format(path=within)
        options = [line.name for line in resource.line_options if line.list == item.path]
        yield {
            "field": item.path,
            "kind": kind,
            "needed": why,
            "option": item.option or ", ".join(options),
            "values": ", ".join(item.choices),
            "codes": where_codes_are(codes, item.path),
            "meaning": _(item.help),
            "lists": lists,
            "checks": [],
        }
    known = {item.path for item in fields}
    for path, when in needed.items():
        if path not in known:
            yield _row_of_the_country(path, version) | {
                "needed": when,
                "codes": where_codes_are(codes, path),
            }


def _add_checks(
    rows: list[dict[str, Any]], checks: dict[str, list[str]], version: str | None
) -> None:
    """What the rules look at, in the rows of their fields or in rows of their own."""
    by_path = {row["field"]: row for row in rows}
    for path, texts in checks.items():
        if path not in by_path:
            rows.append(by_path.setdefault(path, _row_of_the_country(path, version)))
        by_path[path]["checks"] = list(dict.fromkeys(texts))


def _row_of_the_country(path: str, version: str | None) -> dict[str, Any]:
    """Of a field that only a rule of the country knows."""
    return {
        "field": path,
        "kind": "text",
        "needed": "",
        "option": "",
        "values": "",
        "codes": "",
        "meaning": _("Only in {countries}.").format(countries=version),
        "lists": "",
        "checks": [],
    }
