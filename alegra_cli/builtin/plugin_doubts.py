"""What the author of a plugin may have spelt wrongly: another plugin may as well bring it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from alegra_cli.app import App
from alegra_cli.declare import CountryRule, Ref, Resource
from alegra_cli.declare.rule import NoVerdict
from alegra_cli.dotted_path import top_key
from alegra_cli.errors.suggestion import did_you_mean, nearest, question
from alegra_cli.i18n import _
from alegra_cli.registry import PluginEntry
from alegra_cli.registry.entry_points import COUNTRIES


def of_country(app: App, other: PluginEntry) -> Iterator[str]:
    """Of the rules that a plugin adds to a country; of anything else nothing."""
    if other.point.group != COUNTRIES:
        return
    version, adds, _word = other.name.partition(".")
    if adds and app.registry.country(version) is None:
        known = [name for name in app.registry.countries() if name != version]
        yield _near(_("There is no pack of {country}.").format(country=version), version, known)
    rules = [rule for one in app.registry.contributions(other) for rule in one.rules]
    for name in dict.fromkeys(name for rule in rules for name in rule.on):
        own = [rule for rule in rules if name in rule.on]
        if name not in app.registry.names():
            text = _("No plugin declares {resource}.").format(resource=name)
            yield _near(text, name, app.registry.names())
        elif resource := app.registry.resource(name):
            yield from _of_rules(resource, own)
    yield from _of_verdicts(rules)
    for rule in _looking_beside(rules):
        named = [app.registry.resource(name) for name in rule.on if name in app.registry.names()]
        yield from _of_function(rule, [one for one in named if one])
    yield from _lists_that_are_not_there(app, version, rules)


def of_resource(_app: App, resource: Resource) -> Iterator[str]:
    yield from _of_rules(resource, resource.rules)
    yield from _of_verdicts(resource.rules)
    yield from _of_columns(resource)
    yield from _of_orders(resource)
    for rule in _looking_beside(resource.rules):
        yield from _of_function(rule, [resource])
    for field in resource.fields:
        for path, wanted in field.unless:
            yield from _of_value(resource, field.path, path, wanted)


def strange_names(app: App, plugin: PluginEntry, resource: Resource) -> Iterator[str]:
    """The other resources that a declaration names and nobody has."""
    from alegra_cli.registry.named_resources import named_resources
    from alegra_cli.registry.problems import source_place
    from alegra_cli.registry.source_lines import line_of

    names = app.registry.names()
    for where, name in named_resources(resource):
        if name not in names:
            text = _("{where} names {resource}, which no plugin declares ({place}).")
            place = source_place(plugin, line_of(plugin.module, name, where.partition(" ")[2]))
            told = text.format(where=where, resource=name, place=place)
            yield _near(told, name, names)


def _of_rules(resource: Resource, rules: Sequence[CountryRule]) -> Iterator[str]:
    """What the rules look at and the resource does not have."""
    declared = [field.path for field in resource.fields]
    ruled = dict.fromkeys(rule.field for rule in rules)
    for path in ruled:
        if path not in declared:
            text = _("{resource} declares no {field}, so no option gives it.")
            yield _near(text.format(resource=resource.name, field=path), path, declared)
    for rule in rules:
        for path, wanted in rule.when:
            if path not in ruled and not _has(resource, path):
                text = _("{resource} declares no {path}, which the rule on {field} looks at.")
                told = text.format(resource=resource.name, path=path, field=rule.field)
                yield _near(told, path, declared)
            yield from _of_value(resource, rule.field, path, wanted)


def _looking_beside(rules: Sequence[CountryRule]) -> Iterator[CountryRule]:
    """The rules that say what their functions look at, less what has a rule of its own: what is
    wrong with that is told there."""
    ruled = {rule.field for rule in rules}
    for rule in rules:
        if beside := tuple(path for path in rule.beside or () if path not in ruled):
            yield attrs.evolve(rule, beside=beside)


def _of_function(rule: CountryRule, resources: Sequence[Resource]) -> Iterator[str]:
    """What it looks at beside its field and none of its resources has."""
    declared = {field.path for one in resources for field in one.fields}
    for path in rule.beside or () if resources else ():
        if not any(_has(one, path) for one in resources):
            text = _("{resource} declares no {path}, which the rule on {field} looks at.")
            names = ", ".join(one.name for one in resources)
            told = text.format(resource=names, path=path, field=rule.field)
            yield _near(told, path, declared)


def _has(resource: Resource, path: str) -> bool:
    """Whether a body or a record of the resource may have something at the path."""
    declared = [field.path for field in resource.fields]
    every = [*declared, *(column.path for column in resource.columns), resource.id_key]
    if any(one == path or one.startswith((f"{path}.", f"{path}[]")) for one in every):
        return True
    around = {
        field.path
        for field in resource.fields
        if isinstance(field.kind, Ref) or field.kind in ("any", "object", "list")
    }
    inside = any(path.startswith((f"{one}.", f"{one}[]")) for one in around)
    return inside and not any(_beside(path, one) for one in declared)


def _beside(path: str, other: str) -> bool:
    """Whether the other lies in the same object, whose keys are declared one by one then."""
    return "." in path and path.rpartition(".")[0] == other.rpartition(".")[0]


def _of_value(resource: Resource, on: str, path: str, wanted: str) -> Iterator[str]:
    """A value that a condition asks for and that is none of the field's only choices."""
    from alegra_cli.rules.conditions import plain

    field = next((one for one in resource.fields if one.path == path), None)
    if field is None or not field.choices:
        return
    choices = (*field.choices, *field.read_choices)
    for word in wanted.removeprefix("!").split("|"):
        if word == "*" or plain(word) in {plain(one) for one in choices}:
            continue
        # Of a list that may not be whole, only what looks like a slip is told.
        if field.documented or nearest(word, choices, most=1, cutoff=0.75):
            text = _(
                "{path} of {resource} has no choice {value}, which a condition on {field} asks for."
            )
            told = text.format(path=path, resource=resource.name, value=word, field=on)
            yield _near(told, word, choices)


