"""Documents as the server has them now: which may be sent, and what stands in the way.

It stands on S39, S105.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from alegra_cli.declare import Resource
from alegra_cli.dotted_path import at
from alegra_cli.emission import states
from alegra_cli.emission.journal import SENDING
from alegra_cli.exact import NUMBER
from alegra_cli.i18n import _
from alegra_cli.operations import envelope, pages
from alegra_cli.operations.calls import Query, call
from alegra_cli.operations.one_record import record_of
from alegra_cli.wire import Session


class Candidate:
    """One document.

    body: the record as the API sent it, or as it will be with the date that it gets.
    changes: what of that the API has still to be told.
    """

    def __init__(self, body: dict[str, Any], label: str) -> None:
        self.body = body
        self.changes: dict[str, Any] = {}
        self.id = str(body.get("id"))
        self.label = label
        self.fiscal = states.of_document(body)

    @property
    def total(self) -> Decimal:
        text = str(self.body.get("total"))
        return Decimal(text) if NUMBER.fullmatch(text) else Decimal(0)

    @property
    def currency(self) -> str:
        named = self.body.get("currency")
        return str(named.get("code") or "") if isinstance(named, dict) else ""

    def record(self) -> dict[str, Any]:
        """What a person sees of it."""
        party = self.body.get("client") or self.body.get("provider")
        return {
            "id": self.id,
            "number": self.label,
            "date": self.body.get("date"),
            "client": party.get("name") if isinstance(party, dict) else None,
            "total": self.body.get("total"),
            "status": self.body.get("status"),
            "fiscal": self.fiscal,
            "code": states.code_of(self.body),
            "warnings": "; ".join(states.warnings_of(self.body)),
        }

    def give(self, day: str) -> None:
        """It is to have this date, and a due date that is not before it."""
        if self.body.get("date") == day:
            return
        self.changes = {"date": day}
        if str(self.body.get("dueDate") or day) < day:
            self.changes["dueDate"] = day
        self.body = {**self.body, **self.changes}

    @property
    def pending(self) -> bool:
        """Whether the authority has still to accept it: waiting, refused, or never sent."""
        if self.fiscal == states.ACCEPTED or self.body.get("status") == "void":
            return False
        numbering = self.body.get("numberTemplate")
        electronic = numbering.get("isElectronic") if isinstance(numbering, dict) else None
        return self.fiscal != states.NONE if electronic is None else bool(electronic)

    def obstacle(self, journaled: str) -> str:
        """Why it is not sent; empty when nothing stands in the way.

        journaled: what the journal last says of it. The server is asked first; the journal
        speaks where the server knows of nothing.
        """
        numbering = self.body.get("numberTemplate")
        if self.fiscal == states.ACCEPTED:
            return _("already issued")
        if self.fiscal == states.PROCESSING:
            return _("in process at the tax authority; ask again with `status`")
        if self.fiscal == states.UNKNOWN:
            return _("its fiscal state is not one that is known; look it up in Alegra")
        if self.body.get("status") == "void":
            return _("it is void")
        if isinstance(numbering, dict) and numbering.get("isElectronic") is False:
            return _("its numbering is not electronic")
        in_doubt = journaled in (SENDING, states.UNKNOWN, states.PROCESSING, states.ACCEPTED)
        if in_doubt and self.fiscal == states.NONE:
            return _(
                "it was sent before and the outcome is not known. Look it up in Alegra; if it was "
                "not issued, name it with --never-sent"
            )
        return ""


class Candidates:
    """Reads documents of one resource."""

    def __init__(self, session: Session, resource: Resource) -> None:
        self._session = session
        self._resource = resource

    def read(self, key: str) -> Candidate:
        """The document as it is now. Raises `AlegraError`."""
        body = record_of(self._session, self._resource, key)
        return self._candidate(body if isinstance(body, dict) else {"id": key})

    def redate(self, documents: Sequence[Candidate]) -> None:
        """Give each the date that it is to have. Raises `AlegraError`."""
        updating = self._resource.action_of("update")
        for item in documents:
            if item.changes:
                arguments = dict.fromkeys(updating.arguments, item.id)
                self._session.send(call(self._resource, updating, arguments, (), item.changes))

    def of(self, body: dict[str, Any]) -> Candidate:
        """The document that a list gave."""
        return self._candidate(body)

    def all(self, pending: Query) -> list[Candidate]:
        """Every document that was never sent. pending: the filters that leave only those."""
        listing = self._resource.action_of("list")
        found = pages.records(self._session, self._resource, listing, pending)
        return [self._candidate(body) for body in envelope.objects(found)]

    def _candidate(self, body: dict[str, Any]) -> Candidate:
        return Candidate(body, self._label(body))

    def _label(self, body: dict[str, Any]) -> str:
        """The number: the first of the resource's labels that the record has."""
        for path in self._resource.label:
            value = at(body, path)
            if value not in (None, ""):
                return str(value)
        return ""
