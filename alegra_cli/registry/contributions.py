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


def contributions_of(hook: str, name: str, lists: Iterable[Iterable[Any]]) -> list[Any]:
    """All of it in one list. name: of the entry point.

    Raises ``ValueError`` for what no user could reach.
    """
    given = [one for many in lists for one in many]
    for one in given:
        if _KINDS[hook] not in {kind.__name__ for kind in type(one).__mro__}:
            text = _("{hook} gives {value}, and it takes instances of {kind}")
            raise ValueError(text.format(hook=hook, value=repr(one), kind=_KINDS[hook]))
    if hook == "alegra_countries":
        _refuse_others(name, {one.version for one in given} - {name.partition(".")[0]})
    elif hook == "alegra_services":
        names = {one.name for one in given}
        _refuse_others(name, names if name not in names else set())
    elif hook == "alegra_resources":
        _refuse_twice(name, [(one.group, one.name) for one in given])
    return given


def _refuse_others(name: str, others: Iterable[str]) -> None:
    if found := ", ".join(sorted(others)):
        text = _("its entry point is called {name}, and what it gives {others}")
        raise ValueError(text.format(name=name, others=found))


def _refuse_twice(name: str, given: list[tuple[str, str]]) -> None:
    """Of two with one name one would be lost, and of a resource and a group the group."""
    twice = {one for one in given if given.count(one) > 1}
    beside = ("", name) in given and any(group == name for group, _name in given)
    if twice or beside:
        found = " ".join(min(twice)).strip() if twice else name
        raise ValueError(_("it gives {name} more than once").format(name=found))
