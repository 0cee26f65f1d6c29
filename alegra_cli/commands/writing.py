"""create, update, delete, and every other action that changes something."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from alegra_cli import checking
from alegra_cli.app import App
from alegra_cli.checking import Problem, places
from alegra_cli.commands import dryrun, reversing
from alegra_cli.commands.bodies import body_of, body_options
from alegra_cli.commands.confirming import ask, yes_option
from alegra_cli.commands.leaf import Leaf, Option
from alegra_cli.commands.sending import send
from alegra_cli.declare import Action, CountryRule, Resource
from alegra_cli.errors import Invalid, UsageProblem
from alegra_cli.i18n import _
from alegra_cli.operations import envelope
from alegra_cli.operations.calls import call, stamps, with_ids
from alegra_cli.operations.merging import differences, merged
from alegra_cli.registry import PluginProblem
from alegra_cli.rulebook import rulebook
from alegra_cli.wire import Request


def create_command(resource: Resource, action: Action, rules: tuple[CountryRule, ...] = ()) -> Leaf:
    params = [*body_options(_fields(resource, action)), *_checks()]
    params.append(
        Option(
            ["--draft"],
            is_flag=True,
            hidden=not (resource.draft or resource.stamp),
            help=_("Make a draft: not sent to the tax authority."),
        )
    )
    if resource.stamp or action.confirm:
        params.append(yes_option())
    if resource.reverses:
        params += reversing.options(resource.reverses)
    run = partial(run_create, resource, action, rules)
    return Leaf(
        action.name,
        run,
        params,
        _(action.summary),
        _required_line(resource),
        closing=partial(_needed_here, resource, rules),
    )


def _needed_here(resource: Resource, rules: tuple[CountryRule, ...], app: App) -> str:
    """What the account's country wants besides; empty where it is not known."""
    try:
        book = rulebook(app, resource, rules)
    except PluginProblem:
        return ""  # a help is shown whatever is wrong; the command itself tells it
    if book is None:
        return ""
    needed = [rule for rule in book.rules(resource) if rule.requirement == "required"]
    always = [rule.field for rule in needed if not rule.when]
    lines = []
    if always:
        names = ", ".join(dict.fromkeys(always))
        lines.append(_("In {country} also: {fields}.").format(country=book.country, fields=names))
    for when in dict.fromkeys(rule.when for rule in needed if rule.when):
        names = ", ".join(rule.field for rule in needed if rule.when == when)
        text = " ".join(f"{path}={value}" for path, value in when)
        lines.append(_("With {when}: {fields}.").format(when=text, fields=names))
    return "\n".join(lines)


def run_create(
    resource: Resource, action: Action, rules: tuple[CountryRule, ...], app: App, **given: Any
) -> None:
    body = body_of(app, _fields(resource, action), given)
    if given.get("reversed_id"):
        built = reversing.body_for(app, resource, given["reversed_id"], given["reason"])
        body = {**built, **body}
    if given["draft"]:
        body = _drafted(resource, body)
    if action.body == "required":
        _need_body(body)
    if not given["no_validate"]:
        check(app, resource, action, body, rules, given["country"], given["strict"])
    request = call(resource, action, {}, (), body)
    if app.dry_run:
        dryrun.show(app, request)
        return
    if action.confirm or stamps(resource, body):
        ask(app, _("Create it and send it to the tax authority?"), given.get("yes", False))
    try:
        send(app, request, f"{action.name} {resource.one}")
    except Invalid as refusal:
        raise _explained(app, refusal, resource, body, rules, given["country"]) from refusal


def _explained(
    app: App,
    refusal: Invalid,
    resource: Resource,
    body: dict[str, Any],
    rules: tuple[CountryRule, ...],
    asked_country: str | None,
) -> Invalid:
    """The API's refusal, pointing at what the country's rules miss in the body."""
    book = rulebook(app, resource, rules, asked_country)
    found = _to_the_point(book.problems(body, resource), body, refusal) if book else []
    if found:
        lines = "; ".join(_line(problem) for problem in found)
        refusal.hint = _("It may be for want of this: {problems}. {hint}").format(
            problems=lines, hint=refusal.hint
        )
    return refusal


