"""What a command runs in: everything it may need, made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TextIO

from alegra_cli.clock import Clock
from alegra_cli.errors import NotSignedIn, UsageProblem
from alegra_cli.i18n import _

if TYPE_CHECKING:
    from alegra_cli.config.credentials import Credentials
    from alegra_cli.config.file import ConfigFile, Profile, Resolved
    from alegra_cli.declare import Api, Column
    from alegra_cli.output import Writer
    from alegra_cli.registry import Registry
    from alegra_cli.wire import Session


class Options:
    """The global options; None where nobody gave one."""

    # Plain classes in this module: `alegra --help` needs nothing of attrs, which costs as much
    # to import as a third of click.
    def __init__(self) -> None:
        self.profile: str | None = None
        self.output: str | None = None
        self.columns: str | None = None
        self.select: str | None = None
        self.sort: str | None = None
        self.base_url: str | None = None
        self.dry_run: bool | None = None
        self.verbose: int | None = None
        self.no_color: bool | None = None
        self.timeout: float | None = None
        self.lang: str | None = None
        self.insecure: bool | None = None
        self.no_pager: bool | None = None
        self.delimiter: str | None = None
        self.bom: bool | None = None
        self.raw: bool | None = None

    def override(self, given: Mapping[str, Any]) -> None:
        """Take over what was given nearer to the action."""
        for name, value in given.items():
            if value is not None and value is not False and value != 0:
                setattr(self, name, value)


def _no_lines(*_line: Any) -> int:
    raise NotImplementedError


class App:
    """One run of the program.

    Each property is made on first use, so that a command pays only for what it needs.
    """

    def __init__(
        self, env: Mapping[str, str], stdin: TextIO, stdout: TextIO, stderr: TextIO
    ) -> None:
        self.env = env
        self.stdin = stdin
        self.stdout = stdout
        self.stderr = stderr
        self.clock = Clock()
        self.options = Options()
        self.run_line: Callable[..., int] = _no_lines
        """Runs another command line, as (words, env, streams), for its exit code."""
        self.service: Api | None = None
        """The other service that the command is about; None for Alegra itself."""
        self._wrote = False
        self.hurried = False
        """A request that fails is not sent again: nobody waits that long."""

    @cached_property
    def registry(self) -> Registry:
        from alegra_cli.registry import Registry

        return Registry(self.env)

    @cached_property
    def config(self) -> ConfigFile:
        from alegra_cli.config import paths
        from alegra_cli.config.file import ConfigFile

        return ConfigFile(paths.config_file(self.env))

    def config_text(self) -> str:
        """The configuration file as it is; empty where there is none that can be read."""
        from alegra_cli.config import paths

        try:
            return paths.config_file(self.env).read_text(encoding="utf-8")
        except (OSError, ValueError):
            return ""

    def mentioned(self, word: str) -> bool:
        """Whether the configuration may say something of it.

        Reading YAML costs as much as the rest of the start, so only a file that may hold it is.
        """
        return word in self.config_text()

    @cached_property
    def resolved(self) -> Resolved:
        """The profile in force and whether it was asked for by option."""
        from alegra_cli.config.file import resolve

        return resolve(self.env, self.config, self.options.profile)

    @property
    def profile(self) -> Profile:
        return self.resolved.profile

    def use_new_profile(self) -> None:
        """Take a profile that may not exist yet, because this run makes it."""
        from alegra_cli.config.file import Profile, Resolved

        name = self.options.profile or self.env.get("ALEGRA_PROFILE") or self.config.default_profile
        self.resolved = Resolved(self.config.profiles.get(name) or Profile(name), explicit=True)

    @cached_property
    def credentials(self) -> Credentials | None:
        """Who the requests are from; None when nobody is signed in."""
        from alegra_cli.connection import profile as opening

        return opening.credentials(self)

    @cached_property
    def session(self) -> Session:
        """The shared HTTP session. Raises `NotSignedIn` when there are no credentials."""
        from alegra_cli.connection import profile as opening

        if self.credentials is None and self.service is not None:
            name = self.service.name
            raise NotSignedIn(
                _("No key for {service} in the profile {profile}.").format(
                    service=name, profile=self.profile.name
                ),
                _("Run `alegra auth login --service {name}`, or set {variable}.").format(
                    name=name, variable=self.service.variable("KEY")
                ),
            )
        if self.credentials is None:
            raise NotSignedIn(
                _("No credentials for the profile {profile}.").format(profile=self.profile.name),
                _(
                    "Run `alegra auth login`, or set ALEGRA_EMAIL and ALEGRA_TOKEN. To try the "
                    "program without an account: `alegra --profile sandbox invoices list`."
                ),
            )
        return opening.session(self)

    def base_url(self) -> str:
        """Where the requests go, without a final slash."""
        from alegra_cli.connection import profile as opening

        return opening.base_url(self)

    @property
    def country(self) -> str | None:
        """The account's country as /company tells it, where it is known without asking."""
        from alegra_cli.connection import profile as opening

        return opening.account(self).country

    def today(self) -> date:
        """The day it is for the company."""
        from alegra_cli.connection import profile as opening
        from alegra_cli.input.dates import today_in

        return today_in(opening.account(self).timezone, self.clock.now())

    @property
    def format(self) -> str:
        """The name of the output format."""
        return self._format_asked().partition("=")[0]

    def _format_asked(self) -> str:
        """Option, environment, profile, settings, table; perhaps with ``=`` and more behind."""
        if name := self.options.output or self.env.get("ALEGRA_OUTPUT"):
            return name
        configured = self.config.settings.get("defaultOutputFormat")
        return self.resolved.profile.output or str(configured or "table")

    @property
    def columns(self) -> list[str] | None:
        from alegra_cli.output.columns import parse_columns

        return parse_columns(self.options.columns) if self.options.columns is not None else None

    @property
    def dry_run(self) -> bool:
        return bool(self.options.dry_run)

    def check_output(self, to_file: bool = False) -> None:
        """Refuse an unknown format or malformed columns, before any request."""
        self._writer_class(to_file)
        delimiter = self.options.delimiter
        if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n'):
            raise UsageProblem(_("--delimiter takes one character, no quote and no line end."))
        _checked = self.columns
        if self.options.select or self.options.sort:
            from alegra_cli.output import choosing

            choosing.compiled(self.options.select or "@")
            choosing.parse_order(self.options.sort or "id")

    def formats(self) -> list[str]:
        """The names of all output formats."""
        from alegra_cli.output import FORMATS

        return [*FORMATS, *self.registry.formats()]

    def _writer_class(self, to_file: bool = False) -> type[Writer]:
        """The class of the format asked for. Raises `UsageProblem` for one that can't be."""
        from alegra_cli.output import FORMATS, writer_class

        name, equals, argument = self._format_asked().partition("=")
        brought = None if name in FORMATS else self.registry.format(name)
        if brought is None and name not in FORMATS:
            raise UsageProblem(
                _("There is no output format {format}.").format(format=repr(name)),
                _("Formats: {formats}.").format(formats=", ".join(self.formats())),
            )
        takes = brought.takes if brought else ""
        if bool(equals) != bool(takes):
            like = f"-o '{name}={takes}'" if takes else f"-o {name}"
            raise UsageProblem(_("This format is written {like}.").format(like=like))
        found = writer_class(brought.writer if brought else FORMATS[name])
        if brought:
            found.check(argument)
        bytes_go = to_file or (hasattr(self.stdout, "buffer") and not self.stdout.isatty())
        if brought and brought.binary and not bytes_go:
            raise UsageProblem(
                _("{format} is not for a terminal.").format(format=name),
                _("Send it into a file: > FILE, or --out FILE where the command has it."),
            )
        return found

    def writer(self, columns: Sequence[Column] = (), out: TextIO | None = None) -> Writer:
        """The one way to print records. `columns` are the declared ones; `out` is a pager."""
        import shutil

        from alegra_cli.output import OutputOptions
        from alegra_cli.output.columns import View

        terminal = self.stdout.isatty()
        options = OutputOptions(
            width=shutil.get_terminal_size().columns if terminal else None,
            color=terminal and not self.options.no_color and not self.env.get("NO_COLOR"),
            delimiter=self.options.delimiter or ",",
            bom=bool(self.options.bom),
            raw=bool(self.options.raw),
            argument=self._format_asked().partition("=")[2],
        )
        views = [View(_(column.title), column.path, column.kind) for column in columns]
        return self._writer_class(to_file=True)(out or self.stdout, self.columns, views, options)

    @contextmanager
    def _paged(self, columns: Sequence[Column] = ()) -> Iterator[Writer]:
        """A writer whose output goes through a pager once it fills the terminal."""
        if self.options.no_pager or not self.stdout.isatty():
            writer = self.writer(columns)
            yield writer
        else:
            from alegra_cli.output.paging import paged, pager_line

            line = pager_line(self.env, self.config.settings.get("pager"))
            with paged(self.stdout, line, self.env) as out:
                writer = self.writer(columns, out)
                yield writer
        self.tell(writer.notes)

    def show_records(self, records: Iterable[Any], columns: Sequence[Column] = ()) -> None:
        if self.options.sort:
            from alegra_cli.output import choosing

            records = choosing.ordered(records, choosing.parse_order(self.options.sort))
        if self.options.select:
            self._show_selected(list(records))
            return
        with self._paged(columns) as writer:
            writer.records(records)

    def something_was_written(self) -> None:
        """From here on nothing may make it look as if the whole had failed."""
        self._wrote = True

    def _show_selected(self, value: Any) -> None:
        """What ``--select`` makes of it: records, one record, or a bare value.

        An expression that can't be applied is a note after a write, and everything is shown.
        """
        from alegra_cli import exact
        from alegra_cli.output import choosing

        try:
            found = choosing.selected(choosing.compiled(self.options.select or "@"), value)
        except UsageProblem as problem:
            if not self._wrote:
                raise
            self.note(problem.message)
            found = value
        with self._paged() as writer:
            if isinstance(found, list):
                writer.records(found)
            elif isinstance(found, dict):
                writer.record(found)
            else:
                writer.value(found if isinstance(found, str) else exact.dumps(found))

    def show_record(self, record: Any, columns: Sequence[Column] = ()) -> None:
        if self.options.select:
            self._show_selected(record)
            return
        with self._paged(columns) as writer:
            writer.record(record)

    def show_value(self, value: int | str) -> None:
        self.writer().value(value)

    @property
    def progress(self) -> TextIO | None:
        """Where to show progress: a terminal that no records go to at the same time."""
        apart = self.format == "table" or not self.stdout.isatty()
        return self.stderr if apart and self.stderr.isatty() else None

    def say(self, text: str) -> None:
        """A line for a person on stdout; only where the format is for people."""
        self.stdout.write(text + "\n")

    def note(self, text: str) -> None:
        """A line on stderr: progress, warnings, hints."""
        from alegra_cli.output.visible import visible

        self.stderr.write("\n".join(visible(line) for line in text.split("\n")) + "\n")
        self.stderr.flush()

    def log(self, line: str) -> None:
        """A line that only ``--verbose`` shows."""
        if self.options.verbose:
            self.note(line)

    def tell(self, notes: Iterable[str]) -> None:
        """Lines about records that were shown: after them also where both streams are one."""
        for text in notes:
            self.stdout.flush()
            self.note(text)
