"""One table in a TOML file that belongs to another program; every other line stays.

The file is changed as text, since writing it anew would lose its comments, and then read again:
if it does not say exactly what it should, a person has to edit it.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

from alegra_cli.assistant.install.json_file import CantEdit
from alegra_cli.i18n import _

_HEADER = re.compile(r"\s*\[")


def placed(file: str, text: str, key: str, name: str, entry: dict[str, Any]) -> str:
    """The text with the entry as table ``key.name``. Raises `CantEdit`."""
    before = _read(file, text)
    group = before.get(key, {})
    old = group.get(name) if isinstance(group, dict) else None
    wanted = {**before, key: {**group, name: _merged(old or {}, entry)}}
    if old is None:
        gap = "\n" if text.strip() else ""
        lead = "" if not text or text.endswith("\n") else "\n"
        after = text + lead + gap + table(key, name, entry)
    else:
        after = _replaced(text, key, name, entry)
    return _proved(file, after, wanted)


def removed(file: str, text: str, key: str, name: str) -> str:
    before = _read(file, text)
    group = before.get(key)
    if not isinstance(group, dict) or name not in group:
        return text
    rest = {one: value for one, value in group.items() if one != name}
    wanted = {**before, key: rest} if rest else {k: v for k, v in before.items() if k != key}
    lines = text.splitlines(keepends=True)
    ours = re.compile(rf"\s*\[\s*{re.escape(key)}\s*\.\s*{re.escape(name)}\s*[\].]")
    kept, inside = [], False
    for line in lines:
        inside = bool(ours.match(line)) if _HEADER.match(line) else inside
        if not inside:
            kept.append(line)
    return _proved(file, "".join(kept).rstrip("\n") + "\n" if kept else "", wanted)


def table(key: str, name: str, entry: dict[str, Any]) -> str:
    """The entry as TOML; tables of variables come behind it."""
    plain = "".join(f"{k} = {_value(v)}\n" for k, v in entry.items() if not isinstance(v, dict))
    text = f"[{key}.{name}]\n{plain}"
    for inner, values in entry.items():
        if isinstance(values, dict):
            lines = "".join(f"{k} = {_value(v)}\n" for k, v in values.items())
            text += f"\n[{key}.{name}.{inner}]\n{lines}"
    return text


def _merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    both = {k: {**old[k], **v} for k, v in new.items() if isinstance(v, dict) and k in old}
    return {**old, **new, **both}


def _replaced(text: str, key: str, name: str, entry: dict[str, Any]) -> str:
    """The text with the values of our tables written anew, where they stand as such."""
    plain = {k: v for k, v in entry.items() if not isinstance(v, dict)}
    after = _written(text, [key, name], plain)
    for inner, values in entry.items():
        if isinstance(values, dict):
            after = _written(after, [key, name, inner], values)
    return after


def _written(text: str, path: list[str], values: dict[str, Any]) -> str:
    """The text with these values in the table of that name, behind all others if it is new."""
    dots = r"\s*\.\s*".join(re.escape(part) for part in path)
    header = re.compile(rf"\s*\[\s*{dots}\s*\]\s*(#.*)?$")
    plain = [f"{k} = {_value(v)}\n" for k, v in values.items()]
    lines = text.splitlines(keepends=True)
    start = next((at for at, line in enumerate(lines) if header.match(line)), None)
    if start is None:
        return "".join([text.rstrip("\n"), f"\n\n[{'.'.join(path)}]\n", *plain])
    end = start + 1
    kept: list[str] = []
    while end < len(lines) and not _HEADER.match(lines[end]):
        word = lines[end].partition("=")[0].strip()
        size = _statement(lines[end:]) if "=" in lines[end] else 1
        if word not in values:
            kept += lines[end : end + size]
        end += size
    return "".join([*lines[: start + 1], *plain, *kept, *lines[end:]])


def _statement(lines: list[str]) -> int:
    """How many lines the assignment at their head takes."""
    for size in range(1, len(lines) + 1):
        try:
            tomllib.loads("".join(lines[:size]))
        except tomllib.TOMLDecodeError:
            continue
        return size
    return 1


def _value(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def _read(file: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise CantEdit(
            _("{file} is not TOML: {problem}").format(file=file, problem=problem)
        ) from problem


def _proved(file: str, after: str, wanted: dict[str, Any]) -> str:
    try:
        fine = tomllib.loads(after) == wanted
    except tomllib.TOMLDecodeError:
        fine = False
    if not fine:
        raise CantEdit(
            _("{file} is written in a way that this program does not change.").format(file=file)
        )
    return after
