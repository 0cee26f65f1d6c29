"""delete: one record, several that are named, or those of a file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Unpack

import click

from alegra_cli.app import App
from alegra_cli.commands.confirming import yes_option
from alegra_cli.commands.import_options import reading_options, refuse_unread
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.listing import jobs_option
from alegra_cli.commands.options import Option
from alegra_cli.commands.selection import is_many, some_records
from alegra_cli.commands.writing import act, still_issued
from alegra_cli.declare import Action, Resource
from alegra_cli.i18n import _
from alegra_cli.operations.calls import call

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import DeleteArguments


def delete_command(resource: Resource, action: Action) -> Leaf:
    """Of an action whose path has one placeholder: several ids make sense there."""
    params: list[click.Parameter] = [
        *some_records(action),
        Option(
            ["-f", "--file"],
            metavar="FILE",
            help=_("A file or a pipe (-) with the ids of many: CSV, XLSX, JSON, JSON Lines, YAML."),
        ),
        *reading_options(),
        jobs_option(),
    ]
    if action.confirm:
        params.append(yes_option())
    closing = still_issued if action.accounting_only else None
    run = partial(run_delete, resource, action)
    return Leaf(action.name, run, params, _(action.summary), closing=closing, takes=("records",))


def run_delete(
    resource: Resource, action: Action, app: App, **given: Unpack[DeleteArguments]
) -> None:
    """Delete one record or many. Raises `UsageProblem` where nothing says which."""
    ((placeholder, ids),) = given["records"].items()
    yes = given.get("yes", False)
    if ids:
        refuse_unread(given)
    if not is_many(resource, ids, given["file"]):
        # Some actions refuse an empty POST.
        body: dict[str, Any] | None = {} if action.method == "POST" else None
        request = call(resource, action, {placeholder: ids[0]}, (), body)
        act(app, resource, action, request, ids[0], yes)
        return
    from alegra_cli.commands.bulk import BulkChange, BulkOptions, run_file, run_named

    wanted, options = BulkChange(resource, action, {}), BulkOptions(yes, given["jobs"])
    if ids:
        run_named(app, wanted, ids, options)
    else:
        run_file(app, wanted, given["file"] or "", given, options)
