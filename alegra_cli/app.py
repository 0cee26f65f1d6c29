"""What a command runs in: everything it may need, made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from alegra_cli.clock import Clock

if TYPE_CHECKING:
    from alegra_cli.config.file import ConfigFile, ResolvedProfile
    from alegra_cli.connection import Connection
    from alegra_cli.declare import Api, Column, Resource
    from alegra_cli.output.screen import Screen, ScreenOptions, ScreenParts
    from alegra_cli.registry import Registry
    from alegra_cli.wire import Session


class Options(NamedTuple):
    """The global options, by the names of their values; None where nobody gave one."""

    # No attrs class: `alegra --help` needs nothing of attrs, which costs as much to import as a
    # third of click.
    profile: str | None = None
    output: str | None = None
    columns: str | None = None
    select: str | None = None
    sort: str | None = None
    base_url: str | None = None
    dry_run: bool | None = None
    verbose: int | None = None
    no_color: bool | None = None
    timeout: float | None = None
    lang: str | None = None
    insecure: bool | None = None
    no_pager: bool | None = None
    delimiter: str | None = None
    bom: bool | None = None
    raw: bool | None = None
    excel: bool | None = None
    quiet: bool | None = None

    def overridden(self, nearer: Options) -> Options:
        """With what was given nearer to the action in place of these."""
        return Options._make(
            old if new is None or new is False or new == 0 else new
            for old, new in zip(self, nearer, strict=True)
        )

    def for_screen(self) -> ScreenOptions:
        """Those that say how something is shown."""
        from alegra_cli.output.screen import ScreenOptions

        return ScreenOptions(
            format=self.output,
            columns=self.columns,
            select=self.select,
            sort=self.sort,
            delimiter=self.delimiter,
            bom=bool(self.bom),
            raw=bool(self.raw),
            excel=bool(self.excel),
            pager=not self.no_pager,
            verbose=bool(self.verbose),
            no_color=bool(self.no_color),
            quiet=bool(self.quiet),
        )


def _no_lines(*_line: Any) -> int:
    raise NotImplementedError


class App:
    """One run of the program, and what is made for it when it is first asked for.

    Depends on: env, the streams, clock; `run_line` runs another command line, as (words, env,
    streams), for its exit code. `connection` is everything about the account, `screen` everything
    about what is shown. A plugin's own commands may rely on `session`, `show_records`,
    `show_record`, `note` and `say` (docs/plugins.md).
    """

    def __init__(
        self,
        env: Mapping[str, str],
        stdin: TextIO,
        stdout: TextIO,
        stderr: TextIO,
        clock: Clock | None = None,
        run_line: Callable[..., int] = _no_lines,
    ) -> None:
        self.env = env
        self.stdin = stdin
        self.stdout = stdout
        self.stderr = stderr
        self.clock = clock or Clock()
        self.run_line = run_line
        self.options = Options()
        self.service: Api | None = None
        """The other service that the command is about; None for Alegra itself."""
        self.agreed = False
        """Whether a person has said yes to what would be asked."""
        self._write_begun = False

    def override(self, nearer: Options) -> None:
        """Take over the global options that were given nearer to the action."""
        self.options = self.options.overridden(nearer)
        self._drop("_resolved", "connection", "screen")

    def use_a_usable_format(self) -> None:
        """Show a table where the format that nobody typed can't be, and say so."""
        from alegra_cli.i18n import _

        if problem := self.screen.usual_format_problem():
            self.override(Options(output="table"))
            text = _("Warning: {problem} A table is shown. {hint}")
            self.note(text.format(problem=problem.message, hint=problem.hint))

    def leave_profile_out(self) -> None:
        """Forget the profile that an option named, where it named many companies."""
        self.options = self.options._replace(profile=None)
        self._drop("_resolved", "connection", "screen")

    def use_service(self, service: Api | None) -> None:
        """Speak with another service from here on; None for Alegra itself."""
        self.service = service
        self._drop("connection")

    def use_new_profile(self, name: str | None = None) -> None:
        """Take a profile that may not exist yet, because this run makes it."""
        from alegra_cli.config.file import Profile, ResolvedProfile

        self.options = self.options._replace(profile=name or self.options.profile)
        chosen = self.options.profile or self.env.get("ALEGRA_PROFILE")
        chosen = chosen or self.config.default_profile
        profile = self.config.profiles.get(chosen) or Profile(chosen)
        self._drop("connection")
        self._resolution = ResolvedProfile(profile, explicit=True)

    def _drop(self, *names: str) -> None:
        if "connection" in names:
            self.close()
        for name in names:
            self.__dict__.pop(name, None)

    def close(self) -> None:
        """Let go of files: a server of tools runs one line after the other in one process."""
        if connection := self.__dict__.get("connection"):
            connection.close()

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

    def mentions(self, word: str) -> bool:
        """Whether the configuration may say something of it.

        Reading YAML costs as much as the rest of the start, so only a file that may hold it is.
        """
        return word in self.config_text()

    @cached_property
    def _resolution(self) -> ResolvedProfile:
        """The profile in force and whether it was asked for by option."""
        from alegra_cli.config.file import resolve

        return resolve(self.env, self.config, self.options.profile)

    @cached_property
    def connection(self) -> Connection:
        """Depends on: env, config, the profile in force, options, clock, service; on the screen
        for its notes, and on the registry where a sandbox is opened.

        Raises `UsageProblem` for a profile that is not there.
        """
        from alegra_cli.connection import Connection
        from alegra_cli.connection.options import TIMEOUT, ConnectionOptions, Notes

        options = self.options
        return Connection(
            self.env,
            self.config,
            self._resolution,
            ConnectionOptions(
                options.base_url or None, bool(options.insecure), options.timeout or TIMEOUT
            ),
            self.clock,
            self.service,
            Notes(self.screen.note, self.screen.log, self._begin_write),
            lambda: self.registry.mounts(),
        )

    @cached_property
    def screen(self) -> Screen:
        """Depends on: env, streams, options; when they matter, on config, the profile, registry,
        and the connection, for the company's day and its sign of decimals.
        """
        from alegra_cli.output.screen import Screen

        return Screen(self.screen_parts())

    def screen_parts(self) -> ScreenParts:
        """What a `Screen` is made of."""
        from alegra_cli.output.screen import ScreenParts

        return ScreenParts(
            self.env,
            self.stdout,
            self.stderr,
            self.options.for_screen(),
            self._usual_format,
            lambda: self.config.settings.get("pager"),
            lambda: self.registry,
            lambda: self._write_begun,
            self._spreadsheet_sign,
            self._country_sign,
            lambda: self.connection.today().isoformat(),
        )

    def _usual_format(self) -> str:
        configured = self.config.settings.get("defaultOutputFormat")
        return self._resolution.profile.output or str(configured or "table")

    def _spreadsheet_sign(self) -> str:
        """The sign of decimals that spreadsheets have in the company's country."""
        from alegra_cli.i18n import _
        from alegra_cli.rules.of_account import usual_decimal_sign

        self.know_company()
        sign = usual_decimal_sign(self.registry, self.connection.country)
        if sign is None:
            self.note(_("The company's country is not known: decimals are written with a comma."))
        return sign or ","

    def _country_sign(self) -> str | None:
        """The sign of decimals in the company's country, as far as it is known already."""
        from alegra_cli.rules.of_account import usual_decimal_sign

        return usual_decimal_sign(self.registry, self.connection.country)

    def _begin_write(self) -> None:
        """From here on nothing may make it look as if the whole had failed."""
        self._write_begun = True

    @property
    def write_begun(self) -> bool:
        """Whether this run has sent a change."""
        return self._write_begun

    @property
    def dry_run(self) -> bool:
        return bool(self.options.dry_run)

    def know_company(self) -> None:
        """Before something depends on the company's country or day; a dry run goes without."""
        self.connection.learn_company(offline=self.dry_run)

    @property
    def session(self) -> Session:
        """The shared HTTP session. Raises `NotSignedIn` when there are no credentials."""
        return self.connection.session

    def session_for(self, resource: Resource) -> Session:
        """The session of the service that the resource lives on, whichever command asks."""
        return self.connection.session_for(resource)

    def show_records(self, records: Iterable[Any], columns: Sequence[Column] = ()) -> None:
        self.screen.records(records, columns)

    def show_record(self, record: Any, columns: Sequence[Column] = ()) -> None:
        self.screen.record(record, columns)

    def say(self, text: str) -> None:
        """A line for a person on stdout; only where the format is for people."""
        self.screen.say(text)

    def note(self, text: str) -> None:
        """A line on stderr: progress, warnings, hints."""
        self.screen.note(text)
