"""Lists: paging, order, filters and envelopes (S23 to S28).

A filter turns a query parameter into an SQL condition. Unknown parameters are ignored, as
upstream does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from alegra_cli.sandbox.books.store import Store, fold
from alegra_cli.sandbox.http.refusals import bad, too_many

PAGE = 30
_ALL = "1"
SqlCondition = tuple[str, list[Any]]
ListFilter = Callable[[str], SqlCondition]


def at(path: str) -> str:
    """The SQL for a value of the record, as text."""
    return f"CAST(json_extract(body, '$.{path}') AS TEXT)"


def equals(path: str) -> ListFilter:
    return lambda text: (f"{at(path)} = ?", [text])


def contains(*paths: str) -> ListFilter:
    def condition(text: str) -> SqlCondition:
        parts = [f"instr(fold({at(path)}), ?) > 0" for path in paths]
        return " OR ".join(parts), [fold(text)] * len(paths)

    return condition


def one_of(path: str) -> ListFilter:
    def condition(text: str) -> SqlCondition:
        values = [part.strip() for part in text.split(",")]
        return f"{at(path)} IN ({', '.join('?' * len(values))})", values

    return condition


def ends(path: str) -> ListFilter:
    """The whole value or its tail."""
    return lambda text: (f"{at(path)} LIKE ? ESCAPE '!'", ["%" + _literal(text)])


def _literal(text: str) -> str:
    return "".join("!" + letter if letter in "!%_" else letter for letter in text)


def digits(path: str) -> ListFilter:
    """The same significant digits, whatever the prefix and the zeros in front."""

    def condition(text: str) -> SqlCondition:
        return f"digits({at(path)}) = digits(?)", [text]

    return condition


def compares(path: str, sign: str) -> ListFilter:
    return lambda text: (f"{at(path)} {sign} ?", [text])


def element(array: str, path: str) -> ListFilter:
    """Some element of an array has this value."""
    return lambda text: (
        f"EXISTS (SELECT 1 FROM json_each(body, '$.{array}') AS part "
        f"WHERE CAST(json_extract(part.value, '$.{path}') AS TEXT) = ?)",
        [text],
    )


def holds(array: str) -> ListFilter:
    """Some element of an array of texts is this one."""
    return lambda text: (
        f"EXISTS (SELECT 1 FROM json_each(body, '$.{array}') AS part WHERE part.value = ?)",
        [text],
    )


def present(path: str) -> ListFilter:
    """``true``: the record has it; anything else filters nothing."""
    return lambda text: (
        (f"json_extract(body, '$.{path}') IS NOT NULL", []) if text == "true" else ("1", [])
    )


class Listing:
    """How one resource is listed.

    filters: parameter to condition. order: allowed order fields to paths. strict: what a limit
    above `most` is called in its refusal; empty where such limits are tolerated. page: rows when
    no limit is asked for. newest: the path of the date by which, newest first, rows come that are
    asked for in no order or in one that is not known; those made first come first without it.
    """

    def __init__(
        self,
        resource: str,
        filters: Mapping[str, ListFilter],
        order: Mapping[str, str] | None = None,
        strict: str = "",
        page: int = PAGE,
        most: int = PAGE,
        newest: str = "",
    ) -> None:
        self.resource = resource
        self.filters = filters
        self.order = order or {}
        self.strict = strict
        self._page = page
        self._most = most
        self._newest = newest

    def page(self, store: Store, query: Mapping[str, str]) -> tuple[list[dict[str, Any]], int]:
        """(the records of the page, how many there are in all)."""
        where, values = self.where(query)
        start, limit = self.window(query)
        order = self.order_by(query)
        if wants_total(query) and where != _ALL:
            return store.page(self.resource, (where, values), order, limit, start)
        rows = store.find(self.resource, where, values, order, limit, start)
        return rows, store.count(self.resource) if wants_total(query) else 0

    def total(self, store: Store, query: Mapping[str, str]) -> int:
        where, values = self.where(query)
        return store.count(self.resource, where, values)

    def where(self, query: Mapping[str, str]) -> SqlCondition:
        if query.get("id") and "id" in self.filters:
            # With ids the API ignores the other filters (S72).
            return self.filters["id"](query["id"])
        parts, values = [], []
        for name, make in self.filters.items():
            if query.get(name):
                part, more = make(query[name])
                parts.append(f"({part})")
                values += more
        return " AND ".join(parts) or _ALL, values

    def window(self, query: Mapping[str, str]) -> tuple[int, int]:
        start, limit = _whole_number(query, "start", 0), _whole_number(query, "limit", self._page)
        if limit > self._most and self.strict:
            raise too_many(self.strict, self._most)
        return start, max(1, limit)

    def order_by(self, query: Mapping[str, str]) -> str:
        down = query.get("order_direction", "").upper() == "DESC"
        field = query.get("order_field", "")
        way = " DESC" if down else ""
        if self._newest and field not in self.order:
            way = "" if query.get("order_direction", "").upper() == "ASC" else " DESC"
            return f"json_extract(body, '$.{self._newest}'){way}, seq{way}"
        if field == "id" or field not in self.order:
            return f"seq{way}"
        return f"json_extract(body, '$.{self.order[field]}') COLLATE NOCASE{way}, seq{way}"


def wants_total(query: Mapping[str, str]) -> bool:
    return query.get("metadata") == "true"


def _whole_number(query: Mapping[str, str], name: str, default: int) -> int:
    text = query.get(name, "")
    if not text:
        return default
    if not text.isdecimal():
        raise bad(f"El parámetro {name} debe ser un número entero")
    return int(text)


def envelope_of(rows: list[Any], total: int, query: Mapping[str, str]) -> Any:
    """A bare array, or the total and the rows with ``metadata=true``."""
    return {"metadata": {"total": total}, "data": rows} if wants_total(query) else rows
