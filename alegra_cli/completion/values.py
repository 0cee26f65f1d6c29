"""The values that an argument or an option takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import common_values, in_language
from alegra_cli.completion.items import Completions, Item
from alegra_cli.i18n import _, language

if TYPE_CHECKING:
    from alegra_cli.app import App
    from alegra_cli.declare import Field, Filter, LineOption, Resource


_MANY = 300  # of the product codes of a country there are 50 000, which nobody reads


def values(app: App, ctx: click.Context, param: click.Parameter, word: str) -> Completions | None:
    """What it could be; None where click itself knows, as for a choice."""
    names = param.opts if isinstance(param, click.Option) else [param.name or ""]
    if "--profile" in names:
        return starting(word, _profiles(app))
    if "--output" in names:
        return starting(word, app.screen.formats())
    command = ctx.command
    if isinstance(command, Leaf) and command.resource is not None:
        known = _of_declarations(app, command, command.resource, param, names[0], word)
        if known is not None:
            return known
    elif command.name == "catalog":
        return _of_catalog(app, ctx, names[0], word)
    elif names[0] in ("resource", "resources"):
        return starting(word, app.registry.names())
    elif param.metavar == "PROFILE":
        return starting(word, _profiles(app))
    files = any(text in (param.metavar or "") for text in ("FILE", "DIR"))
    return Completions(files=True) if files else None


def _profiles(app: App) -> list[str]:
    from alegra_cli.connection import sandbox

    return [
        "sandbox",
        *sandbox.named_profiles(app.env),
        *(app.config.profiles if app.mentions("profiles:") else ()),
    ]


def _of_catalog(app: App, ctx: click.Context, name: str, word: str) -> Completions | None:
    """The lists of a country, then the codes of one; the account's country where none is named."""
    from alegra_cli.rules import catalogs
    from alegra_cli.rules.of_account import country_named

    if name == "--country":
        return starting(word, app.registry.countries())
    given = common_values(ctx.params)
    country = given.country or app.connection.country
    version = country_named(app.registry, country) if country else None
    pack = app.registry.country(version) if version else None
    if pack is None:
        return None
    if name == "name":
        listed = list(catalogs.names(pack))
        found = [(one.name, one.title) for one in listed]
        found += [(one.english, one.title) for one in listed if word and one.english != one.name]
    else:
        called = catalogs.lists_of_name(pack, given.name or "")
        found = (catalogs.entries(pack, called[0]) if called else None) or []
    fitting = [Item(code, text) for code, text in found if code.startswith(word)]
    return Completions(fitting if len(fitting) <= _MANY else [])


def starting(word: str, words: Iterable[str]) -> Completions:
    return Completions([Item(one) for one in words if one.startswith(word)])


def _of_declarations(
    app: App, command: Leaf, resource: Resource, param: click.Parameter, name: str, word: str
) -> Completions | None:
    """What the declarations know of it."""
    if name in ("--columns", "--sort"):
        return columns(resource, word)
    if name == "--set":
        return _settable(app, command, resource, word)
    if name == "--order-field":
        from alegra_cli.declare import Rows

        action = command.action
        own = action.order_fields if isinstance(action, Rows) else ()
        return _choices(word, own or resource.order_fields)
    if isinstance(param, click.Argument):
        of = _of_argument(command, resource, name)
        return _records(app, of, word) if of else None
    return _of_option(app, command, resource, param, word)


def _settable(app: App, command: Leaf, resource: Resource, word: str) -> Completions | None:
    """``items.0.pri`` as ``items.0.price=``, and behind the sign what the field takes."""
    action = command.action
    own = action.fields if action else ()
    fields = {field.path: field for field in (*own, *resource.fields)}
    path, sign, value = word.partition("=")
    if sign:
        field = fields.get(re.sub(r"\.\d+(?=\.|$)", "[]", path))
        found = _of_field(app, field, value) if field else None
        return found.behind(f"{path}=") if found else None
    # Of a list the element that is being written, and the first where none is.
    numbers = re.findall(r"\.(\d+)(?=\.|$)", path)
    could = starting(word, (f"{_with_numbers(known, numbers)}=" for known in fields))
    could.open = True
    return could


def _with_numbers(path: str, numbers: Iterable[str]) -> str:
    """``items[].price`` as ``items.2.price``, with the numbers one after the other."""
    rest = iter(numbers)
    return re.sub(r"\[\]", lambda _found: f".{next(rest, '0')}", path)


