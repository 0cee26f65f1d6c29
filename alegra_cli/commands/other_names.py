"""Words of other languages on the command line: which command, option or value each stands for.

Imported for a word that is not known, and where such words are shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from typing import Any

import click

from alegra_cli import i18n, words
from alegra_cli.errors import UsageProblem
from alegra_cli.errors.suggestion import question
from alegra_cli.i18n import _
from alegra_cli.words import TAKEN as WORDS_TAKEN

Names = Sequence[tuple[str, str]]
"""(language, name), as declarations have them."""


def one_of(word: str, found: Sequence[str]) -> str | None:
    """The only one found, or None for none. Raises `UsageProblem` where a word means several."""
    if len(found) > 1:
        raise UsageProblem(
            _("{word!r} can mean several things.").format(word=word), question(found)
        )
    return found[0] if found else None


def action_meant(word: str, actions: Collection[str], declared: Mapping[str, Names]) -> str | None:
    """The action, or the resource of a group, that a word stands for.

    declared: the other names that declarations have for some of them.
    """
    wanted = words.key(word)
    own = [name for name, many in declared.items() if any(words.key(n) == wanted for _l, n in many)]
    same = [name for name in actions if words.key(name) == wanted]
    return one_of(word, own or same or words.meanings(words.ACTIONS, word, actions))


def shown_name(kind: str, name: str, declared: Names = ()) -> str:
    """What it is called in the language in use, where that is another word; else empty."""
    code = i18n.language()
    own = next((other for language, other in declared if language == code), "")
    other = own or words.shown_name(kind, name)
    return "" if other == name else other


def every_name(kind: str, name: str, declared: Names = ()) -> list[str]:
    """What it is called in every other language."""
    known = (words.table(kind, code).get(name, ()) for code in words.LANGUAGES)
    found = [*(other for _code, other in declared), *(other for many in known for other in many)]
    return [other for other in dict.fromkeys(found) if other != name]


def shown_option(param: click.Option) -> str:
    """``--estado``: the long option's name in the language in use, or empty."""
    for name in param.opts:
        if name.startswith("--"):
            declared = _names_of(param)
            if other := shown_name(words.OPTIONS, name.removeprefix("--"), declared):
                return "--" + other.removeprefix("--")
    return ""


def _names_of(param: click.Option) -> Names:
    declaration = getattr(param, "declaration", None)
    return getattr(declaration, "other_names", ()) if declaration is not None else ()


class OptionNames:
    """What the options of a command are called in other languages.

    params: of the command, the global ones too.
    """

    def __init__(self, params: Iterable[click.Parameter]) -> None:
        options = [one for one in params if isinstance(one, click.Option)]
        self._own = {name for one in options for name in (*one.opts, *one.secondary_opts)}
        self._first: dict[str, list[click.Option]] = {}
        self._others: dict[str, list[click.Option]] = {}
        for option in options:
            for place, name in enumerate(_names(option)):
                found = (self._others if place else self._first).setdefault(name, [])
                if option not in found:
                    found.append(option)

    def options(self, name: str) -> list[click.Option]:
        """Those that are called so: ``--estado``."""
        wanted = words.key(name)
        return self._first.get(wanted) or self._others.get(wanted) or []

    def meaning(self, name: str) -> str | None:
        """The English name of an option. Raises `UsageProblem` where it may be one of several."""
        found = [_long(option) for option in self.options(name)]
        return one_of(name, sorted(set(found)))


def _names(option: click.Option) -> Iterator[str]:
    """The keys of its names, the one that is shown first."""
    for _language, name in _names_of(option):
        yield words.key(name)
    for own in option.opts:
        if own.startswith("--"):
            for code in words.LANGUAGES:
                for name in words.table(words.OPTIONS, code).get(own.removeprefix("--"), ()):
                    yield words.key(name)


def _long(option: click.Option) -> str:
    return next((name for name in option.opts if name.startswith("--")), option.opts[0])


def in_english(problem: click.NoSuchOption, command: click.Command, ctx: click.Context) -> str:
    """The option that an unknown one stands for; empty where nobody knows it.

    Raises `UsageProblem` where it may be one of several.
    """
    names = OptionNames(command.get_params(ctx))
    return names.meaning(problem.option_name) or _negation(names, problem.option_name)


def _negation(names: OptionNames, name: str) -> str:
    """``--no-electronica`` is ``--no-electronic``, where an option has such a side."""
    if not name.startswith("--no-"):
        return ""
    for option in names.options("--" + name.removeprefix("--no-")):
        if option.secondary_opts:
            return option.secondary_opts[0]
    return ""


def add_to(
    parser: Any, name: str, english: str, command: click.Command, ctx: click.Context
) -> None:
    """Let a parser of click take an option by one more name."""
    for param in command.get_params(ctx):
        if isinstance(param, click.Option) and english in (*param.opts, *param.secondary_opts):
            twin = copy(param)
            second = english in param.secondary_opts
            twin.opts, twin.secondary_opts = ([], [name]) if second else ([name], [])
            if second:
                parser.add_option(
                    obj=param, opts=[name], dest=param.name, action="store_const", const=False
                )
            else:
                twin.add_to_parser(parser, ctx)
            return


def choice_meant(
    value: str, choices: Collection[str], declared: Sequence[tuple[str, str]] = ()
) -> str | None:
    """The choice that a word stands for, None where there is none or it may be several.

    declared: (word, choice) of a declaration.
    """
    if value in choices:
        return value
    wanted = words.key(value)
    own = list(dict.fromkeys(choice for word, choice in declared if words.key(word) == wanted))
    same = [choice for choice in choices if words.key(choice) == wanted]
    found = (
        [one for one in own if one in choices]
        or same
        or words.meanings(words.VALUES, value, choices)
        or words.meanings(words.COLUMNS, value, choices)
    )
    return found[0] if len(found) == 1 else None


def take(ctx: click.Context, option: str, typed: str, choice: str) -> None:
    """Remember that a word was taken for a choice, to be told in one note."""
    taken: dict[str, str] = ctx.meta.setdefault(WORDS_TAKEN, {})
    taken[f"{option} {typed}"] = choice


def note_of_taken(ctx: click.Context) -> str:
    """``Understood: --status abierta = open.``; empty where every word was the choice itself."""
    taken: dict[str, str] = ctx.meta.pop(WORDS_TAKEN, {})
    return told_of(taken) if taken else ""


def told_of(taken: Mapping[str, str]) -> str:
    """Words and the choices that they were taken for, in one line."""
    meanings = "; ".join(f"{word} = {choice}" for word, choice in taken.items())
    return _("Understood: {meanings}.").format(meanings=meanings)
