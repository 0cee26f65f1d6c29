"""What is wrong with a body, in the words of the command line, and what to do next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from alegra_cli.declare import Field, Resource
from alegra_cli.i18n import _
from alegra_cli.rules.fields import Problem
from alegra_cli.rules.places import places

_INDEX = re.compile(r"\.\d+(?=\.|$)")


@attrs.frozen
class FieldOptions:
    """The options that fields of a body were given by, or would be.

    options: by the path of its field, for those that were typed. others: for those that
    neither an option nor the rest of the body gives.
    """

    options: Mapping[str, str] = attrs.field(factory=dict)
    others: Mapping[str, str] = attrs.field(factory=dict)

    def line(self, problem: Problem) -> str:
        """``--dv: …`` for what was typed, ``emails: is required (--to)`` for what was not."""
        path = _INDEX.sub("[]", problem.path)
        if option := self.options.get(path):
            return f"{option}: {problem.message}"
        line = f"{problem.path}: {problem.message}"
        return f"{line} ({option})" if (option := self.others.get(path)) else line


def option_names(
    fields: Iterable[Field], values: Mapping[Field, Any], body: Mapping[str, Any]
) -> FieldOptions:
    """values: what the typed options were given. body: what came out of all sources."""
    typed = {field.path: field.option for field, value in values.items() if value not in (None, ())}
    untyped = {
        field.path: field.option
        for field in fields
        if field.option and field.path not in typed and not _present(body, field.path)
    }
    return FieldOptions(typed, untyped)


def _present(body: Mapping[str, Any], path: str) -> bool:
    return any(not absent and value is not None for _path, value, absent in places(body, path))


def once_each(found: Iterable[Problem]) -> list[Problem]:
    """One problem for each place: what blocks before what is warned of, and the later of two
    lists, which is the country's."""
    kept: dict[str, Problem] = {}
    more = []
    for problem in found:
        before = kept.get(problem.path)
        if before is None:
            kept[problem.path] = problem
        elif problem.blocks != before.blocks:
            kept[problem.path] = problem if problem.blocks else before
        elif problem.choice and before.choice:
            kept[problem.path] = problem
        elif problem != before:
            more.append(problem)
    return [*kept.values(), *(problem for problem in more if problem.blocks)]


def next_step(resource: Resource, names: FieldOptions, blocking: Iterable[Problem]) -> str:
    """What to do about what blocks: the command that helps, where one does.

    A whole example where something is missing that no option gives.
    """
    command = f"alegra schema {resource.name}"
    if any(item.missing and item.path not in names.others for item in blocking):
        return _("`{command} --example` shows a body to fill in.").format(command=command)
    if any(item.missing or item.choice for item in blocking):
        text = _("`{command}` shows the fields and the values that they take.")
        return text.format(command=command)
    return _("Correct what is named, and run it again.")
