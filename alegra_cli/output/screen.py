"""What a command shows: the one place that decides of format, order, columns, pager and notes."""

# Without the postponed annotations of other files: a NamedTuple would compile each of its own, and
# that is a good part of the time that `alegra --help` takes.
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any, NamedTuple, TextIO

from alegra_cli.errors import AlegraError, UsageProblem
from alegra_cli.i18n import _

if TYPE_CHECKING:
    from alegra_cli.declare import Column
    from alegra_cli.output import Writer
    from alegra_cli.output.format_choice import FormatChoice
    from alegra_cli.output.live_records import LiveRecords
    from alegra_cli.registry import Registry


class ScreenOptions(NamedTuple):
    """What the command line says of it; None where it says nothing.

    format: ``NAME``, or ``NAME=ARGUMENT`` for one that takes more. columns, select, sort: as
    typed. excel: a CSV as a spreadsheet of the company's country reads it. pager: whether long
    output may go through one. verbose: `Screen.log` shows its lines.
    no_color: nothing has a colour, on a terminal either. quiet: of notes only errors are shown.
    """

    format: str | None = None
    columns: str | None = None
    select: str | None = None
    sort: str | None = None
    delimiter: str | None = None
    bom: bool = False
    raw: bool = False
    excel: bool = False
    pager: bool = True
    verbose: bool = False
    no_color: bool = False
    quiet: bool = False


class ScreenParts(NamedTuple):
    """What a screen is made of; what is a function is asked only when it matters.

    usual_format, usual_pager: those of the configuration. registry: for the formats of plugins.
    write_begun: whether this run has sent a change. decimal_sign, country_sign, today: of the
    company; the sign is None where its country is not known.
    """

    env: Mapping[str, str]
    out: TextIO
    err: TextIO
    options: ScreenOptions
    usual_format: Callable[[], str]
    usual_pager: Callable[[], object]
    registry: "Callable[[], Registry]"
    write_begun: Callable[[], bool]
    decimal_sign: Callable[[], str] = lambda: ","
    country_sign: Callable[[], str | None] = lambda: None
    today: Callable[[], str] = lambda: ""


