"""Rows to the API, each announced in the journal before it goes and told after it went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import attrs

from alegra_cli.declare import Resource
from alegra_cli.errors import (
    AlegraError,
    Forbidden,
    Interrupted,
    InterruptedWrite,
    NotSignedIn,
    PlanLimit,
    RateLimited,
    StoredNotIssued,
    UnknownOutcome,
    Unreachable,
)
from alegra_cli.i18n import N_, _
from alegra_cli.operations import envelope
from alegra_cli.operations.calls import call
from alegra_cli.operations.changing import change, difference, send_change
from alegra_cli.operations.naturals import Natural
from alegra_cli.operations.recreating import afterwards
from alegra_cli.registry import PluginProblem
from alegra_cli.transfer import journal as states
from alegra_cli.transfer.deviations import warning
from alegra_cli.transfer.identity import RowKey
from alegra_cli.transfer.journal import RowEntry, RowJournal
from alegra_cli.transfer.outcome import RowOutcome
from alegra_cli.transfer.own_session import OwnSession
from alegra_cli.transfer.tally import Tally
from alegra_cli.wire import Request, Session

NOT_SENT = N_("not sent")
# After these the next row would fare no better.
ENDS_THE_RUN = (NotSignedIn, Forbidden, PlanLimit, RateLimited, Unreachable, PluginProblem)


class PlannedRow(NamedTuple):
    """A row that is ready to go.

    target: id of the record that it updates, empty to create. record: what was read elsewhere
    and is created anew, where it is that. problem: why it can't go.
    """

    number: int
    place: str
    key: RowKey
    body: dict[str, Any]
    natural: tuple[Natural, ...] = ()
    target: str = ""
    record: Mapping[str, Any] = MappingProxyType({})
    problem: str = ""


class Sender:
    """Sends rows from any number of threads.

    stop_on_failure: whether nothing is begun after a row that failed. `stopped` is the error
    that made further rows pointless, or None. earlier: how many rows earlier runs did, by state.
    """

    def __init__(
        self,
        session: Session,
        resource: Resource,
        journal: RowJournal,
        now: Callable[[], str],
        stop_on_failure: bool = False,
    ) -> None:
        self.obstacle: AlegraError | None = None
        self.halted = False
        self.tally = Tally()
        self.earlier = Counter(one.state for one in journal.entries() if one.state in states.DONE)
        self._own_session = OwnSession(session)
        self._resource = resource
        self._journal = journal
        self._now = now
        self._stop_on_failure = stop_on_failure
        self._create = resource.action_of("create")
        self._update = resource.by_verb("update")

    def __call__(self, row: PlannedRow) -> RowOutcome:
        """What became of the row. Raises `AlegraError` where the journal can't be written."""
        return self.tally.end(self._outcome(row))

    def _outcome(self, row: PlannedRow) -> RowOutcome:
        before = self._journal.entry(row.key)
        if before is not None and before.state in states.DONE:
            return RowOutcome(
                row.number, row.place, before.state, before.id, before.message, earlier=True
            )
        if before is not None and before.state in states.OPEN and not row.target:
            return RowOutcome(
                row.number, row.place, states.UNKNOWN, "", before.message, earlier=True
            )
        if self.halted:
            return RowOutcome(row.number, row.place, NOT_SENT)
        if row.problem:
            return self._outcome_of(row, states.FAILED, row.problem)
        return self._send(row)

    def _send(self, row: PlannedRow) -> RowOutcome:
        entry = self._entry(row, states.SENDING)
        session = self._own_session()
        try:
            request = self._request(row, session)
            if request is None:
                return self._outcome_of(row, states.UPDATED, "", row.target)
            self.tally.begin(RowOutcome(row.number, row.place, states.SENDING))
            self._journal.write(entry)
            reply = send_change(session, self._resource, request)
        except InterruptedWrite as problem:
            self._halt(problem)
            return self._outcome_of(row, states.UNKNOWN, problem.line())
        except Interrupted as problem:
            # It never left: for the journal that is a failure, which may go again.
            self._halt(problem)
            return self._outcome_of(row, states.FAILED, problem.line())._replace(state=NOT_SENT)
        except StoredNotIssued as problem:
            return self._outcome_of(row, states.INCOMPLETE, problem.line(), problem.record_id)
        except UnknownOutcome as problem:
            if of_the_way(problem) or self._stop_on_failure:
                self._halt(problem)
            return self._outcome_of(row, states.UNKNOWN, problem.line())
        except AlegraError as problem:
            if isinstance(problem, ENDS_THE_RUN):
                self._halt(problem)
            return self._outcome_of(row, states.FAILED, problem.line())
        answer = envelope.record(reply.body, self._resource.envelope)
        record = answer if isinstance(answer, dict) else {}
        key = str(record.get(self._resource.id_key) or "")
        message = warning(request.body, record, self._resource)
        if row.target:
            return self._outcome_of(row, states.UPDATED, message, key or row.target)
        self._journal.write(self._entry(row, states.CREATED, key, message))
        outcome = self._completion(row, key, record, session)
        return outcome._replace(message=outcome.message or message)

    def _completion(
        self, row: PlannedRow, key: str, record: dict[str, Any], session: Session
    ) -> RowOutcome:
        """What only an update can bring over: the status that the record had."""
        changes = afterwards(dict(row.record), record, self._resource)
        if not changes or self._update is None or not key:
            return RowOutcome(row.number, row.place, states.CREATED, key)
        try:
            request = change(session, self._resource, self._update, key, changes)
            send_change(session, self._resource, request)
        except AlegraError as problem:
            told = _("It was created, but not all of it: {fields}: {problem}").format(
                fields=", ".join(changes), problem=problem.line()
            )
            return self._outcome_of(row, states.INCOMPLETE, told, key)
        return RowOutcome(row.number, row.place, states.CREATED, key)

    def _request(self, row: PlannedRow, session: Session) -> Request | None:
        """None where a record that is given back says nothing new."""
        if not row.target:
            return call(self._resource, self._create, {}, (), row.body)
        update = self._resource.action_of("update")
        if row.record and self._resource.by_verb("get"):
            return difference(session, self._resource, update, row.target, row.body)
        return change(session, self._resource, update, row.target, row.body)

    def _outcome_of(self, row: PlannedRow, state: str, message: str, key: str = "") -> RowOutcome:
        if state == states.FAILED and self._stop_on_failure:
            self.halted = True
        self._journal.write(self._entry(row, state, key, message))
        return RowOutcome(row.number, row.place, state, key, message)

    def _entry(self, row: PlannedRow, state: str, id: str = "", message: str = "") -> RowEntry:
        natural = _pairs(row.natural)
        return RowEntry(
            row.key.body, row.number, state, self._now(), id, message, natural, row.key.cells
        )

    def halt(self) -> None:
        """Begin nothing more."""
        self.halted = True

    def _halt(self, problem: AlegraError) -> None:
        self.halted = True
        self.obstacle = self.obstacle or problem


