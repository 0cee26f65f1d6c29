"""Whether a number that a document asks for will be given (S120)."""

from __future__ import annotations

from typing import Any

from alegra_cli.declare import Resource
from alegra_cli.dotted_path import at
from alegra_cli.errors import AlegraError
from alegra_cli.i18n import _
from alegra_cli.operations import envelope
from alegra_cli.wire import Request, Session

# Where a document has its numbering and its number, in every resource that takes one.
_ID, _NUMBER = "numberTemplate.id", "numberTemplate.number"


class Numberings:
    """The numberings of one kind of document, read once, and only if a number is asked for."""

    def __init__(self, session: Session, resource: Resource) -> None:
        self._session = session
        self._resource = resource
        self._numberings: list[dict[str, Any]] | None = None

    def warning(self, body: dict[str, Any], any_number: bool = False) -> str:
        """Why the number that the body asks for won't be given; empty where it may be.

        any_number: the text is the same for every number.
        """
        number = at(body, _NUMBER)
        if not self._resource.numbering or number in (None, ""):
            return ""
        chosen = self._numbering(body)
        if not chosen or chosen.get("autoincrement") is not True:
            return ""
        if any_number:
            number = _("those of the file")
        return _(
            "the numbering {name} is automatic and gives its own numbers, not {number}; one that "
            "is not (`alegra number-templates list`) keeps yours"
        ).format(name=chosen.get("name") or chosen.get("id"), number=number)

    def _numbering(self, body: dict[str, Any]) -> dict[str, Any] | None:
        """The numbering that the body names, otherwise the usual one."""
        wanted = at(body, _ID)
        if self._numberings is None:
            self._numberings = self._read()
        if wanted is not None:
            return next(
                (one for one in self._numberings if str(one.get("id")) == str(wanted)), None
            )
        active = [one for one in self._numberings if one.get("status") in (None, "active")]
        return next((one for one in active if one.get("isDefault")), active[0] if active else None)

    def _read(self) -> list[dict[str, Any]]:
        """Empty where they can't be read: the answer will show what became of the number."""
        query = (("documentType", self._resource.numbering),)
        try:
            answer = self._session.send(Request("GET", self._resource.api.numberings, query))
            rows = envelope.rows(answer.body, self._resource.envelope)
        except AlegraError:
            return []
        return [row for row in rows if isinstance(row, dict)]
