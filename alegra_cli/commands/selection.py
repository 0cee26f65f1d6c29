"""Whether a command is about one record or about many."""

from __future__ import annotations

from typing import Any

import click

from alegra_cli.app import App
from alegra_cli.commands.bodies import body_of, fields_of, need_body
from alegra_cli.commands.leaf import Argument, Option
from alegra_cli.declare import Action, Resource
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _


def some_records(action: Action) -> list[click.Parameter]:
    """The arguments that name the records; none where a file names them."""
    return [Argument([name], nargs=-1, metavar=f"[{name.upper()}]...") for name in action.arguments]


def file_option() -> Option:
    return Option(
        ["-f", "--file"],
        metavar="FILE",
        help=_("A file or a pipe (-) with the ids of many: CSV, JSON, JSON Lines."),
    )


def deletes_many(action: Action) -> bool:
    """Whether it is a plain delete by id, of which several make sense."""
    return action.verb == "delete" and len(action.arguments) == 1


def several(app: App, resource: Resource, action: Action, given: dict[str, Any]) -> bool:
    """Do it where many are meant; False where exactly one is.

    Raises `UsageProblem` where nothing says which. What a file's rows have besides their ids
    is what they are changed to, unless the command line says that.
    """
    if not action.arguments:
        return False
    ids = given[action.arguments[0].lower()]
    if len(ids) == 1:
        return False
    file = given["file"]
    if not ids and not file:
        raise UsageProblem(
            _("Which {resource}?").format(resource=resource.name),
            _("Name the id, or several, or a file with -f FILE."),
        )
    from alegra_cli.commands.bulk import Wanted, run_file, run_named

    changes: dict[str, Any] | None = {}
    if action.verb == "update":
        own = given | {"file": file if ids else None}
        changes = body_of(app, fields_of(resource, action), own) or None
        if given.get("replace"):
            raise UsageProblem(_("--replace is for one record."))
    if ids:
        if action.verb == "update":
            need_body(changes)
        run_named(app, Wanted(resource, action, changes), ids, given)
    else:
        run_file(app, Wanted(resource, action, changes), file, given)
    return True
