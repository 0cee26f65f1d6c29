"""Options and arguments as every command here has them, and those that all of them take."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import click
from click.core import ParameterSource
from click.shell_completion import CompletionItem

from alegra_cli.app import Options
from alegra_cli.i18n import N_, _, catalogue, language

if TYPE_CHECKING:
    from alegra_cli.declare import Conversion, Field, Filter, LineOption

GLOBAL = N_("Global options")

_METAVAR = re.compile(r"[A-Z]{2,}")
_A_DAY = 86_400


def shown_metavar(metavar: str) -> str:
    """What stands for a value, in the language in use; lists of choices stay as they are typed."""
    listed = metavar[:1] in ("[", "{") and "|" in metavar
    return metavar if listed else _METAVAR.sub(lambda found: _(found[0]), metavar)


# The attributes of an option that say nothing of what it is when nobody gave it.
_PLAIN = frozenset(
    ("type", "help", "metavar", "is_flag", "multiple", "hidden", "nargs", "show_choices")
)


class Option(click.Option):
    """An option that knows under which heading of the help it belongs.

    former: names that it had, which are taken and shown nowhere.
    """

    def __init__(
        self, names: Sequence[str], heading: str = "", former: Sequence[str] = (), **attributes: Any
    ) -> None:
        super().__init__([*names, *former], **attributes)
        self.heading = heading
        self._former = former
        self._plain = _PLAIN.issuperset(attributes)

    def handle_parse_result(
        self, ctx: click.Context, opts: Mapping[str, Any], args: list[str]
    ) -> tuple[Any, list[str]]:
        """What click makes of it; of one that the line does not have, at once.

        A command has some forty of these, and click asks each for variables, defaults, prompts and
        rivals that none of them has: a third of reading a line.
        """
        name = self.name
        given = name is None or name in opts or name in ctx.params
        if given or not self._plain or ctx.default_map or ctx.auto_envvar_prefix:
            return super().handle_parse_result(ctx, opts, args)
        value = False if self.is_flag else () if self.multiple else None
        ctx.set_parameter_source(name, ParameterSource.DEFAULT)
        ctx.params[name] = value
        return value, args

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        taken = self.opts
        self.opts = [name for name in taken if name not in self._former]
        try:
            record = super().get_help_record(ctx)
        finally:
            self.opts = taken
        if record is None or language() == "en":
            return record
        from alegra_cli.commands.other_names import shown_option

        other = shown_option(self)
        own = max(self.opts, key=len)
        return (record[0].replace(own, f"{own}, {other}", 1), record[1]) if other else record

    def make_metavar(self, ctx: click.Context) -> str:
        return shown_metavar(super().make_metavar(ctx))


class Choice(click.Choice[str]):
    """One of a few words, also by what a language calls them.

    words: (word, choice) of a declaration, beside those of the language.
    """

    def __init__(
        self,
        choices: Sequence[str],
        case_sensitive: bool = True,
        words: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(choices, case_sensitive)
        self._words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            from alegra_cli.commands.other_names import choice_meant, take

            choice = choice_meant(str(value), self.choices, self._words)
            if choice is None:
                raise
            if ctx is not None and param is not None:
                take(ctx, param.opts[0], str(value), choice)
            return choice

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        items = super().shell_complete(ctx, param, incomplete)
        others = in_language(self.choices, incomplete)
        return [*items, *(CompletionItem(word) for word in others)]


def in_language(choices: Sequence[str], start: str) -> list[str]:
    """What the language in use calls choices, of those that begin so, once something is begun."""
    if language() == "en" or not start:
        return []
    from alegra_cli import words

    found = (
        name
        for choice in choices
        for name in words.names(words.VALUES, choice) or words.names(words.COLUMNS, choice)
    )
    return [name for name in found if name.startswith(start)]


if TYPE_CHECKING:
    _TextType = click.ParamType[str]
else:  # generic in newer versions only
    _TextType = click.ParamType


class WordsOf(_TextType):
    """Some of a few words with commas between, or another text: what language calls them is them.

    words: (word, choice) of a declaration, beside those of the language.
    """

    name = "text"

    def __init__(self, choices: Sequence[str], words: Sequence[tuple[str, str]] = ()) -> None:
        self.choices = choices
        self._words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        parts = str(value).split(",")
        return ",".join(self._one(part, param, ctx) for part in parts)

    def _one(self, part: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if part.strip() in self.choices or not part.strip():
            return part
        from alegra_cli.commands.other_names import choice_meant, take

        choice = choice_meant(part, self.choices, self._words)
        if choice is not None and ctx is not None and param is not None:
            take(ctx, param.opts[0], part.strip(), choice)
        return part if choice is None else choice


class DeclaredOption(Option):
    """An option that a declaration makes; its value is handed on by that, among its `kind`."""

    kind = ""

    def __init__(
        self,
        declaration: Field | Filter | Conversion | tuple[LineOption, ...],
        *args: Any,
        **attributes: Any,
    ) -> None:
        super().__init__(*args, **attributes)
        self.declaration = declaration


class FilterOption(DeclaredOption):
    kind = "filters"


class FieldOption(DeclaredOption):
    kind = "fields"


class ConversionOption(DeclaredOption):
    kind = "made_from"


class LinesOption(DeclaredOption):
    """Handed on by the declarations of its name: which of them is meant, the body tells."""

    kind = "lines"


def give_way(params: Sequence[click.Parameter]) -> Iterator[click.Parameter]:
    """The same, but of two options of one name ours is called otherwise: ``--alegra-watch``.

    Those of version 1 of the contract are refused when they are declared
    (`declare.reserved_options`); one that came later must not break a plugin that was there.
    """
    declared = {name for one in params if isinstance(one, DeclaredOption) for name in _names(one)}
    for one in params:
        if not isinstance(one, DeclaredOption) and not declared.isdisjoint(_names(one)):
            one = copy(one)  # that of all other commands stays as it is
            one.opts, one.secondary_opts = (
                [f"--alegra-{name.lstrip('-')}" if name in declared else name for name in names]
                for names in (one.opts, one.secondary_opts)
            )
        yield one


def _names(param: click.Parameter) -> list[str]:
    return [*param.opts, *param.secondary_opts]


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
    return list(_global_options(catalogue()))


@lru_cache(maxsize=1)
def _global_options(_texts: object) -> Sequence[click.Parameter]:
    """Made once for all commands of a run: click keeps nothing of it in an option."""
    make = (*_what_is_shown(), *_how_it_is_asked(), *_how_it_is_written(), *_taken_and_ignored())
    return [Option(names, heading=GLOBAL, **attributes) for names, attributes in make]


# The names of an option, and its attributes.
_Definition = tuple[list[str], dict[str, Any]]


def _what_is_shown() -> Iterator[_Definition]:
    formats = _("table, json, jsonl, yaml, csv, or a plugin's: xlsx, template={{…}}.")
    columns = _("What to show: number,client,items.0.price; help lists what there is.")
    yield ["-p", "--profile"], {"help": _("The account to use."), "metavar": "NAME"}
    yield ["-o", "--output"], {"help": formats, "metavar": "FORMAT"}
    yield ["--columns"], {"help": columns, "metavar": "A,B"}
    yield ["--select"], {"help": _("Show what this JMESPath makes of it."), "metavar": "EXPR"}
    yield ["--sort"], {"help": _("Order of what was read: -total,client"), "metavar": "A,B"}


def _how_it_is_asked() -> Iterator[_Definition]:
    verbose = _("One line a request on stderr; twice shows where an error comes from.")
    waits = {"help": _("Seconds to wait for an answer."), "type": _seconds(), "metavar": "S"}
    language = _("Language: es or en; else by ALEGRA_LANG, config, locale.")
    yield ["--base-url"], {"help": _("Another address of the API."), "metavar": "URL"}
    yield ["--dry-run"], {"help": _("Show the request and send nothing."), "is_flag": True}
    yield ["-v", "--verbose"], {"help": verbose, "count": True}
    yield ["--quiet"], {"help": _("Only errors on stderr, no notes."), "is_flag": True}
    yield ["--no-color"], {"help": _("No colours."), "is_flag": True}
    yield ["--timeout"], waits
    yield ["--lang"], {"help": language, "type": click.Choice(["es", "en"])}
    yield ["--insecure"], {"help": _("Allow a base URL without https."), "is_flag": True}


def _how_it_is_written() -> Iterator[_Definition]:
    mark = _("Start a CSV with a mark that spreadsheets need.")
    excel = _("A CSV as a spreadsheet of the company's country opens it.")
    yield ["--delimiter"], {"help": _("What separates the cells of a CSV."), "metavar": "CHAR"}
    yield ["--bom"], {"help": mark, "is_flag": True}
    yield ["--excel"], {"help": excel, "is_flag": True}
    yield ["--raw"], {"help": _("CSV cells as they are, formulas too."), "is_flag": True}
    yield ["--no-pager"], {"help": _("Long output straight to the terminal."), "is_flag": True}


def _taken_and_ignored() -> Iterator[_Definition]:
    """Options of an older tool that scripts have."""
    rate = {"hidden": True, "type": _seconds(), "expose_value": False}
    yield ["--requests-per-second"], rate
    yield ["--show-token"], {"hidden": True, "is_flag": True, "expose_value": False}


class Seconds(click.FloatRange):
    """How long to wait: a day at most, since no library counts on for ever.

    ``nan`` lies between any two numbers, and whoever waited for it would not wait at all.
    """

    def __init__(self, min: float, min_open: bool = False) -> None:
        super().__init__(min=min, max=_A_DAY, min_open=min_open)
        self.name = _("number")

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        seconds: float = super().convert(value, param, ctx)
        if math.isnan(seconds):
            self.fail(_("{value} is no number of seconds.").format(value=value), param, ctx)
        return seconds


def _seconds() -> Seconds:
    return Seconds(min=0, min_open=True)


def global_values(params: Mapping[str, Any]) -> Options:
    """What the values of a command's parameters, by their names, say of the global options."""
    return Options(**{name: params[name] for name in Options._fields if name in params})


class CommonValues(NamedTuple):
    """What is read of the line of any command, whichever has it, before its function is run.

    As they were typed; None where the command has none, or it was not given. A test holds each
    name against the commands: read by its key, one that was renamed would be silently not there.
    """

    profile: str | None = None
    country: str | None = None
    name: str | None = None
    companies: str | None = None
    out: str | None = None
    watch: object = None
    open_it: object = None
    import_missing: object = None
    file_option: str | None = None
    assignments: Sequence[str] | None = None
    file: str | None = None
    data: str | None = None


def common_values(params: Mapping[str, Any]) -> CommonValues:
    return CommonValues(**{name: params[name] for name in CommonValues._fields if name in params})


class Placeholder(Argument):
    """An argument that stands for a placeholder of the path; several: any number of records."""

    def __init__(self, placeholder: str, several: bool = False) -> None:
        metavar = f"[{placeholder.upper()}]..." if several else placeholder.upper()
        super().__init__([placeholder], nargs=-1 if several else 1, metavar=metavar)
        self.placeholder = placeholder
        self.several = several
