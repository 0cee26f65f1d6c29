"""What the rules of a country look at, as a person reads it before there is a body."""

from __future__ import annotations

from collections.abc import Iterator

from alegra_cli.declare import CountryRule, Resource
from alegra_cli.declare.rule import EVERYWHERE
from alegra_cli.i18n import _
from alegra_cli.rules.country import Rulebook, conditions, forbidden_text


def checks_of(book: Rulebook | None, resource: Resource) -> dict[str, list[str]]:
    """path: what is refused or warned of there, besides the lists of codes; of what is needed, what
    is told in other words or only warned of."""
    found: dict[str, list[str]] = {}
    for rule in book.rules(resource) if book else ():
        for text in _problems(rule):
            told = _("Refused: {problem}") if rule.documented else _("Warned of: {problem}")
            found.setdefault(rule.field, []).append(told.format(problem=text))
    return found


def _problems(rule: CountryRule) -> Iterator[str]:
    if rule.requirement == "required":
        yield from _lacks(rule)
    elif rule.requirement == "forbidden":
        yield _(rule.message) if rule.message else forbidden_text(rule)
    elif rule.requirement == "choices" and rule.choices:
        text = _("anything else than {values}").format(values=", ".join(rule.choices))
        yield _with_conditions(text, rule)
    elif rule.message and rule.requirement in ("format", "check"):
        yield _with_conditions(_(rule.message), rule)
    elif rule.requirement == "check":
        text = _("what {country} does not take").format(country=rule.country)
        if rule.country == EVERYWHERE:
            text = _("what is not taken")
        yield _with_conditions(text, rule)
    elif rule.requirement == "format":
        if rule.max_length:
            text = _("more than {count} characters").format(count=rule.max_length)
            yield _with_conditions(text, rule)
        if rule.pattern:
            text = _("anything else than {values}").format(values=rule.pattern)
            yield _with_conditions(text, rule)


def _lacks(rule: CountryRule) -> Iterator[str]:
    """That it is needed stands elsewhere, and that this refuses goes without saying."""
    if rule.message or not rule.documented:
        text = _(rule.message) if rule.message else _("a value that is missing")
        yield _with_conditions(text, rule)


def _with_conditions(text: str, rule: CountryRule) -> str:
    return f"{text} ({conditions(rule)})" if rule.when else text
