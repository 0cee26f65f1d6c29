"""A change of the configuration file that leaves a person's comments, order and quotes in place.

ruamel.yaml keeps them; it is imported only here, when something is written. What it makes is read
again by our own reader: if that is not exactly the content asked for, as with an odd anchor, the
file is written anew, since a lost comment is less than a lost value.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import cache
from typing import Any

Content = dict[str, Any]
_INDENTED = re.compile(r"^[^\s#][^\n]*:[ \t]*(?:#[^\n]*)?\n(?: *#[^\n]*\n)*( +)[^\s#-]", re.M)
_LISTED = re.compile(r"^( *)[^\s#-][^\n]*:[ \t]*\n( *)- ", re.M)


def new_text(
    text: str,
    before: Content,
    after: Content,
    read: Callable[[str], Content],
    dump: Callable[[Content], str],
) -> str:
    """The text of the file, which says `before`, so that it says `after`.

    read, dump: our own reader of a text, and the writer that makes it anew.
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    new = _edit(plain, before, after, dump)
    if new is None or not _says(new, after, read):
        new = dump(after)
    # Windows' own editor shows a file with other line ends as one line.
    return new.replace("\n", "\r\n") if "\r\n" in text else new


def _edit(text: str, before: Content, after: Content, dump: Callable[[Content], str]) -> str | None:
    """None where it can't be done."""
    from ruamel.yaml.error import YAMLError

    if all(line.lstrip().startswith("#") or not line.strip() for line in text.splitlines()):
        return text + dump(after)
    try:
        yaml = _yaml()
        yaml.explicit_start = text.startswith("---")
        _indent(yaml, text)
        document = yaml.load(text)
        end = _update(
            document, before, after, lambda key, value: yaml.load(dump({key: value}))[key]
        )
        stream = io.StringIO()
        yaml.dump(document, stream)
    except (YAMLError, AttributeError, LookupError, TypeError, ValueError, RecursionError):
        return None
    return stream.getvalue() + end


def _says(text: str, wanted: Content, read: Callable[[str], Content]) -> bool:
    from alegra_cli.errors import ConfigProblem

    try:
        found = read(text)
    except ConfigProblem:
        return False
    return repr(found) == repr(wanted)  # the order of the keys too


@cache
def _types() -> tuple[Any, Any]:
    """A constructor and a representer that keep the text of every number, date and yes."""
    from ruamel.yaml.constructor import RoundTripConstructor
    from ruamel.yaml.representer import RoundTripRepresenter

    class PlainWord(str):
        tag = ""

    class Constructor(RoundTripConstructor):
        pass

    class Representer(RoundTripRepresenter):
        pass

    def word(_constructor: Any, node: Any) -> PlainWord:
        text = PlainWord(node.value)
        text.tag = str(node.tag)
        return text

    for kind in ("bool", "int", "float", "timestamp"):
        Constructor.add_constructor(f"tag:yaml.org,2002:{kind}", word)
    Representer.add_representer(
        PlainWord, lambda own, text: own.represent_scalar(text.tag, str(text))
    )
    return Constructor, Representer


def _yaml() -> Any:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.Constructor, yaml.Representer = _types()
    yaml.preserve_quotes = True
    yaml.width = 1 << 30  # no line is folded
    return yaml


def _indent(yaml: Any, text: str) -> None:
    mapping, listed = _INDENTED.search(text), _LISTED.search(text)
    offset = max(len(listed[2]) - len(listed[1]), 0) if listed else 0
    yaml.indent(mapping=len(mapping[1]) if mapping else 2, sequence=offset + 2, offset=offset)


