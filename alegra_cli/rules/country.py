"""Country rules on a body: pure functions over declarations.

The country comes from the account (``applicationVersion`` of /company) and is compared
case-insensitively (S35).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from alegra_cli.declare import CountryRule, Field, Resource, RuleInput
from alegra_cli.declare.rule import (
    EVERY_KEY,
    EVERYWHERE,
    Lists,
    NoVerdict,
    is_of_format,
    spelling,
)
from alegra_cli.dotted_path import at, top_key
from alegra_cli.i18n import _
from alegra_cli.rules.conditions import holds, plain
from alegra_cli.rules.fields import Problem
from alegra_cli.rules.places import beside, places


def same(one: str, other: str) -> bool:
    """Whether two words name one country."""
    return spelling(one) == spelling(other)


def rules_in(
    resource: Resource, country: str, more: Iterable[CountryRule] = ()
) -> Iterator[CountryRule]:
    """The rules in force, those that the fields imply (`required_in`) first."""
    for field in resource.fields:
        # Asked of every field for every body, and few are needed somewhere.
        if field.required_in and any(same(country, place) for place in field.required_in):
            yield CountryRule(country, field.path)
    for rule in (*resource.rules, *more):
        if rule.country == EVERYWHERE or same(rule.country, country):
            yield rule


def conditions(rule: CountryRule) -> str:
    """When a rule holds, as a person reads it: ``type=client``."""
    return _(" and ").join(f"{path}={value}" for path, value in rule.when)


def forbidden_text(rule: CountryRule) -> str:
    """What is wrong with any value of a forbidden field."""
    if rule.country == EVERYWHERE:
        text = _("does not go with {conditions}") if rule.when else _("is never taken")
    elif rule.when:
        text = _("does not go with {conditions} in {country}")
    else:
        text = _("does not exist in {country}")
    return text.format(conditions=conditions(rule), country=rule.country)


def fields_in(resource: Resource, country: str | None) -> list[Field]:
    """The fields that exist in a country; all of them when it is unknown."""
    return [
        field
        for field in resource.fields
        if not country or not field.countries or any(same(country, c) for c in field.countries)
    ]


def _need(rule: CountryRule) -> str:
    if rule.message:
        return _(rule.message)
    if rule.country == EVERYWHERE:
        return _("is needed")
    return _("is needed in {country}").format(country=rule.country)


class Rulebook:
    """The rules of one country, with what they look things up in.

    more: rules besides the resource's own. lists: those of the country's pack.
    today: the company's day, ISO.
    """

    def __init__(
        self,
        country: str,
        more: Iterable[CountryRule] = (),
        lists: Lists = lambda _name: {},
        today: str = "",
    ) -> None:
        self.country = country
        self._more = tuple(more)
        self._lists = lists
        self._today = today

    def rules(self, resource: Resource) -> Iterator[CountryRule]:
        """Every rule on a resource."""
        return rules_in(resource, self.country, self._more)

    def choices(self, resource: Resource) -> Iterator[tuple[str, str, str]]:
        """(path, code, name) of the lists that rules hold the resource's fields against.

        What other words mean a code follows as names of it; a code without a name is its own.
        """
        for rule in self.rules(resource):
            if rule.requirement == "choices":
                named = dict.fromkeys(rule.choices) or self._lists(rule.catalog)
                for code, name in named.items():
                    yield rule.field, code, name or code
                for word, code in rule.words:
                    yield rule.field, code, word

    def problems(
        self,
        body: dict[str, Any],
        resource: Resource,
        whole: bool = True,
        unfit: Collection[str] = (),
    ) -> list[Problem]:
        """What the rules find wrong; without `whole` nothing is missing but what is emptied.

        unfit: keys of the body that hold something of a wrong kind: no function is given them.
        """
        found: dict[str, Problem] = {}
        for rule in self.rules(resource):
            if unfit and _looks_at(rule, unfit):
                continue
            for problem in self._breaches(rule, body, whole):
                before = found.get(problem.path)
                if before is None or (problem.blocks and not before.blocks):
                    found[problem.path] = problem
        return list(found.values())

    def brought_about(
        self,
        before: dict[str, Any],
        after: dict[str, Any],
        resource: Resource,
        unfit: Collection[str] = (),
    ) -> list[Problem]:
        """What a changed record breaks and the record as it was does not.

        A change answers for what it changes: what was wrong before, and is not what changes, is
        left to the API.
        """
        known = self.problems(before, resource, unfit=unfit)
        return [
            problem
            for problem in self.problems(after, resource, unfit=unfit)
            if problem not in known or at(before, problem.path) != at(after, problem.path)
        ]

    def keys_beside(self, resource: Resource, changed: Collection[str]) -> set[str]:
        """The keys of a record that decide with the changed ones whether a rule holds.

        A rule with a condition, or whose function looks at more than its field, can be broken by a
        change of either side, so that the changes alone do not tell. `EVERY_KEY` where nobody says
        what a function looks at.
        """
        found: set[str] = set()
        for rule in self.rules(resource):
            looks = rule.function is not None or rule.right is not None
            if looks and rule.beside is None:
                return {EVERY_KEY}
            others = (*(path for path, _wanted in rule.when), *(rule.beside or ()))
            keys = {top_key(path) for path in (rule.field, *others)}
            if others and not keys.isdisjoint(changed):
                found |= keys
        return found

    def _breaches(self, rule: CountryRule, body: dict[str, Any], whole: bool) -> Iterator[Problem]:
        """Each element of a list is judged by itself, and by conditions on that element."""
        found = list(places(body, rule.field))
        if not found and "[]" not in rule.field:  # what is around it is not there either
            found = [(rule.field, None, True)]
        for path, value, absent in found:
            empty = absent or value in _NOTHING
            if not all(holds(body, beside(other, path), wanted) for other, wanted in rule.when):
                continue
            if rule.requirement == "required":
                if empty and (whole or not absent):  # a partial body that takes it away
                    yield Problem(path, _need(rule), rule.documented, missing=True)
            elif not empty and (text := self._wrong(rule, value, body)):
                message = _(rule.message) if rule.message else text
                if rule.right and (right := rule.right(self._entry(value, body))):
                    message = _("{problem}: it is {value}").format(problem=message, value=right)
                among = rule.requirement == "choices"
                yield Problem(path, message, rule.documented, among)

    def _wrong(self, rule: CountryRule, value: Any, body: dict[str, Any]) -> str:
        """What is wrong with a value; empty when nothing is."""
        if rule.requirement == "forbidden":
            return forbidden_text(rule)
        if rule.requirement == "choices":
            return self._not_among(rule, value)
        if rule.requirement == "format":
            good = is_of_format(rule, str(value))
        else:
            good = rule.function is None or rule.function(self._entry(value, body))
            if rule.function is not None and (good is None or isinstance(good, str)):
                _need_verdict(rule.function, good)
        return "" if good else _("{value} is not valid").format(value=value)

    def _entry(self, value: Any, body: dict[str, Any]) -> RuleInput:
        return RuleInput(value, body, self._today, self._lists)

    def _not_among(self, rule: CountryRule, value: Any) -> str:
        allowed = rule.choices or tuple(sorted(self._lists(rule.catalog)))
        known = {plain(choice) for choice in allowed}
        listed = value if isinstance(value, list) else [value]
        wrong = [item for item in listed if plain(str(item)) not in known]
        if not wrong or not allowed:
            return ""
        if len(allowed) > _MANY:
            return _("{value} is not in the list; `alegra catalog {name} {value}` looks").format(
                value=wrong[0], name=rule.catalog
            )
        text = _("{value} is not one of {choices}")
        if rule.catalog:
            text = _("{value} is not one of {choices} (`alegra catalog {name}`)")
        return text.format(value=wrong[0], choices=", ".join(allowed), name=rule.catalog)


def _need_verdict(function: Callable[[RuleInput], bool], given: object) -> None:
    """Raises `NoVerdict` for a text, and for None where the function never gives anything else:
    of a match it is what is not good."""
    from alegra_cli.rules.verdicts import never_good

    if given is not None or never_good(function):
        raise NoVerdict(function, given)


def _looks_at(rule: CountryRule, keys: Collection[str]) -> bool:
    """Whether a function of the rule would see one of these keys of a body."""
    if rule.function is None and rule.right is None:
        return False
    paths = (rule.field, *(rule.beside or ()))
    return rule.beside is None or not {top_key(path) for path in paths}.isdisjoint(keys)


_MANY = 20


_NOTHING: tuple[Any, ...] = (None, "", [])
