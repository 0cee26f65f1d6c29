"""A body to begin with: what a country needs, one full line, a tax and a retention."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from alegra_cli.declare import Field, LineOption, Ref, Resource
from alegra_cli.declare.field import NUMBERS
from alegra_cli.dotted_path import NoPlace, at, put_at
from alegra_cli.exact import number
from alegra_cli.rules.country import Rulebook, fields_in
from alegra_cli.rules.fields import Problem

# Of a long list of codes: the right one is among the first where order tells anything.
_MOST_TRIED = 60
_ROUNDS = 5
_TERM = 30


def example_of(
    resource: Resource, country: str | None, book: Rulebook | None, today: str
) -> dict[str, Any]:
    """The body of a create that breaks none of the rules that are known.

    today: the company's day, ISO; it stands in every date. Ids are 1: a person changes them.
    """
    fields = [item for item in fields_in(resource, country) if "create" in item.actions]
    return _Example(resource, fields, book, today).body()


class _Example:
    def __init__(
        self, resource: Resource, fields: list[Field], book: Rulebook | None, today: str
    ) -> None:
        self._resource = resource
        self._fields = fields
        self._book = book
        self._today = today
        self._due = (date.fromisoformat(today) + timedelta(days=_TERM)).isoformat()
        self._needs = _requirements(resource, book)
        self._inside = tuple(f"{line.list}[]" for line in resource.line_options)

    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {}
        for field in self._fields:
            if self._is_wanted(field):
                body = _with(body, field.path, self._sample(field))
        for line in self._lines():
            body = self._with_line(body, line)
        for field in self._fields:
            body = self._by_the_rules(body, field)
        for path in self._needs:
            if at(body, path) is None:
                body = self._with_example(body, path)
        # What is there may make something else needed.
        for _round in range(_ROUNDS):
            for problem in self._problems(body):
                body = self._with_example(body, problem.path)
        return body

    def _with_example(self, body: dict[str, Any], path: str) -> dict[str, Any]:
        """The body with something at a path that a rule names, whether it is declared or not."""
        if "[]" in path:
            return body
        line = next((one for one in self._resource.line_options if one.list == path), None)
        if line is not None:
            return self._with_line(body, line)
        field = next((one for one in self._fields if one.path == path), None) or Field(path)
        return self._by_the_rules(_with(body, path, self._sample(field)), field)

    def _problems(self, body: dict[str, Any]) -> list[Problem]:
        return self._book.problems(body, self._resource) if self._book else []

    def _is_wanted(self, field: Field) -> bool:
        if field.path.startswith(self._inside):
            return False
        return self._resource.always(field) or field.path in self._needs or bool(field.example)

    def _lines(self) -> Iterator[LineOption]:
        """One for each list that is needed, and for retentions; of an object's lists the first."""
        lists = {field.path for field in self._fields}
        needed = {field.path for field in self._fields if self._is_wanted(field)}
        inside: set[str] = set()
        for line in self._resource.line_options:
            outer = line.list.rpartition(".")[0]
            if line.list not in lists or (outer and outer in inside):
                continue
            if line.list in needed or (outer in needed and outer) or line.share:
                inside.add(outer)
                yield line

    def _with_line(self, body: dict[str, Any], line: LineOption) -> dict[str, Any]:
        inner = f"{line.list}[]."
        constants = dict(line.constants)
        element: dict[str, Any] = {}
        for field in self._fields:
            key = field.path.removeprefix(inner)
            if key == field.path or key.partition("[]")[0].partition(".")[0] in element:
                continue
            if key in constants:
                value = constants[key]
                element[key] = number(str(value)) if isinstance(value, int) else value
            elif key.endswith("[].id") and key.count("[]") == 1:
                element[key.partition("[]")[0]] = [{"id": "1"}]
            elif key == line.head and not isinstance(field.kind, Ref):
                element[key] = field.example or "1"
            elif key in (line.head, *(part for _sign, part in line.parts)) or field.required:
                if any(other.path == f"{field.path}[].id" for other in self._fields):
                    continue
                element[key] = number("375") if key == line.share else self._sample(field)
        before = at(body, line.list)
        elements = [*before, element] if isinstance(before, list) else [element]
        if len(elements) > 1 and element[line.head] == "1":
            element[line.head] = str(len(elements))  # a credit is of another account
        return put_at(body, line.list, elements)

    def _by_the_rules(self, body: dict[str, Any], field: Field) -> dict[str, Any]:
        """The body with a value that the rules let pass at the field; without it where none does.

        What no rule asks for is there only where the country has it and a list of its values.
        """
        book = self._book
        if "[]" in field.path or book is None:
            return body
        there = at(body, field.path) is not None
        if not there and not (field.countries and "." not in field.path):
            return body
        if there and not self._wrong(body, field.path):
            return body
        for value in self._candidates(book, field):
            tried = _with(_without(body, field.path), field.path, value)
            if not self._wrong(tried, field.path):
                return tried
        return body if there else _without(body, field.path)

    def _candidates(self, book: Rulebook, field: Field) -> Iterator[Any]:
        if field.example:
            yield field.example
        if field.kind == "date":
            yield from (self._today, self._due)
        rules = [rule for rule in book.rules(self._resource) if rule.field == field.path]
        yield from (rule.example for rule in rules if rule.example)
        yield from field.choices
        codes = dict.fromkeys(
            code for path, code, _name in book.choices(self._resource) if path == field.path
        )
        yield from list(codes)[:_MOST_TRIED]

    def _wrong(self, body: dict[str, Any], path: str) -> bool:
        return any(problem.path == path for problem in self._problems(body))

    def _sample(self, field: Field) -> Any:
        if isinstance(field.kind, Ref):
            bare = field.path.rpartition(".")[2] == field.kind.key
            key = field.example or "1"
            return key if bare else {field.kind.key: key}
        if field.kind == "list":
            return []
        if field.example and field.kind != "date":
            return number(field.example) if field.kind in NUMBERS else field.example
        if field.choices:
            return field.choices[0]
        if any(other.path == f"{field.path}.id" for other in self._fields):
            return {"id": "1"}
        samples: dict[str, Any] = {
            "integer": 1,
            "number": 1,
            "money": number("15000"),
            "amounts": number("15000"),
            "boolean": False,
            "date": self._due if field.path in ("dueDate", "endDate") else self._today,
            "datetime": self._today,
            "object": {},
        }
        return samples.get(field.kind, "Texto")


def _requirements(resource: Resource, book: Rulebook | None) -> dict[str, None]:
    """What a body of the country needs always, and the codes that its authority wants besides."""
    if book is None:
        return {}
    stamped = {(resource.stamp, "true")}
    coded = {path for path, _code, _name in book.choices(resource)}
    return {
        rule.field: None
        for rule in book.rules(resource)
        if rule.requirement == "required"
        and (not rule.when or (set(rule.when) <= stamped and rule.field in coded))
    }


def _with(body: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The body with the value, unless one is there or a single value is in its way.

    ``items[].price`` goes into the one element of the list.
    """
    concrete = path.removesuffix("[]").replace("[].", ".0.")
    if at(body, concrete) not in (None, {}, []):
        return body
    with contextlib.suppress(NoPlace):
        body = put_at(body, concrete, value)
    return body


def _without(body: dict[str, Any], path: str) -> dict[str, Any]:
    name, dot, rest = path.partition(".")
    if not dot:
        return {key: value for key, value in body.items() if key != name}
    inner = body.get(name)
    return {**body, name: _without(inner, rest)} if isinstance(inner, dict) else body
