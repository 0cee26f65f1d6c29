"""The same command line for every company, each in a thread, in one process."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from functools import partial

import attrs
import click

from alegra_cli.app import App
from alegra_cli.companies.choice import CompanyProfile
from alegra_cli.companies.company_app import CompanyApp
from alegra_cli.companies.spool import Spool
from alegra_cli.errors import AlegraError, Interrupted
from alegra_cli.failing import as_error
from alegra_cli.i18n import _, ngettext
from alegra_cli.operations.workers import Workers

PLACE = "{company}"
"""In a word of the command: the name of the company."""
MOST = 64
_LOOK = 0.2  # seconds


@attrs.define
class CompanyRun:
    """One company's run. error: why it failed; None where it did not, or is not over."""

    company: CompanyProfile
    spool: Spool = attrs.field(factory=Spool)
    error: AlegraError | None = None
    over: bool = False

    @property
    def name(self) -> str:
        return self.company.name


@attrs.frozen
class Work:
    """What is run for each company.

    run: takes its `App`. reads: nothing may be changed. dry: only shown. agreed: a person has
    said yes to all of it.
    """

    run: Callable[[CompanyApp], None]
    reads: bool = True
    dry: bool = False
    agreed: bool = False


class Progress:
    """One line on a terminal: how many are over, and who is still at work."""

    def __init__(self, app: App) -> None:
        self._terminal = app.stderr if app.stderr.isatty() else None
        self._last_line = 0.0
        self._has_line = False

    def show(self, runs: Sequence[CompanyRun]) -> None:
        now = time.monotonic()
        if self._terminal is None or now - self._last_line < _LOOK / 2:
            return
        self._last_line, self._has_line = now, True
        self._terminal.write("\r\x1b[K" + _one_line(_state(runs)))
        self._terminal.flush()

    def clear(self) -> None:
        if self._terminal is not None and self._has_line:
            self._terminal.write("\r\x1b[K")
            self._terminal.flush()


def _state(runs: Sequence[CompanyRun]) -> str:
    over = sum(run.over for run in runs)
    left = ", ".join(f"{run.name} ({run.spool.count})" for run in runs if not run.over)
    text = _("{over} of {count} companies").format(over=over, count=len(runs))
    return f"{text} · {left}" if left else text


def _one_line(text: str) -> str:
    import shutil

    from alegra_cli.output.fitting import cut
    from alegra_cli.output.visible import visible

    return cut(visible(text), shutil.get_terminal_size().columns - 1)


@contextmanager
def running(
    app: App, work: Work, companies: Sequence[CompanyProfile], jobs: int | None = None
) -> Iterator[list[CompanyRun]]:
    """Run it for all; the runs and what they gave are there inside the ``with``."""
    runs = [CompanyRun(company) for company in companies]
    try:
        _run_all(app, work, runs, jobs)
        yield runs
    finally:
        for run in runs:
            run.spool.close()


def _run_all(app: App, work: Work, runs: list[CompanyRun], jobs: int | None) -> None:
    """jobs: how many companies at a time, at most.

    After Ctrl-C those that are not over have `Interrupted` as their error.
    """
    progress = Progress(app)
    workers: Workers[CompanyRun, None] = Workers(
        lambda: partial(_run, app, work), min(jobs or MOST, len(runs))
    )
    waited: set[Future[None]] = {workers.submit(run) for run in runs}
    workers.close()
    try:
        while waited:
            # A wait without an end would not hear of Ctrl-C everywhere.
            _done, waited = wait(waited, timeout=_LOOK, return_when=FIRST_COMPLETED)
            progress.show(runs)
    except KeyboardInterrupt:
        app.clock.end()
        for future in waited:
            future.cancel()
        for run in runs:
            if not run.over:
                run.error = Interrupted(
                    _("Not done: it was interrupted.")
                    if work.reads
                    else _("It was interrupted, and may have been done.")
                )
    finally:
        progress.clear()


def command_line(root: click.Group, words: Sequence[str]) -> Callable[[CompanyApp], None]:
    """Runs a command of the program.

    root: the program's group. words: the command line, without a person's own words.
    """

    def run(own: CompanyApp) -> None:
        line = [word.replace(PLACE, own.company.name) for word in words]
        with root.make_context("alegra", line, obj=own) as context:
            root.invoke(context)

    return run


def _run(app: App, work: Work, run: CompanyRun) -> None:
    told = partial(_tell, app, run.name)
    own = CompanyApp(app, run.company, run.spool, work.reads, told, work.agreed, work.dry)
    error = _outcome(work, own)
    run.spool.texts += own.own_output.getvalue().splitlines()
    run.spool.end()
    if run.error is None:
        run.error, run.over = error, True
        text = ngettext("{count} record", "{count} records", run.spool.count)
        own.screen.log(error.message if error else text.format(count=run.spool.count))


def _outcome(work: Work, own: CompanyApp) -> AlegraError | None:
    try:
        work.run(own)
    except click.exceptions.Exit as end:
        code = end.exit_code
        return AlegraError(_("It ended with {code}.").format(code=code)) if code else None
    except (Exception, KeyboardInterrupt) as problem:
        if (own.options.verbose or 0) > 1:
            own.screen.log("".join(traceback.format_exception(problem)))
        return as_error(problem)
    return None


def _tell(app: App, name: str, line: str) -> None:
    app.screen.note(f"{name}: {line}")
