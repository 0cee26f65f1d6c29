"""Saving the renderings of documents: whole files under names that a person recognises."""

from __future__ import annotations

import contextlib
import os
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

import click

from alegra_cli.app import App
from alegra_cli.commands import dryrun
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Argument, Option
from alegra_cli.declare import Column, Download, Resource
from alegra_cli.errors import AlegraError, NotFound, UsageProblem
from alegra_cli.errors.foreign_texts import reason
from alegra_cli.files import ordinary
from alegra_cli.files.names import safe_name
from alegra_cli.i18n import _
from alegra_cli.operations.calls import call

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import DownloadArguments

COLUMNS = (Column("Id", "id"), Column("File", "file"), Column("Bytes", "bytes", "number"))


def download_command(resource: Resource, action: Download) -> Leaf:
    params: list[click.Parameter] = [
        Argument(["ids"], nargs=-1, required=True, metavar="ID..."),
        Option(
            ["-O", "--out"],
            metavar="DIR|FILE",
            help=_("Where to save: a directory, or the file for one document."),
        ),
        Option(["--force"], is_flag=True, help=_("Overwrite the file if it exists.")),
    ]
    return Leaf(action.name, partial(run_download, resource, action), params, _(action.summary))


def run_download(
    resource: Resource, action: Download, app: App, **given: Unpack[DownloadArguments]
) -> None:
    """Save the rendering of each document, and show where: ``{id, file, bytes}``.

    What was saved is shown also where a later one fails. Raises `UsageProblem` for a
    directory that is not there or a file that is, `NotFound` for a document without this
    rendering, `AlegraError` for a file that can't be written and a request that fails.
    """
    ids = list(dict.fromkeys(given["ids"]))
    folder, name = _target(given["out"], len(ids))
    requests = [call(resource, action, {action.arguments[0]: key}, action.query) for key in ids]
    if app.dry_run:
        dryrun.show_all(app, requests)
        return
    if name is not None and not given["force"]:
        _refuse_to_overwrite(folder / name)
    saved: list[dict[str, Any]] = []
    try:
        for key, request in zip(ids, requests, strict=True):
            record = app.connection.session.send(request).body
            link = _link(resource, action, key, record)
            file = folder / (name or _name(resource, action, key, record, saved))
            saved.append(
                {"id": key, "file": str(file), "bytes": _save(app, link, file, given["force"])}
            )
    finally:
        if saved:
            app.screen.records(saved, COLUMNS)


def _target(out: str | None, count: int) -> tuple[Path, str | None]:
    """(directory, name of the file or None). Raises `UsageProblem`."""
    path = Path(out or ".")
    if path.is_dir():
        return path, None
    if out and out.endswith(("/", os.sep)):
        raise UsageProblem(_("There is no directory {folder}.").format(folder=out))
    if count > 1:
        raise UsageProblem(
            _("Several documents need a directory; {out} is none.").format(out=out),
        )
    if not path.parent.is_dir():
        raise UsageProblem(_("There is no directory {folder}.").format(folder=path.parent))
    return path.parent, path.name


def _refuse_to_overwrite(file: Path) -> None:
    if file.exists():
        raise UsageProblem(_("{file} exists.").format(file=file), _("--force overwrites it."))


def _link(resource: Resource, action: Download, key: str, record: Any) -> str:
    part = _at(record, action.link)
    if not isinstance(part, str) or not part:
        raise NotFound(
            _("Alegra gave no {kind} for {noun} {id}.").format(
                kind=action.name, noun=_(resource.singular), id=key
            ),
            _("A document has an XML only after the tax authority has accepted it.")
            if action.name == "xml"
            else "",
        )
    return part


def _name(
    resource: Resource, action: Download, key: str, record: Any, saved: list[dict[str, Any]]
) -> str:
    """Number and client, and the id where two documents of one run would share a name."""
    parts = [_at(record, path) for path in resource.label]
    stem = safe_name(*parts, otherwise=safe_name(f"{resource.singular} {key}"))
    if any(Path(item["file"]).stem.casefold() == stem.casefold() for item in saved):
        stem = safe_name(stem, f"({key})")
    return f"{stem}.{action.name}"


def _at(record: Any, path: str) -> Any:
    for part in path.split("."):
        record = record.get(part) if isinstance(record, dict) else None
    return record


def _save(app: App, link: str, file: Path, force: bool) -> int:
    """The file, whole or not at all; its size in bytes."""
    if not force:
        _refuse_to_overwrite(file)
    try:
        descriptor, temporary = tempfile.mkstemp(dir=file.parent, prefix=".alegra-", suffix=".part")
        try:
            with os.fdopen(descriptor, "w+b") as stream:
                app.connection.session.download(link, stream)
                size = stream.tell()
            ordinary(temporary)
            _put(temporary, file, force)
        finally:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
    except OSError as problem:
        raise AlegraError(
            _("{file} can't be written: {problem}").format(file=file, problem=reason(problem))
        ) from problem
    return size


def _put(temporary: str, file: Path, force: bool) -> None:
    """Give the finished file its name; one that appeared meanwhile stays, without `force`."""
    if force:
        os.replace(temporary, file)
        return
    try:
        os.link(temporary, file)
    except FileExistsError:
        _refuse_to_overwrite(file)
    except OSError:
        # A file system without hard links.
        _refuse_to_overwrite(file)
        os.rename(temporary, file)
