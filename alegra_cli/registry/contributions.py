"""What the hook of a plugin gives: of the kind that it is asked for, and called like it is found.

Told as the plugin's where it is loaded; anything else would fail in the hands of a user.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from alegra_cli.i18n import _

# By their names, so that nothing is imported to know them.
_KINDS = {
    "alegra_resources": "Resource",
    "alegra_commands": "Command",
    "alegra_services": "Api",
    "alegra_sandbox": "Mount",
    "alegra_formats": "Format",
    "alegra_countries": "Country",
    "alegra_readers": "InvoiceReader",
}


class WrongContribution(ValueError):
    """hook: the function of the plugin that gave it."""

    def __init__(self, hook: str, text: str) -> None:
        super().__init__(text)
        self.hook = hook


def contributions_of(hook: str, name: str, lists: Iterable[Any]) -> list[Any]:
    """All of it in one list. name: of the entry point.

    lists: what each implementation gave. Raises `WrongContribution` for what no user could reach.
    """
    given: list[Any] = []
    for many in lists:
        if isinstance(many, str) or not isinstance(many, Iterable):
            raise WrongContribution(hook, _("{hook} gives no list").format(hook=hook))
        given += many
    for one in given:
        if _KINDS[hook] not in {kind.__name__ for kind in type(one).__mro__}:
            text = _("{hook} gives {value}, and it takes instances of {kind}")
            text = text.format(hook=hook, value=repr(one), kind=_KINDS[hook])
            raise WrongContribution(hook, text)
    if text := _unreachable(hook, name, given):
        raise WrongContribution(hook, text)
    return given


def _unreachable(hook: str, name: str, given: list[Any]) -> str:
    if hook == "alegra_countries":
        country, adds, _word = name.partition(".")
        wrong = _called_otherwise(name, {one.version for one in given} - {country})
        return wrong or (_of_the_pack(given) if adds else "")
    if hook == "alegra_services":
        names = {one.name for one in given}
        return "" if name in names else _called_otherwise(name, names)
    if hook == "alegra_resources":
        return _repeated(name, [(one.group, one.name) for one in given])
    return ""


def _called_otherwise(name: str, others: Iterable[str]) -> str:
    if not (found := ", ".join(sorted(others))):
        return ""
    text = _("its entry point is called {name}, and what it gives {others}")
    return text.format(name=name, others=found)


def _of_the_pack(given: list[Any]) -> str:
    """What an add-on says, and what only the pack of the country is asked for."""
    import attrs

    added = ("version", "label", "authority", "rules", "templates")
    said = sorted(
        one.name
        for country in given
        for one in attrs.fields(type(country))
        if one.name not in added and getattr(country, one.name) != one.default
    )
    if not said:
        return ""
    text = _("what adds to a country has rules and templates; of its pack alone are {words}")
    return text.format(words=", ".join(said))


def _repeated(name: str, given: list[tuple[str, str]]) -> str:
    """Of two with one name one would be lost, and of a resource and a group the group."""
    twice = {one for one in given if given.count(one) > 1}
    beside = ("", name) in given and any(group == name for group, _name in given)
    if not twice and not beside:
        return ""
    found = " ".join(min(twice)).strip() if twice else name
    return _("it gives {name} more than once").format(name=found)
