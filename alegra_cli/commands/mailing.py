"""``email``: one document to an address, or many to the clients they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Unpack

import click

from alegra_cli.app import App
from alegra_cli.commands import dryrun
from alegra_cli.commands.bodies import body_of, body_options
from alegra_cli.commands.confirming import ask, yes_option
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Option, Placeholder, whole
from alegra_cli.commands.outcome_stream import show
from alegra_cli.commands.progress import RecordCount
from alegra_cli.commands.record_choice import RecordChoice, choosing_options
from alegra_cli.commands.submit import send
from alegra_cli.commands.writing import check_own
from alegra_cli.config import paths
from alegra_cli.declare import Action, Column, Mailing, Resource
from alegra_cli.errors import AlegraError, Interrupted, PartlyDone, UnknownOutcome
from alegra_cli.i18n import _, ngettext
from alegra_cli.mailing.journal import (
    NOT_SENT,
    REFUSED,
    SENDING,
    SENT,
    UNKNOWN,
    MailJournal,
)
from alegra_cli.mailing.letters import NO_ADDRESS, READY, Letter, Letters, days_before
from alegra_cli.mailing.sending import Mailer, MailOutcome
from alegra_cli.operations.calls import call, path_of
from alegra_cli.operations.changing import read_record
from alegra_cli.wire import Request

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import BodySources, MailArguments

COLUMNS = (
    Column("Id", "id"),
    Column("Number", "number", priority=0),
    Column("Client", "client", priority=0),
    Column("Address", "address", priority=0),
    Column("Due", "dueDate", "date"),
    Column("Balance", "balance", "money"),
    Column("Outcome", "outcome", "word"),
    Column("Message", "message"),
)
_FAILED = (REFUSED, UNKNOWN, NOT_SENT)
# A day: whoever was written to this morning is not written to again in the afternoon.
_DAYS = 1


def mailing_command(resource: Resource, action: Action, mailing: Mailing) -> Leaf:
    own: list[click.Parameter] = [
        *(Placeholder(name, several=True) for name in action.arguments),
        *body_options(action.fields),
        Option(
            ["--again-after"],
            type=whole(0),
            default=_DAYS,
            show_default=True,
            metavar="DAYS",
            help=_("Not to whom the same document went in so many days; 0 sends it again."),
        ),
        yes_option(),
    ]
    params = [*own, *choosing_options(resource, own)]
    run = partial(run_mailing, resource, action, mailing)
    takes = ("records", "fields", "filters")
    return Leaf(action.name, run, params, _(action.summary), takes=takes)


def run_mailing(
    resource: Resource,
    action: Action,
    mailing: Mailing,
    app: App,
    **given: Unpack[MailArguments],
) -> None:
    """Find the documents and their addresses, ask once, send, and tell what became of each.

    One document to addresses that are named is sent at once, and shown as the API answers.
    Raises `UsageProblem` where nothing says which documents; `Cancelled`; `PartlyDone` where not
    all of them went, or the `AlegraError` that ended it.
    """
    ids = list(dict.fromkeys(next(iter(given["records"].values()))))
    for key in ids:
        path_of(resource, action, {action.arguments[0]: key})  # before anything is asked about it
    chosen = RecordChoice(app, resource, ids, given)
    sources: BodySources = {
        "file": given["file"],
        "data": given["data"],
        "assignments": given["assignments"],
        "fields": given["fields"],
    }
    body = body_of(app, action.fields, sources)
    check_own(action, resource, body, given["fields"])
    to = [str(address) for address in body.pop(mailing.to, None) or []]
    post = _Post(app, resource, action, mailing, body)
    if app.dry_run and app.connection.credentials is None:
        app.screen.note(_("Nobody is signed in, so the documents were not read."))
        requests = [post.request(key, to) for key in ids]
        dryrun.show_all(app, requests or [chosen.request()])
        return
    if len(ids) == 1 and to:
        post.one(ids[0], to)
        return
    journal = post.journal()
    with journal.alone():
        letters = post.letters(chosen, ids, to, journal, given["again_after"])
        if app.dry_run:
            post.plan(letters)
            return
        ready = [letter for letter in letters if letter.state == READY]
        if ready:
            ask(app, _question(ready), given["yes"])
        post.send(journal, letters, ready)


class _Post:
    """What the documents of one run have in common. body: what each is sent with."""

    def __init__(
        self, app: App, resource: Resource, action: Action, mailing: Mailing, body: dict[str, Any]
    ) -> None:
        self._app = app
        self._resource = resource
        self._action = action
        self._mailing = mailing
        self._body = body

    def journal(self) -> MailJournal:
        app = self._app
        return MailJournal(paths.data_dir(app.env), app.connection.company_key)

    def request(self, key: str, addresses: Sequence[str]) -> Request:
        arguments = dict.fromkeys(self._action.arguments, key)
        body = {self._mailing.to: list(addresses), **self._body} if addresses else self._body
        return call(self._resource, self._action, arguments, (), body)

    def one(self, key: str, to: list[str]) -> None:
        """Whoever names document and address is not asked, and knows what they do."""
        app, request = self._app, self.request(key, to)
        if app.dry_run:
            dryrun.show(app, request)
            return
        journal, document = self.journal(), f"{self._resource.name}/{key}"
        state = UNKNOWN
        with journal.alone():
            journal.write(document, to, SENDING, self._now())
            try:
                send(app, request, f"{self._action.name} {key}", self._action.message_key)
                state = SENT
            except (UnknownOutcome, Interrupted):
                raise
            except AlegraError:
                state = REFUSED
                raise
            finally:
                journal.write(document, to, state, self._now())

    def letters(
        self,
        chosen: RecordChoice,
        ids: Sequence[str],
        to: Sequence[str],
        journal: MailJournal,
        again_after: int,
    ) -> list[Letter]:
        """What would be sent to whom; the journal says what an address has had already.

        All of them before the first goes out: a person is asked about their number.
        """
        app, resource = self._app, self._resource
        found = Letters(
            app.connection.session,
            resource,
            self._mailing,
            app.registry.declaration(self._mailing.contacts),
            journal,
            days_before(app.clock.now(), again_after),
        )
        documents = chosen.records() if chosen.by_filters else map(self._read, ids)
        return list(found.of(documents, to))

    def _read(self, key: str) -> dict[str, Any]:
        path = f"{self._resource.path}/{key}"
        return {
            self._resource.id_key: key,
            **read_record(self._app.connection.session, self._resource, path),
        }

    def plan(self, letters: Sequence[Letter]) -> None:
        """What would be sent; with ``-v`` also the requests."""
        app = self._app
        app.screen.records([letter.record() for letter in letters], COLUMNS)
        if app.options.verbose:
            ready = [letter for letter in letters if letter.state == READY]
            dryrun.show_all(app, [self.request(one.id, one.addresses) for one in ready])

    def send(
        self, journal: MailJournal, letters: Sequence[Letter], ready: Sequence[Letter]
    ) -> None:
        """Send those that are ready, and show of all what became of them.

        Told to end in between, it shows the one under way as unknown, and counts the rest as not
        sent.
        """
        app = self._app
        mailer = Mailer(
            app.connection.session,
            journal,
            self._resource.name,
            lambda letter: self.request(letter.id, letter.addresses),
            self._now,
        )
        counts: Counter[str] = Counter()
        told: set[str] = set()

        def those(found: Iterator[MailOutcome]) -> Iterator[dict[str, Any]]:
            for outcome in found:
                told.add(outcome.letter.id)
                counts[outcome.state] += 1
                yield outcome.letter.record(outcome.state, outcome.message)

        def everything() -> Iterator[dict[str, Any]]:
            for letter in letters:
                if letter.state != READY:
                    counts[letter.state] += 1
                    yield letter.record()
            yield from those(mailer.send(ready))

        sent = RecordCount(everything(), app.screen.progress)
        interrupted = show(app, COLUMNS, sent, lambda: those(mailer.interruption()))
        rest = [letter.id for letter in ready if letter.id not in told]
        counts[NOT_SENT] += len(rest)
        if letters:
            app.screen.notes([_summed_up(counts)])
        _finish(counts, Interrupted(_("Interrupted.")) if interrupted else mailer.obstacle)

    def _now(self) -> str:
        return self._app.clock.now().isoformat()


def _question(ready: Sequence[Letter]) -> str:
    """How many documents, and to how many people."""
    people = len({address for letter in ready for address in letter.addresses})
    documents = ngettext(
        "Send {count} document by e-mail", "Send {count} documents by e-mail", len(ready)
    ).format(count=len(ready))
    to = ngettext("to {count} address", "to {count} addresses", people).format(count=people)
    return f"{documents}, {to}?"


def _summed_up(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {_(state)}" for state, count in counts.items() if count) + "."


def _finish(counts: Mapping[str, int], problem: AlegraError | None) -> None:
    """The error that tells how the run ended, unless everything went well."""
    hints = []
    if counts.get(UNKNOWN):
        hints.append(
            _("Of those that are unknown nobody saw an answer: they are not sent again meanwhile.")
        )
    hints.append(_("The same line again sends only what was not sent."))
    if problem is not None:
        problem.hint = " ".join([*hints, problem.hint]).strip()
        raise problem
    if any(count and state in (NO_ADDRESS, *_FAILED) for state, count in counts.items()):
        if counts.get(NO_ADDRESS):
            hints.insert(0, _("--to names an address; `alegra contacts update` stores one."))
        raise PartlyDone(_("Not all of them were sent."), " ".join(hints))