def _of_columns(resource: Resource) -> Iterator[str]:
    """A column whose key is nearly that of a field that no column shows: a record has more than
    a body takes, so that any other key may be right."""
    shown = {top_key(column.path) for column in resource.columns}
    own = {top_key(field.path) for field in resource.fields}
    for key in sorted(shown - own):
        if near := nearest(key, own - shown, most=1, cutoff=0.75):
            text = _("A column of {resource} shows {path}, which no field is called.")
            yield f"{text.format(path=key, resource=resource.name)} {question(near)}"


def _of_orders(resource: Resource) -> Iterator[str]:
    """An order that is nearly what a column or a field is called: the API may have any other."""
    from alegra_cli.rules.conditions import plain

    paths = [one.path for many in (resource.columns, resource.fields) for one in many]
    known = dict.fromkeys([*paths, *(item.param for item in resource.filters), resource.id_key])
    same = {plain(path.replace(".", "")) for path in known}
    for name in resource.order_fields:
        near = nearest(name, known, most=1, cutoff=0.75)
        if near and plain(name.replace(".", "")) not in same:
            text = _("{resource} is ordered by {path}, which no column or field has.")
            yield f"{text.format(resource=resource.name, path=name)} {question(near)}"


def _of_verdicts(rules: Sequence[CountryRule]) -> Iterator[str]:
    """Raises `PluginProblem` for a check that takes nothing, whatever it is given."""
    from alegra_cli.registry.problems import failure
    from alegra_cli.rules.verdicts import forgets, never_good

    for rule in rules:
        if rule.function and never_good(rule.function):
            problem = NoVerdict(rule.function, None)
            raise (failure(problem) or problem) from problem
        if rule.function and forgets(rule.function):
            code = rule.function.__code__
            text = _(
                "A way out of the check on {field} has no True or False, which counts as not"
                " good ({place})."
            )
            place = f"{code.co_filename}:{code.co_firstlineno}"
            yield text.format(field=rule.field, place=place)


def _lists_that_are_not_there(
    app: App, version: str, rules: Sequence[CountryRule]
) -> Iterator[str]:
    """A rule on the codes of a list that the pack does not have lets everything pass."""
    from alegra_cli.rules import catalogs

    pack = app.registry.country(version)
    known = [one.name for one in catalogs.names(pack)] if pack else []
    for name in dict.fromkeys(rule.catalog for rule in rules if rule.catalog):
        if name not in known:
            text = _("The pack of {country} has no list {name}, so the rule holds for nothing.")
            yield _near(text.format(country=version, name=name), name, known)


def _near(text: str, word: str, known: Iterable[str]) -> str:
    return f"{text} {did_you_mean(word, known)}".strip()