def _update(node: Any, before: Content, after: Content, made: Callable[[str, Any], Any]) -> str:
    """Change the mapping; what stood behind it and has no place there any more is returned."""
    gone = [key for key in before if key not in after]
    fresh = [key for key in after if key not in before]
    if len(gone) == len(fresh) == 1 and list(before).index(gone[0]) == list(after).index(fresh[0]):
        _rename(node, gone[0], fresh[0])
        before = {fresh[0] if key == gone[0] else key: value for key, value in before.items()}
        gone, fresh = [], []
    behind = "".join(_remove(node, key) for key in gone)
    for key, value in after.items():
        if key in fresh:
            last = list(node)[-1] if node else None
            tail = _take(node, last) if last is not None else behind
            node[key] = made(key, value)
            behind = ""
            _give(node, key, tail)
        elif before[key] != value:
            tail = _set(node, key, before[key], value, made)
            following = list(node)[list(node).index(key) + 1 :]
            if following:
                _give_above(node, following[0], tail)
            else:
                behind += tail
    return behind


def _set(node: Any, key: str, before: Any, value: Any, made: Callable[[str, Any], Any]) -> str:
    """Change one value; what stood behind it and has no place any more is returned."""
    old = node[key]
    # What an alias shares would change in other places too.
    shared = getattr(getattr(old, "anchor", None), "value", None)
    if value and before and isinstance(value, dict) and isinstance(before, dict) and not shared:
        _give(node, key, _update(old, before, value, made))
        return ""
    tail = _take(node, key)
    node[key] = made(key, value)
    if value == {}:
        return tail
    _give(node, key, tail)
    return ""


def _rename(node: Any, old: str, new: str) -> None:
    place, comment = list(node).index(old), node.ca.items.get(old)
    value = node.pop(old)
    node.insert(place, new, value)
    if comment is not None:
        node.ca.items[new] = comment


def _remove(node: Any, key: str) -> str:
    """Take a key out. What stood behind it stays there, or is returned."""
    names = list(node)
    place, tail = names.index(key), _take(node, key)
    del node[key]
    node.ca.items.pop(key, None)
    if place:
        _give(node, names[place - 1], tail)
    elif len(names) > 1:
        _give_above(node, names[1], tail)
    else:
        return tail
    return ""


def _take(node: Any, key: Any) -> str:
    """Take away the lines between a value and what follows it.

    ruamel hangs them on the last leaf of the value; they belong to what follows.
    """
    node, key, slot = _leaf(node, key)
    comments = node.ca.items.get(key)
    if not comments or comments[slot] is None:
        return ""
    own, _end, tail = comments[slot].value.partition("\n")
    if _is_block(node[key]):
        own, tail = "", comments[slot].value
    comments[slot].value = own + "\n"
    if not own:
        comments[slot] = None
    return str(tail)


def _give(node: Any, key: Any, tail: str) -> None:
    from ruamel.yaml.error import CommentMark
    from ruamel.yaml.tokens import CommentToken

    if not tail:
        return
    node, key, slot = _leaf(node, key)
    comments = node.ca.items.setdefault(key, [None] * 4)
    if comments[slot] is None:
        start = "" if _is_block(node[key]) else "\n"
        comments[slot] = CommentToken(start, CommentMark(0), None)
    comments[slot].value += tail


def _give_above(node: Any, key: Any, tail: str) -> None:
    """Above the first key, where no value is that it could stand behind."""
    from ruamel.yaml.error import CommentMark
    from ruamel.yaml.tokens import CommentToken

    if tail:
        comments = node.ca.items.setdefault(key, [None] * 4)
        comments[1] = [CommentToken(tail, CommentMark(0), None), *(comments[1] or [])]


def _is_block(value: Any) -> bool:
    """A text behind ``|`` or ``>``, which holds the end of its last line itself."""
    from ruamel.yaml.scalarstring import FoldedScalarString, LiteralScalarString

    return isinstance(value, (FoldedScalarString, LiteralScalarString))


def _leaf(node: Any, key: Any) -> tuple[Any, Any, int]:
    """Where the last leaf of a value stands: (mapping or list, key or index, slot of comments)."""
    while True:
        value = node[key]
        if not getattr(value, "ca", None) or not len(value) or value.fa.flow_style():
            return node, key, 2 if isinstance(node, dict) else 0
        node, key = value, list(value)[-1] if isinstance(value, dict) else len(value) - 1