class Screen:
    """Records, values and lines on their way to a person or to a program.

    Depends on: its parts alone, and on nothing that is assigned to it later.
    """

    def __init__(self, parts: ScreenParts) -> None:
        self._parts = parts
        self.options = parts.options
        self._env = parts.env
        self._out = parts.out
        self._err = parts.err
        self._usual_format = parts.usual_format
        self._usual_pager = parts.usual_pager
        self._registry = parts.registry
        self._write_begun = parts.write_begun
        self._decimal_sign = parts.decimal_sign
        self._country_sign = parts.country_sign
        self._today = parts.today

    def with_options(self, options: ScreenOptions) -> "Screen":
        """The same, for what is shown otherwise."""
        return Screen(self._parts._replace(options=options))

    def into(self, stream: TextIO) -> "Screen":
        """The same into a file."""
        return Screen(self._parts._replace(out=stream))

    def with_sign(self, sign: str | None) -> "Screen":
        """The same for records of other companies than this run's, by whose day nothing is shown.

        sign: of their decimals; None where none is known.
        """
        return Screen(
            self._parts._replace(
                today=str, decimal_sign=lambda: sign or ",", country_sign=lambda: sign
            )
        )

    @property
    def format(self) -> str:
        """The name of the output format."""
        return self._format_asked().partition("=")[0]

    def _format_asked(self) -> str:
        """Option, environment, profile, settings, table; perhaps with ``=`` and more behind."""
        if self.options.excel and not self.options.format:
            return "csv"
        return self.options.format or self._env.get("ALEGRA_OUTPUT") or self._usual_format()

    @property
    def columns(self) -> list[str] | None:
        from alegra_cli.output.columns import parse_columns

        return parse_columns(self.options.columns) if self.options.columns is not None else None

    def formats(self) -> list[str]:
        """The names of all output formats."""
        return self._choice().names()

    def usual_format_problem(self) -> AlegraError | None:
        """What is wrong with a format that nobody typed: its plugin may be gone, or broken."""
        if self.options.format:
            return None
        try:
            self._writer_class()
        except AlegraError as problem:
            return problem
        return None

    def check(self, to_file: bool = False) -> None:
        """Refuse an unknown format or malformed columns, before any request."""
        self._writer_class(to_file)
        if self.options.excel and self.format != "csv":
            raise UsageProblem(
                _("--excel writes a CSV, and {format} was asked for.").format(format=self.format),
                _("Leave one of them out; -o xlsx needs no --excel."),
            )
        delimiter = self.options.delimiter
        if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n'):
            raise UsageProblem(_("--delimiter takes one character, no quote and no line end."))
        _checked = self.columns
        if self.options.select or self.options.sort:
            from alegra_cli.output import choosing

            choosing.query_of(self.options.select or "@")
            choosing.parse_order(self.options.sort or "id")

    def _writer_class(self, to_file: bool = False) -> "type[Writer]":
        """The class of the format asked for. Raises `UsageProblem` for one that can't be."""
        bytes_go = to_file or (hasattr(self._out, "buffer") and not self._out.isatty())
        return self._choice().writer_class(bytes_go)

    def _origin(self) -> str:
        """Where a format that nobody typed comes from, and how it is changed."""
        if self.options.format:
            return ""
        if self._env.get("ALEGRA_OUTPUT"):
            return _("ALEGRA_OUTPUT asks for it.")
        return _("The configuration asks for it: `alegra config set output table` changes that.")

    def _choice(self) -> "FormatChoice":
        from alegra_cli.output.format_choice import FormatChoice

        return FormatChoice(self._format_asked(), self._registry, self._origin)

    def records(
        self,
        records: Iterable[Any],
        columns: "Sequence[Column]" = (),
        numbers: Iterable[str] = (),
        totals: "Callable[[], Iterable[Mapping[str, Any]]]" = tuple,
        most: int | None = None,
    ) -> None:
        """A list, ordered and selected as asked. `columns` are the declared ones.

        numbers: paths of declared fields that are numbers, with ``[]`` after a list. totals:
        gives, once the records are over, what stands below them in a table. most: how many of
        the ordered ones are shown; None for all of them.
        Raises `UsageProblem` for an order by what no record has; after a write that is a note.
        """
        if self.options.sort:
            records = self._order(list(records), columns, numbers)[:most]
        if self.options.select:
            self._show_selection(list(records))
            return
        from alegra_cli.output.live_records import LiveRecords

        live = LiveRecords(records)
        with self._safeguard(live), self._writer(columns, numbers) as writer:
            writer.totals = totals
            writer.records(live)

    def _order(
        self, records: list[Any], columns: "Sequence[Column]", numbers: Iterable[str]
    ) -> list[Any]:
        from alegra_cli.output import choosing
        from alegra_cli.output.column_names import ColumnNames

        declared = [path for one in columns for path in (one.path, *one.alternatives)]
        names = ColumnNames(columns, for_people=True)
        asked = choosing.parse_order(self.options.sort or "id")
        order = [(names.path(name), down) for name, down in asked]
        try:
            order = [(names.path(name), down) for name, down in order]
            return choosing.sorted_records(records, order, [*declared, *numbers])
        except UsageProblem as problem:
            if not self._write_begun():
                raise
            self.note(f"{problem.message} {problem.hint}".strip())
            return records

    def record(self, record: Any, columns: "Sequence[Column]" = ()) -> None:
        """One record; a reply that turns out to be a list is shown as one."""
        if self.options.select:
            self._show_selection(record)
            return
        with self._safeguard(), self._writer(columns) as writer:
            writer.record(record)

    def value(self, value: int | str) -> None:
        """A bare value, such as a count."""
        self._writer_to(self._out, ()).value(value)

    def _show_selection(self, value: Any) -> None:
        """What ``--select`` makes of it: records, one record, or a bare value.

        An expression that can't be applied is a note after a write, and everything is shown.
        """
        from alegra_cli import exact
        from alegra_cli.output import choosing

        try:
            part = choosing.selection(choosing.query_of(self.options.select or "@"), value)
        except UsageProblem as problem:
            if not self._write_begun():
                raise
            self.note(problem.message)
            part = value
        with self._safeguard(), self._writer(()) as writer:
            if isinstance(part, list):
                writer.records(part)
            elif isinstance(part, dict):
                writer.record(part)
            else:
                writer.value(part if isinstance(part, str) else exact.dumps(part))

    @contextmanager
    def _safeguard(self, live: "LiveRecords | None" = None) -> "Iterator[None]":
        """What was done stays done, and what is left of it is done, where a format can't show it:
        a failure would be tried again. Of a stream that takes nothing the command itself tells.
        """
        try:
            yield
        except Exception as problem:  # a plugin's writer may raise anything
            if _is_of_a_stream(problem) or not self._write_begun() or (live and live.failed):
                raise
            if live:
                live.finish()
            from alegra_cli.errors.unusable_files import unshown

            self.note(unshown(problem).message, always=True)

    @contextmanager
    def _writer(
        self, columns: "Sequence[Column]", numbers: Iterable[str] = ()
    ) -> "Iterator[Writer]":
        """A writer for the columns asked for, or those declared; its notes come after it.

        What it writes goes through a pager once it fills the terminal.
        """
        if not self.options.pager or not self._out.isatty():
            writer = self._writer_to(self._out, columns, numbers)
            yield writer
        else:
            from alegra_cli.output.paging import pager, pager_line

            line = pager_line(self._env, self._usual_pager())
            with pager(self._out, line, self._env) as out:
                writer = self._writer_to(out, columns, numbers)
                yield writer
        self.notes(writer.notes)

    def _writer_to(
        self, out: TextIO, columns: "Sequence[Column]", numbers: Iterable[str] = ()
    ) -> "Writer":
        from alegra_cli.output import OutputOptions, colour
        from alegra_cli.output.columns import View

        options = self.options
        decimal = self._decimal_sign() if options.excel else "."
        coloured = colour.is_wanted(self._out, self._env, options.no_color)
        dated = coloured and any(column.late_while for column in columns)
        output = OutputOptions(
            width=self.width,
            # Where decimals have a comma, spreadsheets keep cells apart by a semicolon.
            delimiter=options.delimiter or (";" if decimal == "," else ","),
            bom=options.bom or options.excel,
            raw=options.raw,
            decimal=decimal,
            labels=options.excel,
            numbers=frozenset(numbers),
            thousands=self._country_sign() if self._shows_thousands() else None,
            color=coloured,
            today=self._today() if dated else "",
            argument=self._choice().argument,
        )
        views = [
            View(
                _(column.title),
                column.path,
                column.kind,
                column.alternatives,
                column.priority,
                column.gender,
                column.late_while,
            )
            for column in columns
        ]
        return self._writer_class(to_file=True)(out, self.paths(columns), views, output)

    def paths(self, columns: "Sequence[Column]") -> list[str] | None:
        """The paths of the columns that were asked for by whatever name."""
        asked = self.columns
        if asked is None or not columns:
            return asked
        from alegra_cli.output.column_names import ColumnNames

        names = ColumnNames(columns, self.format == "table")
        return list(dict.fromkeys(map(names.path, asked)))

    def _shows_thousands(self) -> bool:
        return self._out.isatty() and self.format == "table"

    @property
    def width(self) -> int | None:
        """Columns of the terminal that records go to; None where they go elsewhere."""
        import shutil

        return shutil.get_terminal_size().columns if self._out.isatty() else None

    @property
    def takes_columns(self) -> bool:
        """Whether the declared columns of one record matter: a person's view begins with them, and
        names of columns are theirs. Other formats have every key."""
        return self.format == "table" or self.options.columns is not None

    @property
    def for_people(self) -> bool:
        """Whether rows may be told in words: a table, of nothing that was asked for by name."""
        options = self.options
        asked = options.columns is not None or options.select or options.sort
        return self.format == "table" and not asked

    @property
    def progress(self) -> TextIO | None:
        """Where to show progress: a terminal that no records go to at the same time."""
        apart = self.format == "table" or not self._out.isatty()
        shown = apart and self._err.isatty() and not self.options.quiet
        return self._err if shown else None

    def say(self, text: str) -> None:
        """A line for a person on stdout; only where the format is for people."""
        from alegra_cli.output.visible import visible

        self._out.write("\n".join(visible(line) for line in text.split("\n")) + "\n")

    def raw(self, text: str) -> None:
        """A text of our own on stdout, to the letter: a shell's script, what clears a terminal."""
        self._out.write(text)

    def binary(self, kind: str) -> IO[bytes]:
        """Stdout for the bytes of a file of this kind. Raises `UsageProblem` on a terminal."""
        stream: IO[bytes] | None = getattr(self._out, "buffer", None)
        if stream is None or self._out.isatty():
            from alegra_cli.output.format_choice import not_for_a_terminal

            raise not_for_a_terminal(kind)
        self._out.flush()
        return stream

    def note(self, text: str, style: str = "", always: bool = False) -> None:
        """A line on stderr: progress, warnings, hints. style: of its first word, on a terminal.

        always: ``--quiet`` does not hide it.
        """
        if self.options.quiet and not always:
            return
        from alegra_cli.output.visible import visible

        text = "\n".join(visible(line) for line in text.split("\n"))
        if self._err.isatty():
            import shutil

            from alegra_cli.output import colour
            from alegra_cli.output.prose import on_terminal

            text = on_terminal(text, shutil.get_terminal_size().columns)
            label, colon, rest = text.partition(":")
            if style and colon and colour.is_wanted(self._err, self._env, self.options.no_color):
                text = colour.paint(label + colon, style) + rest
        # Who can't be told holds up nothing that was begun.
        with suppress(OSError, ValueError):
            self._err.write(text + "\n")
            self._err.flush()

    def log(self, line: str) -> None:
        """A line that only ``--verbose`` shows."""
        if self.options.verbose:
            self.note(line)

    def notes(self, notes: Iterable[str]) -> None:
        """Lines about records that were shown: after them also where both streams are one."""
        for text in notes:
            with suppress(OSError):  # told when all of it has been said
                self._out.flush()
            self.note(text)


def _is_of_a_stream(problem: Exception) -> bool:
    """Whether stdout takes no more, and not a writer's own file that it can't open, say."""
    return isinstance(problem, OSError) and problem.errno is not None and problem.filename is None
