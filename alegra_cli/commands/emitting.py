"""``emit``: documents to the tax authority; ``status``: what it said of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Unpack

import click

from alegra_cli import signals
from alegra_cli.app import App
from alegra_cli.commands import dryrun
from alegra_cli.commands.checks import book_for_sending
from alegra_cli.commands.confirming import ask, yes_option
from alegra_cli.commands.days import day_of, told_of
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Argument, Option
from alegra_cli.commands.record_choice import RecordChoice, choosing_options
from alegra_cli.commands.stakes import description
from alegra_cli.commands.watching import watch, watch_option
from alegra_cli.config import paths
from alegra_cli.declare import Column, Emission, Resource
from alegra_cli.emission import states
from alegra_cli.emission.answers import EmissionOutcome
from alegra_cli.emission.candidates import Candidate, Candidates
from alegra_cli.emission.journal import NOT_SENT, SENDING, EmissionJournal
from alegra_cli.emission.sending import Emitter, request_of
from alegra_cli.emission.waiting import wait_for
from alegra_cli.errors import AlegraError, Interrupted, Invalid, PartlyDone, UsageProblem
from alegra_cli.i18n import _, ngettext
from alegra_cli.operations.calls import Query
from alegra_cli.rules.country import Rulebook
from alegra_cli.transport.replies import stamping_hint

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import EmitArguments, StatusArguments

STATUS_COLUMNS = (
    Column("Id", "id"),
    Column("Number", "number"),
    Column("Date", "date", "date"),
    Column("Client", "client"),
    Column("Total", "total", "money"),
    Column("Status", "status"),
    Column("Fiscal status", "fiscal", "word"),
    Column("Code", "code"),
    Column("Remarks", "warnings"),
)
COLUMNS = (
    *STATUS_COLUMNS[:5],
    Column("Outcome", "outcome", "word"),
    Column("Code", "code"),
    Column("Message", "message"),
    Column("What to do", "remedy"),
)


def status_command(resource: Resource) -> Leaf:
    own: list[click.Parameter] = [
        Argument(["ids"], nargs=-1, metavar="[ID]..."),
        Option(
            ["--pending"],
            is_flag=True,
            help=_("Only what the authority has not accepted: waiting, refused, never sent."),
        ),
        watch_option(),
    ]
    params = [*own, *choosing_options(resource, own)]
    return Leaf("status", partial(run_status, resource), params, takes=("filters",))


def run_status(resource: Resource, app: App, **given: Unpack[StatusArguments]) -> None:
    """Show where documents stand at the authority, beside what the journal says of them.

    The journal is held while it is read, for another process may write to it. Raises
    `UsageProblem`, `DamagedJournal`, and the `AlegraError` of a request.
    """
    ids, search = given["ids"], given
    if given["pending"] and not ids:
        # What is pending is a question about all of them.
        search = {**given, "everything": True}
    chosen = RecordChoice(app, resource, ids, search)
    if app.dry_run and chosen.by_filters:
        dryrun.show(app, chosen.request())
        return
    candidates = Candidates(app.connection.session, resource)
    journal = EmissionJournal(paths.data_dir(app.env), app.connection.company_key)

    def look() -> list[dict[str, Any]]:
        with journal.alone():
            found = (
                map(candidates.of, chosen.records())
                if chosen.by_filters
                else (candidates.read(key) for key in ids)
            )
            wanted = [item for item in found if item.pending or not given["pending"]]
            return [_status(item, journal, resource) for item in wanted]

    columns = (*STATUS_COLUMNS, Column("Journal", "journal", "word"))
    if given["watch"]:
        watch(app, given["watch"], look, columns, _is_final)
    else:
        app.screen.records(look(), columns)


def _is_final(rows: Sequence[dict[str, Any]]) -> bool:
    """Whether the authority has nothing left to answer."""
    return all(row["fiscal"] in (states.ACCEPTED, states.REJECTED) for row in rows)


def _status(item: Candidate, journal: EmissionJournal, resource: Resource) -> dict[str, Any]:
    """What the server says of it, and what this computer last heard."""
    last = journal.last(f"{resource.name}/{item.id}")
    said = f"{last.state} {last.at[:19]} {last.message}".strip() if last else ""
    return {**item.record(), "journal": said}


def emit_command(resource: Resource, emission: Emission) -> Leaf:
    params: list[click.Parameter] = [
        Argument(["ids"], nargs=-1, metavar="[ID]..."),
        Option(["--all", "everything"], is_flag=True, help=_("All that were never sent.")),
        Option(["--date"], metavar="DATE", help=_("Give them this date first; often today.")),
        Option(["--wait"], is_flag=True, help=_("Wait until the authority has answered.")),
        Option(
            ["--never-sent"],
            is_flag=True,
            help=_("You looked these up in Alegra and they were not sent: send them now."),
        ),
        yes_option(),
    ]
    return Leaf("emit", partial(run_emit, resource, emission), params)


def run_emit(
    resource: Resource, emission: Emission, app: App, **given: Unpack[EmitArguments]
) -> None:
    """Look, ask, send, tell; the journal is held alone from the first look on."""
    pending = _pending(resource, emission, given)
    if app.dry_run and app.connection.credentials is None:
        _plan(app, resource, emission, given["ids"])
        return
    with told_of("--date"):
        day = day_of(app, given["date"]).isoformat() if given["date"] else ""
    journal = EmissionJournal(paths.data_dir(app.env), app.connection.company_key)
    candidates = Candidates(app.connection.session, resource)
    with journal.alone():
        if pending is None:
            found = list(map(candidates.read, given["ids"]))
        else:
            found = candidates.all(pending)
        if day:
            # Before anything is told of them: the rules are held against what will be sent.
            for item in found:
                item.give(day)
        ready, left_out = _sendable(app, resource, journal, found, given["never_sent"])
        if given["everything"]:
            left_out = []  # nobody named them
        if app.dry_run:
            app.screen.records([item.record() for item in ready], STATUS_COLUMNS)
            return
        if not ready:
            app.screen.records([], COLUMNS)
            if left_out:
                raise _none(resource, left_out)
            return
        ask(app, _question(app, resource, ready), given["yes"])
        candidates.redate(ready)
        _send(app, resource, emission, journal, ready, given["wait"])
        if left_out:
            raise PartlyDone(
                _("Not issued: {ids}; it is said above why.").format(ids=" ".join(left_out))
            )


def _none(resource: Resource, left_out: Sequence[str]) -> Invalid:
    """Nothing of what was named can be issued, and nothing was sent."""
    return Invalid(
        _("Not issued: {ids}; nothing was sent.").format(ids=" ".join(left_out)),
        _("`alegra {resource} status {ids}` shows where each of them is.").format(
            resource=" ".join(resource.command), ids=" ".join(left_out)
        ),
    )


def _plan(app: App, resource: Resource, emission: Emission, ids: Sequence[str]) -> None:
    """The requests for these ids, when nobody is signed in to look at the documents."""
    app.screen.note(_("Nobody is signed in, so the documents were not read."))
    batches = [
        ids[start : start + emission.max_ids] for start in range(0, len(ids), emission.max_ids)
    ]
    dryrun.show_all(app, [request_of(resource, emission, batch) for batch in batches])


def _pending(resource: Resource, emission: Emission, given: EmitArguments) -> Query | None:
    """The filters of what --all sends; None where ids are given. Raises `UsageProblem`."""
    if given["everything"] and given["ids"]:
        raise UsageProblem(_("Give ids or --all, not both."))
    if not given["everything"] and not given["ids"]:
        raise UsageProblem(_("Which documents? Give their ids, or --all."))
    if given["everything"] and given["never_sent"]:
        raise UsageProblem(_("--never-sent is for documents that you name one by one."))
    if given["everything"] and emission.pending is None:
        raise UsageProblem(
            _("Alegra can't list what of {resource} was never sent: name the ids.").format(
                resource=resource.name
            )
        )
    return emission.pending if given["everything"] else None


def _sendable(
    app: App,
    resource: Resource,
    journal: EmissionJournal,
    found: Sequence[Candidate],
    never_sent: bool,
) -> tuple[list[Candidate], list[str]]:
    """Those that may go, and the ids of those that are neither issued nor may go.

    Each that does not go is told with the reason.
    """
    ready, left_out = [], []
    book = book_for_sending(app, resource)
    for item in {item.id: item for item in found}.values():
        last = journal.last(f"{resource.name}/{item.id}")
        doubt = None if never_sent else last
        reason = item.obstacle(doubt.state if doubt else NOT_SENT)
        reason = reason or _rule_problem(app, item, book, resource)
        if reason:
            app.screen.note(f"{_(resource.singular)} {item.id}: {reason}")
            if item.fiscal != states.ACCEPTED:
                left_out.append(item.id)
        else:
            ready.append(item)
    return ready, left_out


def _rule_problem(app: App, item: Candidate, book: Rulebook | None, resource: Resource) -> str:
    """What the country's rules say against sending it; what they only warn of is told."""
    body = {**item.body, "stamp": {"generateStamp": True}}
    found = book.problems(body, resource) if book else []
    for problem in found:
        if not problem.blocks:
            app.screen.note(f"{_(resource.singular)} {item.id}: {problem.path}: {problem.message}")
    return "; ".join(f"{item.path}: {item.message}" for item in found if item.blocks)