def _to_the_point(found: list[Problem], body: dict[str, Any], refusal: Invalid) -> list[Problem]:
    """The problems that the refusal names, otherwise those of fields that are missing."""
    said = refusal.message.casefold()
    named = [item for item in found if item.path.rpartition(".")[2].casefold() in said]
    return named or [item for item in found if all(gone for *_at, gone in places(body, item.path))]


def _drafted(resource: Resource, body: dict[str, Any]) -> dict[str, Any]:
    """The body as a draft: no stamp, and the status that the declaration names."""
    rest = {key: value for key, value in body.items() if key != resource.stamp.partition(".")[0]}
    return {**rest, **dict(resource.draft)}


def check(
    app: App,
    resource: Resource,
    action: Action,
    body: dict[str, Any],
    rules: tuple[CountryRule, ...] = (),
    asked_country: str | None = None,
    strict: bool = False,
) -> None:
    """Raise `Invalid` with every problem that blocks; warn about the others.

    strict: warnings block too.
    """
    found = checking.problems(body, resource, action.verb)
    book = rulebook(app, resource, rules, asked_country)
    if book:
        found += book.problems(body, resource, whole=action.verb == "create")
    blocking = [problem for problem in found if problem.blocks or strict]
    for problem in found:
        if problem not in blocking:
            app.note(_("Warning: {problem}").format(problem=_line(problem)))
    if blocking:
        lines = "".join(f"\n  {_line(problem)}" for problem in blocking)
        raise Invalid(
            _("The {noun} can't be sent as it is; nothing was sent:").format(noun=_(resource.one))
            + lines,
            _("--no-validate sends it all the same; --dry-run shows what is sent."),
            details=[{"path": item.path, "message": item.message} for item in found],
        )


def _line(problem: Problem) -> str:
    return f"{problem.path}: {problem.message}"


def update_command(resource: Resource, action: Action) -> Leaf:
    params: list[click.Parameter] = [
        *(click.Argument([name], metavar=name.upper()) for name in action.arguments),
        *body_options(_fields(resource, action)),
        *_checks(),
    ]
    if action.merge:
        text = _("Send the body as it is; whatever it leaves out is emptied.")
        params.append(Option(["--replace"], is_flag=True, help=text))
    if resource.stamp:
        params.append(yes_option())
    return Leaf(action.name, partial(run_update, resource, action), params, _(action.summary))


def run_update(resource: Resource, action: Action, app: App, **given: Any) -> None:
    changes = body_of(app, _fields(resource, action), given)
    _need_body(changes)
    if not given["no_validate"]:
        check(app, resource, action, changes, (), given["country"], given["strict"])
    arguments = {name: given[name.lower()] for name in action.arguments}
    request = call(resource, action, arguments, (), changes)
    merge = action.merge and not given.get("replace")
    if merge or app.dry_run:
        request = _prepared(app, resource, request, merge)
    if app.dry_run:
        dryrun.show(app, request)
        return
    if stamps(resource, changes):
        ask(app, _("Update it and send it to the tax authority?"), given.get("yes", False))
    send(app, request, " ".join((action.name, *arguments.values())))


def _prepared(app: App, resource: Resource, request: Request, merge: bool) -> Request:
    """The update with the record it changes read first, and the difference shown when dry."""
    if app.dry_run and app.credentials is None:
        app.note(_("Nobody is signed in, so the current record was not read."))
        return request
    current = envelope.record(
        app.session.send(Request("GET", request.path)).body, resource.envelope
    )
    if not isinstance(current, dict):
        return request
    after = merged(current, request.body, resource) if merge else request.body
    if app.dry_run:
        seen = current if merge else {key: current.get(key) for key in after}
        _show_difference(app, merged(seen, {}, resource), after)
    return Request(request.method, request.path, (), after, request.once)