def _of_argument(command: Leaf, resource: Resource, name: str) -> Resource | str:
    if name in (resource.id_key, "ids"):
        return resource
    return dict(command.action.ids_of).get(name, "") if command.action else ""


def _of_option(
    app: App, command: Leaf, resource: Resource, param: click.Parameter, word: str
) -> Completions | None:
    """A field or a filter, told by the name of its value: both may have one option."""
    reverses, action = resource.reversal, command.action
    if reverses and reverses.option in param.opts:
        return _records(app, reverses.resource, word)
    made_from = [one for one in resource.conversions if one.option in param.opts]
    if made_from:
        return _records(app, made_from[0].resource, word)
    lines = [line for line in resource.line_options if line.name in param.opts]
    if lines:
        return _of_line(app, command, resource, lines, word)
    if (param.name or "").startswith("filter_"):
        filters = (*(action.filters if action else ()), *resource.filters)
        return next((_of_filter(app, item, word) for item in filters if _is(item, param)), None)
    fields = (*(action.fields if action else ()), *resource.fields)
    return next((_of_field(app, item, word) for item in fields if item.option in param.opts), None)


def _of_line(
    app: App, command: Leaf, resource: Resource, lines: list[LineOption], word: str
) -> Completions | None:
    """The record that a line begins with."""
    from alegra_cli.declare import Ref

    path = f"{lines[-1].list}[].{lines[-1].head}"
    own = command.action.fields if command.action else ()
    field = next((item for item in (*own, *resource.fields) if item.path == path), None)
    if field is None or not isinstance(field.kind, Ref):
        return None
    return _records(app, field.kind.resource, word)


def _is(item: Filter, param: click.Parameter) -> bool:
    from alegra_cli.commands.filters import variable

    return variable(item) == param.name


def _of_filter(app: App, item: Filter, word: str) -> Completions | None:
    several = item.kind == "csv"
    if item.ids_of:
        return _records(app, item.ids_of, word, several)
    if item.choices:
        return _word_list(word, item.choices) if several else _choices(word, item.choices)
    return None


def _of_field(app: App, field: Field, word: str) -> Completions | None:
    from alegra_cli.declare import Ref

    if isinstance(field.kind, Ref):
        return _records(app, field.kind.resource, word)
    return _choices(word, field.choices) if field.choices else None


def _choices(word: str, choices: Sequence[str]) -> Completions:
    """Those that begin so, by what the language in use calls them, too."""
    return Completions([Item(one) for one in _beginning(word, choices)])


def _beginning(word: str, choices: Sequence[str]) -> list[str]:
    own = [one for one in choices if one.startswith(word)]
    return [*own, *(other for other in in_language(choices, word) if other not in own)]


def _records(app: App, of: Resource | str, word: str, several: bool = False) -> Completions:
    from alegra_cli.completion.records import records

    resource = app.registry.declaration(of) if isinstance(of, str) else of
    before, comma, last = word.rpartition(",") if several else ("", "", word)
    return Completions(records(app, resource, last)).behind(before + comma)


def _word_list(word: str, words: Sequence[str]) -> Completions:
    """Several with commas; those that are there already are left out."""
    before, comma, last = word.rpartition(",")
    have = before.split(",")
    free = [one for one in words if one not in have]
    return _choices(last, free).behind(before + comma)


def _titles(resource: Resource, have: set[str]) -> Iterator[str]:
    """The titles of the columns in another language, of one word each, that are not there yet."""
    for column in resource.columns if language() != "en" else ():
        title = _(column.title).casefold()
        if " " not in title and column.path not in have and title not in have:
            yield title


def columns(resource: Resource, word: str) -> Completions:
    """Dotted paths after the last comma, those that are there already left out."""
    before, comma, last = word.rpartition(",")
    minus = "-" if last.startswith("-") else ""
    have = {part.strip().removeprefix("-") for part in before.split(",")}
    paths = [column.path for column in resource.columns]
    paths += [field.path.replace("[]", ".0") for field in resource.fields]
    free = (path for path in dict.fromkeys(paths) if path not in have)
    begun = last.removeprefix("-")
    names = dict.fromkeys([*free, *(_titles(resource, have) if begun else ())])
    could = starting(begun, names).behind(before + comma + minus)
    could.open = True
    return could
