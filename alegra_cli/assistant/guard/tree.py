"""The command tree as it is now, plugins included, and the harm each command can do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import click

from alegra_cli import words
from alegra_cli.app import App
from alegra_cli.assistant.risk import FINAL, READ, WRITE, irreversible, risk
from alegra_cli.commands.group import root_group
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import global_values
from alegra_cli.commands.other_names import every_name
from alegra_cli.commands.parsing import learn
from alegra_cli.declare import Resource
from alegra_cli.input import aliases
from alegra_cli.registry import PluginProblem

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import ApiArguments, CreateArguments

# Of the program's own commands these change nothing; whatever is not named here is asked for.
_READS = {
    ("agent", "check"), ("alias", "list"), ("auth", "status"), ("catalog",),
    ("completion", "show"), ("config", "list-profiles"), ("config", "path"), ("config", "view"),
    ("doctor",), ("log",), ("mcp", "actions"), ("plugins", "list"), ("plugins", "show"),
    ("received", "check"), ("received", "read"), ("received", "rules", "list"),
    ("received", "rules", "test"), ("sandbox", "status"), ("schema",), ("skill", "print"),
    ("validate",), ("version",),
}  # fmt: skip
# Whose accounts these are is a person's business.
_FINAL = {("auth", "login"), ("auth", "logout")}
# A group now; alone it replaced the program in versions that may still be installed.
_ONCE_A_WRITE = {("update",)}
# Reads that write a file of this machine.
_FILES = ("attach", "download")


class CommandUse(NamedTuple):
    """A command line understood.

    path: the command's own name. head: how many words decided which it is. elsewhere: another
    address of the API was named, where the credentials would go. values: of the options and
    arguments that were given, as texts, by their names.
    """

    path: tuple[str, ...]
    risk: str
    head: int
    command: click.Command
    dry: bool = False
    elsewhere: bool = False
    values: Mapping[str, Any] = MappingProxyType({})


class _WordNames(NamedTuple):
    """What one word of a command may be typed as: here, and in other languages."""

    own: list[str]
    others: list[str]


def risk_of(path: Sequence[str], command: click.Command) -> str:
    resource = getattr(command, "resource", None)
    if isinstance(resource, Resource):
        action = resource.action(str(command.name))
        if action is not None and action.verb not in _FILES:
            return risk(resource, action)
        if command.name == "emit":
            return FINAL
        return READ if command.name == "status" else WRITE
    if tuple(path) in _FINAL or (len(path) > 1 and irreversible(path[-1])):
        return FINAL
    return READ if tuple(path) in _READS else WRITE


class Tree:
    """The commands of the program that is running.

    context: of a command of it, or of itself; it knows the app.
    """

    def __init__(self, context: click.Context) -> None:
        self._context = context.find_root()
        self._root = root_group(context)
        self._app: App = context.obj

    def commands(self, out: Sequence[str] = ()) -> Iterator[tuple[list[list[str]], str]]:
        """Every command: for each of its words the names it goes by; and its risk.

        out: the risks that a rule keeps out, whose names in other languages are told as well.
        """
        for name in self._root.list_commands(self._context):
            try:
                command = self._root.get_command(self._context, name)
            except PluginProblem:
                continue
            registry = self._app.registry
            others = registry.in_other_languages(name) + every_name(words.COMMANDS, name)
            called = _WordNames([name, *registry.also(name)], others)
            yield from self._below(command, [called], [name], out)

    def _below(
        self,
        command: click.Command | None,
        before: list[_WordNames],
        path: list[str],
        out: Sequence[str],
    ) -> Iterator[tuple[list[list[str]], str]]:
        if not isinstance(command, click.Group):
            if command is not None:
                harm = risk_of(path, command)
                yield [one.own + (one.others if harm in out else []) for one in before], harm
            return
        aliases_of: dict[str, str] = getattr(command, "aliases", {})
        for name in command.list_commands(self._context):
            own = [name, *(other for other, meant in aliases_of.items() if meant == name)]
            declared = getattr(command, "other_names", {}).get(name, ())
            called = _WordNames(own, every_name(words.ACTIONS, name, declared))
            inner = command.get_command(self._context, name)
            yield from self._below(inner, [*before, called], [*path, name], out)

    def command_use(self, line: Sequence[str]) -> CommandUse | None:
        """What the program would do with these words; None where it would not know either.

        Raises ``click.UsageError`` and `AlegraError` for what it would refuse.
        """
        left = self.expansion(line)
        command: click.Command = self._root
        values: dict[str, Any] = {}
        path: list[str] = []
        while True:
            context = click.Context(command, self._context, info_name=command.name, obj=self._app)
            learn(command, context, list(left))
            parser = command.make_parser(context)
            options, rest, _order = parser.parse_args(list(left))
            values |= {name: value for name, value in options.items() if value is not None}
            if not isinstance(command, click.Group) or not rest or "help" in options:
                break
            inner = command.get_command(context, rest[0])
            if inner is None:
                return None
            path.append(str(inner.name))
            command, left = inner, rest[1:]
        # Behind a word of a person's own the places of the others are not known.
        head = len(line) - len(left) if list(line[-len(left) :]) == left else len(line)
        everywhere = global_values(values)
        return CommandUse(
            tuple(path),
            self._risk(path, command, values, left),
            head if left else len(line),
            command,
            dry=bool(everywhere.dry_run),
            elsewhere=bool(everywhere.base_url or everywhere.insecure),
            values=values,
        )

    def expansion(self, line: Sequence[str]) -> list[str]:
        """The line with a person's own word replaced by what it stands for."""
        return aliases.expansion(
            line, lambda: self._app.config.aliases, self._knows, self._with_value()
        )

    def _risk(
        self,
        path: list[str],
        command: click.Command,
        values: dict[str, Any],
        rest: list[str],
    ) -> str:
        """The harm of a line. values: of its options and arguments that were given, by name."""
        if "help" in values or "version" in values:
            return READ
        if not isinstance(command, Leaf):  # it explains itself
            return WRITE if tuple(path) in _ONCE_A_WRITE else READ
        harm = risk_of(path, command)
        if path == ["api"] and harm == WRITE:
            request = cast("ApiArguments", values)
            return _api_risk(str(request.get("method")), str(request.get("path")))
        created = cast("CreateArguments", values)
        return FINAL if harm == WRITE and _stamping(command, rest, created) else harm

    def _knows(self, word: str) -> bool:
        return self._root.knows(self._context, word)

    def options(self) -> list[str]:
        """The options that may stand before a resource."""
        return [name for one in self._root.params for name in one.opts]

    def _with_value(self) -> list[str]:
        options = [one for one in self._root.params if isinstance(one, click.Option)]
        return [name for one in options if not (one.is_flag or one.count) for name in one.opts]


def _api_risk(method: str, path: str) -> str:
    if method.upper() == "GET":
        return READ
    words = path.partition("?")[0].replace("/", "-").split("-")
    return FINAL if method.upper() == "DELETE" or any(map(irreversible, words)) else WRITE


def _stamping(command: click.Command, rest: list[str], arguments: CreateArguments) -> bool:
    """Whether a create may send to the tax authority: it says so, or answers the question."""
    resource = getattr(command, "resource", None)
    if not isinstance(resource, Resource) or not resource.stamp:
        return False
    # By the option's own name, too: a line may have it in another language.
    given = [name for name, value in arguments.items() if value]
    told = any("stamp" in word.casefold() for word in (*rest, *given))
    return told or (command.name == "create" and bool(arguments.get("yes")))


Finder = Callable[[Sequence[str]], CommandUse | None]
