"""What the hook of a plugin gives: of the kind that it is asked for, and called like it is found.

Told as the plugin's where it is loaded; anything else would fail in the hands of a user.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from alegra_cli.i18n import _

if TYPE_CHECKING:
    import pluggy

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


def contributions_of(manager: pluggy.PluginManager, hook: str, name: str) -> list[Any]:
    """All that a hook of the plugin gives. name: of the entry point.

    Raises `WrongContribution` for anything else than a list of what the hook gives, and for what
    no user could reach.
    """
    caller = getattr(manager.hook, hook)
    # What gives None is left out.
    lists = caller() or [None for _each in caller.get_hookimpls()]
    for many in lists:
        if isinstance(many, str) or not isinstance(many, Iterable):
            raise _of_another_kind(hook, _kind_of(many))
    given = [one for many in lists for one in many]
    for one in given:
        if _KINDS[hook] not in {kind.__name__ for kind in type(one).__mro__}:
            raise _of_another_kind(hook, f"[{_kind_of(one)}]")
    if text := _unreachable(hook, name, given):
        raise WrongContribution(hook, text)
    return given


def need_hook(manager: pluggy.PluginManager, *hooks: str) -> None:
    """Raises `WrongContribution` where the module has none of them."""
    if not any(getattr(manager.hook, hook).get_hookimpls() for hook in hooks):
        text = _("it has no function {hook} with @hookimpl").format(hook=hooks[0])
        raise WrongContribution(hooks[0], text)


def _kind_of(value: Any) -> str:
    return "None" if value is None else type(value).__name__


def _of_another_kind(hook: str, given: str) -> WrongContribution:
    text = _("{hook} has to give a list of {kind}, and gives {given}")
    return WrongContribution(hook, text.format(hook=hook, kind=_KINDS[hook], given=given))


def _unreachable(hook: str, name: str, given: list[Any]) -> str:
    if hook == "alegra_countries":
        country, adds, _word = name.partition(".")
        wrong = _called_otherwise(name, {one.version for one in given} - {country})
        return wrong or (_of_the_pack(given) if adds else "")
    if hook == "alegra_services":
        names = {one.name for one in given}
        return "" if name in names else _called_otherwise(name, names)
    if hook == "alegra_resources":
        return _repetition(name, [(one.group, one.name) for one in given])
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


def _repetition(name: str, given: list[tuple[str, str]]) -> str:
    """Of two with one name one would be lost, and of a resource and a group the group."""
    twice = {one for one in given if given.count(one) > 1}
    beside = ("", name) in given and any(group == name for group, _name in given)
    if not twice and not beside:
        return ""
    found = " ".join(min(twice)).strip() if twice else name
    return _("it gives {name} more than once").format(name=found)
