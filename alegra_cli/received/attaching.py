"""The files of what was posted, each attached once to its bill (S75, S118)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

import attrs

from alegra_cli.declare import Action, Resource
from alegra_cli.declare.files import LARGEST
from alegra_cli.errors import AlegraError
from alegra_cli.errors.unusable_files import unreadable
from alegra_cli.i18n import _
from alegra_cli.operations import envelope
from alegra_cli.operations.calls import call
from alegra_cli.received import sources
from alegra_cli.received.mail import ContentOf
from alegra_cli.received.posting import FiledDocument, key_of
from alegra_cli.received.reasons import explanation
from alegra_cli.received.xml import HostileContent
from alegra_cli.transfer import journal as states
from alegra_cli.transfer.identity import RowKey
from alegra_cli.transfer.journal import RowEntry, RowJournal
from alegra_cli.wire import Session, Upload

XML = "xml"
PDF = "pdf"
KINDS = (XML, PDF)


class AttachmentOutcome(NamedTuple):
    """What became of a file. message: why it is not there; empty where it is."""

    place: str
    file: str
    message: str = ""


@attrs.define(eq=False)
class Attaching:
    """documents: with their bills. kinds: of `KINDS`."""

    session: Session
    resource: Resource
    journal: RowJournal
    now: Callable[[], str]
    documents: Sequence[FiledDocument]
    kinds: Sequence[str]

    def files(self, names: Sequence[str]) -> Iterator[AttachmentOutcome]:
        """Open once more what lacks a file on its bill: a PDF is let go as soon as it was sent.

        Only the content that was read as the document is attached, whatever has its name by now.
        """
        left = self._remainder()
        met, unread = set(), []
        for name in names:
            try:
                for piece in sources.pieces(
                    [name], sources.PieceChoice(place for place, _it in left)
                ):
                    met.add(piece.name)
                    for one in left.pop((piece.name, sources.digest_of(piece.content)), ()):
                        yield from self._of(piece, one)
            except AlegraError as problem:
                unread.append(problem.line())
        for (place, _digest), filed in left.items():
            changed = _("It changed after it was read, and is not attached.")
            message = changed if place in met else " ".join(unread) or _missing_text()
            yield AttachmentOutcome(place, filed[0].piece.file, message)

    def _remainder(self) -> dict[tuple[str, bytes], list[FiledDocument]]:
        """By name and digest; several where one file has several documents."""
        left: dict[tuple[str, bytes], list[FiledDocument]] = {}
        for one in self.documents:
            piece = one.piece
            files = [piece.file] if XML in self.kinds else []
            if PDF in self.kinds and piece.pdf is not None:
                files.append(piece.pdf.name)
            if any(not self._is_attached(_key(one.bill, file)) for file in files):
                left.setdefault((piece.name, piece.digest), []).append(one)
        return left

    def _of(self, piece: sources.Piece, one: FiledDocument) -> Iterator[AttachmentOutcome]:
        if XML in self.kinds:
            yield self._attachment(one.bill, piece.name, piece.file, partial(bytes, piece.content))
        if PDF not in self.kinds:
            return
        if piece.pdf is not None:
            yield self._attachment(one.bill, piece.name, piece.pdf.name, piece.pdf.content)
        elif one.piece.pdf is not None:
            yield AttachmentOutcome(piece.name, one.piece.pdf.name, _missing_text())

    def _is_attached(self, key: str) -> bool:
        before = self.journal.entry(RowKey(key, key))
        return before is not None and before.state in states.DONE

    def _attachment(
        self, bill: str, place: str, file: str, content: ContentOf
    ) -> AttachmentOutcome:
        key = _key(bill, file)
        if self._is_attached(key):
            return AttachmentOutcome(place, file)
        before = self.journal.entry(RowKey(key, key))
        try:
            if before is not None and before.state in states.OPEN and self._has(bill, file):
                self._write(key, states.FOUND, bill)
                return AttachmentOutcome(place, file)
            data = content()
            if len(data) > LARGEST:
                most = LARGEST // 1024**2
                return AttachmentOutcome(
                    place, file, _("It is larger than {most} MB.").format(most=most)
                )
            self._write(key, states.SENDING)
            request = call(self.resource, self._action("attach"), {"id": bill})
            self.session.send(request._replace(upload=Upload("file", file, data, place)))
            self._write(key, states.CREATED, bill)
        except HostileContent as problem:
            return AttachmentOutcome(place, file, explanation(problem.code))
        except OSError as problem:
            return AttachmentOutcome(place, file, unreadable(file, problem).line())
        except AlegraError as problem:
            return AttachmentOutcome(place, file, problem.line())
        return AttachmentOutcome(place, file)

    def _has(self, bill: str, file: str) -> bool:
        request = call(self.resource, self._action("attachments"), {"id": bill})
        record = envelope.record(self.session.send(request).body, self.resource.envelope)
        listed = record.get("attachments") if isinstance(record, dict) else None
        return any(one.get("name") == file for one in listed or () if isinstance(one, dict))

    def _action(self, name: str) -> Action:
        return next(one for one in self.resource.actions if one.name == name)

    def _write(self, key: str, state: str, bill: str = "") -> None:
        self.journal.write(RowEntry(key, 0, state, self.now(), bill, cells=key))


def _key(bill: str, file: str) -> str:
    return key_of(f"{bill} {file}")


def _missing_text() -> str:
    return _("It is not there any more, and is not attached.")
