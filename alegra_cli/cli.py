"""The `alegra` program: the root group, and the one place where exceptions become exit codes."""

from __future__ import annotations

import gc

# Starting up makes many objects and drops few, so collecting meanwhile is a twentieth of the
# whole run for nothing. Long runs still collect, only less often.
gc.set_threshold(200_000)

import contextlib
import io
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import click

from alegra_cli import i18n, signals, streams
from alegra_cli.app import App
from alegra_cli.clock import Clock
from alegra_cli.commands.group import Group, unknown_command
from alegra_cli.commands.options import GLOBAL, Option
from alegra_cli.i18n import _

# name: (module, summary). Imported when run, never for the list of commands.
BUILTIN = {
    "agent": ("alegra_cli.builtin.agent", "Rules for an assistant that has a shell."),
    "alias": ("alegra_cli.builtin.alias", "Short words for long command lines."),
    "api": ("alegra_cli.builtin.api", "Any request to the API, by method and path."),
    "catalog": ("alegra_cli.builtin.catalog", "The lists of codes of each country, offline."),
    "auth": ("alegra_cli.builtin.auth", "Sign in and out."),
    "completion": ("alegra_cli.builtin.completion", "Words finished by the Tab key."),
    "config": ("alegra_cli.builtin.config", "Profiles and settings."),
    "companies": (
        "alegra_cli.builtin.companies",
        "The companies of an office, and groups of them.",
    ),
    "each": ("alegra_cli.builtin.each", "One command over many companies."),
    "export": ("alegra_cli.builtin.export", "Several resources into files, or the whole account."),
    "copy": ("alegra_cli.builtin.copy", "Records of one company into another."),
    "doctor": ("alegra_cli.builtin.doctor", "Check the set-up and what this account can reach."),
    "init": ("alegra_cli.builtin.init", "The first run: everything set up."),
    "log": ("alegra_cli.builtin.log", "Every write of this machine, and how it ended."),
    "mcp": ("alegra_cli.builtin.mcp", "This program for an assistant."),
    "received": ("alegra_cli.builtin.received", "Invoices of suppliers become bills."),
    "schema": ("alegra_cli.builtin.schema", "The fields of a resource, as a country wants them."),
    "skill": ("alegra_cli.builtin.skill", "What an assistant should know of this program."),
    "validate": ("alegra_cli.builtin.validate", "Check files against every rule, offline."),
    "plugins": ("alegra_cli.builtin.plugins", "The plugins that bring the commands."),
    "sandbox": ("alegra_cli.builtin.sandbox", "An Alegra of your own to try things on."),
    "update": ("alegra_cli.builtin.update", "Whether there is a newer version."),
    "version": ("alegra_cli.builtin.version", "The version of this program."),
}

# Looked for before the line is read, since what is said of it depends on it.
LANGUAGE = ("--lang", "--idioma")
PROFILE = ("--profile", "-p", "--perfil")

# Other names of the same commands.
ALSO = {"catalogs": "catalog", "reference": "catalog"}


