"""The XML files in folders, archives and mail, one after the other, each within its limits.

Nothing is ever unpacked to the disk: the names inside are for people alone.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
import struct
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, NamedTuple

from alegra_cli.errors import UsageProblem
from alegra_cli.errors.unusable_files import unreadable
from alegra_cli.i18n import _
from alegra_cli.received import limits
from alegra_cli.received.mail import ContentOf, attachments, messages
from alegra_cli.received.suffixes import EML, KNOWN, PDF, XML, ZIP
from alegra_cli.received.xml import HostileContent

_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_LONGEST_COMMENT = 65_535
_UNPACK_ERRORS = (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, KeyError)


class PdfCopy(NamedTuple):
    """The PDF that came with a document.

    content: reads it while its archive is open, before the next piece is asked for. Raises
    `HostileContent`.
    """

    name: str
    content: ContentOf


class Piece(NamedTuple):
    """One XML file, or why there is none.

    name: where it is, as ``mail.mbox!3!invoice.zip!a.xml``. file: its own name. problem: of the
    reasons; then there is no content. digest: of the content, where that was let go.
    """

    name: str
    file: str
    content: bytes = b""
    pdf: PdfCopy | None = None
    problem: HostileContent | None = None
    digest: bytes = b""

    def light(self) -> Piece:
        """Without its content and its PDF's: a thousand of them, or of the mails that they lie in,
        would stay in memory.
        """
        printed = self.pdf and PdfCopy(self.pdf.name, _let_go)
        return self._replace(content=b"", pdf=printed, digest=digest_of(self.content))


def digest_of(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def _let_go() -> bytes:
    raise HostileContent("unreadable")


class PieceChoice:
    """The pieces of these names, and whatever they lie in; all there are without any names."""

    def __init__(self, names: Iterable[str] | None = None) -> None:
        self._places = None if names is None else {*_places(names)}

    def __contains__(self, place: str) -> bool:
        return self._places is None or place in self._places


def _places(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        parts = name.split("!")
        yield from ("!".join(parts[:end]) for end in range(1, len(parts) + 1))


_EVERY = PieceChoice()


class _Entry(NamedTuple):
    """A file of a folder, an archive or a message."""

    name: str
    content: ContentOf


class UnpackingBudget:
    """Bytes that what one archive unpacks to may still have."""

    def __init__(self, left: int) -> None:
        self.remainder = left

    def spend(self, size: int) -> None:
        self.remainder -= size
        if self.remainder < 0:
            raise HostileContent("unpacks-too-large", str(limits.MOST_UNPACKED))


def pieces(names: Sequence[str], choice: PieceChoice = _EVERY) -> Iterator[Piece]:
    """The XML files of what was named, in the order of the names.

    choice: no others are opened, nor archives and mails that none of these lies in.

    Raises `UsageProblem` for a name that is not there or of no kind that is read.
    """
    for name in names:
        path = Path(name)
        if path.is_dir():
            yield from _folder(path, choice)
        elif not path.exists():
            raise UsageProblem(_("There is no {file}.").format(file=name))
        elif path.suffix.lower() not in KNOWN:
            raise UsageProblem(
                _("{file} is no folder, XML, ZIP, EML or MBOX.").format(file=name),
                _("Name a folder, or files that end in .xml, .zip, .eml or .mbox."),
            )
        else:
            yield from _file(path, name, choice)


def _folder(root: Path, choice: PieceChoice) -> Iterator[Piece]:
    inside = root.resolve()
    for folder, folders, files in os.walk(root):
        folders.sort()
        paths = [Path(folder, name) for name in sorted(files)]
        prints = {
            one.stem.lower(): one for one in paths if one.suffix.lower() == PDF and one.is_file()
        }
        for path in paths:
            if path.suffix.lower() not in KNOWN:
                continue
            # A folder that is a link is not walked into: only a file's own link leads out.
            if path.is_symlink() and not path.resolve().is_relative_to(inside):
                yield Piece(str(path), path.name, problem=HostileContent("unsafe-name", path.name))
                continue
            yield from _file(path, str(path), choice, prints.get(path.stem.lower()))


def _file(
    path: Path, name: str, choice: PieceChoice, printed: Path | None = None
) -> Iterator[Piece]:
    if name not in choice:
        return
    kind = path.suffix.lower()
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return
        if kind == XML:
            if printed is None and path.with_suffix(PDF).is_file():
                printed = path.with_suffix(PDF)
            content = file_content(path, limits.LARGEST_XML, "too-large")
            yield Piece(name, path.name, content, _printed_file(printed, path.parent))
        elif kind == ZIP:
            with path.open("rb") as stream:
                yield from _archive(stream, name, choice, UnpackingBudget(limits.MOST_UNPACKED), 1)
        elif kind == EML:
            content = file_content(path, limits.LARGEST_MESSAGE, "too-large")
            yield from _message(content, name, choice, UnpackingBudget(limits.MOST_UNPACKED))
        else:
            yield from _mailbox(path, name, choice)
    except HostileContent as problem:
        yield Piece(name, path.name, problem=problem)
    except OSError as problem:
        raise unreadable(name, problem) from problem


def file_content(path: Path, most: int, code: str) -> bytes:
    with path.open("rb") as stream:
        return _whole(stream, most, code)


def _whole(stream: IO[bytes], most: int, code: str) -> bytes:
    # No more than tells that it is too large.
    content = stream.read(most + 1)
    if len(content) > most:
        raise HostileContent(code, str(most))
    return content


def _printed_file(path: Path | None, folder: Path) -> PdfCopy | None:
    if path is None:
        return None

    def content() -> bytes:
        if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
            raise HostileContent("unsafe-name", path.name)
        return file_content(path, limits.LARGEST_PDF, "too-large")

    return PdfCopy(path.name, content)


def _archive(
    stream: BinaryIO, name: str, choice: PieceChoice, budget: UnpackingBudget, depth: int
) -> Iterator[Piece]:
    """The files of a ZIP, which is checked before the library believes what it says of itself."""
    _check_directory(stream)
    try:
        archive = zipfile.ZipFile(stream)
    except _UNPACK_ERRORS as problem:
        raise HostileContent("bad-archive", str(problem)) from problem
    with archive:
        entries = []
        for info in sorted(archive.infolist(), key=lambda one: one.filename):
            kind = PurePosixPath(info.filename).suffix.lower()
            if info.is_dir() or kind not in (XML, PDF, ZIP, EML):
                continue
            if not _safe(info.orig_filename):
                unsafe = HostileContent("unsafe-name", info.filename)
                yield Piece(f"{name}!{info.filename}", info.filename, problem=unsafe)
                continue
            entries.append(_Entry(info.filename, _unpacking(archive, info, budget)))
        yield from _entries(entries, name, choice, budget, depth)


def _check_directory(stream: BinaryIO) -> None:
    """Refuse a list of files that is too long to be read: the library reads all of it at once."""
    size = stream.seek(0, io.SEEK_END)
    if size > limits.LARGEST_ARCHIVE:
        raise HostileContent("too-large", str(limits.LARGEST_ARCHIVE))
    stream.seek(max(0, size - _LONGEST_COMMENT - _END.size))
    tail = stream.read()
    place = tail.rfind(_END_MARK)
    if place < 0 or len(tail) - place < _END.size:
        raise HostileContent("bad-archive")
    length = _END.unpack_from(tail, place)[5]
    if length > limits.LARGEST_DIRECTORY:
        raise HostileContent("unpacks-too-large", str(length))
    stream.seek(0)


def _safe(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return not (name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\0" in name)


def _unpacking(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: UnpackingBudget
) -> ContentOf:
    most = limits.LARGEST_XML if info.filename.lower().endswith(XML) else limits.LARGEST_MESSAGE

    def content() -> bytes:
        if info.flag_bits & 0x1:
            raise HostileContent("encrypted")
        if info.file_size > max(1024**2, info.compress_size * limits.HIGHEST_RATIO):
            raise HostileContent("unpacks-too-large", f"{info.compress_size} : {info.file_size}")
        try:
            with archive.open(info) as stream:
                # What it says of its size is not believed: this reads no more than the limit.
                found = _whole(stream, most, "too-large")
        except HostileContent:
            raise
        except Exception as problem:  # zlib, lzma and bz2 have errors of their own
            raise HostileContent("bad-archive", str(problem)) from problem
        budget.spend(len(found))
        return found

    return content


def _entries(
    entries: Sequence[_Entry], name: str, choice: PieceChoice, budget: UnpackingBudget, depth: int
) -> Iterator[Piece]:
    """The documents among files that lie together, each with its PDF."""
    prints = [one for one in entries if one.name.lower().endswith(PDF)]
    documents = [one for one in entries if one.name.lower().endswith(XML)]
    for one in entries:
        place, kind = f"{name}!{one.name}", PurePosixPath(one.name).suffix.lower()
        if place not in choice:
            continue
        file = PurePosixPath(one.name.replace("\\", "/")).name
        try:
            if kind == XML:
                printed = _pdf_of(one, prints, alone=len(documents) == 1)
                yield Piece(place, file, one.content(), printed)
            elif kind in (ZIP, EML):
                if depth >= limits.DEEPEST_ARCHIVE and kind == ZIP:
                    raise HostileContent("too-deep", str(limits.DEEPEST_ARCHIVE))
                content = one.content()
                if kind == ZIP:
                    yield from _archive(io.BytesIO(content), place, choice, budget, depth + 1)
                else:
                    yield from _message(content, place, choice, budget, depth)
        except HostileContent as problem:
            yield Piece(place, file, problem=problem)


def _pdf_of(one: _Entry, prints: Sequence[_Entry], alone: bool) -> PdfCopy | None:
    """The PDF of the same name; else the only one beside the only document."""
    stem = one.name.lower()[: -len(XML)]
    same = [other for other in prints if other.name.lower()[: -len(PDF)] == stem]
    if not same and alone and len(prints) == 1:
        same = list(prints)
    if not same:
        return None
    return PdfCopy(PurePosixPath(same[0].name.replace("\\", "/")).name, same[0].content)


def _message(
    content: bytes, name: str, choice: PieceChoice, budget: UnpackingBudget, depth: int = 1
) -> Iterator[Piece]:
    entries = [_Entry(file, found) for file, found in attachments(content)]
    yield from _entries(entries, name, choice, budget, depth)


def _mailbox(path: Path, name: str, choice: PieceChoice) -> Iterator[Piece]:
    """Message by message: a mailbox may be larger than the memory."""
    with path.open("rb") as stream:
        for number, content in enumerate(messages(stream), 1):
            place = f"{name}!{number}"
            if place not in choice:
                continue
            try:
                if content is None:
                    raise HostileContent("too-large", str(limits.LARGEST_MESSAGE))
                yield from _message(content, place, choice, UnpackingBudget(limits.MOST_UNPACKED))
            except HostileContent as problem:
                yield Piece(place, path.name, problem=problem)