def of_the_way(problem: UnknownOutcome) -> bool:
    """Whether the network or a redirect left it open, and not the row: the next fares the same."""
    return problem.status is None or 300 <= problem.status < 400


def _pairs(found: tuple[Natural, ...]) -> tuple[tuple[tuple[str, str], ...], ...]:
    return tuple(tuple(zip(item.paths, item.values, strict=True)) for item in found)


def resolve(journal: RowJournal, ids: Callable[[tuple[Natural, ...]], list[str]], at: str) -> None:
    """Settle rows of unknown outcome by what Alegra has now.

    ids: of the records that are known by this. One that no row has yet is taken for the row;
    none at all means that the row never arrived; anything else stays unknown.
    """
    taken = {entry.id for entry in journal.entries() if entry.id}
    for entry in journal.entries():
        if entry.state not in states.OPEN or not entry.natural:
            continue
        found = [key for key in ids(entry.known_by()) if key not in taken]
        if len(found) == 1:
            taken.add(found[0])
            told = _("Alegra has it: a record with the same {what} was found.").format(
                what=str(entry.known_by()[0])
            )
            journal.write(attrs.evolve(entry, state=states.FOUND, at=at, id=found[0], message=told))
        elif not found:
            told = _("It never arrived.")
            journal.write(attrs.evolve(entry, state=states.FAILED, at=at, message=told))
