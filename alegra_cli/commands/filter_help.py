"""What a filter is for, in the language in use."""

from __future__ import annotations

from alegra_cli.declare import Filter
from alegra_cli.i18n import N_, _

# Those of `date_filters`, by what they compare.
_OF_DAYS = {
    "=": N_("{what}: exactly this day."),
    ">": N_("{what}: after this day."),
    ">=": N_("{what}: this day or after."),
    "<": N_("{what}: before this day."),
    "<=": N_("{what}: this day or before."),
}


def help_of(item: Filter) -> str:
    """Of the days of a plugin, only the plugin knows what they are called; the rest is ours."""
    text = _(item.help)
    form = _OF_DAYS.get(item.compares, "")
    end = form.removeprefix("{what}")
    if form and text == item.help and text.endswith(end):
        return _(form).format(what=_(text.removesuffix(end)))
    return text
