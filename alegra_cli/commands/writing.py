"""create, and every other action that changes something and has no file of its own."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Unpack

import click

from alegra_cli.app import App
from alegra_cli.commands import converting, dryrun, reversing
from alegra_cli.commands.bodies import body_of, body_options, fields_of, lines_of, need_body
from alegra_cli.commands.browser import address_of, open_option, open_written
from alegra_cli.commands.checks import (
    book_for_sending,
    book_of,
    check,
    check_options,
    problem_line,
    with_tax_ids,
)
from alegra_cli.commands.codes import in_codes
from alegra_cli.commands.confirming import ask, yes_option
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Argument, Option, Placeholder
from alegra_cli.commands.problems import option_names
from alegra_cli.commands.stakes import named_for_question
from alegra_cli.commands.submit import send
from alegra_cli.declare import Action, Field, Resource
from alegra_cli.dotted_path import at
from alegra_cli.errors import Invalid, UsageProblem
from alegra_cli.i18n import N_, _
from alegra_cli.operations.calls import call, stamps, with_ids
from alegra_cli.registry import PluginProblem
from alegra_cli.rules import fields
from alegra_cli.rules.fields import Problem
from alegra_cli.rules.places import places
from alegra_cli.wire import Request

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import (
        ActArguments,
        BodySources,
        CreateArguments,
        FieldValues,
    )


def create_command(resource: Resource, action: Action) -> Leaf:
    """The command that makes a record; what else it takes is as its resource declares.

    ``--draft`` is hidden where there are no drafts: it is there to be refused, not to be unknown.
    """
    own = fields_of(resource, action)
    lines = lines_of(resource, own)
    params = [*body_options(own, lines=lines), *check_options()]
    params.append(
        Option(
            ["--draft"],
            is_flag=True,
            hidden=not (resource.draft or resource.stamp),
            help=_("Make a draft: not sent to the tax authority."),
        )
    )
    params += open_option(resource, _("Show the new record in the browser."))
    if resource.stamp or action.confirm:
        params.append(yes_option())
    takes = ["fields", *(["lines"] if lines else [])]
    if resource.conversions:
        params += converting.options(resource)
        takes.append("made_from")
    if resource.reversal:
        params += reversing.options(resource.reversal)
    run = partial(run_create, resource, action)
    return Leaf(
        action.name,
        run,
        params,
        _(action.summary),
        closing=partial(_requirements, resource, own),
        takes=takes,
    )


def _requirements(resource: Resource, own: Sequence[Field], app: App) -> str:
    """What a body needs, by the options that give it; what the account's country wants too."""
    from alegra_cli.commands.examples import option_of, required_options

    lines = []
    if required := required_options(resource, own):
        lines.append(_("Required: {fields}.").format(fields=", ".join(required)))
    try:
        book = book_of(app, resource)
    except PluginProblem:
        book = None  # a help is shown whatever is wrong; the command itself tells it
    if book is None:
        return "\n".join(lines)
    needed = [rule for rule in book.rules(resource) if rule.requirement == "required"]
    if always := [option_of(resource, rule.field) for rule in needed if not rule.when]:
        names = ", ".join(dict.fromkeys(always))
        text = _("In {country} also: {fields}.") if book.country else _("Also: {fields}.")
        lines.append(text.format(country=book.country, fields=names))
    for when in dict.fromkeys(rule.when for rule in needed if rule.when):
        names = ", ".join(option_of(resource, rule.field) for rule in needed if rule.when == when)
        text = " ".join(f"{path}={value}" for path, value in when)
        lines.append(_("With {when}: {fields}.").format(when=text, fields=names))
    return "\n".join(lines)