def _question(app: App, resource: Resource, ready: Sequence[Candidate]) -> str:
    """How many, what they add up to in each currency, and who gets them; of one, which."""
    pack = app.registry.country(app.connection.country or "")
    name = pack.authority if pack else app.connection.country or "?"
    if len(ready) == 1:
        told = description(app, resource, ready[0].body)
        return _("Send {document} to the tax authority ({name})?").format(document=told, name=name)
    sums: dict[str, Any] = {}
    for item in ready:
        sums[item.currency] = sums.get(item.currency, 0) + item.total
    total = ", ".join(f"{value} {currency}".strip() for currency, value in sums.items())
    text = ngettext(
        "Send {count} document, {total} in all, to the tax authority ({name})?",
        "Send {count} documents, {total} in all, to the tax authority ({name})?",
        len(ready),
    )
    return text.format(count=len(ready), total=total, name=name)


def _send(
    app: App,
    resource: Resource,
    emission: Emission,
    journal: EmissionJournal,
    ready: Sequence[Candidate],
    wait: bool,
) -> None:
    """Send the documents, none of them twice, and show what became of each.

    wait: whether to ask until the authority has answered. Raises `PartlyDone` where a document
    was refused or its outcome is unknown, and the `AlegraError` that broke the sending off, with
    the ids that were not sent.
    """
    by_id = {item.id: item for item in ready}
    totals = {key: item.total for key, item in by_id.items()}
    emitter = Emitter(
        app.connection.session,
        resource,
        emission,
        journal,
        lambda: app.clock.now().isoformat(),
        totals,
    )
    outcomes: list[EmissionOutcome] = []
    problem: AlegraError | None = None
    try:
        for outcome in emitter.send(list(by_id)):
            outcomes.append(outcome)
        if wait:
            outcomes = wait_for(app, resource, journal, outcomes)
    except KeyboardInterrupt:
        problem = Interrupted(_("Interrupted."))
        outcomes += _announcements(journal, resource, by_id, outcomes)
    except AlegraError as error:
        problem = error
    if isinstance(problem, Interrupted):
        signals.last_words()
    app.screen.records([_outcome_record(by_id[item.id], item) for item in outcomes], COLUMNS)
    _finish(resource, ready, outcomes, problem)


