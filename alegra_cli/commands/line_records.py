"""The records that lines point at: called by id, code, number, name or rate, and read."""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple

from alegra_cli.app import App
from alegra_cli.commands.naming import NamedRecords, names_of
from alegra_cli.declare import Resource
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _
from alegra_cli.operations.labels import is_name, label, may_be_id, spoken_name
from alegra_cli.operations.lookup import RecordName
from alegra_cli.operations.one_record import record_of
from alegra_cli.rules.conditions import holds

Conditions = tuple[tuple[str, str], ...]


class RecordPointer(NamedTuple):
    """A record by its id, and the resource that it is of; empty where none is declared."""

    id: str
    resource: str


class LineRecords:
    """Finds and reads records, each once. Nothing is looked up where nobody is signed in."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._records: dict[RecordPointer, Any] = {}
        self._pointers: dict[tuple[str, str], RecordPointer] = {}

    def note(self, text: str) -> None:
        self._app.screen.note(text)

    def find(self, what: str, of: str, text: str, only: Conditions = ()) -> RecordPointer:
        """The record that a text means. Raises `UsageProblem` with what names it in front.

        only: what holds of a record that a bare number may be the code of.
        """
        if (of, text) not in self._pointers:
            self._pointers[of, text] = RecordPointer(self._id(what, of, text, only), of)
        return self._pointers[of, text]

    def everything(self, of: str) -> list[Any]:
        return self._names.lookup.everything(of) if self._names else []

    def read(self, record: RecordPointer) -> Any:
        """The whole record; None where nobody is signed in."""
        if self._names is None or not record.resource:
            return None
        if record not in self._records:
            resource = self._app.registry.declaration(record.resource)
            session = self._app.session_for(resource)
            self._records[record] = record_of(session, resource, record.id)
        return self._records[record]

    def label(self, record: RecordPointer) -> str:
        return label(self.read(record), self._app.registry.declaration(record.resource))

    @cached_property
    def _names(self) -> NamedRecords | None:
        return names_of(self._app)

    def _id(self, what: str, of: str, text: str, only: Conditions) -> str:
        resource = self._app.registry.declaration(of)
        if is_name(text) and resource.known_by:
            names = self._names
            return text if names is None else names.id(what, RecordName(of, (("", text),)))
        return self._number(what, resource, text, only) if may_be_id(text) else text

    def _number(self, what: str, resource: Resource, text: str, only: Conditions) -> str:
        """An id, or a code or rate that is written as one: 5120 is an account, 19 a tax."""
        ways = [known for known in resource.known_by if known.kind == "number"]
        if not ways or self._names is None:
            return text
        key = resource.id_key
        records = self.everything(resource.name)
        of_id = [one for one in records if str(one.get(key)) == text]
        of_number = [
            one
            for one in records
            if one not in of_id
            and any(_same(spoken_name(one, known), text) for known in ways)
            and all(holds(one, path, wanted) for path, wanted in only)
        ]
        found = of_id + of_number
        if len(found) > 1:
            raise UsageProblem(
                _("{what}: {text} could be {candidates}.").format(
                    what=what,
                    text=text,
                    candidates=", ".join(label(one, resource) for one in found),
                ),
                _("Name it in full."),
            )
        if not found:
            raise UsageProblem(
                _("{what}: there is no {noun} {text}.").format(
                    what=what, noun=_(resource.singular), text=text
                ),
                _("`alegra {resource} list` shows them.").format(resource=resource.name),
            )
        if of_number:
            self.note(f"{what}: {label(found[0], resource)}")
        return str(found[0][key])


def _same(said: str, text: str) -> bool:
    """``19.00`` is 19; a code keeps its zeros."""
    whole, point, decimals = said.partition(".")
    return said == text or (bool(point) and not decimals.strip("0") and whole == text)
