"""What is wrong with a plugin, in which line of it, and the words that would have been right."""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from alegra_cli.errors.suggestion import nearest
from alegra_cli.i18n import _
from alegra_cli.registry.contract_names import CONTRACT_NAMES
from alegra_cli.registry.contributions import WrongContribution
from alegra_cli.registry.source_lines import class_line, line_of

_OURS = Path(__file__).parent.parent
_IMPORTED = re.compile(r"cannot import name '(\w+)' from '(alegra_cli[\w.]*)'")
_CONSTRUCTOR = re.compile(r"(\w+)\.__init__\(\) ")
_KEYWORD = re.compile(r"unexpected keyword argument '(\w+)'")
_CHOICE = re.compile(r"'([^']*)' is not one of (.+)", re.DOTALL)


class PluginFault(NamedTuple):
    """text: ``ValueError: … (tips.py:12)``. place: the line of the plugin, as FILE:LINE, or its
    file; empty where neither is known. right_words: those there are, in a sentence; empty where
    `text` tells them.
    """

    text: str
    place: str
    right_words: str


class _Words(NamedTuple):
    """wrong: what the plugin says. right: what it may say. owner: what takes those."""

    wrong: str
    right: Sequence[str]
    owner: str = ""


def fault(module: str, problem: BaseException, named: str = "") -> PluginFault:
    """What a module's `problem` is to whoever wrote the module.

    named: ``module:name`` of what the module names, which may be what is wrong.
    """
    text = f"{type(problem).__name__}: {problem}"
    place = _line(module, problem, named)
    words = _words(problem)
    if near := nearest(words.wrong, words.right, most=1):
        text += f" ({near[0]}?)"
    known = ""
    if words.owner:
        known = _("{owner} has: {words}.").format(owner=words.owner, words=", ".join(words.right))
    return PluginFault(f"{text} ({place})" if place else text, place, known)


def _line(module: str, problem: BaseException, named: str) -> str:
    if isinstance(problem, SyntaxError) and problem.filename:
        return f"{problem.filename}:{problem.lineno}"
    hook = problem.hook if isinstance(problem, WrongContribution) else _misspelt(problem)
    function = getattr(sys.modules.get(module), hook, None) if hook else None
    if code := getattr(function, "__code__", None):
        return f"{code.co_filename}:{code.co_firstlineno}"
    own = [
        frame
        for frame in traceback.extract_tb(problem.__traceback__)
        if not frame.filename.startswith((str(_OURS), "<"))
        and not {"attr", "pluggy", "importlib"} & set(Path(frame.filename).parts)
    ]
    if own:
        return f"{own[-1].filename}:{own[-1].lineno}"
    if named:
        owner, _colon, name = named.partition(":")
        there = getattr(sys.modules.get(owner), name, None)
        return class_line(there) if isinstance(there, type) else line_of(module, named)
    return getattr(sys.modules.get(module), "__file__", None) or ""


def _misspelt(problem: BaseException) -> str:
    """The name of a hook that does not exist, out of pluggy's complaint about it."""
    text = str(problem)
    if "unknown hook" not in text:
        return ""
    return text.partition("unknown hook")[2].split("in plugin")[0].strip(" '\"")


def _words(problem: BaseException) -> _Words:
    """What was said and what may be, as far as the problem tells; else empty."""
    text = str(problem)
    if hook := _misspelt(problem):
        from alegra_cli import hookspecs

        hooks = [name for name in vars(hookspecs) if name.startswith("alegra_")]
        return _Words(hook, hooks, "alegra_cli.hookspecs")
    if imported := _IMPORTED.match(text):
        return _import(*imported.groups())
    if (owner := getattr(problem, "obj", None)) and isinstance(owner, ModuleType):
        return _classes(str(getattr(problem, "name", "")), owner)
    if constructor := _CONSTRUCTOR.match(text):
        keyword = _KEYWORD.search(text)
        return _words_of(constructor[1], keyword[1] if keyword else "")
    if choice := _CHOICE.search(text):
        return _Words(choice[1], re.findall(r"'([^']*)'", choice[2]))
    return _Words("", ())


def _import(name: str, module: str) -> _Words:
    every: Sequence[str] = getattr(sys.modules.get(module), "__all__", ())
    known = CONTRACT_NAMES.get(module.removeprefix("alegra_cli."), every)
    return _Words(name, known, module if known else "")


def _classes(name: str, owner: ModuleType) -> _Words:
    """Those that a module of the plugin has, where it lacks the one that is named."""
    own = [
        one
        for one, value in vars(owner).items()
        if isinstance(value, type) and value.__module__ == owner.__name__
    ]
    return _Words(name, own, str(owner.__file__ or owner.__name__) if own else "")


def _words_of(name: str, keyword: str) -> _Words:
    """The words of a class of declarations."""
    import attrs

    from alegra_cli import declare

    owner = getattr(declare, name, None)
    if not isinstance(owner, type) or not attrs.has(owner):
        return _Words("", ())
    return _Words(keyword, [one.alias for one in attrs.fields(owner) if one.init], name)
