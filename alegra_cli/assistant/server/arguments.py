"""The arguments of a tool: its schema, and whether what came keeps to it.

An argument that is not known is refused, and never left out: without its `dry_run` a rehearsal
is a real write, and without its filter a list is everything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs

from alegra_cli import exact
from alegra_cli.assistant.server.permission import ToolRefusal
from alegra_cli.errors.suggestion import did_you_mean
from alegra_cli.i18n import _

_ID = {"anyOf": [{"type": "string"}, {"type": "integer"}]}
_SCHEMAS: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "names": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
    "id": _ID,
    "ids": {"type": "array", "items": _ID},
    "object": {"type": "object", "additionalProperties": True},
    "boolean": {"type": "boolean"},
    "number": {"type": "integer"},
}
_EMPTY: dict[str, Any] = {
    "text": "", "names": "", "id": "", "ids": (), "object": None, "boolean": False, "number": 0,
}  # fmt: skip


class ArgumentRefusal(ToolRefusal):
    """Arguments that a tool does not take.

    faults: ``{"argument", "message"}`` of each. right_names: those that it takes.
    """

    def __init__(self, faults: Sequence[Mapping[str, str]], known: Sequence[str]) -> None:
        super().__init__(" ".join(fault["message"] for fault in faults))
        self.faults = faults
        self.right_names = known


@attrs.frozen
class ToolArgument:
    """kind: one of ``text``, ``names`` (with commas between, or a list), ``id``, ``ids``,
    ``object``, ``boolean``, ``number`` (whole, `least` or more).
    """

    name: str
    kind: str = attrs.field(validator=attrs.validators.in_(_SCHEMAS))
    help: str = ""
    required: bool = attrs.field(default=False, kw_only=True)
    default: int = attrs.field(default=0, kw_only=True)
    least: int = attrs.field(default=0, kw_only=True)

    def schema(self) -> dict[str, Any]:
        found = dict(_SCHEMAS[self.kind])
        if self.kind == "number":
            found |= {"minimum": self.least, "default": self.default}
        if self.kind == "boolean":
            found["default"] = False
        return {**found, "description": self.help} if self.help else found

    @property
    def empty(self) -> Any:
        """The value where none was given."""
        return self.default or _EMPTY[self.kind]


def schema(arguments: Sequence[ToolArgument]) -> dict[str, Any]:
    """JSON schema of all that a tool takes."""
    return {
        "type": "object",
        "properties": {one.name: one.schema() for one in arguments},
        "required": [one.name for one in arguments if one.required],
        "additionalProperties": False,
    }


def values(arguments: Sequence[ToolArgument], given: Mapping[str, Any]) -> dict[str, Any]:
    """A value for each argument. Raises `ArgumentRefusal` with everything that is wrong."""
    known = [one.name for one in arguments]
    faults = [
        {"argument": name, "message": _no_such_argument(name, known)}
        for name in given
        if name not in known
    ]
    found: dict[str, Any] = {}
    for one in arguments:
        # Some assistants send null for what they leave out; for a yes or no it is neither.
        if one.name not in given or (given[one.name] is None and one.kind != "boolean"):
            found[one.name] = one.empty
            wrong = _("{name} is required.").format(name=one.name) if one.required else ""
        else:
            found[one.name], wrong = _READERS[one.kind](one, _plain_value(one, given[one.name]))
        if wrong:
            faults.append({"argument": one.name, "message": wrong})
    if faults:
        raise ArgumentRefusal(faults, known)
    return found


def _no_such_argument(name: str, known: Sequence[str]) -> str:
    hints = [did_you_mean(name, known)]
    if "filters" in known and not hints[0]:
        hints.append(_("A filter goes into `filters`."))
    text = _("There is no argument {name}.").format(name=repr(name))
    return " ".join(filter(None, (text, *hints)))


def _plain_value(argument: ToolArgument, value: Any) -> Any:
    """An object or list that came as JSON text, which Claude Desktop is known to send."""
    if isinstance(value, str) and argument.kind in ("object", "ids", "names"):
        try:
            inner = exact.loads(value)
        except (ValueError, RecursionError):
            return value
        return inner if isinstance(inner, dict | list) else value
    return value


ReadValue = tuple[Any, str]
"""The value, and what is wrong with it."""


def _text(one: ToolArgument, value: Any) -> ReadValue:
    wrong = _("{name} takes a text.").format(name=one.name)
    return value, "" if isinstance(value, str) else wrong


def _names(one: ToolArgument, value: Any) -> ReadValue:
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        return ",".join(value), ""
    wrong = _("{name} takes names: a list, or a text with commas between.").format(name=one.name)
    return value, "" if isinstance(value, str) else wrong


def _id(one: ToolArgument, value: Any) -> ReadValue:
    wrong = _("{name} takes an id: a text or a whole number.").format(name=one.name)
    return (str(value), "") if _is_id(value) else (value, wrong)


def _ids(one: ToolArgument, value: Any) -> ReadValue:
    several = value if isinstance(value, list) else [value]
    if all(map(_is_id, several)):
        return [str(item) for item in several if item != ""], ""
    return value, _("{name} takes a list of ids: texts or whole numbers.").format(name=one.name)


def _is_id(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _object(one: ToolArgument, value: Any) -> ReadValue:
    wrong = _("{name} takes an object.").format(name=one.name)
    return value, "" if isinstance(value, dict) else wrong


def _boolean(one: ToolArgument, value: Any) -> ReadValue:
    if isinstance(value, str) and value.strip().casefold() in ("true", "false"):
        return value.strip().casefold() == "true", ""
    wrong = _("{name} takes true or false.").format(name=one.name)
    return value, "" if isinstance(value, bool) else wrong


def _number(one: ToolArgument, value: Any) -> ReadValue:
    text = str(value).strip().removesuffix(".0")
    if not isinstance(value, bool) and text.lstrip("-").isdecimal() and len(text) < 10:
        number = int(text)
        if number >= one.least:
            return number, ""
    wrong = _("{name} takes a whole number, {least} or more.")
    return value, wrong.format(name=one.name, least=one.least)


_READERS: dict[str, Callable[[ToolArgument, Any], ReadValue]] = {
    "text": _text, "names": _names, "id": _id, "ids": _ids, "object": _object,
    "boolean": _boolean, "number": _number,
}  # fmt: skip
