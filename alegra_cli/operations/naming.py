"""The references of a body that name a record by something else than its id."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from alegra_cli.declare import Field, Ref, Resource
from alegra_cli.dotted_path import at
from alegra_cli.operations.labels import is_name
from alegra_cli.operations.lookup import RecordName

ResourceByName = Callable[[str], Resource]


class NamedReference(NamedTuple):
    """One place of a body that points at a record.

    path: where it stands, as ``client`` or ``items.0.reference``. field: the declared path.
    bare: the text stands in the place of the id, and may be one.
    """

    path: str
    field: str
    record: RecordName
    bare: bool

    @property
    def text(self) -> str:
        return self.record.says[0][1]

    @property
    def names(self) -> bool:
        """Whether it can't be an id."""
        return not self.bare or is_name(self.text)


Swap = Callable[[NamedReference], str | None]
"""The id for a reference; None leaves it as it is."""


class References:
    """Walks over what the fields of an action point at.

    table: the body was made of cells, so that ``items.0.name`` without an id names the item,
        although a line may have a name of its own.
    """

    def __init__(
        self, fields: Sequence[Field], declared: ResourceByName, table: bool = False
    ) -> None:
        self._declared_paths = {field.path for field in fields}
        self._table = table
        self._targets = list(_targets(fields, declared))

    def exchange(self, body: dict[str, Any], swap: Swap) -> dict[str, Any]:
        """The body with an id for every reference that `swap` gives one for."""
        node: Any = body
        for target in self._targets:
            node = self._within(node, target.holder.split("."), "", target, swap)
        return dict(node)

    def of(self, body: dict[str, Any]) -> list[NamedReference]:
        """All references of a body."""
        found: list[NamedReference] = []
        self.exchange(body, found.append)
        return found

    def _within(self, node: Any, parts: list[str], here: str, target: _Target, swap: Swap) -> Any:
        name, several = parts[0].removesuffix("[]"), parts[0].endswith("[]")
        if not isinstance(node, dict) or node.get(name) is None:
            return node
        value, place = node[name], f"{here}.{name}" if here else name
        if several and isinstance(value, list):
            new: Any = [
                self._inner(item, parts[1:], f"{place}.{index}", target, swap)
                for index, item in enumerate(value)
            ]
        else:
            new = self._inner(value, parts[1:], place, target, swap)
            if several and not parts[1:] and self._table:
                new = _as_list(value, new, target.key)
        return node if new is value else {**node, name: new}

    def _inner(self, node: Any, rest: list[str], here: str, target: _Target, swap: Swap) -> Any:
        if rest:
            return self._within(node, rest, here, target, swap)
        if isinstance(node, dict):
            return self._object(node, here, target, swap)
        if node is None or isinstance(node, (list, bool)) or not target.bare:
            return node
        return self._substitute(here, (("", str(node)),), target, swap) or node

    def _object(self, node: dict[str, Any], here: str, target: _Target, swap: Swap) -> Any:
        old = node.get(target.key)
        if old is not None:
            if isinstance(old, (dict, list, bool)):
                return node
            place = here if target.bare else f"{here}.{target.key}"
            new = self._substitute(place, (("", str(old)),), target, swap)
            return {**node, target.key: new} if new else node
        says = tuple(self._says(node, target))
        if not says:
            return node
        new = self._substitute(f"{here}.{says[0][0]}", says, target, swap)
        if not new:
            return node
        gone = {key.partition(".")[0] for key, _text in says if not self._own(target, key)}
        rest = {name: value for name, value in node.items() if name not in gone}
        return {target.key: new, **rest}

    def _says(self, node: dict[str, Any], target: _Target) -> Iterator[tuple[str, str]]:
        """What the object says of the record; a field of its own only where nothing else does."""
        own: list[tuple[str, str]] = []
        others = 0
        for key in target.keys:
            value = at(node, key)
            if value is None or isinstance(value, (dict, list, bool)) or str(value) == "":
                continue
            if self._own(target, key):
                own.append((key, str(value)))
            else:
                others += 1
                yield key, str(value)
        if self._table and not others and "[]" in target.holder:
            yield from own[:1]

    def _own(self, target: _Target, key: str) -> bool:
        return f"{target.holder}.{key}" in self._declared_paths

    def _substitute(
        self, place: str, says: tuple[tuple[str, str], ...], target: _Target, swap: Swap
    ) -> str | None:
        bare = says[0][0] == ""
        return swap(NamedReference(place, target.field, RecordName(target.resource, says), bare))


def _as_list(cell: Any, new: Any, key: str) -> Any:
    """What a single cell says of a list; a bare id that was in it stays one."""
    if isinstance(new, dict):
        return [new]
    return new if new is cell else [{key: new}]


class _Target(NamedTuple):
    """A declared reference: the path of what holds it, the key of its id, and whether the id
    may stand there alone."""

    field: str
    holder: str
    key: str
    bare: bool
    resource: str
    keys: tuple[str, ...]


def _targets(fields: Sequence[Field], declared: ResourceByName) -> Iterator[_Target]:
    kinds = {field.path: field.kind for field in fields}
    for field in fields:
        if not isinstance(field.kind, Ref) or field.kind.key != "id":
            continue
        resource = declared(field.kind.resource)
        if not resource.known_by:
            continue
        keys = tuple(dict.fromkeys(filter(None, (known.key for known in resource.known_by))))
        holder, _dot, name = field.path.rpartition(".")
        if name == "id" and holder:
            bare = kinds.get(holder.removesuffix("[]")) == "any"
            yield _Target(field.path, holder, "id", bare, resource.name, keys)
        elif holder and name[:2] == "id":
            # ``price[].idPriceList``: the object is no record, and has its id among other things.
            yield _Target(field.path, holder, name, bare=False, resource=resource.name, keys=())
        else:
            yield _Target(
                field.path, field.path, "id", bare=True, resource=resource.name, keys=keys
            )
