"""Whether a command is about one record or about many."""

from __future__ import annotations

from collections.abc import Sequence

import click

from alegra_cli.commands.options import Placeholder
from alegra_cli.declare import Action, Resource
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _


def some_records(action: Action) -> list[click.Parameter]:
    """The arguments that name the records; none where a file names them."""
    return [Placeholder(name, several=True) for name in action.arguments]


def is_many(resource: Resource, ids: Sequence[str], file: str | None) -> bool:
    """Whether many are meant; False where exactly one is.

    ids: those that were named. file: one that names them. Raises `UsageProblem` where nothing
    says which.
    """
    if len(ids) == 1:
        return False
    if not ids and not file:
        raise UsageProblem(
            _("Which {resource}?").format(resource=resource.name),
            _("Name the id, or several, or a file with -f FILE."),
        )
    return True
