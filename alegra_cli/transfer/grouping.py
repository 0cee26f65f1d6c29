"""Several rows of a table as one document: its head on each of them, a line on each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from alegra_cli.declare import Resource
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _
from alegra_cli.rules.fields import Problem
from alegra_cli.transfer.agreement import Contradiction, union
from alegra_cli.transfer.rows import Row, Source, together

NONE = "none"
"""What ``--group-by`` says where each row is a document of its own after all."""


class DocumentRow(NamedTuple):
    """What one row of a document says, and where it stands."""

    place: str
    body: dict[str, Any]


def columns_of(asked: str | None, source: Source) -> tuple[str, ...]:
    """The columns that ``--group-by`` names. Raises `UsageProblem` for one that is not there."""
    if not asked or asked == NONE:
        return ()
    if not source.table:
        raise UsageProblem(
            _("--group-by is for tables; a list in JSON or YAML holds its lines itself.")
        )
    columns = (asked,) if asked in source.columns else tuple(map(str.strip, asked.split(",")))
    for column in columns:
        if column not in source.columns:
            raise UsageProblem(
                _("The file has no column {column}.").format(column=column),
                _("Columns: {columns}.").format(columns=", ".join(source.columns)),
            )
    return columns


def left_out(
    columns: Sequence[str], maps: Sequence[str], known: Callable[[str], bool]
) -> list[str]:
    """``COLUMN=`` for each that only says which rows belong together, and is no field.

    known: whether a header names a field.
    """
    mapped = {text.rpartition("=")[0] for text in maps}
    return [f"{column}=" for column in columns if column not in mapped and not known(column)]


def document_rows(source: Source, columns: Sequence[str]) -> Source:
    """A row for each document: those that say the same in the columns, wherever they stand.

    Raises `UsageProblem`, when the rows are read, where one says nothing there.
    """
    return source._replace(rows=lambda: _documents(source, columns)) if columns else source


def _documents(source: Source, columns: Sequence[str]) -> Iterator[Row]:
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in source.rows():
        key = tuple(str(row.cells.get(column) or "").strip() for column in columns)
        if not all(key):
            empty = columns[key.index("")]
            raise UsageProblem(
                _("{place} has nothing in {column}: of which document is it a line?").format(
                    place=row.place, column=empty
                )
            )
        found.setdefault(key, []).append(row)
    for number, rows in enumerate(found.values(), 1):
        if len(rows) == 1:
            yield rows[0]._replace(number=number)
        else:
            yield Row(
                number,
                together([row.place for row in rows]),
                _side_by_side(rows),
                parts=tuple(rows),
            )


def _side_by_side(rows: Sequence[Row]) -> dict[str, Any]:
    """All cells of several rows, each under a name of its own."""
    cells = dict(rows[0].cells)
    for number, row in enumerate(rows[1:], 2):
        cells |= {f"{name} ({number})": cell for name, cell in row.cells.items()}
    return cells


def merge_rows(
    parts: Sequence[DocumentRow], lines: Sequence[str]
) -> tuple[dict[str, Any], list[Problem]]:
    """One body of several rows, and where they contradict each other.

    lines: paths of the lists that have an element of each row; all else is of the document.
    """
    found: list[Problem] = []
    whole: dict[str, Any] = {}
    for part in parts:
        whole = _merge_values(whole, part.body, "", lines, (parts[0].place, part.place), found)
    return whole, found


def _merge_values(
    before: Any,
    after: Any,
    path: str,
    lines: Sequence[str],
    places: tuple[str, str],
    found: list[Problem],
) -> Any:
    if before is None or after is None:
        return after if before is None else before
    if isinstance(before, dict) and isinstance(after, dict):
        inside = f"{path}." if path else ""
        keys = dict.fromkeys([*before, *after])
        return {
            key: _merge_values(before.get(key), after.get(key), inside + key, lines, places, found)
            for key in keys
        }
    if path in lines and isinstance(before, list) and isinstance(after, list):
        return [*before, *after]
    try:
        return union(before, after)
    except Contradiction as problem:
        text = _("says {after} in {place}, and {before} in {first}: it is one document").format(
            after=problem.after, before=problem.before, place=places[1], first=places[0]
        )
        found.append(Problem(path, text))
        return before


def refuse_repeats(name: str, source: Source, resource: Resource, paths: dict[str, str]) -> None:
    """Stop where rows look like the lines of one document and nobody said so.

    paths: of the body, by column. Raises `UsageProblem` with the option that says it.
    """
    of_lines = {column for column, path in paths.items() if _in_lines(path, resource.lines)}
    if not source.table or not of_lines:
        return
    heads = [column for column in source.columns if column not in of_lines and paths.get(column)]
    numbers = _number_columns(heads, resource, paths)
    seen: dict[tuple[str, ...], Row] = {}
    last: Row | None = None
    for row in source.rows():
        key = _cells(row, numbers)
        if numbers and key[0]:
            before = seen.setdefault(key, row)
            if before is not row:
                raise _one_number_twice(name, (before, row), numbers, key)
        same = last is not None and len(heads) > 1 and _cells(last, heads) == _cells(row, heads)
        if same and last is not None and last.cells != row.cells and not numbers:
            raise _same_heads(name, (last, row), heads)
        last = row


def _cells(row: Row, columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(row.cells.get(column) or "").strip() for column in columns)


def _in_lines(path: str, lines: Sequence[str]) -> bool:
    return any(path.startswith((f"{line}.", f"{line}[")) for line in lines)


def _number_columns(
    heads: Sequence[str], resource: Resource, paths: dict[str, str]
) -> tuple[str, ...]:
    """The columns that say together which document it is, its number first; none without it."""
    known = {path for item in resource.known_by for path in item.paths}
    known |= {path for key in resource.natural_keys for path in key}
    told = [
        column
        for column in heads
        if any(paths[column] == path or paths[column].startswith(f"{path}.") for path in known)
    ]
    numbers = [
        column for column in told if paths[column].rpartition(".")[2] in ("number", "fullNumber")
    ]
    return tuple(dict.fromkeys([*numbers, *told])) if numbers else ()


def _one_number_twice(
    name: str, rows: Sequence[Row], columns: Sequence[str], key: Sequence[str]
) -> UsageProblem:
    what = ", ".join(f"{column} {text}" for column, text in zip(columns, key, strict=True) if text)
    return UsageProblem(
        _("{places} of {file} have the same {what}; nothing was sent.").format(
            places=together([row.place for row in rows]), file=name, what=what
        ),
        _(
            "--group-by '{columns}' makes one document of the rows that have the same. If they "
            "are several documents, give each its own number."
        ).format(columns=",".join(columns)),
    )


def _same_heads(name: str, rows: Sequence[Row], heads: Sequence[str]) -> UsageProblem:
    return UsageProblem(
        _(
            "{places} of {file} differ in their lines alone: one document, or several? "
            "Nothing was sent."
        ).format(places=together([row.place for row in rows]), file=name),
        _(
            "--group-by '{columns}' makes one document of the rows that have the same; "
            "--group-by {none} makes one of each row."
        ).format(columns=",".join(heads), none=NONE),
    )
