"""What many companies gave as one output: a first column tells whose each record is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from alegra_cli.app import App
from alegra_cli.companies.runs import CompanyRun
from alegra_cli.companies.spool import NOT_SHEETS, OWN, of_company
from alegra_cli.declare import Column
from alegra_cli.errors import AlegraError, UsageProblem
from alegra_cli.errors.unusable_files import unwritable
from alegra_cli.files import as_text, replacing
from alegra_cli.i18n import _
from alegra_cli.output.columns import parse_columns
from alegra_cli.output.header import Paths
from alegra_cli.output.screen import Screen, ScreenOptions

# No text: of two names that begin alike both halves would be cut to the same.
COMPANY = Column("Company", "company", "any", priority=0)
ERRORS = (Column("Error", "error", priority=0), Column("Code", "code", "integer"))
FILES = (
    COMPANY,
    Column("File", "file", priority=0),
    Column("Records", "records", "integer"),
)
_ENDINGS = {"table": "txt"}


def show(app: App, runs: Sequence[CompanyRun], usual: ScreenOptions) -> None:
    """Write all records, company by company; a company that failed is a row that says so.

    usual: how to show them where the command did not say.
    """
    options = _options(runs, usual)
    screen = app.screen.with_options(_common_options(options, any(run.error for run in runs)))
    screen = screen.with_sign(_sign(app, runs, options))
    declared = _columns(runs)
    if screen.format not in NOT_SHEETS:
        declared = _whole_header(runs, declared)
    elif not any(run.spool.columns for run in runs):
        declared = _keys(runs)  # they are the columns of a table, as they are for one company
    elif any(run.error for run in runs):
        declared += ERRORS
    screen.records(rows(runs), declared, {path for run in runs for path in run.spool.numbers})


def _sign(app: App, runs: Sequence[CompanyRun], options: ScreenOptions) -> str | None:
    """The sign of decimals that the companies share; for a spreadsheet one is needed."""
    signs = list(dict.fromkeys(run.spool.sign for run in runs if run.spool.sign))
    if len(signs) < 2:
        return signs[0] if signs else None
    if not options.excel:
        return None
    app.screen.note(
        _(
            "The companies' countries write decimals in two ways; all are written with {sign}"
        ).format(sign=signs[0])
    )
    return signs[0]


def rows(runs: Sequence[CompanyRun]) -> Iterator[dict[str, Any]]:
    for run in runs:
        if run.over:
            for record in run.spool.records():
                yield of_company(run.name, record)
        if run.error is not None:
            yield error_row(run.name, run.error)


def error_row(name: str, error: AlegraError) -> dict[str, Any]:
    """``company, error, code``; the code is what a run for this company alone would end with."""
    return {
        "company": name,
        "error": " ".join(error.message.split("\n")),
        "code": int(error.exit_code),
    }


def split(app: App, runs: Sequence[CompanyRun], usual: ScreenOptions, folder: Path) -> None:
    """Write the records of each company into a file of its own, as a run for it alone would.

    What was written where, and what failed, is shown. Raises `AlegraError` for a file that can't
    be written.
    """
    options = _options(runs, usual)._replace(sort=None, select=None, pager=False)
    told = []
    for run in runs:
        if run.over and run.spool.options is not None and (run.spool.count or not run.error):
            file = folder / f"{run.name}.{_ending(app.screen.with_options(options).format)}"
            _write(app, run, options, file)
            told.append({"company": run.name, "file": str(file), "records": run.spool.count})
        if run.error is not None:
            told.append(error_row(run.name, run.error))
    shown = ScreenOptions(no_color=options.no_color, pager=options.pager)
    columns = [*FILES, *(ERRORS if any(run.error for run in runs) else ())]
    app.screen.with_options(shown).records(told, columns)


def check_free(companies: Sequence[str], folder: Path, format: str, force: bool) -> None:
    """Raises `UsageProblem` where a file would be overwritten, and for a folder that can't be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise unwritable(folder, problem, kind=UsageProblem) from problem
    for name in companies:
        file = folder / f"{name}.{_ending(format)}"
        if file.exists() and not force:
            raise UsageProblem(_("{file} exists.").format(file=file), _("--force overwrites it."))


def _write(app: App, run: CompanyRun, options: ScreenOptions, file: Path) -> None:
    try:
        with replacing(file) as target, as_text(target) as stream:
            screen: Screen = app.screen.with_options(options).with_sign(run.spool.sign)
            spool = run.spool
            screen.into(stream).records(spool.records(), spool.columns, spool.numbers)
    except OSError as problem:
        raise unwritable(file, problem) from problem


def _ending(format: str) -> str:
    return _ENDINGS.get(format, format)


def _options(runs: Sequence[CompanyRun], usual: ScreenOptions) -> ScreenOptions:
    """As the command asked for; they are the same for every company."""
    return next((run.spool.options for run in runs if run.spool.options is not None), usual)


def _common_options(options: ScreenOptions, errors: bool) -> ScreenOptions:
    """Order and selection were each company's own; the columns have two ends more."""
    options = options._replace(sort=None, select=None)
    if options.columns is None:
        return options
    asked = [path for path in parse_columns(options.columns) if path != COMPANY.path]
    ends = [column.path for column in ERRORS if errors and column.path not in asked]
    return options._replace(columns=",".join([COMPANY.path, *asked, *ends]))


def _columns(runs: Sequence[CompanyRun]) -> list[Column]:
    found = {COMPANY.path: COMPANY}
    for run in runs:
        for column in run.spool.columns:
            path = OWN if column.path == COMPANY.path else column.path
            found.setdefault(path, column)
    return list(found.values())


def _keys(runs: Sequence[CompanyRun]) -> list[Column]:
    keys = dict.fromkeys(key for run in runs if run.over for key in run.spool.keys)
    ends = ERRORS if any(run.error for run in runs) else ()
    named = {column.path: column for column in (COMPANY, *ends)}
    paths = [COMPANY.path, *(key for key in keys if key not in named), *(one.path for one in ends)]
    return [named.get(path) or Column(path, path) for path in paths]


def _whole_header(runs: Sequence[CompanyRun], declared: list[Column]) -> list[Column]:
    """Every column that a record of any company has: all of them are known before the first."""
    every = Paths()
    for run in runs:
        if run.over:
            every.add(run.spool.paths)
    names = every.header([column.path for column in declared])
    known = {column.path: column for column in declared}
    header = [known.get(name) or Column(name, name) for name in names if name]
    known_ends = {column.path for column in header}
    ends = [column for column in ERRORS if column.path not in known_ends]
    return header + (ends if any(run.error for run in runs) else [])
