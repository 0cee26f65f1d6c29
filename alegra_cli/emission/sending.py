"""The requests of an emission, each between two lines of the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from alegra_cli.declare import Resource
from alegra_cli.declare.emission import Emission
from alegra_cli.emission import answers, states
from alegra_cli.emission.answers import EmissionOutcome
from alegra_cli.emission.candidates import Candidate, Candidates
from alegra_cli.emission.journal import NOT_SENT, SENDING, EmissionJournal
from alegra_cli.errors import (
    AlegraError,
    Interrupted,
    InterruptedWrite,
    Invalid,
    UnknownOutcome,
)
from alegra_cli.i18n import _
from alegra_cli.operations.calls import call
from alegra_cli.wire import Request, Session

# Refused, and unknown: what an answer says of a document is compared with what it says itself.
_DOUBTED = (states.UNKNOWN, states.REJECTED)
# Codes by which the authority's layer tells that it has the document already, or that it never
# heard from the authority: a refusal of the request, which says nothing of the document.
_OPEN_CODES = ("AEP2011", "EPR500", "EPR503")
_DECIDED = (states.ACCEPTED, states.REJECTED, states.PROCESSING)


class Emitter:
    """Sends documents of one resource.

    now: the moment, ISO, for the journal. totals: of the documents by their ids, as they were
    before: an update that is to stamp one must leave its lines as they are.
    """

    def __init__(
        self,
        session: Session,
        resource: Resource,
        emission: Emission,
        journal: EmissionJournal,
        now: Callable[[], str],
        totals: Mapping[str, Decimal] = MappingProxyType({}),
    ) -> None:
        self._session = session
        self._resource = resource
        self._emission = emission
        self._journal = journal
        self._now = now
        self._totals = totals

    def send(self, ids: Sequence[str]) -> Iterator[EmissionOutcome]:
        """The outcome of each document, batch after batch; the first unknown one is the last.

        Raises the `AlegraError` that stopped it, after what is known was told.
        """
        most = self._emission.max_ids
        for start in range(0, len(ids), most):
            batch = ids[start : start + most]
            outcomes, problem = self._batch(batch)
            yield from outcomes
            if problem is not None:
                raise problem
            if _open(outcomes):
                return

    def _batch(self, ids: Sequence[str]) -> tuple[list[EmissionOutcome], AlegraError | None]:
        self._note(dict.fromkeys(ids, (SENDING, "")))
        problem: AlegraError | None = None
        try:
            body = self._session.send(request_of(self._resource, self._emission, ids)).body
            outcomes = self._outcomes(body, ids)
        except AlegraError as error:
            outcomes, problem = _of_error(error, ids)
        if not isinstance(problem, Interrupted):
            try:
                outcomes = list(self._looked_up(outcomes))
            except (KeyboardInterrupt, Interrupted):
                outcomes, problem = _not_looked_up(outcomes), Interrupted(_("Interrupted."))
            if isinstance(problem, UnknownOutcome) and not _open(outcomes):
                problem = None
        self._note({item.id: (item.state, item.message) for item in outcomes})
        return [item for item in outcomes if item.state != NOT_SENT], problem

    def _looked_up(self, outcomes: Sequence[EmissionOutcome]) -> Iterator[EmissionOutcome]:
        """Documents that were not accepted, as they are now: one look each.

        What a document that looks as if it was never sent has before it, nobody knows, so it
        stays unknown. One that was refused stays refused unless it says itself that it was issued:
        an answer may refuse the request for the very reason that an earlier one arrived. Where
        one can't be read, the others are not asked for either, and a refusal that did not name
        the document is none.
        """
        candidates, reachable = Candidates(self._session, self._resource), True
        for item in outcomes:
            fiscal = None
            if item.state in _DOUBTED and reachable:
                try:
                    fiscal = candidates.read(item.id).fiscal
                except AlegraError:
                    reachable = False
            if fiscal in _DECIDED and fiscal != item.state:
                told = _("the answer told nothing; the document itself does")
                item = item._replace(state=fiscal, message=told)
            elif item.state == states.REJECTED:
                item = _of_refusal(item, looked=fiscal is not None, alone=len(outcomes) == 1)
            yield item

    def _outcomes(self, body: Any, ids: Sequence[str]) -> list[EmissionOutcome]:
        if self._emission.how == "batch":
            return answers.read(body, ids)
        state = states.of_document(body) if isinstance(body, dict) else states.UNKNOWN
        message = self._remarks(body) if isinstance(body, dict) else ""
        return [EmissionOutcome(ids[0], states.UNKNOWN if state == states.NONE else state, message)]

    def _remarks(self, body: dict[str, Any]) -> str:
        """What the authority remarked, and whether the document is another one now."""
        document = Candidate(body, "")
        before = self._totals.get(document.id)
        remarks = list(states.warnings_of(body))
        if before is not None and "total" in body and document.total != before:
            remarks.append(
                _("its total was {before} and is {after} now: look at its lines in Alegra").format(
                    before=before, after=document.total
                )
            )
        return "; ".join(remarks)

    def _note(self, entries: Mapping[str, tuple[str, str]]) -> None:
        documents = {f"{self._resource.name}/{key}": told for key, told in entries.items()}
        self._journal.write(documents, self._now())


def _of_refusal(item: EmissionOutcome, *, looked: bool, alone: bool) -> EmissionOutcome:
    """What a refusal is worth that the document itself does not deny.

    looked: whether it was asked. alone: whether the request was of this document only.
    """
    if _in_doubt(item) or not (item.was_named or looked):
        return item._replace(state=states.UNKNOWN)
    if not item.was_named and not alone:
        return item._replace(state=NOT_SENT)  # one of them was refused, and all kept back
    return item


def _not_looked_up(outcomes: Sequence[EmissionOutcome]) -> list[EmissionOutcome]:
    return [
        _of_refusal(item, looked=False, alone=len(outcomes) == 1)
        if item.state == states.REJECTED
        else item
        for item in outcomes
    ]


def _in_doubt(item: EmissionOutcome) -> bool:
    return any(code in f"{item.code or ''} {item.message}" for code in _OPEN_CODES)


def _open(outcomes: Sequence[EmissionOutcome]) -> bool:
    return any(item.state == states.UNKNOWN for item in outcomes)


def request_of(resource: Resource, emission: Emission, ids: Sequence[str]) -> Request:
    """What is sent for a batch; it is never sent a second time."""
    action = resource.action_named(emission.action)
    if emission.how == "batch":
        request = call(resource, action, {}, (), {"ids": list(ids)})
    else:
        arguments = dict.fromkeys(action.arguments, ids[0])
        request = call(resource, action, arguments, (), dict(emission.body))
    return request._replace(once=True)


def _of_error(error: AlegraError, ids: Sequence[str]) -> tuple[list[EmissionOutcome], AlegraError]:
    """What an error says of the documents that were on their way.

    A document that was refused is finished with; so is one whose request never left, or was
    turned away at the door. Everything else may have been processed.
    """
    if isinstance(error, (UnknownOutcome, InterruptedWrite)):
        state = states.UNKNOWN
    elif str(error.code) == states.IN_PROCESS_CODE:
        state = states.PROCESSING
    elif isinstance(error, Invalid):
        state = states.REJECTED
    elif error.status is None or 400 <= error.status < 500:
        state = NOT_SENT
    else:
        state = states.UNKNOWN
    # An answer of 400 is to the request; of one document it can only be of that one.
    return [
        EmissionOutcome(key, state, error.message, error.code, was_named=False) for key in ids
    ], error
