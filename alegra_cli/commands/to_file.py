"""Records into a file that is never seen half written."""

from __future__ import annotations

import contextlib
import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TextIO

from alegra_cli.app import App
from alegra_cli.commands.progress import RecordCount
from alegra_cli.declare import Resource
from alegra_cli.errors import AlegraError, Interrupted, UsageProblem
from alegra_cli.errors.unusable_files import unwritable
from alegra_cli.files import as_text, replacing
from alegra_cli.i18n import _, ngettext


def check_free(name: str, force: bool) -> None:
    """Raises `UsageProblem` where a file would be overwritten."""
    if Path(name).exists() and not force:
        raise UsageProblem(_("{file} exists.").format(file=name), _("--force overwrites it."))


def to_file(app: App, name: str, force: bool, records: RecordCount, resource: Resource) -> None:
    """Write beside the file and rename at the end.

    name: ``.gz`` at its end packs it. Raises `UsageProblem` where the file exists and `force`
    does not allow to replace it, `AlegraError` where it can't be written. When reading fails,
    what was read is kept in ``NAME.partial``, and the error says so.
    """
    check_free(name, force)
    try:
        with contextlib.ExitStack() as stack:
            try:
                file = stack.enter_context(replacing(Path(name), overwrite=force))
            except OSError as problem:
                raise unwritable(name, problem, kind=UsageProblem) from problem
            _write(app, file, name, records, resource)
    except FileExistsError:
        check_free(name, force)
    except OSError as problem:
        raise unwritable(name, problem) from problem
    text = ngettext(
        "{count} record written to {file}.", "{count} records written to {file}.", records.number
    )
    app.screen.note(text.format(count=records.number, file=name))


def _write(app: App, file: IO[bytes], name: str, records: RecordCount, resource: Resource) -> None:
    try:
        with _stream(file, name) as stream:
            screen = app.screen.into(stream)
            screen.records(records, resource.columns, resource.number_paths())
    except KeyboardInterrupt:
        interrupted = Interrupted()
        _keep(file, f"{name}.partial", records, interrupted)
        raise interrupted from None
    except AlegraError as problem:
        _keep(file, f"{name}.partial", records, problem)
        raise


@contextlib.contextmanager
def _stream(file: IO[bytes], name: str) -> Iterator[TextIO]:
    if not name.lower().endswith(".gz"):
        with as_text(file) as stream:
            yield stream
        return
    import gzip

    # No name and no time inside: the same records make the same file.
    with (
        gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed,
        # The buffer keeps the flush after each record from the packing, which it would undo.
        io.TextIOWrapper(io.BufferedWriter(packed), "utf-8", newline="") as stream,
    ):
        yield stream


def _keep(file: IO[bytes], name: str, records: RecordCount, problem: AlegraError) -> None:
    """A copy of what was read before the failure."""
    if not records.number:
        return
    with contextlib.suppress(OSError):
        file.seek(0)
        with replacing(Path(name)) as kept:
            shutil.copyfileobj(file, kept)
        told = _("What was read is in {file}.").format(file=name)
        problem.hint = f"{problem.hint} {told}".strip()
