"""Which field each column of a table is: by what a person says, else by what it is called."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from alegra_cli.errors import UsageProblem
from alegra_cli.errors.suggestion import nearest
from alegra_cli.i18n import _, either, ngettext
from alegra_cli.rules.spelling import heading, letters
from alegra_cli.transfer.headings import Headings
from alegra_cli.transfer.rows import Source

_SURE = 0.75
_TIMES = re.compile(r"#\d+$")
_PATH = re.compile(r"[a-z_]\w*(\.\w+)*", re.ASCII)


class ColumnPaths(NamedTuple):
    """paths: by column, empty for one left out. notes: what a person is told about them."""

    paths: dict[str, str]
    notes: tuple[str, ...] = ()


class _Findings:
    """What became of the columns, as they are looked at one by one."""

    def __init__(self, maps: dict[str, str]) -> None:
        self.paths = dict(maps)
        self.understood: dict[str, str] = {}
        self.strangers: list[str] = []
        self.doubtful: dict[str, tuple[str, ...]] = {}
        self.omissions: list[str] = []

    def column_of(self, path: str) -> str:
        """The column that has the path already; empty where none has."""
        return next((name for name, other in self.paths.items() if path and other == path), "")


def column_paths(
    source: Source,
    headings: Headings,
    maps: dict[str, str],
    only_mapped: bool = False,
) -> ColumnPaths:
    """The fields of all columns. Raises `UsageProblem` with every column that is not clear.

    maps: what a person says, by column. only_mapped: leave out what is not known.
    """
    found = _Findings(maps)
    for column in source.columns:
        if column not in maps:
            _look(column, source.columns, headings, found)
    if headings.of_records(found.paths.values()):
        # The file was read from Alegra: it holds more than a body takes.
        for column in [name for name in found.strangers if _PATH.fullmatch(name)]:
            found.strangers.remove(column)
            found.paths[column] = column
    notes = _empty_left_out(source, found)
    if only_mapped:
        found.omissions += [*found.strangers, *found.doubtful]
    elif found.strangers or found.doubtful:
        raise _unclear(found, headings)
    found.paths.update(dict.fromkeys(found.omissions, ""))
    return ColumnPaths(
        found.paths, (*_summary_lines(found, headings.template(source.columns)), *notes)
    )


def _look(column: str, columns: Sequence[str], headings: Headings, found: _Findings) -> None:
    if headings.is_path(column):
        paths: tuple[str, ...] = (column,)
    elif column.startswith("#"):
        paths = ()
    else:
        paths = headings.paths(_header_of(column, columns), columns)
    if not paths:
        found.strangers.append(column)
    elif len(paths) > 1 or found.column_of(paths[0]):
        found.doubtful[column] = paths
    else:
        found.paths[column] = paths[0]
        if paths[0] != column:
            found.understood[column] = paths[0]


def _empty_left_out(source: Source, found: _Findings) -> list[str]:
    """Columns that are not clear and hold nothing, or only count the rows, need no answer."""
    empty, counting = _of_no_meaning(source, [*found.strangers, *found.doubtful])
    for name in (*empty, *counting):
        found.strangers = [other for other in found.strangers if other != name]
        found.doubtful.pop(name, None)
        found.paths[name] = ""
    notes = []
    if empty:
        notes.append(_("Empty columns left out: {columns}.").format(columns=", ".join(empty)))
    if counting:
        text = _("Left out, because they only count the rows: {columns}.")
        notes.append(text.format(columns=", ".join(counting)))
    return notes


def _of_no_meaning(source: Source, asked: Sequence[str]) -> tuple[list[str], list[str]]:
    """Those of the columns that are empty, and those without a name that count from 0 or 1."""
    filled = dict.fromkeys(asked, False)
    starts: dict[str, int] = dict.fromkeys((name for name in asked if name.startswith("#")), -1)
    number = -1
    try:
        for number, row in enumerate(source.rows() if asked else ()):
            for name in asked:
                text = str(row.cells.get(name, "")).strip()
                filled[name] |= text != "" or name in row.damage
                if not number and name in starts:
                    starts[name] = int(text) if text in ("0", "1") else -1
                if name in starts and text != str(starts[name] + number):
                    starts.pop(name)
    except UsageProblem:
        return [], []  # a row that can't be read is told once the columns are clear
    if number < 0:
        return [], []
    return [name for name in asked if not filled[name]], [name for name in starts if filled[name]]


def _summary_lines(found: _Findings, template: str) -> list[str]:
    """What was understood, and what was left out, in a line each."""
    notes = []
    pairs = [
        f"{name} → {path}"
        for name, path in found.understood.items()
        if path and letters(name) != letters(path)
    ]
    if pairs:
        text = _("Columns read as {template}: {pairs}.") if template else _("Columns: {pairs}.")
        notes.append(text.format(template=template, pairs=", ".join(pairs)))
    left = [name for name, path in found.understood.items() if not path] + found.omissions
    if left:
        notes.append(_("Columns left out: {columns}.").format(columns=", ".join(left)))
    return notes


def _unclear(found: _Findings, headings: Headings) -> UsageProblem:
    """All of the columns at once, with a line to copy."""
    parts = []
    resource = headings.resource
    if found.strangers:
        text = ngettext(
            "{resource} has no field for the column {columns}.",
            "{resource} has no field for the columns {columns}.",
            len(found.strangers),
        )
        parts.append(text.format(resource=resource, columns=", ".join(found.strangers)))
    for name, paths in found.doubtful.items():
        if len(paths) > 1:
            text = _("The column {column} could be {paths}.")
            parts.append(text.format(column=name, paths=either(paths)))
        else:
            text = _("The columns {other} and {column} are both {path}.")
            other = found.column_of(paths[0])
            if name.startswith(f"{other}#"):
                text = _("The column {other} is there twice; the second is called {column}.")
            parts.append(text.format(other=other, column=name, path=paths[0]))
    near = {name: _near(name, headings) for name in found.strangers}
    line = " ".join(_map_of(name, near.get(name, "")) for name in (*near, *found.doubtful))
    hint = _(
        "Say where each goes, or leave it out with nothing after =:\n{line}\n"
        "--only-mapped leaves out all that are not known, --header-row N says which row names the "
        "columns. "
        "`alegra schema {resource}` lists the fields."
    )
    return UsageProblem(" ".join(parts), hint.format(line=f"  {line}", resource=resource))


def _header_of(name: str, columns: Sequence[str]) -> str:
    """The header of a column, without the number of one that is there several times."""
    header = _TIMES.sub("", name)
    return header if header in columns else name


def _map_of(column: str, path: str) -> str:
    return f"--map {shlex.quote(f'{column}={path}')}"


def _near(column: str, headings: Headings) -> str:
    """The one field whose name is almost this one; empty where that is not sure."""
    known = headings.sure_names()
    close = nearest(heading(column), known, most=2, cutoff=_SURE)
    paths = {path for word in close for path in known[word]}
    return paths.pop() if len(paths) == 1 else ""


def column_map(maps: Iterable[str], source: Source) -> dict[str, str]:
    """``COLUMN=path`` as a table; an empty path leaves the column out. Raises `UsageProblem`."""
    found = {}
    for text in maps:
        column, equals, path = text.rpartition("=")
        if not equals or not column:
            raise UsageProblem(
                _("--map {text!r} is not of the form COLUMN=path.").format(text=text)
            )
        found[column_called(column, source) if source.table else column] = path
    return found


def column_called(name: str, source: Source) -> str:
    """The column of a name in any case and accents, or of a position. Raises `UsageProblem`."""
    columns = source.columns
    if name in columns:
        return name
    if name.endswith("#1") and name[:-2] in columns:
        return name[:-2]
    if name.startswith("#") and name[1:].isdecimal() and 0 < int(name[1:]) <= len(columns):
        return columns[int(name[1:]) - 1]
    alike = [column for column in columns if heading(column) == heading(name) != ""]
    if len(alike) == 1:
        return alike[0]
    raise UsageProblem(
        _("The file has no column {column}.").format(column=name),
        _("Columns: {columns}.").format(columns=", ".join(columns)),
    )
