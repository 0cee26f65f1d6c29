"""From the rows of a file to bodies, by the names of its columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from alegra_cli.declare import Field, Resource
from alegra_cli.dotted_path import at
from alegra_cli.errors import UsageProblem
from alegra_cli.errors.suggestion import did_you_mean
from alegra_cli.i18n import _
from alegra_cli.input.body import assign
from alegra_cli.operations.recreating import creatable, left_out, updatable
from alegra_cli.output.guard import unguard
from alegra_cli.rules.fields import Problem
from alegra_cli.transfer.agreement import Contradiction, united
from alegra_cli.transfer.decimals import POINT
from alegra_cli.transfer.grouping import Part, joined
from alegra_cli.transfer.rows import Row, Source
from alegra_cli.transfer.values import NUMBERS, BadCell, placed, value_of

_AN_ID = Field("id")
_INDEX = re.compile(r"\.\d+(?=\.|$)")


class RowBody(NamedTuple):
    """The body of a row, the cells that stand in its way, and the record as it was read before."""

    body: dict[str, Any]
    problems: list[Problem]
    record: dict[str, Any]


class Mapping:
    """Where each column of one file goes.

    fields: of the action. verb: ``create`` or ``update``. sign: of the decimals, once known.
    named: puts ids in the place of names, once they are known.
    ignored_columns: columns that were left out because a create does not take them.
    """

    def __init__(
        self,
        resource: Resource,
        source: Source,
        fields: Sequence[Field],
        maps: Iterable[str] = (),
        assignments: Sequence[str] = (),
        raw: bool = False,
    ) -> None:
        self.sign = POINT
        self.ignored_columns: dict[str, None] = {}
        self.named: Callable[[dict[str, Any]], dict[str, Any]] = _as_it_is
        self._resource = resource
        self._table = source.table
        self._columns = source.columns
        self._assignments = assignments
        self._raw = raw
        self._fields = {field.path: field for field in fields}
        self._maps = _column_paths(maps, source)
        # A file with ids was read from Alegra: it holds more than a create takes.
        self._read = resource.id_key in source.columns and resource.id_key not in self._fields
        self._check_columns(source)

    def numeric_columns(self, columns: Iterable[str]) -> list[str]:
        """Columns that hold numbers by their declaration."""
        return [
            name
            for name in columns
            if (field := self.field(self._path(name))) and field.kind in NUMBERS
        ]

    @property
    def paths(self) -> dict[str, str]:
        """The path of the body that each column goes to; empty for one that is left out."""
        return {column: self._path(column) for column in self._columns}

    def body(self, row: Row, update: bool = False) -> RowBody:
        """The body of a row. update: every key that an update takes, not only those of a create."""
        if not row.parts:
            made = self._body(row, update)
        else:
            several = [(part.place, self._body(part, update)) for part in row.parts]
            bodies = [Part(place, one.body) for place, one in several]
            whole, found = joined(bodies, self._resource.lines)
            wrong = [problem for _place, one in several for problem in one.problems]
            made = RowBody(whole, [*wrong, *found], several[0][1].record)
        return made._replace(body=self.named(made.body))

    def _body(self, row: Row, update: bool) -> RowBody:
        found: list[Problem] = []
        body: dict[str, Any] = {}
        if self._table:
            for column, text in row.cells.items():
                body = self._with_cell(body, column, str(text), found)
        else:
            for name, value in row.cells.items():
                path = self._maps.get(name, name)
                if name not in self._maps:
                    body[name] = value
                elif path:
                    body = placed(body, path, value)
        own_id = self._resource.id_key
        record: dict[str, Any] = {}
        read = own_id in body and own_id not in self._fields
        if read and update:
            body = {**updatable(body, self._resource), own_id: body[own_id]}
        elif read:
            self.ignored_columns.update(dict.fromkeys(left_out(body, self._resource)))
            body, record = creatable(body, self._resource), body
        return RowBody(assign(body, self._assignments), found, record)

    def column(self, path: str) -> str:
        """The column that a problem's path came from; the path itself otherwise."""
        for name, target in self._maps.items():
            if target == path:
                return name
        return path

    def _with_cell(
        self, body: dict[str, Any], column: str, text: str, found: list[Problem]
    ) -> dict[str, Any]:
        path = self._path(column)
        if not path or text == "":
            return body
        try:
            text = text if self._raw else unguard(text)
            value = value_of(text, self.field(path), self.sign)
            return placed(body, path, united(at(body, path), value))
        except BadCell as problem:
            found.append(Problem(path, str(problem)))
        except Contradiction as problem:
            found.append(Problem(path, self._contradicted(path, problem)))
        return body

    def _contradicted(self, path: str, problem: Contradiction) -> str:
        """Which other column says otherwise."""
        return _(
            "says {after}, and {column} says {before}: it is the same thing, so correct both or "
            "remove one of the columns"
        ).format(after=problem.after, before=problem.before, column=self._other_column(path))

    def _other_column(self, path: str) -> str:
        """The first column of the file that lies within this path, or around it."""
        for column in self._columns:
            other = self._path(column)
            if other != path and (
                f"{other}.".startswith(f"{path}.") or path.startswith(f"{other}.")
            ):
                return column
        return self.column(path)

    def _path(self, column: str) -> str:
        return self._maps.get(column, column)

    def field(self, path: str) -> Field | None:
        """The declared field of a path, as ``items.0.price``."""
        declared = self._fields.get(_INDEX.sub("[]", path))
        # Ids are opaque: one that nobody declared is a text all the same.
        return declared or (_AN_ID if path.rpartition(".")[2] == "id" else None)

    def _check_columns(self, source: Source) -> None:
        if not source.table or self._read:
            return
        heads = {path.partition(".")[0].removesuffix("[]") for path in self._fields}
        for name in source.columns:
            path = self._path(name)
            if name not in self._maps and path.partition(".")[0] not in heads:
                raise _unknown(name, self._fields, self._resource)


def _as_it_is(body: dict[str, Any]) -> dict[str, Any]:
    return body


def _column_paths(maps: Iterable[str], source: Source) -> dict[str, str]:
    """``COLUMN=path`` as a table; an empty path leaves the column out."""
    found = {}
    for text in maps:
        column, equals, path = text.rpartition("=")
        if not equals or not column:
            raise UsageProblem(
                _("--map {text!r} is not of the form COLUMN=path.").format(text=text)
            )
        if source.table and column not in source.columns:
            raise UsageProblem(
                _("The file has no column {column}.").format(column=column),
                _("Columns: {columns}.").format(columns=", ".join(source.columns)),
            )
        found[column] = path
    return found


def _unknown(name: str, fields: Iterable[str], resource: Resource) -> UsageProblem:
    paths = [path.replace("[]", ".0") for path in fields]
    hint = did_you_mean(name.casefold(), paths)
    otherwise = _(
        "--map '{column}=path' says where it goes, --map '{column}=' leaves it out; "
        "`alegra schema {resource}` lists the fields."
    ).format(column=name, resource=resource.name)
    return UsageProblem(
        _("{resource} has no field for the column {column}.").format(
            resource=resource.name, column=name
        ),
        f"{hint} {otherwise}".lstrip(),
    )