def run_create(
    resource: Resource, action: Action, app: App, **given: Unpack[CreateArguments]
) -> None:
    """Make a body, check it, ask where it goes to the tax authority, send it, show the reply.

    The body is what takes another document back, under what ``-f``, ``-d``, the typed options
    and ``--set`` say. Raises `Invalid` for what breaks the country's rules, before anything is
    sent, and for what the API refuses; `UsageProblem` where a body is needed and there is none;
    `Cancelled`; the other kinds of `AlegraError` as the request ends.
    """
    if given.get("open_it"):
        address_of(app, resource, "")  # known to be there before anything is sent
    own, lines = fields_of(resource, action), given.get("lines", {})
    reversal, reversed_id = resource.reversal, given.get("reversed_id")
    if reversal is not None and reversed_id:
        again = given.get("again", False)
        taken_back = reversing.ReversalDraft(app, resource, reversal, reversed_id, again)
        body = body_of(app, own, given, taken_back.body, lines)
        body = taken_back.finish(body, given.get("reason"))
    else:
        made = converting.made_from(app, own, given.get("made_from", {}))
        body = body_of(app, own, given, made, lines)
        converting.tell_days(app, made, body, given["fields"])
    if given.get("draft"):
        _refuse_draft(resource)
        body = _draft_of(resource, body)
    if action.body == "required":
        need_body(body, given)
    if not given["no_validate"]:
        country, strict = given["country"], given["strict"]
        names = option_names(own, given["fields"], body)
        body = with_tax_ids(app, own, body, country, strict, names)
        body = in_codes(app, resource, action, own, body, country)
        check(app, resource, action, body, country, strict, names)
    request = call(resource, action, {}, (), body)
    _warn_of_number(app, resource, body)
    if app.dry_run:
        dryrun.show(app, request)
        return
    if action.confirm or stamps(resource, body):
        question = _("Create the {noun} and send it to the tax authority?")
        ask(app, question.format(noun=_(resource.singular)), given.get("yes", False))
    try:
        sent = send(app, request, f"{action.name} {resource.singular}", made=resource)
    except Invalid as refusal:
        raise _with_missing_fields(app, refusal, resource, body, given["country"]) from refusal
    if given.get("open_it"):
        open_written(app, resource, sent)


def _with_missing_fields(
    app: App,
    refusal: Invalid,
    resource: Resource,
    body: dict[str, Any],
    asked_country: str | None,
) -> Invalid:
    """The API's refusal, pointing at what the country's rules miss in the body."""
    from alegra_cli.errors.catalogue import known_code

    if refusal.code is not None and known_code(str(refusal.code)):
        return refusal  # its hint says what it is for want of
    book = book_for_sending(app, resource, asked_country)
    found = _to_the_point(book.problems(body, resource), body, refusal) if book else []
    if "http" in refusal.message and any(field.kind == "address" for field in resource.fields):
        refusal.hint = _(
            "Some accounts want the address with its scheme: give https://… and --keep-scheme."
        )
    if found:
        lines = "; ".join(problem_line(problem) for problem in found)
        refusal.hint = _("It may be for want of this: {problems}. {hint}").format(
            problems=lines, hint=refusal.hint
        )
    return refusal


def _to_the_point(found: list[Problem], body: dict[str, Any], refusal: Invalid) -> list[Problem]:
    """The problems that the refusal names, otherwise those of fields that are missing."""
    said = refusal.message.casefold()
    named = [item for item in found if item.path.rpartition(".")[2].casefold() in said]
    return named or [item for item in found if all(gone for *_at, gone in places(body, item.path))]


def _warn_of_number(app: App, resource: Resource, body: dict[str, Any]) -> None:
    """Tell of a number that the numbering won't give, before anything is sent."""
    if app.dry_run and app.connection.credentials is None:
        return
    if resource.numbering and at(body, "numberTemplate.number"):
        from alegra_cli.operations.numberings import Numberings

        if text := Numberings(app.connection.session, resource).warning(body):
            app.screen.note(_("Warning: {problem}.").format(problem=text))


def _refuse_draft(resource: Resource) -> None:
    """The older tool takes the option everywhere; where there are no drafts it would be ignored."""
    if not (resource.draft or resource.stamp):
        raise UsageProblem(
            _("{resource} have no drafts: --draft would create a real one.").format(
                resource=resource.name
            )
        )


def _draft_of(resource: Resource, body: dict[str, Any]) -> dict[str, Any]:
    """The body as a draft: no stamp, and the status that the declaration names."""
    rest = {key: value for key, value in body.items() if key != resource.stamp.partition(".")[0]}
    return {**rest, **dict(resource.draft)}


def act_command(resource: Resource, action: Action) -> Leaf:
    """void, open, email, stamp …: arguments, perhaps a body, perhaps a question."""
    params: list[click.Parameter] = [Placeholder(name) for name in action.arguments]
    if action.ids:
        # Where a body is taken the ids may be in it.
        needed = action.body == "none"
        params.append(Argument(["ids"], nargs=-1, required=needed, metavar="ID..."))
    takes_body = action.body != "none" or bool(action.fields)
    lines = lines_of(resource, action.fields)
    if takes_body:
        params += body_options(action.fields, lines=lines)
    if action.confirm or (takes_body and resource.stamp):
        params.append(yes_option())
    closing = still_issued if action.accounting_only else None
    run = partial(run_act, resource, action)
    takes = ("arguments", "fields", *(("lines",) if lines else ()))
    return Leaf(action.name, run, params, _(action.summary), closing=closing, takes=takes)


