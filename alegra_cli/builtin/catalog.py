"""``alegra catalog``: the lists of codes of each country, without asking anybody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from alegra_cli.app import App
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Argument, Option
from alegra_cli.declare import Column, Country
from alegra_cli.errors import UsageProblem
from alegra_cli.errors.suggestion import did_you_mean, question
from alegra_cli.i18n import _, language
from alegra_cli.rules import catalogs
from alegra_cli.rules.of_account import country_named

LISTS = (
    Column("List", "list"),
    Column("In English", "english"),
    Column("Title", "title"),
    Column("Entries", "entries", "number"),
)
ENTRIES = (Column("Code", "code"), Column("Name", "name"))


def command() -> click.Command:
    params: list[click.Parameter] = [
        Argument(["name"], required=False, metavar="[LIST]"),
        Argument(["query"], nargs=-1, metavar="[QUERY]"),
        Option(["--country"], metavar="COUNTRY", help=_("The country; the account's otherwise.")),
    ]
    text = _("The lists of codes of a country: all of them, or the entries of one.")
    return Leaf("catalog", run, params, text)


def run(app: App, name: str | None, query: tuple[str, ...], country: str | None) -> None:
    pack = _pack(app, country)
    if name is None:
        rows = [
            {
                "list": listed.name,
                "english": listed.english,
                "title": listed.title,
                "entries": listed.entries,
            }
            for listed in catalogs.names(pack)
        ]
        shown = [one for one in LISTS if one.path != "english" or language() == "en"]
        app.screen.records(rows, shown)
        return
    found = catalogs.entries(pack, _list_called(pack, name), " ".join(query))
    if found is None:
        raise _no_such_list(pack, name)
    app.screen.records(_records(found), ENTRIES)


def _list_called(pack: Country, word: str) -> str:
    """The list by its name, or another name of it. Raises `UsageProblem` for one of several."""
    found = catalogs.lists_of_name(pack, word)
    if len(found) > 1:
        raise UsageProblem(
            _("{word!r} can mean several things.").format(word=word), question(found)
        )
    return found[0] if found else word


def _records(found: list[catalogs.Entry]) -> Iterator[dict[str, Any]]:
    for code, text in found:
        yield {"code": code, "name": text}


def _pack(app: App, asked: str | None) -> Country:
    """The pack that is asked for, or the account's. Raises `UsageProblem`."""
    installed = app.registry.countries()
    word = asked or app.connection.country
    if not word:
        raise UsageProblem(
            _("Which country?"),
            _("Name one with --country: {list}.").format(list=", ".join(installed)),
        )
    version = country_named(app.registry, word)
    pack = app.registry.country(version) if version else None
    if pack is None:
        raise UsageProblem(
            _("There is no country {word!r}.").format(word=word),
            _("Countries: {list}.").format(list=", ".join(installed)),
        )
    return pack


def _no_such_list(pack: Country, name: str) -> UsageProblem:
    there = list(catalogs.names(pack))
    known = [listed.english if language() == "en" else listed.name for listed in there]
    every = [word for listed in there for word in (listed.name, listed.english)]
    hint = did_you_mean(name, every) or _("Lists: {names}.").format(names=", ".join(known))
    return UsageProblem(
        _("{country} has no list {name!r}.").format(country=_(pack.label), name=name), hint
    )
