"""From the rows of a file to bodies, by the names of its columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from alegra_cli.declare import Field, Resource, TaxIdReading
from alegra_cli.declare.field import NUMBERS
from alegra_cli.dotted_path import at
from alegra_cli.exact.notation import POINT
from alegra_cli.i18n import _
from alegra_cli.input.body import assign
from alegra_cli.operations.recreating import creatable, left_out, updatable
from alegra_cli.output.guard import unguard
from alegra_cli.rules.choices import Choices
from alegra_cli.rules.fields import Problem
from alegra_cli.rules.numbers import assigned_number, number_texts, with_numbers
from alegra_cli.rules.spelling import wording
from alegra_cli.rules.tax_ids import in_one_form
from alegra_cli.transfer.agreement import Contradiction, union
from alegra_cli.transfer.columns import column_map, column_paths
from alegra_cli.transfer.damage import without_zero
from alegra_cli.transfer.grouping import DocumentRow, merge_rows
from alegra_cli.transfer.headings import Headings
from alegra_cli.transfer.repair import TEXTS, is_ref, without_damage
from alegra_cli.transfer.rows import MOST_KEPT, Row, Source
from alegra_cli.transfer.values import BadCell, value_of, with_value

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
    tax_id: how the country reads a tax id, where it is known.
    name_ids: puts ids in the place of names, once they are known.
    columns: the fields of a table's columns, where they are known already. choices: the words for
    codes. values: what the texts of a column mean, by the column.
    ignored_columns: columns that were left out because a create does not take them.
    codes: (column, text) of the words that were read as codes, and the codes.
    """

    def __init__(
        self,
        resource: Resource,
        source: Source,
        fields: Sequence[Field],
        maps: Iterable[str] = (),
        assignments: Sequence[str] = (),
        raw: bool = False,
        columns: dict[str, str] | None = None,
        choices: Choices | None = None,
        values: dict[str, dict[str, str]] | None = None,
    ) -> None:
        self.sign = POINT
        self.tax_id: TaxIdReading | None = None
        self.ignored_columns: dict[str, None] = {}
        self.name_ids: Callable[[dict[str, Any]], dict[str, Any]] = _as_it_is
        self.codes: dict[tuple[str, str], str] = {}
        self._bodies: dict[int, tuple[Row, tuple[Any, ...], RowBody]] = {}
        self._resource = resource
        self._table = source.table
        self._columns = source.columns
        self._assignments = assignments
        self._raw = raw
        self._fields = {field.path: field for field in fields}
        self._numbers = [field for field in fields if field.kind in NUMBERS]
        self._texts = [field for field in fields if field.kind in TEXTS or is_ref(field)]
        self._number_of = partial(assigned_number, self._numbers)
        self._tax_ids = [field for field in fields if field.tax_id]
        self._maps = column_map(maps, source)
        if columns is None and source.table:
            columns = column_paths(source, Headings(resource, fields), self._maps).paths
        self._maps = {**(columns or {}), **self._maps}
        self.choices = choices or Choices(resource, fields, None)
        self._values = {
            (column, wording(text)): means
            for column, texts in (values or {}).items()
            for text, means in texts.items()
        }

    def written_numbers(self, row: Row) -> Iterator[tuple[str, str, int]]:
        """(column, text, most) of each number of a row that is there as a text."""
        if not self._table:
            yield from number_texts(self._object(row), self._numbers)
            return
        for column, text in row.cells.items():
            field = self.field(self._path(column)) if text else None
            if field and field.kind in NUMBERS and text[:1] not in ("[", "{"):
                yield column, text, field.most

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
            bodies = [DocumentRow(place, one.body) for place, one in several]
            whole, found = merge_rows(bodies, self._resource.lines)
            wrong = [problem for _place, one in several for problem in one.problems]
            made = RowBody(whole, [*wrong, *found], several[0][1].record)
        if update and made.record:
            made = made._replace(record=self.name_ids(made.record))
        return made._replace(body=self.name_ids(made.body))

    def _body(self, row: Row, update: bool) -> RowBody:
        """The same for the same row, which an import looks at several times."""
        asked = (update, self.sign, self.tax_id, self.choices)
        kept = self._bodies.get(row.number)
        if kept is None or kept[0] is not row or kept[1] != asked:
            kept = row, asked, self._row_body(row, update)
            if row.number <= MOST_KEPT:
                self._bodies[row.number] = kept
        made = kept[2]
        return made._replace(problems=list(made.problems))

    def _row_body(self, row: Row, update: bool) -> RowBody:
        found: list[Problem] = []
        body: dict[str, Any] = {}
        if self._table:
            for column, text in row.cells.items():
                if column not in row.damage:
                    body = self._with_cell(body, column, text, found)
                elif path := self._path(column):
                    found.append(Problem(path, row.damage[column]))
        else:
            body = with_numbers(self._object(row), self._numbers, self.sign)
        body, changed = without_damage(body, self._texts) if not self._raw else (body, [])
        found += changed
        body, changed = in_one_form(body, self._tax_ids, self.tax_id)
        found += changed
        own_id = self._resource.id_key
        record: dict[str, Any] = {}
        read = own_id in body and own_id not in self._fields
        if read and update:
            body, record = {**updatable(body, self._resource), own_id: body[own_id]}, body
        elif read:
            self.ignored_columns.update(dict.fromkeys(left_out(body, self._resource)))
            body, record = creatable(body, self._resource), body
        return RowBody(assign(body, self._assignments, self._number_of), found, record)

    def _object(self, row: Row) -> dict[str, Any]:
        """The object of a row that is no table's, at the paths that ``--map`` says."""
        body: dict[str, Any] = {}
        for name, value in row.cells.items():
            path = self._maps.get(name, name)
            if name not in self._maps:
                body[name] = value
            elif path:
                body = with_value(body, path, value)
        return body

    def column(self, path: str) -> str:
        """The column that a problem's path came from; the path itself otherwise."""
        for name, target in self._maps.items():
            if target == path:
                return name
        return path

    def id_of(self, row: Row) -> str:
        """What the row has in the column of the record's id."""
        return without_zero(str(row.cells.get(self.id_column) or "").strip(), an_id=True)

    @property
    def id_column(self) -> str:
        """The column of the record's id, whether there is one or not."""
        return self.column(self._resource.id_key)

    def left_out(self, columns: Iterable[str]) -> list[str]:
        """Columns that go nowhere."""
        return [name for name in columns if not self._path(name)]

    def _with_cell(
        self, body: dict[str, Any], column: str, text: str, found: list[Problem]
    ) -> dict[str, Any]:
        path = self._path(column)
        if not path or text == "":
            return body
        try:
            text = text if self._raw else unguard(text)
            value = self._value(column, path, text)
            return with_value(body, path, union(at(body, path), value))
        except BadCell as problem:
            found.append(Problem(path, str(problem)))
        except Contradiction as problem:
            found.append(Problem(path, self._contradiction(path, problem)))
        return body

    def _value(self, column: str, path: str, text: str) -> Any:
        """What a cell means, its words turned into codes."""
        meant = self._values.get((column, wording(text)), text)
        value = value_of(meant, self.field(path), self.sign)
        coded = self.choices.code_of(path, value)
        if coded != value or meant != text:
            several = coded if isinstance(coded, list) else [coded]
            self.codes[column, text] = ", ".join(map(str, several))
        return coded

    def _contradiction(self, path: str, problem: Contradiction) -> str:
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

    def head(self, column: str) -> str:
        """The key of the body that a column lies in."""
        return self._path(column).partition(".")[0]

    def _path(self, column: str) -> str:
        return self._maps.get(column, column)

    def field(self, path: str) -> Field | None:
        """The declared field of a path, as ``items.0.price``."""
        declared = self._fields.get(_INDEX.sub("[]", path))
        # Ids are opaque: one that nobody declared is a text all the same.
        return declared or (_AN_ID if path.rpartition(".")[2] == "id" else None)


def _as_it_is(body: dict[str, Any]) -> dict[str, Any]:
    return body
