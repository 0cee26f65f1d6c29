"""What an assistant asks for, as words of a command line.

Only options that the command itself declares for choosing records are taken; each value stands
behind ``=`` in one word, so that nothing given ever becomes another option.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import click

from alegra_cli import exact
from alegra_cli.assistant.server.commands_of import leaf
from alegra_cli.assistant.server.permission import ToolRefusal
from alegra_cli.commands.filters import HEADING
from alegra_cli.commands.period_options import PAGING
from alegra_cli.declare import Action, Resource
from alegra_cli.errors.suggestion import did_you_mean
from alegra_cli.i18n import _
from alegra_cli.input.yes_no import truth

# Ours to decide, since answers must stay short and end, or a way around the declared filters.
_OURS = {"everything", "start", "limit", "jobs", "count", "param", "watch"}
_DIGITS = 15  # that a number keeps on its way through a JSON library


def choices(resource: Resource, action: Action) -> dict[str, click.Option]:
    """The options that choose what a read shows, by the names an assistant may use."""
    found: dict[str, click.Option] = {}
    params = {item.names[0]: item.param for item in (*resource.filters, *action.filters)}
    for param in leaf(resource, action).params:
        heading = getattr(param, "heading", "")
        if not isinstance(param, click.Option) or heading not in (PAGING, HEADING):
            continue
        if param.name in _OURS or param.hidden:
            continue
        name = next(text for text in param.opts if text.startswith("--"))
        found[params.get(name, name.removeprefix("--").replace("-", "_"))] = param
    return found


def filter_words(resource: Resource, action: Action, given: Mapping[str, Any]) -> list[str]:
    """The words for what was given. Raises `ToolRefusal` for a name the command does not have."""
    if not given:
        return []
    known = choices(resource, action)
    by_name = {_plain(name): param for name, param in known.items()}
    by_name |= {_plain(text): param for param in known.values() for text in param.opts}
    words = []
    for name, value in given.items():
        param = by_name.get(_plain(name))
        if param is None:
            raise ToolRefusal(_no_such_filter(name, known))
        words.append(_word(param, _text(name, value)))
    return words


def _plain(name: str) -> str:
    return name.strip().lstrip("-").replace("-", "").replace("_", "").casefold()


def _no_such_filter(name: str, known: Mapping[str, Any]) -> str:
    text = _("There is no filter {name}.").format(name=repr(name))
    names = _("It takes: {names}.").format(names=", ".join(known) or _("none"))
    return " ".join(filter(None, (text, did_you_mean(name, known), names)))


def _word(param: click.Option, text: str) -> str:
    long = [name for name in param.opts if name.startswith("--")]
    if not param.is_flag:
        return f"{long[0]}={text}"
    names = (
        long if truth(text) else [name for name in param.secondary_opts if name.startswith("--")]
    )
    if not names:
        raise ToolRefusal(_("{name} can only be true.").format(name=long[0].lstrip("-")))
    return names[0]


def _text(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int):
        return str(value)
    if isinstance(value, float):
        return str(exactly(value, name))
    if isinstance(value, list):
        return ",".join(_text(name, item) for item in value)
    raise ToolRefusal(_("{name} takes one value.").format(name=name))


def exactly(value: Any, place: str = "") -> Any:
    """The same without floats, once no number can have changed on its way here.

    Raises `ToolRefusal` for one that may have.
    """
    if isinstance(value, dict):
        return {key: exactly(item, f"{place}.{key}".lstrip(".")) for key, item in value.items()}
    if isinstance(value, list):
        return [exactly(item, f"{place}.{at}".lstrip(".")) for at, item in enumerate(value)]
    if not isinstance(value, float):
        return value
    text = repr(value)
    digits = text.partition("e")[0].replace(".", "").lstrip("-0")
    if not math.isfinite(value) or len(digits) > _DIGITS:
        raise ToolRefusal(
            _("{place}: give a number of so many digits as text, so that none is lost.").format(
                place=place
            )
        )
    return exact.number(text.removesuffix(".0"))
