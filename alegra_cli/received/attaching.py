"""The files of what was posted, each attached once to its bill."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import attrs

from alegra_cli.declare import Action, Resource
from alegra_cli.declare.files import LARGEST
from alegra_cli.errors import AlegraError
from alegra_cli.i18n import _
from alegra_cli.operations import envelope
from alegra_cli.operations.calls import call
from alegra_cli.received import sources
from alegra_cli.received.posting import key_of
from alegra_cli.received.xml import Hostile
from alegra_cli.transfer import journal as states
from alegra_cli.transfer.identity import RowKey
from alegra_cli.transfer.journal import RowEntry, RowJournal
from alegra_cli.wire import Session, Upload

XML = "xml"
PDF = "pdf"
KINDS = (XML, PDF)


class Attached(NamedTuple):
    """What became of a file. message: why it is not there; empty where it is."""

    place: str
    file: str
    message: str = ""


@attrs.define(eq=False)
class Attaching:
    """bills: id of the bill by the name of its piece. kinds: of `KINDS`."""

    session: Session
    resource: Resource
    journal: RowJournal
    now: Callable[[], str]
    bills: Mapping[str, str]
    kinds: Sequence[str]

    def files(self, names: Sequence[str]) -> Iterator[Attached]:
        """Read what was named once more: a PDF is read where its archive is open, and let go."""
        for piece in sources.pieces(names):
            bill = self.bills.get(piece.name)
            if not bill or piece.problem is not None:
                continue
            if XML in self.kinds:
                yield self._attached(bill, piece.name, piece.file, partial(bytes, piece.content))
            if PDF in self.kinds and piece.printed is not None:
                printed = piece.printed
                yield self._attached(bill, piece.name, printed.name, printed.content)

    def _attached(self, bill: str, place: str, file: str, content: sources.Content) -> Attached:
        key = key_of(f"{bill} {file}")
        before = self.journal.entry(RowKey(key, key))
        if before is not None and before.state in states.DONE:
            return Attached(place, file)
        try:
            if before is not None and before.state in states.OPEN and self._has(bill, file):
                self._write(key, states.FOUND, bill)
                return Attached(place, file)
            data = content()
            if len(data) > LARGEST:
                most = LARGEST // 1024**2
                return Attached(place, file, _("It is larger than {most} MB.").format(most=most))
            self._write(key, states.SENDING)
            request = call(self.resource, self._action("attach"), {"id": bill})
            self.session.send(request._replace(upload=Upload("file", file, data, place)))
            self._write(key, states.CREATED, bill)
        except Hostile as problem:
            return Attached(place, file, problem.code)
        except AlegraError as problem:
            return Attached(place, file, problem.line())
        return Attached(place, file)

    def _has(self, bill: str, file: str) -> bool:
        request = call(self.resource, self._action("attachments"), {"id": bill})
        record = envelope.record(self.session.send(request).body, self.resource.envelope)
        listed = record.get("attachments") if isinstance(record, dict) else None
        return any(one.get("name") == file for one in listed or () if isinstance(one, dict))

    def _action(self, name: str) -> Action:
        return next(one for one in self.resource.actions if one.name == name)

    def _write(self, key: str, state: str, bill: str = "") -> None:
        self.journal.write(RowEntry(key, 0, state, self.now(), bill, cells=key))
