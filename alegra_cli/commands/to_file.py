"""Records into a file that is never seen half written."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from alegra_cli.app import App
from alegra_cli.commands.progress import Counted
from alegra_cli.declare import Resource
from alegra_cli.errors import AlegraError, Interrupted, UsageProblem
from alegra_cli.errors.foreign_texts import reason
from alegra_cli.files import ordinary
from alegra_cli.i18n import _, ngettext


def check_free(name: str, force: bool) -> None:
    """Raises `UsageProblem` where a file would be overwritten."""
    if Path(name).exists() and not force:
        raise UsageProblem(_("{file} exists.").format(file=name), _("--force overwrites it."))


def to_file(app: App, name: str, force: bool, records: Counted, resource: Resource) -> None:
    """Write beside the file and rename at the end.

    name: ``.gz`` at its end packs it. Raises `UsageProblem` where the file exists and `force`
    does not allow to replace it, `AlegraError` where it can't be written. When reading fails,
    what was read is kept in ``NAME.partial``, and the error says so.
    """
    check_free(name, force)
    target = Path(name)
    try:
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as problem:
        raise _unwritable(UsageProblem, name, problem) from problem
    try:
        _write(app, descriptor, target, records, resource)
        ordinary(temporary)
        os.replace(temporary, target)
    except OSError as problem:
        raise _unwritable(AlegraError, name, problem) from problem
    except KeyboardInterrupt:
        interrupted = Interrupted()
        _keep(temporary, f"{name}.partial", records, interrupted)
        raise interrupted from None
    except AlegraError as problem:
        _keep(temporary, f"{name}.partial", records, problem)
        raise
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
    text = ngettext(
        "{count} record written to {file}.", "{count} records written to {file}.", records.number
    )
    app.screen.note(text.format(count=records.number, file=name))


def _write(app: App, descriptor: int, target: Path, records: Counted, resource: Resource) -> None:
    with _stream(descriptor, target) as stream:
        app.screen.into(stream).records(records, resource.columns)


@contextlib.contextmanager
def _stream(descriptor: int, target: Path) -> Iterator[TextIO]:
    if target.suffix.lower() != ".gz":
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
            yield stream
        return
    import gzip

    # No name and no time inside: the same records make the same file.
    with (
        os.fdopen(descriptor, "wb") as file,
        gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed,
        # The buffer keeps the flush after each record from the packing, which it would undo.
        io.TextIOWrapper(io.BufferedWriter(packed), "utf-8", newline="") as stream,
    ):
        yield stream


def _keep(temporary: str, name: str, records: Counted, problem: AlegraError) -> None:
    if not records.number:
        return
    with contextlib.suppress(OSError):
        ordinary(temporary)
        os.replace(temporary, name)
        told = _("What was read is in {file}.").format(file=name)
        problem.hint = f"{problem.hint} {told}".strip()


def _unwritable(kind: type[AlegraError], name: str, problem: OSError) -> AlegraError:
    return kind(_("{file} can't be written: {problem}").format(file=name, problem=reason(problem)))
