"""What columns and their values mean, written down once: ``--map-file``."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from alegra_cli.errors import UsageProblem
from alegra_cli.errors.unusable_files import unreadable
from alegra_cli.i18n import _


class ColumnMap(NamedTuple):
    """maps: ``COLUMN=path``. values: what is meant by the texts of a column, by the column."""

    maps: tuple[str, ...] = ()
    values: dict[str, dict[str, str]] = {}


def read_map(name: str | None) -> ColumnMap:
    """The map of a CSV (column, path, and value, means), YAML or JSON file; empty without one.

    Raises `UsageProblem`.
    """
    if not name:
        return ColumnMap()
    table = Path(name).suffix.lower() in (".csv", ".tsv")
    try:
        return _of_rows(name) if table else _of_object(name, _content(name))
    except OSError as problem:
        raise unreadable(name, problem) from problem


def _content(name: str) -> Any:
    from alegra_cli.input.body import parse_json, parse_yaml

    try:
        text = Path(name).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise _form_problem(name) from problem
    return (parse_json if Path(name).suffix.lower() == ".json" else parse_yaml)(name, text)


def _of_object(name: str, content: Any) -> ColumnMap:
    if not isinstance(content, dict):
        raise _form_problem(name)
    maps: list[str] = []
    values: dict[str, dict[str, str]] = {}
    for column, meaning in content.items():
        path = meaning.get("path") if isinstance(meaning, dict) else meaning
        if isinstance(meaning, dict):
            found = meaning.get("values") or {}
            if not isinstance(found, dict) or set(meaning) - {"path", "values"}:
                raise _form_problem(name)
            values[str(column)] = {str(text): str(means) for text, means in found.items()}
            if "path" not in meaning:
                continue
        if not isinstance(path, str | None):
            raise _form_problem(name)
        maps.append(f"{column}={path or ''}")
    return ColumnMap(tuple(maps), values)


def _of_rows(name: str) -> ColumnMap:
    from alegra_cli.transfer.files import FileOptions, source_of

    source = source_of(Path(name), name, FileOptions())
    if not {"column", "path"} <= set(source.columns):
        raise _form_problem(name)
    maps: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    for row in source.rows():
        column = row.cells["column"]
        if row.cells.get("value"):
            values.setdefault(column, {})[row.cells["value"]] = row.cells.get("means", "")
        if row.cells["path"] or not row.cells.get("value"):
            maps[column] = row.cells["path"]
    return ColumnMap(tuple(f"{column}={path}" for column, path in maps.items()), values)


def _form_problem(name: str) -> UsageProblem:
    return UsageProblem(
        _("{file} is no map of columns.").format(file=name),
        _(
            "It has a line for each column, as `Tipo: type`, or "
            "`Tipo: {{path: type, values: {{P: product}}}}`; as CSV the columns column, path, "
            "value and means."
        ).format(),
    )