def _show_difference(app: App, before: Any, after: Any) -> None:
    from alegra_cli import exact

    changes = list(differences(before, after))
    for path, old, new in changes:
        app.note(f"  {path}: {exact.dumps(old)} → {exact.dumps(new)}")
    if not changes:
        app.note(_("Nothing would change."))


def act_command(resource: Resource, action: Action) -> Leaf:
    """delete, void, open, email, stamp …: arguments, perhaps a body, perhaps a question."""
    params: list[click.Parameter] = [
        click.Argument([name], metavar=name.upper()) for name in action.arguments
    ]
    if action.ids:
        # Where a body is taken the ids may be in it.
        needed = action.body == "none"
        params.append(click.Argument(["ids"], nargs=-1, required=needed, metavar="ID..."))
    if action.body != "none" or action.fields:
        params += body_options(action.fields)
    if action.confirm:
        params.append(yes_option())
    closing = _still_issued if action.accounting_only else None
    run = partial(run_act, resource, action)
    return Leaf(action.name, run, params, _(action.summary), closing=closing)


def run_act(resource: Resource, action: Action, app: App, **given: Any) -> None:
    body: dict[str, Any] | None = None
    if action.body != "none" or action.fields:
        body = body_of(app, action.fields, given)
        _check_own(action, resource, body)
    ids = given.get("ids", ())
    query, body = with_ids(action, ids, body)
    if action.body == "required" or (action.ids and action.ids.place == "body"):
        _need_body(body)
    arguments = {name: given[name.lower()] for name in action.arguments}
    if action.method == "POST" and body is None:
        body = {}  # some actions refuse an empty request (api/invoices.yaml, open)
    request = call(resource, action, arguments, query, body)
    if app.dry_run:
        dryrun.show(app, request)
        return
    which = " ".join((*arguments.values(), *ids)) or resource.name
    if action.confirm or stamps(resource, body):
        ask(app, _question(resource, action, which), given.get("yes", False))
    send(app, request, f"{action.name} {which}", action.says)
    if action.accounting_only:
        app.tell([_still_issued(app)])


def _still_issued(app: App) -> str:
    """What the action did not do, and how that is done in this country."""
    text = _("This changes the accounts only: a document that was issued stays issued.")
    pack = app.registry.country(app.country or "")
    if pack and pack.undo:
        text += " " + _("At the {authority}: {undo}").format(
            authority=pack.authority, undo=_(pack.undo)
        )
    return text


def _question(resource: Resource, action: Action, which: str) -> str:
    if action.confirm == "delete":
        return _("Delete {noun} {id}?").format(noun=_(action.noun or resource.one), id=which)
    if action.confirm == "authority":
        return _("Send {noun} {id} to the tax authority?").format(noun=_(resource.one), id=which)
    return _("{action} {noun} {id}?").format(action=action.name, noun=_(resource.one), id=which)


def _check_own(action: Action, resource: Resource, body: dict[str, Any]) -> None:
    """The fields that belong to this action alone."""
    import attrs

    own = attrs.evolve(resource, fields=action.fields, rules=())
    found = [item for item in checking.problems(body, own, "create") if item.blocks]
    if found:
        raise Invalid("\n".join(_line(problem) for problem in found))


def _need_body(body: dict[str, Any] | None) -> None:
    if not body:
        raise UsageProblem(
            _("There is nothing to send."),
            _("Give the body with -f FILE, -d JSON, the field options or --set path=value."),
        )


def _fields(resource: Resource, action: Action) -> list[Any]:
    """The resource's fields that belong to this action, and the action's own."""
    return [*(item for item in resource.fields if action.verb in item.on), *action.fields]


def _checks() -> list[click.Parameter]:
    return [
        Option(["--no-validate"], is_flag=True, help=_("Send it without checking it here first.")),
        Option(["--strict"], is_flag=True, help=_("Refuse what is only warned about, too.")),
        Option(["--country"], metavar="COUNTRY", help=_("Check by the rules of this country.")),
    ]


def _required_line(resource: Resource) -> str:
    required = [field.path for field in resource.fields if field.required]
    return _("Required: {fields}.").format(fields=", ".join(required)) if required else ""
