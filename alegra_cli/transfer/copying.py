"""Records of one company made anew in another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from alegra_cli.declare import Ref, Resource
from alegra_cli.errors import (
    AlegraError,
    InterruptedWrite,
    Invalid,
    StoredNotIssued,
    UnknownOutcome,
)
from alegra_cli.i18n import N_, _
from alegra_cli.operations import envelope
from alegra_cli.operations.calls import call
from alegra_cli.operations.changing import change, send_change
from alegra_cli.operations.recreating import afterwards, creatable
from alegra_cli.operations.references import MissingReference, remapping
from alegra_cli.rules.fields import Problem
from alegra_cli.transfer.companies import Companies, RecordPair
from alegra_cli.transfer.journal import CREATED, FAILED, INCOMPLETE, UNKNOWN
from alegra_cli.wire import Session

EXISTS = N_("exists")
PLANNED = N_("would be created")


class Copy(NamedTuple):
    """What became of one record. old: its id here. id: there."""

    resource: str
    name: str
    old: str
    outcome: str
    id: str = ""
    message: str = ""

    def record(self) -> dict[str, str]:
        return {
            "resource": self.resource,
            "name": self.name,
            "from": self.old,
            "outcome": self.outcome,
            "id": self.id,
            "message": self.message,
        }


def in_order(resources: Iterable[Resource]) -> list[Resource]:
    """What others point at comes before them."""
    waiting = {one.name: one for one in resources}
    found: list[Resource] = []
    while waiting:
        free = [
            one
            for one in waiting.values()
            if not any(name in waiting for name in _pointed_at(one) if name != one.name)
        ]
        for one in free or list(waiting.values())[:1]:
            found.append(waiting.pop(one.name))
    return found


def _pointed_at(resource: Resource) -> set[str]:
    return {field.kind.resource for field in resource.fields if isinstance(field.kind, Ref)}


class Copying:
    """Copies one resource after the other.

    target: where to; None to say only what would happen. check: what is wrong with a body in
    the other country. `stopped` is the error that ended it early.
    """

    def __init__(
        self,
        companies: Companies,
        target: Callable[[Resource], Session] | None,
        check: Callable[[Resource, dict[str, Any]], list[Problem]],
    ) -> None:
        self.obstacle: AlegraError | None = None
        self._companies = companies
        self._target = target
        self._check = check

    def missing(self, pair: RecordPair) -> int:
        """How many records are not there yet."""
        return sum(not self._companies.there(pair, record) for _id, record in pair.records())

    def copies(self, pair: RecordPair) -> Iterator[Copy]:
        """What becomes of each record; nothing more after one that stopped it."""
        waiting: list[tuple[str, dict[str, Any]]] = []
        for old, record in pair.records():
            if self._waits(pair, old, record):
                waiting.append((old, record))
            elif not self.obstacle:
                yield self._copy(pair, old, record)
        for old, record in _parents_first(waiting, pair):
            if not self.obstacle:
                yield self._copy(pair, old, record)

    def _waits(self, pair: RecordPair, old: str, record: dict[str, Any]) -> bool:
        """Whether it points at one of its own kind that has not been copied yet."""
        return any(
            own in pair.natural_keys and own not in pair.new_ids for own in _own(pair, old, record)
        )

    def _copy(self, pair: RecordPair, old: str, record: dict[str, Any]) -> Copy:
        known = pair.natural_keys[old]
        told = Copy(pair.resource.name, str(known[0]) if known else old, old, FAILED)
        if not known:
            return told._replace(message=_("There is nothing to know it by in another company."))
        twins = pair.here.known_by(known)
        if len(twins) > 1:
            text = _("Several records are known by the same: {ids}.").format(ids=", ".join(twins))
            return told._replace(message=text)
        found = self._companies.there(pair, record)
        if len(found) > 1:
            text = _("Several records there are known by the same: {ids}.")
            return told._replace(message=text.format(ids=", ".join(found)))
        if found:
            pair.new_ids[old] = found[0]
            return told._replace(outcome=EXISTS, id=found[0])
        return self._create(pair, told, record)

    def _create(self, pair: RecordPair, told: Copy, record: dict[str, Any]) -> Copy:
        resource = pair.resource
        body, lost = remapping(creatable(record, resource), resource, self._companies.new_id)
        body.pop(resource.stamp.partition(".")[0], None)  # nothing is sent to any authority
        wrong = [item for item in self._check(resource, body) if item.blocks]
        if wrong:
            text = "; ".join(f"{item.path}: {item.message}" for item in wrong)
            return told._replace(message=text)
        if self._target is None:
            pair.new_ids[told.old] = _("(new)")
            return told._replace(outcome=PLANNED, message=self._without(lost))
        return self._send(self._target(pair.resource), pair, told, (body, record, lost))

    def _send(
        self,
        target: Session,
        pair: RecordPair,
        told: Copy,
        what: tuple[dict[str, Any], dict[str, Any], list[MissingReference]],
    ) -> Copy:
        body, record, lost = what
        resource = pair.resource
        create = resource.action_of("create")
        try:
            answer = target.send(call(resource, create, {}, (), body)).body
        except StoredNotIssued as problem:
            pair.new_ids[told.old] = problem.record_id
            return told._replace(outcome=INCOMPLETE, id=problem.record_id, message=problem.line())
        except AlegraError as problem:
            if not isinstance(problem, Invalid):
                self.obstacle = problem
            unknown = isinstance(problem, (UnknownOutcome, InterruptedWrite))
            return told._replace(outcome=UNKNOWN if unknown else FAILED, message=problem.line())
        made = envelope.record(answer, resource.envelope)
        made = made if isinstance(made, dict) else {}
        key = str(made.get(resource.id_key) or "")
        pair.new_ids[told.old] = key
        messages = [self._without(lost), self._complete(target, resource, key, record, made)]
        message = "; ".join(text for text in messages if text)
        return told._replace(outcome=INCOMPLETE if message else CREATED, id=key, message=message)

    def _complete(
        self,
        target: Session,
        resource: Resource,
        key: str,
        record: dict[str, Any],
        made: dict[str, Any],
    ) -> str:
        """Bring over what only an update can; what did not work, empty when all did."""
        changes = afterwards(record, made, resource)
        update = resource.by_verb("update")
        if not changes or update is None or not key:
            return ""
        try:
            send_change(target, resource, change(target, resource, update, key, changes))
        except AlegraError as problem:
            return f"{', '.join(changes)}: {problem.line()}"
        return ""

    def _without(self, lost: list[MissingReference]) -> str:
        if not lost:
            return ""
        things = ", ".join(f"{item.path} ({self._companies.name_of(item)})" for item in lost)
        return _("not there, so left out: {things}").format(things=things)


def _own(pair: RecordPair, old: str, record: dict[str, Any]) -> list[str]:
    """Ids of other records of its own kind that the record points at."""
    seen: list[str] = []

    def see(name: str, key: str) -> str:
        if name == pair.resource.name and key != old:
            seen.append(key)
        return key

    remapping(creatable(record, pair.resource), pair.resource, see)
    return seen


def _parents_first(
    waiting: list[tuple[str, dict[str, Any]]], pair: RecordPair
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Those that wait for each other, in circles only as a last resort."""
    left = dict(waiting)
    while left:
        free = [old for old in left if not any(own in left for own in _own(pair, old, left[old]))]
        for old in free or list(left)[:1]:
            yield old, left.pop(old)
