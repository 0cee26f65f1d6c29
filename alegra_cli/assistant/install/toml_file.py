"""One table in a TOML file that belongs to another program; everything else in it stays.

tomlkit keeps comments, order and spelling. What it made is read again: if that does not say
exactly what it should, a person has to edit the file.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

from alegra_cli import exact
from alegra_cli.assistant.install.json_file import CantEdit
from alegra_cli.i18n import _


def with_table(file: str, text: str, key: str, name: str, entry: dict[str, Any]) -> str:
    """The text with the entry as table ``key.name``; what else stands in that table stays.

    Raises `CantEdit`, and ``ImportError`` without tomlkit.
    """
    before = _read(file, text)
    group = before.get(key, {})
    old = group.get(name) if isinstance(group, dict) else group
    if old is None:
        gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
        after = text + gap + table(key, name, entry)
        old = {}
    elif isinstance(old, dict):
        after = _new_text(text, key, name, entry)
    else:
        raise _unchangeable(file)
    return _proof(file, _alike(text, after), {**before, key: {**group, name: _union(old, entry)}})


def without_table(file: str, text: str, key: str, name: str) -> str:
    """The text without the table. Raises as `with_table`."""
    import tomlkit

    before = _read(file, text)
    group = before.get(key)
    if not isinstance(group, dict) or name not in group:
        return text
    document = tomlkit.parse(text)
    servers: Any = document[key]
    del servers[name]
    rest = {one: value for one, value in group.items() if one != name}
    wanted = {**before, key: rest}
    after = _alike(text, tomlkit.dumps(document).rstrip("\r\n") + "\n").lstrip("\r\n")
    if not rest and key not in tomllib.loads(after):
        del wanted[key]  # it stood there in the name of our table alone
    return _proof(file, after, wanted)


def _new_text(text: str, key: str, name: str, entry: dict[str, Any]) -> str:
    import tomlkit

    document = tomlkit.parse(text)
    servers: Any = document[key]
    for word, value in entry.items():
        inner = servers[name].get(word)
        if isinstance(value, dict) and isinstance(inner, dict):
            _update(inner, value)
        else:
            _update(servers[name], {word: value})
    return tomlkit.dumps(document)


def _update(table: Any, values: dict[str, Any]) -> None:
    """New values stand before what a person wrote at the end: blank lines, comments."""
    tail: list[Any] = []
    body = table.value.body
    while body and body[-1][0] is None:
        tail.insert(0, body.pop())
    table.update(values)
    body.extend(tail)


def table(key: str, name: str, entry: dict[str, Any]) -> str:
    """The entry as TOML, for a person to copy; it holds texts, lists of them and tables."""
    plain = {word: value for word, value in entry.items() if not isinstance(value, dict)}
    text = f"[{key}.{name}]\n" + "".join(f"{k} = {exact.dumps(v)}\n" for k, v in plain.items())
    inner = {word: value for word, value in entry.items() if isinstance(value, dict)}
    return text + "".join("\n" + table(f"{key}.{name}", k, v) for k, v in inner.items())


def _union(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    both = {k: {**old[k], **v} for k, v in new.items() if isinstance(v, dict) and k in old}
    return {**old, **new, **both}


def _alike(text: str, after: str) -> str:
    """The new lines end as the old ones do."""
    return re.sub(r"(?<!\r)\n", "\r\n", after) if "\r\n" in text else after


def _read(file: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise CantEdit(
            _("{file} is not TOML: {problem}").format(file=file, problem=problem)
        ) from problem


def _proof(file: str, after: str, wanted: dict[str, Any]) -> str:
    try:
        fine = tomllib.loads(after) == wanted
    except tomllib.TOMLDecodeError:
        fine = False
    if not fine:
        raise _unchangeable(file)
    return after


def _unchangeable(file: str) -> CantEdit:
    return CantEdit(
        _("{file} is written in a way that this program does not change.").format(file=file)
    )
