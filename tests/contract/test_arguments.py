"""Every command's options are what its function takes, name by name and type by type."""

from __future__ import annotations

import inspect
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

import click

from alegra_cli.app import App, Options
from alegra_cli.cli import root
from alegra_cli.commands import arguments
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import CommonValues, DeclaredOption, Placeholder, global_options
from alegra_cli.testing.each import each

TYPES = {
    click.types.BoolParamType: bool,
    click.types.IntParamType: int,
    click.types.FloatParamType: float,
    click.types.StringParamType: str,
    click.Choice: str,
}


def leaves() -> Iterator[tuple[str, Leaf]]:
    app = App({}, io.StringIO(), io.StringIO(), io.StringIO())
    with click.Context(root(), info_name="alegra", obj=app) as ctx:
        yield from below(ctx, root(), "")


def below(ctx: click.Context, group: click.Group, name: str) -> Iterator[tuple[str, Leaf]]:
    for word in group.list_commands(ctx):
        command = group.get_command(ctx, word)
        if isinstance(command, click.Group):
            with click.Context(command, parent=ctx, info_name=word, obj=ctx.obj) as inner:
                yield from below(inner, command, f"{name} {word}".strip())
        elif isinstance(command, Leaf):
            yield f"{name} {word}".strip(), command


class Signature(NamedTuple):
    """What the function of a command takes besides the app.

    owner: the class of its arguments, or the function where that names each one itself.
    required, optional: the types of its values, by their names.
    """

    owner: str
    required: Mapping[str, Any]
    optional: Mapping[str, Any]


def signature(command: Leaf) -> Signature:
    run = command.callback
    bound = len(run.args) if isinstance(run, partial) else 0
    fixed = set(run.keywords) if isinstance(run, partial) else set()
    function = run.func if isinstance(run, partial) else run
    assert function is not None
    # What is bound comes first, and then the app.
    params = list(inspect.signature(function).parameters.values())[bound + 1 :]
    if params and params[-1].kind is inspect.Parameter.VAR_KEYWORD:
        name = re.fullmatch(r"Unpack\[(\w+)\]", str(params[-1].annotation))
        assert name, f"{function.__qualname__} takes words that nobody knows"
        assert len(params) == 1, f"{function.__qualname__} takes words beside its arguments"
        typed = getattr(arguments, name[1])
        hints = get_type_hints(typed)
        return Signature(
            typed.__name__,
            {word: hints[word] for word in typed.__required_keys__},
            {word: hints[word] for word in typed.__optional_keys__},
        )
    hints = get_type_hints(function)
    own = [param for param in params if param.name not in fixed]
    return Signature(
        f"{function.__module__}.{function.__qualname__}",
        {param.name: hints[param.name] for param in own if param.default is param.empty},
        {param.name: hints[param.name] for param in own if param.default is not param.empty},
    )


@cache
def every_leaf() -> dict[str, Leaf]:
    """Every command that runs, by its words; made where a test asks, and not to collect tests."""
    return dict(leaves())


@cache
def signatures() -> dict[str, Signature]:
    return {name: signature(command) for name, command in every_leaf().items()}


def own_params(command: Leaf) -> dict[str, click.Parameter]:
    """The fixed options and arguments of the command alone, by the names of their values."""
    return {
        param.name or "": param
        for param in command.params
        if param.expose_value
        and not isinstance(param, (DeclaredOption, Placeholder))
        and param.name not in Options._fields
    }


def value_when_absent(param: click.Parameter) -> object:
    alone = click.Command("alone", params=[param], add_help_option=False)
    return alone.make_context("alone", [], resilient_parsing=True).params[param.name or ""]


def check_type(name: str, param: click.Parameter, declared: Any) -> None:
    """The option's values are of the declared type; where none may be given, that says None."""
    kind = next(own for of, own in TYPES.items() if isinstance(param.type, of))
    if isinstance(param, click.Option) and param.count:
        kind = int
    if param.nargs == -1 or param.multiple:
        assert get_origin(declared) in (tuple, Sequence), f"{name} is given several times"
        assert get_args(declared)[0] is kind, name
        return
    absent = value_when_absent(param)
    assert absent is None or type(absent) is kind, name
    wanted = {kind} if param.required or absent is not None else {kind, type(None)}
    types = set(get_args(declared)) or {declared}
    assert wanted <= types <= {kind, type(None)}, f"{name}: {declared}"


def test_the_tree_was_walked() -> None:
    assert {"invoices list", "contacts update", "export", "log", "config set"} <= set(every_leaf())


def test_a_command_gives_its_function_what_that_takes() -> None:
    def check(named: tuple[str, Leaf]) -> None:
        name, command = named
        _owner, required, optional = signatures()[name]
        given = set(own_params(command)) | command.takes
        assert required.keys() - given == set(), f"{name}: without an option"
        assert given - required.keys() - optional.keys() == set(), f"{name}: without a place"

    each(((one[0], one) for one in every_leaf().items()), check)


def test_the_values_of_a_command_are_of_the_types_that_its_function_tells() -> None:
    def check(named: tuple[str, Leaf]) -> None:
        name, command = named
        _owner, required, optional = signatures()[name]
        for word, param in own_params(command).items():
            check_type(f"{name} {word}", param, {**required, **optional}[word])

    each(((one[0], one) for one in every_leaf().items()), check)


def test_no_value_of_a_command_hides_another() -> None:
    for name, command in every_leaf().items():
        names = Counter(param.name for param in command.params if param.expose_value)
        assert [word for word, count in names.items() if count > 1] == [], name


def test_what_only_some_commands_take_is_an_option_of_one_of_them() -> None:
    unused = {
        (owner, word) for owner, _required, optional in signatures().values() for word in optional
    }
    for name, command in every_leaf().items():
        unused -= {(signatures()[name].owner, word) for word in own_params(command)}
        unused -= {(signatures()[name].owner, word) for word in command.takes}
    assert unused == set()


def test_every_class_of_arguments_is_some_commands() -> None:
    classes = {name for name in vars(arguments) if name.endswith("Arguments")}
    assert classes <= {found.owner for found in signatures().values()}


def test_what_is_read_of_any_line_is_a_value_of_some_command() -> None:
    names = {param.name for param in global_options()}
    for command in every_leaf().values():
        names |= {param.name for param in command.params} | command.takes
    read = {*CommonValues._fields, *get_type_hints(arguments.RecordNames)}
    assert read - names == set()


def test_the_global_options_are_the_programs() -> None:
    params = {param.name or "": param for param in global_options() if param.expose_value}
    hints = get_type_hints(Options)
    assert params.keys() == hints.keys()
    for word, param in params.items():
        check_type(word, param, hints[word])
