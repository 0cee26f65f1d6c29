"""The kind of command and help that every command here shares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

import click

from alegra_cli.app import App, Options
from alegra_cli.commands.options import (
    GLOBAL,
    DeclaredOption,
    Option,
    Placeholder,
    common_values,
    give_way,
    global_options,
    global_values,
)
from alegra_cli.commands.parsing import OptionsByOtherNames
from alegra_cli.declare import Field, Filter
from alegra_cli.errors import InterruptedWrite, UnknownOutcome
from alegra_cli.i18n import _, catalogue
from alegra_cli.registry import PluginProblem
from alegra_cli.words import TAKEN as WORDS_TAKEN

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import RecordNames
    from alegra_cli.declare import Action, Api, Resource


def take_globals(ctx: click.Context) -> None:
    """Move the global options from the context into the app; the inner ones win."""
    app: App = ctx.obj
    app.override(global_values(ctx.params))
    for name in Options._fields:
        ctx.params.pop(name, None)


def help_option() -> Option:
    """``--help`` that writes where everything else is written."""
    return _help_option(catalogue())


@lru_cache(maxsize=1)
def _help_option(_texts: object) -> Option:
    """Made once for all commands of a run, as the global options are."""

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


class Leaf(OptionsByOtherNames):
    """A command that does something: takes the global options and checks them first.

    run: called as ``run(app, **values)``, with a value for each of `params` by its name and a
        mapping for each of `takes`; `tests/contract/test_arguments.py` holds them together.
    new_profile: the profile asked for need not exist yet, since the command makes it.
    mends: whether what is wrong with the usual output format is mended by it, so that it goes on.
    closing: last lines of the help that depend on the account.
    takes: which of ``filters``, ``fields``, ``lines``, ``made_from``, ``arguments`` and ``records``
        the run function gets: what the options of declarations and the placeholders of the path
        were given.
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
        mends: bool = False,
        closing: Callable[[App], str] | None = None,
        takes: Sequence[str] = (),
    ) -> None:
        super().__init__(
            name,
            params=[*give_way([*params, *global_options()])],
            callback=run,
            help=help,
            epilog=epilog or None,
            hidden=hidden,
            options_metavar=_("[OPTIONS]"),
        )
        self._run = run
        self.new_profile = new_profile
        self.mends = mends
        self.service: Api | None = None
        self.resource: Resource | None = None
        self.action: Action | None = None
        self._closing = closing
        self._parser: Any = None
        self._all_params: list[click.Parameter] | None = None
        self.takes = frozenset(takes)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return help_option()

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Found once: click looks for names that are there twice each time that it asks."""
        if self._all_params is None:
            self._all_params = super().get_params(ctx)
        return self._all_params

    def usual_parser(self, ctx: click.Context) -> Any:
        """Made once for all lines that the process reads with the command."""
        if self._parser is None:
            self._parser = super().usual_parser(ctx)
        parser = copy(self._parser)
        parser.ctx = ctx
        return parser

    def invoke(self, ctx: click.Context) -> Any:
        """Run it, with the app told of the global options and names exchanged for ids.

        What can be refused without a request is refused first: the format, the columns, the order.
        A write whose outcome nobody knows says where to look it up.
        """
        take_globals(ctx)
        app: App = ctx.obj
        app.use_service(self.service)
        if self.new_profile:
            app.use_new_profile()
        if self.mends:
            app.use_a_usable_format()
        app.screen.check(to_file=bool(common_values(ctx.params).out))
        self._tell_of_words(ctx)
        if app.options.columns in ("help", "ayuda") and self.resource is not None:
            from alegra_cli.commands.column_help import show_columns

            show_columns(app, self.resource, self.action)
            return None
        values = self._with_ids(app, self._arguments(ctx.params))
        try:
            return self._run(app, **values)
        except (UnknownOutcome, InterruptedWrite) as problem:
            from alegra_cli.commands.looking_up import point_at

            point_at(problem, app, self.resource, self.action, cast("RecordNames", values))
            raise

    @staticmethod
    def _tell_of_words(ctx: click.Context) -> None:
        """One line about the values that were given by another word."""
        if WORDS_TAKEN in ctx.meta:
            from alegra_cli.commands.other_names import note_of_taken

            ctx.obj.screen.note(note_of_taken(ctx))

    def _with_ids(self, app: App, values: dict[str, Any]) -> dict[str, Any]:
        """The values with ids for records that were named by their number or name."""
        if self.resource is None or not any(
            map(_names, _that_take_ids(cast("RecordNames", values)))
        ):
            return values
        # Looking up takes modules that most commands never need.
        from alegra_cli.commands.naming import with_ids

        return with_ids(app, self.resource, self.action, values)

    def _arguments(self, params: dict[str, Any]) -> dict[str, Any]:
        """The values as the run function takes them: those of declarations apart."""
        apart: dict[str, dict[Any, Any]] = {kind: {} for kind in self.takes}
        rest = dict(params)
        for param in self.params:
            if isinstance(param, DeclaredOption):
                apart[param.kind][param.declaration] = rest.pop(param.name or "")
            elif isinstance(param, Placeholder):
                kind = "records" if param.several else "arguments"
                apart[kind][param.placeholder] = rest.pop(param.name or "")
        return {**rest, **apart}

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_options(ctx, formatter, self.get_params(ctx))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_help_text(ctx, formatter)
        if lines := self.examples(ctx.command_path):
            shown = [part for line in lines for part in _continuation(line, formatter.width)]
            write_epilog("\n".join([_("Examples:"), *shown]), formatter)

    def examples(self, path: str) -> list[str]:
        """Command lines for the help; path: the words of the command, ``alegra`` first."""
        from alegra_cli.commands.examples import examples_of

        names = [name for param in self.params for name in param.opts]
        return examples_of(path, self.resource, self.action, names)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        closing = self._closing(ctx.obj) if self._closing else ""
        codes = "\n".join(self._codes(ctx.obj))
        write_epilog("\n".join(filter(None, (self.epilog, closing, codes))), formatter)

    def _codes(self, app: App) -> list[str]:
        """Where the codes of its options are, in the account's country."""
        declared = [param.declaration for param in self.params if isinstance(param, DeclaredOption)]
        items = [item for item in declared if isinstance(item, (Field, Filter))]
        if self.resource is None or not items:
            return []
        from alegra_cli.rules.code_lists import code_lists, lines_of_help

        try:
            lists = code_lists(app.registry, app.connection.country, self.resource.name, items)
        except PluginProblem:
            return []  # a help is shown whatever is wrong; the command itself tells it
        return list(lines_of_help(lists, items))


