"""YAML input with the values that a person sees in it: exact numbers, dates as text.

YAML 1.1 would read ``no`` as false, ``007`` as 7, ``1.50`` as a float and a date as an object.
Here only true, false and null are words, and only what JSON calls a number is one.
"""

# PyYAML with a resolver of our own: no library reads YAML with the words of JSON. ruamel.yaml,
# which keeps comments too, is for the one file where they matter.

from __future__ import annotations

import re
from typing import Any

import yaml

from alegra_cli import exact
from alegra_cli.exact import NUMBER
from alegra_cli.exact.depth import DEEPEST
from alegra_cli.i18n import _

_MOST_VALUES = 1_000_000


class _Loader(yaml.SafeLoader):
    """A SafeLoader with its own idea of plain scalars, and only the values that JSON has."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    # A tag could also ask for a float, a date or bytes, which nothing here can carry exactly.
    yaml_constructors = {
        tag: construct
        for tag, construct in yaml.SafeLoader.yaml_constructors.items()
        if tag is None or tag.rpartition(":")[2] in ("null", "bool", "str", "seq")
    }


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
        if key is None:
            raise yaml.constructor.ConstructorError(
                None, None, _("a key must be a text"), key_node.start_mark
            )
        if key in result:
            text = _("the key {key} is there twice").format(key=repr(key))
            raise yaml.constructor.ConstructorError(None, None, text, key_node.start_mark)
        result[key] = loader.construct_object(value_node, deep=True)
    return result


def _number(_loader: _Loader, node: yaml.ScalarNode) -> Any:
    text = str(node.value)
    if not NUMBER.fullmatch(text):
        raise yaml.constructor.ConstructorError(
            None, None, _("{name} is not a number").format(name=text), node.start_mark
        )
    return exact.number(text)


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(true|false)\Z"), ["t", "f"])
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(null|~|)\Z"), ["n", "~", ""])
_Loader.add_implicit_resolver("!exact", re.compile(NUMBER.pattern + r"\Z"), list("-0123456789"))
for _tag in ("!exact", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float"):
    _Loader.add_constructor(_tag, _number)
_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def load(text: str) -> Any:
    """The document. Raises ``yaml.YAMLError`` or ``ValueError``."""
    loader = _Loader(text)
    try:
        value = loader.get_single_data()
    finally:
        loader.dispose()
    _measure(value, 0, {})
    return value


def _measure(value: Any, depth: int, known: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """How many values a value stands for, and the levels below it.

    Aliases of aliases can stand for billions of values; no document has that many. What several
    aliases stand for is looked through once: `known` has it by its identity.

    Raises ``ValueError`` for a document that is too large or nested too deeply.
    """
    found = known.get(id(value))
    if found is None:
        count, levels = 1, 0
        if isinstance(value, dict | list) and depth <= DEEPEST:
            for one in value.values() if isinstance(value, dict) else value:
                more, below = _measure(one, depth + 1, known)
                count += more
                levels = max(levels, below + 1)
            known[id(value)] = count, levels
        found = count, levels
    count, levels = found
    if count > _MOST_VALUES:
        raise ValueError(_("the document is too large"))
    if depth + levels > DEEPEST:
        raise ValueError(_("it is nested too deeply"))
    return found