def _announcements(
    journal: EmissionJournal,
    resource: Resource,
    ids: Iterable[str],
    told: Sequence[EmissionOutcome],
) -> list[EmissionOutcome]:
    """Those that the journal says were on their way when it was interrupted."""
    known = {item.id for item in told}
    return [
        EmissionOutcome(key, states.UNKNOWN)
        for key in ids
        if key not in known
        and (last := journal.last(f"{resource.name}/{key}"))
        and last.state in (SENDING, states.UNKNOWN)
    ]


def _outcome_record(item: Candidate, outcome: EmissionOutcome) -> dict[str, Any]:
    record = {
        key: value
        for key, value in item.record().items()
        if key not in ("status", "fiscal", "warnings")
    }
    return {
        **record,
        "outcome": outcome.state,
        "code": outcome.code,
        "message": outcome.message,
        "remedy": _remedy(outcome),
    }


def _remedy(outcome: EmissionOutcome) -> str:
    if outcome.state == states.REJECTED:
        return stamping_hint(outcome.code, outcome.message) or _("Correct it and emit it again.")
    if outcome.state in (states.PROCESSING, states.UNKNOWN):
        return _("Ask again with `status`; it is not sent again meanwhile.")
    return ""


def _count_line(outcomes: Sequence[EmissionOutcome], rest: int) -> str:
    """``2 accepted, 1 unknown, 3 not sent.``, for a run that did not come to its end."""
    counts = Counter(item.state for item in outcomes)
    counts[NOT_SENT] += rest
    return ", ".join(f"{count} {_(state)}" for state, count in counts.items() if count) + "."


def _finish(
    resource: Resource,
    ready: Sequence[Candidate],
    outcomes: Sequence[EmissionOutcome],
    problem: AlegraError | None,
) -> None:
    """The error that tells how the run ended, unless everything went well."""
    unknown = [item.id for item in outcomes if item.state == states.UNKNOWN]
    told = {item.id for item in outcomes}
    rest = [item.id for item in ready if item.id not in told]
    hints = []
    if unknown:
        hints.append(
            _(
                "It is not known whether {ids} reached the authority. `alegra {resource} status "
                "{ids}` asks Alegra; they are not sent again while that is open."
            ).format(ids=" ".join(unknown), resource=resource.name)
        )
    if rest:
        hints.append(_("Not sent: {ids}.").format(ids=" ".join(rest)))
    if problem is not None:
        if isinstance(problem, Interrupted):
            hints.insert(0, _count_line(outcomes, len(rest)))
        problem.hint = " ".join([*hints, problem.hint]).strip()
        raise problem
    if unknown or rest:
        raise PartlyDone(_("The emission stopped before its end."), " ".join(hints))
    refused = sum(1 for item in outcomes if item.state == states.REJECTED)
    if refused:
        text = ngettext(
            "{count} document was refused; its message says why.",
            "{count} documents were refused; their messages say why.",
            refused,
        )
        hint = _("Correct what the message names, and emit it again: it was not issued.")
        raise PartlyDone(text.format(count=refused), hint)
