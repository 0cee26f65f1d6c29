"""The same thing done to several records, each told by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from alegra_cli.declare import Resource
from alegra_cli.errors import AlegraError, Interrupted, InterruptedWrite, UnknownOutcome
from alegra_cli.i18n import N_
from alegra_cli.operations import envelope
from alegra_cli.operations.changing import send_change
from alegra_cli.transfer.deviations import warning
from alegra_cli.transfer.journal import FAILED, UNKNOWN
from alegra_cli.transfer.outcome import RowOutcome
from alegra_cli.transfer.own_session import OwnSession
from alegra_cli.transfer.sending import ENDS_THE_RUN, NOT_SENT, of_the_way
from alegra_cli.transfer.tally import Tally
from alegra_cli.wire import Request, Session

CHANGED = N_("changed")
DELETED = N_("deleted")
UNCHANGED = N_("unchanged")
CHANGES_MADE = (CHANGED, DELETED, UNCHANGED)


class Step(NamedTuple):
    """One record and what it is to have; nothing where it is deleted."""

    number: int
    place: str
    id: str
    changes: dict[str, Any]


class BulkSender:
    """Sends from any number of threads.

    request: makes a step's request, perhaps by reading the record first. `stopped` is the
    error that made the rest pointless, or None.
    """

    def __init__(
        self,
        session: Session,
        resource: Resource,
        request: Callable[[Session, Step], Request],
        deletes: bool,
    ) -> None:
        self.obstacle: AlegraError | None = None
        self.tally = Tally()
        self._own_session = OwnSession(session)
        self._resource = resource
        self._request = request
        self._end_state = DELETED if deletes else CHANGED

    def __call__(self, step: Step) -> RowOutcome:
        return self.tally.end(self._outcome(step))

    def halt(self) -> None:
        """Begin nothing more."""
        self.obstacle = self.obstacle or Interrupted()

    def _outcome(self, step: Step) -> RowOutcome:
        if self.obstacle is not None:
            return RowOutcome(step.number, step.place, NOT_SENT, step.id)
        if self._end_state == CHANGED and not step.changes:
            return RowOutcome(step.number, step.place, UNCHANGED, step.id)
        try:
            session = self._own_session()
            request = self._request(session, step)
            self.tally.begin(RowOutcome(step.number, step.place, UNKNOWN, step.id))
            reply = send_change(session, self._resource, request)
        except InterruptedWrite as problem:
            self.halt()
            return RowOutcome(step.number, step.place, UNKNOWN, step.id, problem.message)
        except Interrupted:
            self.halt()
            return RowOutcome(step.number, step.place, NOT_SENT, step.id)
        except AlegraError as problem:
            unknown = isinstance(problem, UnknownOutcome)
            row = isinstance(problem, UnknownOutcome) and not of_the_way(problem)
            if isinstance(problem, ENDS_THE_RUN) and not row:
                self.obstacle = self.obstacle or problem
            state = UNKNOWN if unknown else FAILED
            return RowOutcome(step.number, step.place, state, step.id, problem.line())
        stored = envelope.record(reply.body, self._resource.envelope)
        message = warning(step.changes, stored, self._resource)
        return RowOutcome(step.number, step.place, self._end_state, step.id, message)
