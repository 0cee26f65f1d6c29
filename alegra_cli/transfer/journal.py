"""What happened to each row of a file, on the disk before and after its request.

Rows are known by what they say, not by their number, so that a file whose failed rows were
corrected goes on where it stopped, and rows that were created are never created again.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import attrs

from alegra_cli.errors import UsageProblem
from alegra_cli.errors.unusable_files import damaged_line, unwritable
from alegra_cli.files import checksums, hold, private_folder
from alegra_cli.i18n import N_, _
from alegra_cli.operations.naturals import Natural
from alegra_cli.transfer.identity import RowKey
from alegra_cli.transfer.journal_texts import JournalTexts, of_imports

SENDING = "sending"
UNKNOWN = N_("unknown")
CREATED = N_("created")
UPDATED = N_("updated")
FOUND = N_("found")
FAILED = N_("failed")
# It is there, without everything that it should have.
INCOMPLETE = N_("incomplete")
# Sent by no later run; what is open is looked up in Alegra first, and what failed goes again.
DONE = (CREATED, UPDATED, FOUND, INCOMPLETE)
OPEN = (SENDING, UNKNOWN)
_STATES = (*DONE, *OPEN, FAILED)


@attrs.frozen
class RowEntry:
    """The last that is known of one row.

    key: what was to be sent for the row, in short; cells: what its cells say. number: of the row
    when it was sent. natural: what its record is known by, as pairs of path and value. at: ISO
    moment.
    """

    key: str
    number: int
    state: str
    at: str
    id: str = ""
    message: str = ""
    natural: tuple[tuple[tuple[str, str], ...], ...] = ()
    cells: str = ""

    def known_by(self) -> tuple[Natural, ...]:
        return tuple(
            Natural(tuple(path for path, _value in pairs), tuple(value for _path, value in pairs))
            for pairs in self.natural
        )


class Purpose(NamedTuple):
    """What the journal is of: another purpose needs another journal.

    settings: the options that the rows are sent with, which may change on a person's word.
    keys: how rows are known; a journal of other keys would know none of them.
    """

    resource: str
    company: str
    settings: str
    keys: str = "by value"


class RowJournal:
    """Held by one process at a time; threads of it may write at once.

    go_on: whether it may be of other settings; `changed` is whether it is. texts: what a person is
    told where it can't be used. Raises `UsageProblem`
    when another process has it or it is of another purpose, and `AlegraError` when it can't be
    read or written.
    """

    def __init__(
        self,
        path: Path,
        purpose: Purpose,
        go_on: bool = False,
        texts: Callable[[], JournalTexts] = of_imports,
    ) -> None:
        self.path = path
        self._texts = texts
        self.changed = False
        self._purpose = purpose
        self._guard = threading.Lock()
        self._entries: dict[str, RowEntry] = {}
        self._keys: dict[str, str] = {}
        if path.exists() and not path.is_file():
            raise UsageProblem(_("The journal {file} is no ordinary file.").format(file=path))
        try:
            if not path.parent.exists():
                private_folder(path.parent)
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        except OSError as problem:
            raise unwritable(path, problem, texts().unwritable) from problem
        try:
            # The journal itself is locked, not a file beside it: two names of one file, by a link
            # or --journal, must not send its rows twice.
            if not hold(self._descriptor):
                raise UsageProblem(texts().busy.format(file=path), texts().wait)
            self._read(go_on)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        # A thread that nobody waits for may still write: never into a file that is opened next.
        with self._guard:
            if self._descriptor >= 0:
                os.close(self._descriptor)
                self._descriptor = -1

    def __enter__(self) -> RowJournal:
        return self

    def __exit__(self, *_problem: object) -> None:
        self.close()

    def entry(self, key: RowKey) -> RowEntry | None:
        """What is known of the row: by what is to be sent for it, else by its cells."""
        found = self._entries.get(key.body)
        return found or self._entries.get(self._keys.get(key.cells, ""))

    def entries(self) -> Iterable[RowEntry]:
        return list(self._entries.values())

    def write(self, entry: RowEntry) -> None:
        """On the disk when this returns. Raises `AlegraError`."""
        told = {
            name: value for name, value in attrs.asdict(entry, recurse=False).items() if value != ()
        }
        with self._guard:
            # The disk first: what is only in memory would be a promise that a crash breaks.
            self._append(told)
            self._keep(entry)

    def carry_over(self, entries: Iterable[RowEntry]) -> None:
        """The entries take the place of those of the same rows under the settings of before.

        Raises `AlegraError`. The settings come last: interrupted, it is done again.
        """
        for entry in entries:
            self.write(entry)
        if self.changed:
            with self._guard:
                self._append(self._purpose._asdict())
        self.changed = False

    def _keep(self, entry: RowEntry) -> None:
        # Under other settings the same cells make another body. What was known of the body of
        # before goes, or the row would be there twice: once done, and once as something to look up.
        before = self._keys.get(entry.cells, entry.key) if entry.cells else entry.key
        if before != entry.key:
            self._entries.pop(before, None)
        if entry.cells:
            self._keys[entry.cells] = entry.key
        self._entries[entry.key] = entry

    def _append(self, told: Mapping[str, Any]) -> None:
        try:
            checksums.append(self._descriptor, checksums.line(told))
        except OSError as problem:
            raise unwritable(self.path, problem, self._texts().unwritable) from problem

    def _read(self, go_on: bool) -> None:
        number = 0
        of: dict[str, Any] = {}
        try:
            for number, told in enumerate(checksums.read(self.path), 1):
                # The purpose comes first, and again wherever `carry_over` had other settings.
                if number == 1 or "settings" in told:
                    of = told
                else:
                    self._keep(_entry(told, number))
        except checksums.DamagedLine as problem:
            raise damaged_line(self.path, problem.number, self._texts().damage) from problem
        if number == 0:
            self._append(self._purpose._asdict())
        else:
            self._same(of, go_on)

    def _same(self, told: Mapping[str, Any], go_on: bool) -> None:
        purpose = self._purpose
        if dict(told) == purpose._asdict():
            return
        if dict(told) == purpose._replace(settings=str(told.get("settings")))._asdict():
            self.changed = True
            if go_on:
                return
            raise _other_options(self.path)
        what = _("an earlier version of the program")
        if told.get("company") != purpose.company:
            what = _("another company")
        elif told.get("resource") != purpose.resource:
            what = _("another resource")
        raise UsageProblem(
            _("The journal {file} is of {what}.").format(file=self.path, what=what),
            self._texts().elsewhere,
        )


def _other_options(path: Path) -> UsageProblem:
    return UsageProblem(
        _(
            "The journal {file} is of an import with other options (--map, --set and the like)."
        ).format(file=path),
        _(
            "Nothing was sent. --go-on takes the rows that were created as done, and sends the "
            "others with the options of now; another journal, with --journal, creates every row."
        ),
    )


def _entry(told: dict[str, Any], number: int) -> RowEntry:
    natural = tuple(
        tuple((str(path), str(value)) for path, value in pairs) for pairs in told.pop("natural", ())
    )
    try:
        entry = RowEntry(**told, natural=natural)
    except TypeError as problem:
        raise checksums.DamagedLine(number) from problem
    if entry.state not in _STATES:
        raise checksums.DamagedLine(number)
    return entry
