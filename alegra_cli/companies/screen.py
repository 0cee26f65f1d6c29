"""The screen of a command that runs for one of many companies: it keeps what others print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from alegra_cli.companies.spool import Spool, SpoolWriter
from alegra_cli.declare import Column
from alegra_cli.output import OutputOptions, Writer
from alegra_cli.output.screen import Screen, ScreenOptions, ScreenParts


class KeepingScreen(Screen):
    """Order and selection are those of any screen; records, values and lines go to a spool.

    Depends on: the parts of any screen, the spool, and the two below.
    rehearsed: of a dry run, whose requests are records here. tell: takes the lines of
    ``--verbose`` as they come.
    """

    def __init__(
        self, parts: ScreenParts, spool: Spool, rehearsed: bool, tell: Callable[[str], None]
    ) -> None:
        super().__init__(parts)
        self.spool = spool
        self.rehearsed = rehearsed
        self.tell = tell

    def with_options(self, options: ScreenOptions) -> Screen:
        parts = self._parts._replace(options=options)
        return KeepingScreen(parts, self.spool, self.rehearsed, self.tell)

    def check(self, to_file: bool = False) -> None:
        # Whether bytes may go where they go in the end is asked once, for all companies.
        super().check(to_file=True)

    @property
    def format(self) -> str:
        return "json" if self.rehearsed else super().format

    @contextmanager
    def _writer(self, columns: Sequence[Column], numbers: Iterable[str] = ()) -> Iterator[Writer]:
        yield self._writer_to(self._out, columns, numbers)

    def _writer_to(
        self, out: TextIO, columns: Sequence[Column], numbers: Iterable[str] = ()
    ) -> Writer:
        spool = self.spool
        if spool.options is None:
            spool.options = self.options._replace(format=self._format_asked())
            if self.options.excel:
                spool.sign = self._decimal_sign()
            elif super().format == "table":
                spool.sign = self._country_sign()
        known = {column.path for column in spool.columns}
        spool.columns += [column for column in columns if column.path not in known]
        spool.numbers.update(numbers)
        made = SpoolWriter(out, None, (), OutputOptions())
        made.spool = spool
        return made

    @property
    def width(self) -> int | None:
        return None

    @property
    def progress(self) -> TextIO | None:
        return None

    def say(self, text: str) -> None:
        self.spool.texts += text.split("\n")

    def note(self, text: str, style: str = "", always: bool = False) -> None:
        self.spool.notes.append(text)

    def log(self, line: str) -> None:
        if self.options.verbose:
            self.tell(line)

    def notes(self, notes: Iterable[str]) -> None:
        self.spool.notes += notes
