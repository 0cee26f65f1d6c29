"""The kind of command, option and help that every command here shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from alegra_cli.app import App
from alegra_cli.i18n import N_, _

if TYPE_CHECKING:
    from alegra_cli.declare import Action, Api, Resource

GLOBAL = N_("Global options")

_METAVAR = re.compile(r"[A-Z]{2,}")


def shown_metavar(metavar: str) -> str:
    """What stands for a value, in the language in use; lists of choices stay as they are typed."""
    listed = metavar[:1] in ("[", "{") and "|" in metavar
    return metavar if listed else _METAVAR.sub(lambda found: _(found[0]), metavar)


class Option(click.Option):
    """An option that knows under which heading of the help it belongs."""

    def __init__(self, *args: Any, heading: str = "", **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.heading = heading

    def make_metavar(self, ctx: click.Context) -> str:
        return shown_metavar(super().make_metavar(ctx))


class Argument(click.Argument):
    """An argument, called in the language in use."""

    def make_metavar(self, ctx: click.Context) -> str:
        return shown_metavar(super().make_metavar(ctx))


def whole(least: int, most: int | None = None) -> click.IntRange:
    """A whole number; click calls the kind by its Python name in every language."""
    kind = click.IntRange(least, most)
    kind.name = _("whole number")
    return kind


def global_options() -> list[click.Parameter]:
    """The options that every command takes, before the resource and after the action."""
    seconds = click.FloatRange(min=0, min_open=True)
    seconds.name = _("number")
    language = click.Choice(["es", "en"])
    formats = _("table, json, jsonl, yaml, csv, or a plugin's: xlsx, template={{…}}.")
    waits = _("Seconds to wait for an answer.")
    verbose = _("One line a request on stderr; twice shows where an error comes from.")
    make: list[tuple[list[str], dict[str, Any]]] = [
        (["-p", "--profile"], {"help": _("The account to use."), "metavar": "NAME"}),
        (["-o", "--output"], {"help": formats, "metavar": "FORMAT"}),
        (
            ["--columns"],
            {"help": _("What to show: id,client.name,items.0.price"), "metavar": "A,B"},
        ),
        (["--select"], {"help": _("Show what this JMESPath makes of it."), "metavar": "EXPR"}),
        (["--sort"], {"help": _("Order of what was read: -total,client.name"), "metavar": "A,B"}),
        (["--base-url"], {"help": _("Another address of the API."), "metavar": "URL"}),
        (["--dry-run"], {"help": _("Show the request and send nothing."), "is_flag": True}),
        (["-v", "--verbose"], {"help": verbose, "count": True}),
        (["--no-color"], {"help": _("No colours."), "is_flag": True}),
        (["--timeout"], {"help": waits, "type": seconds, "metavar": "S"}),
        (
            ["--lang"],
            {
                "help": _("Language: es or en; else by ALEGRA_LANG, config, locale."),
                "type": language,
            },
        ),
        (["--insecure"], {"help": _("Allow a base URL without https."), "is_flag": True}),
        (["--delimiter"], {"help": _("What separates the cells of a CSV."), "metavar": "CHAR"}),
        (
            ["--bom"],
            {"help": _("Start a CSV with a mark that spreadsheets need."), "is_flag": True},
        ),
        (["--raw"], {"help": _("CSV cells as they are, formulas too."), "is_flag": True}),
        (["--no-pager"], {"help": _("Long output straight to the terminal."), "is_flag": True}),
        (["--requests-per-second"], {"hidden": True, "type": seconds, "expose_value": False}),
        (["--show-token"], {"hidden": True, "is_flag": True, "expose_value": False}),
    ]
    return [Option(names, heading=GLOBAL, **attributes) for names, attributes in make]


GLOBAL_NAMES = (
    "profile",
    "output",
    "columns",
    "select",
    "sort",
    "base_url",
    "dry_run",
    "verbose",
    "no_color",
    "timeout",
    "lang",
    "insecure",
    "delimiter",
    "bom",
    "raw",
    "no_pager",
)


def take_globals(ctx: click.Context) -> None:
    """Move the global options from the context into the app; the inner ones win."""
    given = {name: ctx.params.pop(name) for name in GLOBAL_NAMES if name in ctx.params}
    app: App = ctx.obj
    app.override(given)


def help_option() -> Option:
    """``--help`` that writes where everything else is written."""

    def show(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
        if asked and not ctx.resilient_parsing:
            ctx.obj.screen.say(ctx.get_help())
            ctx.exit()

    return Option(
        ["-h", "--help"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=_("Show this message and exit."),
        heading=GLOBAL,
    )


class Leaf(click.Command):
    """A command that does something: takes the global options and checks them first.

    new_profile: the profile asked for need not exist yet, since the command makes it.
    closing: last lines of the help that depend on the account.
    """

    def __init__(
        self,
        name: str,
        run: Callable[..., None],
        params: Sequence[click.Parameter] = (),
        help: str = "",
        epilog: str = "",
        hidden: bool = False,
        new_profile: bool = False,
        closing: Callable[[App], str] | None = None,
    ) -> None:
        super().__init__(
            name,
            params=[*params, *global_options()],
            callback=run,
            help=help,
            epilog=epilog or None,
            hidden=hidden,
            options_metavar=_("[OPTIONS]"),
        )
        self.new_profile = new_profile
        self.service: Api | None = None
        self.resource: Resource | None = None
        self.action: Action | None = None
        self._closing = closing

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return help_option()

    def invoke(self, ctx: click.Context) -> Any:
        take_globals(ctx)
        app: App = ctx.obj
        app.use_service(self.service)
        if self.new_profile:
            app.use_new_profile()
        app.screen.check(to_file=bool(ctx.params.get("out")))
        assert self.callback is not None
        return self.callback(app, **ctx.params)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_options(ctx, formatter, self.get_params(ctx))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        closing = self._closing(ctx.obj) if self._closing else ""
        write_epilog("\n".join(filter(None, (self.epilog, closing))), formatter)


def write_epilog(epilog: str | None, formatter: click.HelpFormatter) -> None:
    """The lines at the end of a help, as they are: click would wrap command lines."""
    if epilog:
        formatter.write_paragraph()
        formatter.write(epilog + "\n")


def write_options(
    ctx: click.Context, formatter: click.HelpFormatter, params: Iterable[click.Parameter]
) -> None:
    """Options under their headings, the global ones last."""
    sections: dict[str, list[tuple[str, str]]] = {}
    for param in params:
        # The usage line names the arguments; newer versions of click would list them once more.
        record = None if isinstance(param, click.Argument) else param.get_help_record(ctx)
        if record is not None:
            heading = getattr(param, "heading", "") or "Options"
            sections.setdefault(heading, []).append(record)
    last = sections.pop(GLOBAL, None)
    for heading, records in sections.items():
        with formatter.section(_(heading)):
            formatter.write_dl(records)
    if last:
        with formatter.section(_(GLOBAL)):
            formatter.write_dl(last)
