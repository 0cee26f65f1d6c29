"""The records that a body points at, and the same body pointing at others."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from alegra_cli.declare import Ref, Resource

NewId = Callable[[str, str], str | None]
"""(resource, id) to the id that takes its place; None where there is none."""


class MissingReference(NamedTuple):
    """A reference that nothing takes the place of: where it was and what it named."""

    path: str
    resource: str
    id: str


# ``id`` and ``idPriceList`` are the record itself, without which the rest says nothing.
_IS_ID = re.compile("id([A-Z].*)?")


class _Removal:
    """Stands for what has to be left out."""


_GONE = _Removal()


def remapping(
    body: dict[str, Any], resource: Resource, new_id: NewId
) -> tuple[dict[str, Any], list[MissingReference]]:
    """The body with every reference exchanged, and those that had to be left out.

    An element of a list that is nothing without its reference goes as a whole. References by
    something else than an id, as currencies by their code, mean the same everywhere and stay.
    """
    lost: list[MissingReference] = []
    result: Any = body
    for field in resource.fields:
        if isinstance(field.kind, Ref) and field.kind.key == "id":
            swap = _Swap(field.kind.resource, field.required, new_id, lost)
            result = swap.within(result, field.path.split("."), "")
    return result, lost


class _Swap:
    """Exchanges the references of one declared field."""

    def __init__(
        self, resource: str, vital: bool, new_id: NewId, lost: list[MissingReference]
    ) -> None:
        self._resource = resource
        self._vital = vital
        self._new_id = new_id
        self._gaps = lost

    def within(self, node: Any, parts: list[str], at: str) -> Any:
        """`node` with what the parts of a path lead to exchanged; `_GONE` if it is nothing now."""
        name = parts[0].removesuffix("[]")
        if not isinstance(node, dict) or node.get(name) is None:
            return node
        here = f"{at}.{name}" if at else name
        # `dies`: whether the node itself says nothing without this reference, so that what holds
        # it has to let it go too. A line without its item is no line; a document without its
        # seller is still one. `at` ends in a number inside of a list's element.
        if parts[0].endswith("[]"):
            new, dies = self._each(node[name], parts[1:], here), False
        elif parts[1:]:
            # ``subitems.0.item`` was all that the element said; an object says more than one thing.
            new, dies = self.within(node[name], parts[1:], here), at[-1:].isdigit()
        else:
            in_list = at[-1:].isdigit()
            new = self._leaf(node[name], here)
            dies = _IS_ID.fullmatch(name) is not None or (self._vital and in_list)
        if new is not _GONE:
            return {**node, name: new}
        return _GONE if dies else {key: value for key, value in node.items() if key != name}

    def _each(self, items: Any, rest: list[str], at: str) -> Any:
        if not isinstance(items, list):
            return items
        places = [(f"{at}.{index}", item) for index, item in enumerate(items)]
        new = [
            self.within(item, rest, place) if rest else self._leaf(item, place)
            for place, item in places
        ]
        return [item for item in new if item is not _GONE]

    def _leaf(self, value: Any, at: str) -> Any:
        old = value.get("id") if isinstance(value, dict) else value
        if old is None or isinstance(old, (list, dict)):
            return value
        new = self._new_id(self._resource, str(old))
        if new is None:
            self._gaps.append(MissingReference(at, self._resource, str(old)))
            return _GONE
        return {**value, "id": new} if isinstance(value, dict) else new