def run_act(resource: Resource, action: Action, app: App, **given: Unpack[ActArguments]) -> None:
    """Do it to the record that the arguments name, or to several ids in one request.

    Raises `Invalid` for a body that breaks the action's own fields, `UsageProblem` where one is
    needed and there is none, and what `act` raises.
    """
    body: dict[str, Any] | None = None
    if action.body != "none" or action.fields:
        body = body_of(app, action.fields, _sources(given), lines=given.get("lines", {}))
        check_own(action, resource, body, given["fields"])
    ids = given.get("ids", ())
    query, body = with_ids(action, ids, body)
    if action.body == "required" or (action.ids and action.ids.place == "body"):
        need_body(body, _sources(given))
    if action.method == "POST" and body is None:
        body = {}  # some actions refuse an empty request, as `open` of invoices does
    request = call(resource, action, given["arguments"], query, body)
    which = " ".join((*given["arguments"].values(), *ids)) or resource.name
    act(app, resource, action, request, which, given.get("yes", False))


def act(
    app: App, resource: Resource, action: Action, request: Request, which: str, yes: bool
) -> None:
    """Ask, send, and show the reply; in a dry run show the request.

    which: the ids that the question names. yes: nobody is asked. Raises `Cancelled` where the
    answer is no, and the `AlegraError` of a request that fails.
    """
    if app.dry_run:
        dryrun.show(app, request)
        return
    effect = effect_of(app, action)
    if effect and yes:
        app.screen.note(effect)
    if action.confirm or stamps(resource, request.body):
        ask(app, partial(_question, app, resource, action, which, effect), yes)
    what, told = f"{action.name} {which}", success_line(resource, action, which)
    send(app, request, what, action.message_key, told=told)
    if action.undo and app.screen.format == "table":
        app.screen.notes([way_back(app, resource, action, which)])


def _sources(given: ActArguments) -> BodySources:
    return {
        "file": given.get("file"),
        "data": given.get("data"),
        "assignments": given.get("assignments", ()),
        "fields": given["fields"],
    }


def effect_of(app: App, action: Action) -> str:
    """What a reversal does and does not do, said before it is done; empty for other actions."""
    if action.confirm != "void":
        return ""
    lines = [_(action.summary)]
    if action.accounting_only:
        lines.append(still_issued(app))
    if not action.undo:
        lines.append(_("Alegra has no action that takes it back."))
    return "\n".join(lines)


def way_back(app: App, resource: Resource, action: Action, which: str) -> str:
    """The command that undoes what was done."""
    words = ["alegra", *(("-p", app.options.profile) if app.options.profile else ())]
    command = shlex.join([*words, *resource.command, action.undo, which])
    return _("To undo it: {command}").format(command=command)


def success_line(resource: Resource, action: Action, which: str) -> str:
    """What was done, for a reply that has no word of it."""
    text = _DONE.get(action.confirm, N_("Done: {action} {noun} {id}."))
    noun = _(action.noun or resource.singular)
    return _(text).format(action=action.name, noun=noun, id=which)


def still_issued(app: App) -> str:
    """What the action did not do, and how that is done in this country."""
    text = _("This changes the accounts only: a document that was issued stays issued.")
    pack = app.registry.country(app.connection.country or "")
    if pack and pack.reversal_text:
        text += " " + _("At the {authority}: {undo}").format(
            authority=pack.authority, undo=_(pack.reversal_text)
        )
    return text


_QUESTIONS = {
    "delete": N_("Delete {noun} {id}?"),
    "authority": N_("Send {noun} {id} to the tax authority?"),
    "void": N_("Annul {noun} {id}?"),
    "open": N_("Put {noun} {id} into effect, so that it counts in the accounts?"),
}


_DONE = {
    "delete": N_("Deleted: {noun} {id}."),
    "void": N_("Annulled: {noun} {id}."),
    "open": N_("In effect: {noun} {id}."),
}


def _question(
    app: App, resource: Resource, action: Action, which: str, effect: str, somebody: bool
) -> str:
    if somebody and effect:
        app.screen.note(effect)
    if somebody and not action.noun:
        which = named_for_question(app, resource, which)
    text = _QUESTIONS.get(action.confirm or "authority", N_("{action} {noun} {id}?"))
    return _(text).format(action=action.name, noun=_(action.noun or resource.singular), id=which)


def check_own(
    action: Action,
    resource: Resource,
    body: dict[str, Any],
    given: FieldValues | None = None,
) -> None:
    """The fields that belong to this action alone."""
    names = option_names(action.fields, given or {}, body)
    own = resource.body_of(action)
    found = [item for item in fields.problems(body, own, "create") if item.blocks]
    if found:
        raise Invalid("\n".join(names.line(problem) for problem in found))