class Root(Group):
    """Built-in commands and those of the plugins, none of them imported for the help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        app: App = ctx.obj
        return sorted({*BUILTIN, *app.registry.names()})

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        app: App = ctx.obj
        name = ALSO.get(name, name)
        if name in BUILTIN:
            made: click.Command = import_module(BUILTIN[name][0]).command()
            return made
        plugin = app.registry.match(name)
        if plugin is not None:
            return _plugin_command(app, plugin)
        meant = self.meaning(ctx, name)
        return self.get_command(ctx, meant) if meant else None

    def knows(self, ctx: click.Context, name: str) -> bool:
        return is_command(ctx.obj, name)

    def meaning(self, ctx: click.Context, word: str) -> str | None:
        from alegra_cli import words
        from alegra_cli.commands.other_names import one_of

        app: App = ctx.obj
        found = app.registry.meanings(word) or words.meanings(words.COMMANDS, word, BUILTIN)
        same = [name for name in self.list_commands(ctx) if words.key(name) == words.key(word)]
        return one_of(word, same or found)

    def shown_names(self, ctx: click.Context, name: str) -> list[str]:
        code = i18n.language()
        if code == "en":
            return []
        from alegra_cli import words
        from alegra_cli.commands.other_names import shown_name

        app: App = ctx.obj
        own = app.registry.in_language(code).get(name, "")
        other = shown_name(words.COMMANDS, name, ((code, own),) if own else ())
        return [other] if other else []

    def summary(self, ctx: click.Context, name: str) -> str:
        return _(BUILTIN[name][1]) if name in BUILTIN else _listing(ctx.obj, name)[1]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        command = self.get_command(ctx, args[0])
        if command is None:
            names = [*self.every_name(ctx), *ALSO]
            raise unknown_command(args[0], names, "alegra --help", "COMMANDS")
        return command.name, command, args[1:]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args[:1] in (["help"], ["ayuda"]):
            args = [*args[1:], "--help"]
        return self.parse_line(ctx, args or ["--help"])

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from alegra_cli.registry import SECTIONS

        app: App = ctx.obj
        sections: dict[str, list[tuple[str, str]]] = {name: [] for name in SECTIONS}
        for name in app.registry.names():
            section, summary = _listing(app, name)
            sections.setdefault(section, []).append((self.help_name(ctx, name), summary))
        for section, rows in sections.items():
            if rows:
                with formatter.section(_(SECTIONS.get(section, section))):
                    formatter.write_dl(rows)
        with formatter.section(_("This program")):
            own = sorted((name, text) for name, (_module, text) in BUILTIN.items())
            formatter.write_dl([(self.help_name(ctx, name), _(text)) for name, text in own])


def _listing(app: App, name: str) -> tuple[str, str]:
    from alegra_cli.registry import PluginProblem

    try:
        found = app.registry.entry(name)
    except PluginProblem as problem:
        return _("Broken"), problem.message
    return found.section, _(found.summary)


def _plugin_command(app: App, name: str) -> click.Command:
    from alegra_cli.commands.build import build

    resource = app.registry.resource(name)
    if resource is not None:
        return build(resource, lambda: app.registry.entry(name).summary)
    if grouped := app.registry.group(name):
        return _group_of(app, name, grouped)
    return app.registry.command(name)


def _group_of(app: App, name: str, resources: Sequence[Any]) -> click.Command:
    """Several resources of one plugin under its name."""
    from functools import partial

    from alegra_cli.commands.build import build

    def make(one: Any) -> click.Command:
        made = build(one)
        made.help = _(one.summary)
        return made

    makers = {one.name: partial(make, one) for one in resources}
    group = Group(
        name,
        dict(makers),
        describe=lambda: _(app.registry.entry(name).summary),
        other_names={one.name: one.other_names for one in resources if one.other_names},
    )
    group.subcommand_metavar = _("RESOURCE ACTION [ID] [OPTIONS]...")
    return group


def root() -> Root:
    group = Root(
        "alegra",
        {},
        help=_(
            "Alegra, the accounting and e-invoicing service, from the command line.\n\n"
            "To try it without an account: alegra --profile sandbox invoices list"
        ),
    )
    group.subcommand_metavar = _("RESOURCE ACTION [ID] [OPTIONS]...")
    group.params.append(
        Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_version,
            help=_("The version of this program."),
            heading=GLOBAL,
        )
    )
    return group


def _show_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        from alegra_cli import __version__

        ctx.obj.screen.say(f"alegra {__version__}")
        ctx.exit(0)


def run(
    argv: Sequence[str],
    env: Mapping[str, str],
    streams: tuple[Any, Any, Any],
    clock: Clock | None = None,
) -> int:
    """Run one command line and return its exit code.

    streams: stdin, stdout, stderr. clock: another than the machine's, for tests.
    """
    from alegra_cli import failing

    i18n.use(i18n.language_for(env, failing.option_value(argv, *LANGUAGE)))
    if asked := env.get("_ALEGRA_COMPLETE"):
        return _complete(App(env, *streams[:2], io.StringIO(), clock, run), asked)
    app = App(env, *streams, clock, run)
    try:
        _speak_configured(app, argv)
        group = root()
        with group.make_context("alegra", words_of(app, group, argv), obj=app) as ctx:
            group.invoke(ctx)
    except click.exceptions.Exit as end:
        return end.exit_code
    except BrokenPipeError:
        # The reader has what it wanted; Python must not complain again at its own exit.
        failing.silence(app.stdout)
        return 0
    except (Exception, KeyboardInterrupt) as problem:
        return failing.report(app, problem, argv)
    else:
        return _exit_code(app, argv)
    finally:
        app.close()


def _exit_code(app: App, argv: Sequence[str]) -> int:
    """The exit code of a command that came to its end, once what it shows has left."""
    from alegra_cli import failing

    try:
        app.stdout.flush()
    except BrokenPipeError:
        failing.silence(app.stdout)
    except OSError as problem:
        from alegra_cli.errors.unusable_files import unshown

        # Done is done: whoever reads a failure would send it again.
        told = unshown(problem) if app.write_begun else problem
        return failing.report(app, told, argv)
    return 0


def _complete(app: App, asked: str) -> int:
    from alegra_cli import completion

    with contextlib.suppress(Exception):  # a damaged configuration is told by any other command
        _speak_configured(app, [])
    group = root()
    return completion.answer(app, group, asked, lambda words: words_of(app, group, words))


def is_command(app: App, word: str) -> bool:
    return word in BUILTIN or word in ALSO or app.registry.match(word) is not None


def words_of(app: App, group: Root, argv: Sequence[str]) -> list[str]:
    """The command line with the person's own words replaced, where there may be some."""
    from alegra_cli import failing

    named = failing.option_value(argv, *PROFILE) or ""
    if "," in named or named.startswith("@"):
        # No profile is called like this: it is the short form of `each`.
        from alegra_cli.companies.short_form import as_each

        argv = as_each(argv, _with_value(group, argv))
    if not app.mentions("aliases:"):
        return list(argv)
    from alegra_cli.input import aliases

    return aliases.expansion(
        argv,
        lambda: app.config.aliases,
        lambda word: is_command(app, word),
        _with_value(group, argv),
    )


