"""The configuration file as YAML: what is wrong with it, and the text of every value kept."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from alegra_cli.errors import ConfigProblem
from alegra_cli.errors.foreign_texts import translation
from alegra_cli.errors.unusable_files import unreadable
from alegra_cli.i18n import _

Content = dict[str, Any]

# Where libyaml and PyYAML could differ, and what could be nested in a few bytes: not every libyaml
# knows an end of nesting but that of the stack.
INTRICATE = re.compile(r"[^\w .:/@#\n+=-]|- +-", re.ASCII)
_LONGEST_PLAIN = 1 << 20


class _Word(str):
    """A value that YAML takes for a number, a yes or a date, with the text it is written in."""

    tag = ""


@cache
def _yaml() -> tuple[Any, Any, Any, Any]:
    """PyYAML, with loaders and a dumper that keep the text of every value.

    The second loader is that of libyaml, or the same as the first where there is none.
    """
    import yaml

    class Loader(yaml.SafeLoader):
        pass

    # Of its own, since what is added below is for nobody else.
    quick: Any = type("QuickLoader", (getattr(yaml, "CSafeLoader", Loader),), {})

    class Dumper(yaml.SafeDumper):
        pass

    def word(_loader: Any, node: Any) -> _Word:
        text = _Word(node.value)
        text.tag = node.tag
        return text

    def text(dumper: Any, value: str) -> Any:
        # YAML takes these for line ends, and PyYAML escapes them only within double quotes.
        style = '"' if any(end in value for end in "\x85\u2028\u2029") else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style)

    for kind in ("bool", "int", "float", "timestamp"):
        for loader in (Loader, quick):
            loader.add_constructor(f"tag:yaml.org,2002:{kind}", word)
    Dumper.add_representer(str, text)
    Dumper.add_representer(_Word, lambda dumper, text: dumper.represent_scalar(text.tag, str(text)))
    return yaml, Loader, quick, Dumper


def read(path: Path) -> str:
    """The text with its own line ends; empty when there is no file. Raises `ConfigProblem`."""
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            return stream.read()
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except (OSError, UnicodeDecodeError) as problem:
        raise unreadable(path, problem, kind=ConfigProblem) from problem


def content_of(text: str, path: Path, words: Collection[str]) -> Content:
    """What the text of the file says. Raises `ConfigProblem` that names the place.

    words: the keys of a profile that hold one word or text.
    """
    plain = plain_content(text, words)
    if plain is not None:
        return plain
    yaml, loader_type, _quick_type, _dumper = _yaml()
    try:
        loader = loader_type(text)
        node = loader.get_single_node()
        if node is None or _empty(node):
            return {}
        for wrong, why in _wrong(node, words):
            raise _corrupt(path, text, wrong.start_mark.index, why)
        content: Content = loader.construct_document(node)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        raise _corrupt(path, text, mark.index, translation(str(problem.problem))) from problem
    except yaml.reader.ReaderError as problem:
        raise _corrupt(path, text, problem.position, translation(problem.reason)) from problem
    except (ValueError, RecursionError) as problem:
        raise _corrupt(path, text, 0, translation(str(problem).partition("\n")[0])) from problem
    return content


def plain_content(text: str, words: Collection[str]) -> Content | None:
    """What a text in plain letters says, by libyaml: an office's profiles take a twentieth so.

    None for any other text, and where something is wrong: PyYAML tells what.
    """
    if len(text) > _LONGEST_PLAIN or INTRICATE.search(text):
        return None
    yaml, _loader_type, quick_type, _dumper = _yaml()
    loader = quick_type(text)
    try:
        node = loader.get_single_node()
        if node is None or _empty(node):
            return {}
        if next(_wrong(node, words), None):
            return None
        content: Content = loader.construct_document(node)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    finally:
        loader.dispose()
    return content


def _wrong(root: Any, words: Collection[str]) -> Iterator[tuple[Any, str]]:
    """The YAML nodes that are not what the format says, each with the reason."""
    yield from _wrong_mapping(root, _("the file"))
    for key, value in root.value:
        if key.value == "defaultProfile":
            yield from _wrong_word(key, value)
        elif key.value in ("profiles", "settings", "aliases", "groups"):
            yield from _wrong_mapping(value, key.value)
        if key.value == "groups" and not _empty(value):
            for name, members in value.value:
                yield from _wrong_list(name, members)
        if key.value == "profiles" and not _empty(value):
            for name, profile in value.value:
                yield from _wrong_profile(name, profile, words)


def _wrong_profile(name: Any, profile: Any, words: Collection[str]) -> Iterator[tuple[Any, str]]:
    yield from _wrong_mapping(profile, name.value)
    for key, value in [] if _empty(profile) else profile.value:
        if key.value in words:
            yield from _wrong_word(key, value)


def _wrong_mapping(node: Any, name: str) -> Iterator[tuple[Any, str]]:
    if _empty(node):
        return
    if node.tag != "tag:yaml.org,2002:map":
        yield node, _("{key} must hold `key: value` lines").format(key=name)
        return
    seen = set()
    for key, _value in node.value:
        if key.id != "scalar" or _empty(key):
            yield key, _("a key must be a word")
        if key.value in seen:
            yield key, _("{key} is there twice").format(key=key.value)
        seen.add(key.value)


def _wrong_list(key: Any, value: Any) -> Iterator[tuple[Any, str]]:
    listed = value.id == "sequence" and all(one.id == "scalar" for one in value.value)
    if not listed and not _empty(value):
        yield value, _("{key} must be a list of words").format(key=key.value)


def _wrong_word(key: Any, value: Any) -> Iterator[tuple[Any, str]]:
    if value.id != "scalar":
        yield value, _("{key} must be one word or text").format(key=key.value)


def _empty(node: Any) -> bool:
    return bool(node.tag == "tag:yaml.org,2002:null")


def _corrupt(path: Path, text: str, position: int, problem: str) -> ConfigProblem:
    before = text[:position]
    line, column = before.count("\n") + 1, position - before.rfind("\n")
    return ConfigProblem(
        _("{file}, line {line}, column {column}: {problem}").format(
            file=path, line=line, column=column, problem=problem
        ),
        _("Mend the file or move it away; it was left as it is."),
    )


def dump(content: Content) -> str:
    yaml, _loader, _quick, dumper = _yaml()
    return str(yaml.dump(content, Dumper=dumper, sort_keys=False, allow_unicode=True))
