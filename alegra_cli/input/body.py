"""Request bodies that a person writes: files, text, and ``--set``."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TextIO

from alegra_cli import dotted_path, exact
from alegra_cli.errors import UsageProblem
from alegra_cli.errors.foreign_texts import reason, translation
from alegra_cli.exact.depth import refuse_deep
from alegra_cli.i18n import _
from alegra_cli.input.encodings import text_of
from alegra_cli.input.pipes import display_name, pieces


def read_body(
    file: str | None, data: str | None, stdin: TextIO, allow_list: bool = False, name: str = ""
) -> Any:
    """The object in ``-f FILE`` or ``-d TEXT``; None when neither was given.

    name: what the messages call the file, where it was kept under another.
    Raises `UsageProblem` that names file, line and column of what is wrong.
    """
    if file is not None and data is not None:
        raise UsageProblem(_("-f and -d exclude each other: the body comes from one place."))
    if file is None and data is None:
        return None
    if data is not None:
        _refuse_broken("-d", data)
        body = parse_json("-d", data)
    else:
        body = _in_file(str(file), stdin, name or display_name(str(file)))
    if not isinstance(body, dict) and not (allow_list and isinstance(body, list)):
        raise UsageProblem(
            _("{source}: the body must be an object.").format(source=name or file or "-d")
        )
    return body


def _in_file(file: str, stdin: TextIO, name: str) -> Any:
    text = text_of(b"".join(pieces(file, stdin)), name)
    suffix = Path(name).suffix.lower()
    looks_like_json = text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")
    if suffix == ".json" or (suffix not in (".yaml", ".yml") and looks_like_json):
        return parse_json(name, text)
    return parse_yaml(name, text)


def _refuse_broken(source: str, text: str) -> None:
    """Bytes that are not UTF-8 reach us as half characters from the command line and stdin."""
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        raise _not_utf8(source)


def _not_utf8(source: str) -> UsageProblem:
    return UsageProblem(_("{file} is not UTF-8 text.").format(file=source))


def parse_json(source: str, text: str, line: int = 1, before: int = 0) -> Any:
    """The value, numbers exact and no key twice. Raises `UsageProblem` that names the place.

    line: of the source, where the text begins. before: characters that stand there before it.
    """
    try:
        return _loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as problem:
        raise UsageProblem(
            _("{source}, line {line}, column {column}: not JSON: {problem}").format(
                source=source,
                line=line + problem.lineno - 1,
                column=problem.colno + (before if problem.lineno == 1 else 0),
                problem=translation(problem.msg),
            )
        ) from problem
    except (ValueError, RecursionError) as problem:
        place = f"{source}, " + _("line {number}").format(number=line) if line > 1 else source
        raise UsageProblem(
            _("{source}: not JSON: {problem}").format(source=place, problem=reason(problem))
        ) from problem


def _loads(text: str) -> Any:
    refuse_deep(text)
    return json.loads(
        text,
        parse_float=exact.Number,
        parse_int=exact.number,
        parse_constant=_refuse,
        object_pairs_hook=_without_twice,
    )


def _refuse(name: str) -> Any:
    raise ValueError(_("{name} is not a number").format(name=name))


class _Twice(ValueError):
    """A key that an object has twice: one of the two would be lost."""


def _without_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        names = [key for key, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Twice(_("the key {key} is there twice").format(key=repr(twice)))
    return result


def parse_yaml(source: str, text: str) -> Any:
    """The same of a YAML text."""
    import yaml

    from alegra_cli.exact.yaml import load

    try:
        return load(text)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark
        raise UsageProblem(
            _("{source}, line {line}, column {column}: not YAML: {problem}").format(
                source=source,
                line=mark.line + 1 if mark else 1,
                column=mark.column + 1 if mark else 1,
                problem=translation(str(problem.problem or problem)),
            )
        ) from problem
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        raise UsageProblem(
            _("{source}: not YAML: {problem}").format(source=source, problem=reason(problem))
        ) from problem


def put(body: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy with the value at a dotted path. Raises `UsageProblem` where it has no place."""
    return dict(_with_value(body, path, value))


def _parts(path: str) -> list[str]:
    parts = [part.replace("\0", ".") for part in path.replace("\\.", "\0").split(".")]
    if any(not part for part in parts):
        raise UsageProblem(_("{path!r}: the path is malformed.").format(path=path))
    return parts


def assign(
    body: dict[str, Any],
    assignments: Sequence[str],
    declared: Callable[[str, str], Any] = lambda _path, _text: None,
) -> dict[str, Any]:
    """``path=value`` and ``path:=text`` applied in order, to a copy.

    declared: the value that a path is declared to make of a text; None where it says nothing.
    """
    result: Any = body
    for text in assignments:
        _refuse_broken("--set", text)
        path, equals, value = text.partition("=")
        forced = path.endswith(":")
        path = path.removesuffix(":")
        if not equals or not path.strip():
            raise UsageProblem(_("--set {text!r} is not of the form path=value.").format(text=text))
        result = _with_value(result, path, value if forced else _value(path, value, declared))
    return dict(result)


def _value(path: str, text: str, declared: Callable[[str, str], Any]) -> Any:
    value = declared(path, text)
    return parse_value(text) if value is None else value


def _with_value(body: Any, path: str, value: Any) -> Any:
    try:
        return dotted_path.put(body, _parts(path), value)
    except dotted_path.NoPlace as problem:
        raise UsageProblem(f"{path}: {problem}") from problem


_CANONICAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?")


def parse_value(text: str) -> Any:
    """JSON for objects, lists, true, false, null and numbers that round-trip; else the text.

    ``007``, ``+44``, ``1.50`` and ``1e5`` stay texts: a number would change them. Raises
    `UsageProblem` for an object that has a key twice.
    """
    if text in ("true", "false", "null"):
        return {"true": True, "false": False, "null": None}[text]
    if _CANONICAL.fullmatch(text) and text != "-0":
        return exact.number(text)
    if text.lstrip(" \t\r\n")[:1] in ("{", "["):
        try:
            return _loads(text)
        except _Twice as problem:
            raise UsageProblem(
                _("{source}: not JSON: {problem}").format(source="--set", problem=problem)
            ) from problem
        except (ValueError, RecursionError):
            return text
    return text
