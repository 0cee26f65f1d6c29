"""Bills that Alegra makes itself of a CUFE, each asked for once (S116)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from alegra_cli.declare import ARRAY_OR_DATA, Action, Resource
from alegra_cli.errors import AlegraError, UnknownOutcome
from alegra_cli.i18n import _
from alegra_cli.operations import envelope
from alegra_cli.received.posting import key_of
from alegra_cli.transfer import journal as states
from alegra_cli.transfer.identity import RowKey
from alegra_cli.transfer.journal import Purpose, RowEntry, RowJournal
from alegra_cli.transfer.journal_texts import of_received
from alegra_cli.wire import Request, Session


def import_by_id(resource: Resource) -> tuple[Action, str]:
    """The action that makes a record of the authority's id, and the field that takes the id.

    Raises ``LookupError`` where it declares none.
    """
    document = resource.tax_document
    if document is None or not document.import_action:
        raise LookupError(f"{resource.name}: this needs an import_action")
    action = resource.action_named(document.import_action)
    return action, next(field.path for field in action.fields if field.required)


class CufeImports(RowJournal):
    """The journal of these imports of one company."""

    FILE = "cufe.journal"

    def __init__(self, folder: Path, company: str) -> None:
        purpose = Purpose("cufe", company, "received", "by CUFE")
        super().__init__(folder / self.FILE, purpose, texts=of_received)

    def __enter__(self) -> CufeImports:
        return self

    def bill_id(self, cufe: str) -> str:
        """The id of the bill that was made of it; empty for none."""
        entry = self.entry(RowKey(key_of(cufe), key_of(cufe)))
        return entry.id if entry is not None and entry.state in states.DONE else ""

    def send(
        self, session: Session, request: Request, cufe: str, now: Callable[[], str]
    ) -> RowEntry:
        """What became of it; one whose answer nobody saw stays unknown and is not sent again."""
        key = key_of(cufe)
        before = self.entry(RowKey(key, key))
        if before is not None and before.state in states.DONE:
            return before
        if before is not None and before.state in states.OPEN:
            told = _("An earlier run asked for it and saw no answer. Look for it in Alegra.")
            return RowEntry(key, 0, states.UNKNOWN, before.at, message=told, cells=key)
        self.write(RowEntry(key, 0, states.SENDING, now(), cells=key))
        try:
            answer = envelope.record(session.send(request).body, ARRAY_OR_DATA)
        except UnknownOutcome as problem:
            return self._end(key, states.UNKNOWN, now(), problem.line())
        except AlegraError as problem:
            return self._end(key, states.FAILED, now(), problem.line())
        made = str(answer.get("id") or "") if isinstance(answer, dict) else ""
        return self._end(key, states.CREATED, now(), "", made)

    def _end(self, key: str, state: str, at: str, message: str, made: str = "") -> RowEntry:
        entry = RowEntry(key, 0, state, at, made, message, cells=key)
        self.write(entry)
        return entry