def _with_value(group: Root, argv: Sequence[str]) -> list[str]:
    """The options before a command that take the next word, by every name that the line may use."""
    options = [one for one in group.params if isinstance(one, click.Option)]
    options = [one for one in options if not (one.is_flag or one.count)]
    names = [name for one in options for name in one.opts]
    unknown = [word for word in argv if word.startswith("--") and word not in names]
    if unknown:
        from alegra_cli.commands.other_names import OptionNames

        others = OptionNames(options)
        names += [word for word in unknown if others.options(word)]
    return names


def _speak_configured(app: App, argv: Sequence[str]) -> None:
    """The language of the configuration, when neither option nor variable names one."""
    from alegra_cli import failing

    asked = failing.option_value(argv, *LANGUAGE)
    if i18n.language_of(asked or "") or i18n.language_of(app.env.get("ALEGRA_LANG", "")):
        return
    if app.mentions("language:"):
        configured = app.config.settings.get("language")
        i18n.use(i18n.language_for(app.env, None, str(configured or "")))


def main() -> None:
    """The console script."""
    signals.listen()
    streams.open_missing()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Records are UTF-8 whatever the terminal claims; nothing is ever dropped.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="surrogateescape")
    code = run(sys.argv[1:], os.environ, (sys.stdin, sys.stdout, sys.stderr))
    # The interpreter would look through everything once more, a twentieth of a short run, to free
    # what is freed by its end.
    gc.freeze()
    sys.exit(code)
