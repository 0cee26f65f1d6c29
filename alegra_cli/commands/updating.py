"""update: what it changes, checked on the record as it will be."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Unpack

import click

from alegra_cli.app import App
from alegra_cli.commands import dryrun
from alegra_cli.commands.bodies import body_of, body_options, fields_of, need_body
from alegra_cli.commands.checks import (
    book_for_sending,
    check,
    check_options,
    refuse,
    with_tax_ids,
)
from alegra_cli.commands.codes import in_codes
from alegra_cli.commands.confirming import ask, yes_option
from alegra_cli.commands.import_options import reading_options, refuse_unread
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.listing import jobs_option
from alegra_cli.commands.options import Option
from alegra_cli.commands.problems import FieldOptions, option_names
from alegra_cli.commands.selection import is_many, some_records
from alegra_cli.commands.stakes import named_for_question
from alegra_cli.commands.submit import send
from alegra_cli.declare import Action, Resource
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _
from alegra_cli.operations import comparing, envelope
from alegra_cli.operations.calls import call, stamps
from alegra_cli.operations.changing import body_after, reads_first, taken_by_update
from alegra_cli.operations.comparing import differing
from alegra_cli.operations.merging import differences, merged_body
from alegra_cli.operations.recreating import updatable
from alegra_cli.rules.country import Rulebook
from alegra_cli.rules.fields import Problem
from alegra_cli.wire import Request

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import BodySources, UpdateArguments


def update_command(resource: Resource, action: Action) -> Leaf:
    """The command of one record, and of many in a file where the action names one by its id."""
    params: list[click.Parameter] = [
        *some_records(action),
        *body_options(fields_of(resource, action), whole=False, many=bool(action.arguments)),
        *check_options(),
    ]
    if reads_first(action):
        text = (
            _("Send the body as it is; whatever it leaves out is emptied.")
            if action.merge
            else _("Send the body as it is, without what the API wants each time.")
        )
        params.append(Option(["--replace"], is_flag=True, help=text))
    params.append(yes_option())
    if action.arguments:
        params += [*reading_options(params), jobs_option()]
    run = partial(run_update, resource, action)
    takes = ("records", "fields")
    return Leaf(action.name, run, params, _(action.summary), takes=takes)


def run_update(
    resource: Resource, action: Action, app: App, **given: Unpack[UpdateArguments]
) -> None:
    """Change one record, or many, and show the reply; in a dry run the difference.

    Where the API replaces the whole record, or a country's rules are about whole records, the
    current one is read first. Raises `UsageProblem` where nothing says which record or what to
    change, `Invalid` for what breaks the rules, `Cancelled`, and the other kinds of `AlegraError`
    as the requests end; of many what `bulk.run_named` and `bulk.run_file` raise.
    """
    arguments = {}
    for name, chosen in given["records"].items():
        if is_many(resource, chosen, given["file"]):
            _update_many(app, resource, action, chosen, given)
            return
        arguments[name] = chosen[0]
    refuse_unread(given)
    changes = _changes(app, resource, action, arguments, given)
    if changes is None:
        return
    told: list[Problem] = []
    names = FieldOptions()
    if not given["no_validate"]:
        country, strict = given["country"], given["strict"]
        declared = fields_of(resource, action)
        names = option_names(declared, given["fields"], changes)
        changes = with_tax_ids(app, declared, changes, country, strict, names)
        changes = in_codes(app, resource, action, declared, changes, country)
        told = check(app, resource, action, changes, country, strict, names)
    request = call(resource, action, arguments, (), changes)
    replace = bool(given.get("replace"))
    merge = reads_first(action) and not replace
    book = None if given["no_validate"] else _book(app, resource, given["country"])
    if merge or app.dry_run or book:
        current = _current(app, resource, request)
        if current is not None:
            if book:
                found = _brought_about(current, changes, resource, book, replace)
                found = [problem for problem in found if problem not in told]
                refuse(app, resource, found, given["strict"], names)
            request = _request_of(app, resource, action, request, merge, current)
    if app.dry_run:
        dryrun.show(app, request)
        return
    if stamps(resource, changes):
        ask(app, partial(_question, app, resource, arguments), given["yes"])
    send(app, request, " ".join((action.name, *arguments.values())), resource=resource)


def _question(app: App, resource: Resource, arguments: dict[str, str], somebody: bool) -> str:
    which = " ".join(arguments.values())
    if somebody:
        which = named_for_question(app, resource, which)
    text = _("Update {noun} {id} and send it to the tax authority?")
    return text.format(noun=_(resource.singular), id=which).replace("  ", " ")


def _changes(
    app: App,
    resource: Resource,
    action: Action,
    arguments: dict[str, str],
    given: UpdateArguments,
) -> dict[str, Any] | None:
    """What is to change; None where a record is given back that says nothing new."""
    body = body_of(app, fields_of(resource, action), given)
    need_body(body, given)
    if not _was_read(body, resource):
        return body
    return _correction(app, resource, action, call(resource, action, arguments), body)


def _was_read(body: dict[str, Any], resource: Resource) -> bool:
    """Whether the body is a record that was read, and perhaps corrected."""
    named = {field.path for field in resource.fields}
    return resource.id_key in body and resource.id_key not in named


def _correction(
    app: App, resource: Resource, action: Action, request: Request, given: dict[str, Any]
) -> dict[str, Any] | None:
    """What a record that is given back would change; None, and told, where it is that already."""
    current = _current(app, resource, request)
    if current is None:
        return updatable(given, resource)
    taken = taken_by_update(given, resource, action)
    rest = given.keys() - taken.keys() - {resource.id_key, *resource.read_only}
    kept = [name for name in given if name in rest and _differs(given[name], current.get(name))]
    if kept:
        app.screen.note(
            _("Warning: an update does not take {fields}, which the body has otherwise.").format(
                fields=", ".join(kept)
            )
        )
    changes = differing(taken, current, resource)
    if not changes:
        app.screen.note(_("Nothing would change.") if app.dry_run else _("Nothing changes."))
        if not app.dry_run:
            app.screen.record(current)
        return None
    return changes


def _differs(one: Any, other: Any) -> bool:
    return any(comparing.differences(one, other))


def _update_many(
    app: App, resource: Resource, action: Action, ids: Sequence[str], given: UpdateArguments
) -> None:
    """Those that were named get the same changes; a file's rows have theirs beside their ids,
    unless the command line says the changes."""
    from alegra_cli.commands.bulk import BulkChange, BulkOptions, run_file, run_named

    file = given["file"]
    sources: BodySources = {
        "file": file if ids else None,
        "data": given["data"],
        "assignments": given["assignments"],
        "fields": given["fields"],
        "keep_scheme": given.get("keep_scheme", False),
    }
    changes = body_of(app, fields_of(resource, action), sources) or None
    if changes and not given["no_validate"]:
        own = fields_of(resource, action)
        changes = in_codes(app, resource, action, own, changes, given["country"])
    if given.get("replace"):
        raise UsageProblem(_("--replace is for one record."))
    options = BulkOptions(
        given["yes"], given.get("jobs"), given["no_validate"], given["strict"], given["country"]
    )
    if ids:
        need_body(changes, sources)
        refuse_unread(given)
        run_named(app, BulkChange(resource, action, changes), ids, options)
    else:
        run_file(app, BulkChange(resource, action, changes), file or "", given, options)


def _book(app: App, resource: Resource, asked: str | None) -> Rulebook | None:
    """The rules that a whole record has to keep; None without any, or if it can't be read."""
    get = resource.action("get")
    if get is None or not app.connection.credentials:
        return None
    book = book_for_sending(app, resource, asked)
    return book if book and any(book.rules(resource)) else None