def _that_take_ids(values: RecordNames) -> Iterator[str]:
    """Every text among the values that may have to be an id."""
    filters = values.get("filters") or {}
    several: list[str | Sequence[str] | None]
    several = [value for item, value in filters.items() if item.ids_of]
    several += [values.get("reversed_id"), values.get("ids")]
    several += (values.get("made_from") or {}).values()
    several += (values.get("arguments") or {}).values()
    several += (values.get("records") or {}).values()
    for value in several:
        yield from (value,) if isinstance(value, str) else value or ()


def _names(text: str) -> bool:
    return not text.isdecimal()


def _continuation(line: str, width: int) -> Iterator[str]:
    """A command line that can be copied, cut before an option where it is too wide."""
    shown = "  "
    for number, part in enumerate(line.split(" --")):
        option = f" --{part}" if number else part
        if number and len(shown) + len(option) + 2 > width:
            yield shown + " \\"
            shown = "   "
        shown += option
    yield shown


def write_epilog(epilog: str | None, formatter: click.HelpFormatter) -> None:
    """The lines at the end of a help, as they are: click would wrap command lines."""
    if epilog:
        formatter.write_paragraph()
        formatter.write(epilog + "\n")


def write_options(
    ctx: click.Context, formatter: click.HelpFormatter, params: Iterable[click.Parameter]
) -> None:
    """Options under their headings; of the global ones only where they are listed."""
    sections: dict[str, list[tuple[str, str]]] = {}
    for param in params:
        # The usage line names the arguments; newer versions of click would list them once more.
        record = None if isinstance(param, click.Argument) else param.get_help_record(ctx)
        if record is not None:
            heading = getattr(param, "heading", "") or "Options"
            sections.setdefault(heading, []).append(record)
    last = sections.pop(GLOBAL, None)
    everywhere = ctx.parent is None
    for heading, records in sections.items():
        with formatter.section(_(heading)):
            formatter.write_dl(records)
    if last and everywhere:
        with formatter.section(_(GLOBAL)):
            formatter.write_dl(last)
    elif last:
        formatter.write_paragraph()
        formatter.write(_("Global options, as -o, --columns, --dry-run: `alegra --help`") + "\n")
