"""Records into a file that is never seen half written."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from alegra_cli.app import App
from alegra_cli.commands.counted import Counted
from alegra_cli.declare import Resource
from alegra_cli.errors import AlegraError, UsageProblem
from alegra_cli.files import ordinary
from alegra_cli.i18n import _, ngettext


def to_file(app: App, name: str, force: bool, records: Counted, resource: Resource) -> None:
    """Write beside the file and rename at the end; refuses to overwrite without `force`."""
    target = Path(name)
    if target.exists() and not force:
        raise UsageProblem(_("{file} exists.").format(file=name), _("--force overwrites it."))
    try:
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as problem:
        raise UsageProblem(
            _("{file} can't be written: {problem}").format(file=name, problem=problem.strerror)
        ) from problem
    before = app.stdout
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
            app.stdout = stream
            app.show_records(records, resource.columns)
        ordinary(temporary)
        os.replace(temporary, target)
    except OSError as problem:
        raise AlegraError(
            _("{file} can't be written: {problem}").format(
                file=name, problem=problem.strerror or problem
            )
        ) from problem
    finally:
        app.stdout = before
        with contextlib.suppress(OSError):
            os.unlink(temporary)
    text = ngettext(
        "{count} record written to {file}.", "{count} records written to {file}.", records.number
    )
    app.note(text.format(count=records.number, file=name))
