"""Saving the renderings of documents: whole files under names that a person recognises."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

import click

from alegra_cli.app import App
from alegra_cli.commands import dryrun
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Argument, Option
from alegra_cli.declare import Column, Download, Resource
from alegra_cli.dotted_path import at
from alegra_cli.errors import NotFound, UsageProblem
from alegra_cli.errors.unusable_files import unwritable
from alegra_cli.files import replacing
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
    part = at(record, action.link)
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
    parts = [at(record, path) for path in resource.label]
    stem = safe_name(*parts, otherwise=safe_name(f"{resource.singular} {key}"))
    if any(Path(item["file"]).stem.casefold() == stem.casefold() for item in saved):
        stem = safe_name(stem, f"({key})")
    return f"{stem}.{action.name}"


def _save(app: App, link: str, file: Path, force: bool) -> int:
    """The file, whole or not at all; its size in bytes."""
    if not force:
        _refuse_to_overwrite(file)
    try:
        with replacing(file, overwrite=force) as stream:
            app.connection.session.download(link, stream)
            size = stream.tell()
    except FileExistsError:  # it appeared meanwhile
        _refuse_to_overwrite(file)
        raise
    except OSError as problem:
        raise unwritable(file, problem) from problem
    return size