def _brought_about(
    current: dict[str, Any],
    changes: dict[str, Any],
    resource: Resource,
    book: Rulebook,
    replace: bool,
) -> list[Problem]:
    record = changes if replace else merged_body(current, changes, resource)
    return book.brought_about(merged_body(current, {}, resource), record, resource)


def _current(app: App, resource: Resource, request: Request) -> dict[str, Any] | None:
    """The record as it is now; None where it can't be known."""
    if app.dry_run and app.connection.credentials is None:
        app.screen.note(_("Nobody is signed in, so the current record was not read."))
        return None
    answer = app.connection.session.send(Request("GET", request.path))
    record = envelope.record(answer.body, resource.envelope)
    return record if isinstance(record, dict) else None


def _request_of(
    app: App,
    resource: Resource,
    action: Action,
    request: Request,
    merge: bool,
    current: dict[str, Any],
) -> Request:
    """The update of this record, and the difference shown when dry."""
    after = body_after(current, request.body, resource, action) if merge else request.body
    if app.dry_run:
        seen = current if action.merge and merge else {key: current.get(key) for key in after}
        _show_difference(app, merged_body(seen, {}, resource), after)
    return Request(request.method, request.path, (), after, request.once)


def _show_difference(app: App, before: Any, after: Any) -> None:
    from alegra_cli import exact

    changes = list(differences(before, after))
    for path, old, new in changes:
        app.screen.note(f"  {path}: {exact.dumps(old)} → {exact.dumps(new)}")
    if not changes:
        app.screen.note(_("Nothing would change."))
