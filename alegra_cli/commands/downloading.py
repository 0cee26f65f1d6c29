"""Saving the renderings of documents: whole files under names that a person recognises."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Unpack

import click

from alegra_cli.app import App
from alegra_cli.commands import dryrun
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Argument, Option
from alegra_cli.commands.progress import RecordCount
from alegra_cli.commands.record_choice import RecordChoice, choosing_options
from alegra_cli.commands.to_stdout import STDOUT, whole_to_stdout
from alegra_cli.declare import Column, Download, Resource
from alegra_cli.dotted_path import at
from alegra_cli.errors import NotFound, PartlyDone, UsageProblem
from alegra_cli.errors.unusable_files import unwritable
from alegra_cli.files import replacing
from alegra_cli.files.names import safe_name
from alegra_cli.i18n import _, ngettext
from alegra_cli.operations.calls import call
from alegra_cli.operations.position import Position
from alegra_cli.wire import Request

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import DownloadArguments

COLUMNS = (Column("Id", "id"), Column("File", "file"), Column("Bytes", "bytes", "number"))


class DownloadTarget(NamedTuple):
    """One document. record: as the list has it; None where only its id is known."""

    id: str
    record: Any = None


class Target(NamedTuple):
    """name: of the one file; None where files are called by their documents."""

    folder: Path
    name: str | None = None


def download_command(resource: Resource, action: Download) -> Leaf:
    own: list[click.Parameter] = [
        Argument(["ids"], nargs=-1, metavar="[ID]..."),
        Option(
            ["-O", "--out"],
            metavar="DIR|FILE",
            help=_(
                "Where to save: a folder, made if need be, or the file for one document; "
                "- is stdout."
            ),
        ),
        Option(["--force"], is_flag=True, help=_("Overwrite the file if it exists.")),
        Option(
            ["--skip-existing"],
            is_flag=True,
            help=_("Leave files alone that are there already, as after an interruption."),
        ),
    ]
    params = [*own, *choosing_options(resource, own)]
    run = partial(run_download, resource, action)
    return Leaf(action.name, run, params, _(action.summary), takes=("filters",))


def run_download(
    resource: Resource, action: Download, app: App, **given: Unpack[DownloadArguments]
) -> None:
    """Save the rendering of each document, and show where: ``{id, file, bytes}``.

    What was saved is shown also where a later one fails; of a document that goes to stdout nothing
    else is. Raises `UsageProblem` for a
    file that is there already, before any other is saved where that can be known; `NotFound` for
    a document without this rendering; `AlegraError` for a file that can't be written and a
    request that fails.
    """
    if given["force"] and given["skip_existing"]:
        raise UsageProblem(_("--force and --skip-existing exclude each other."))
    ids = list(dict.fromkeys(given["ids"]))
    chosen = RecordChoice(app, resource, ids, given)
    if given["out"] == STDOUT:
        _to_stdout(resource, action, app, ids, chosen.by_filters)
        return
    target = _target(given["out"], action, chosen.by_filters or len(ids) > 1)
    if app.dry_run:
        if chosen.by_filters:
            dryrun.show(app, chosen.request())
        else:
            dryrun.show_all(app, [_request(resource, action, key) for key in ids])
        return
    wanted = (
        [DownloadTarget(str(record[resource.id_key]), record) for record in chosen.records()]
        if chosen.by_filters
        else [DownloadTarget(key) for key in ids]
    )
    saving = _Saving(app, resource, action, target, given, chosen.by_filters)
    saving.check(wanted)
    try:
        position = Position()
        position.total = len(wanted)
        files = saving.files(wanted)
        for _file in RecordCount(files, app.screen.progress, position, resumes=False):
            pass
    finally:
        if saving.records:
            app.screen.records(saving.records, COLUMNS)
        saving.tell_skipped()
    if not wanted:
        app.screen.records([], COLUMNS)
    if saving.without:
        raise PartlyDone(
            _("No {kind} of: {ids}.").format(kind=action.name, ids=", ".join(saving.without)),
            _absence(action),
        )


def _to_stdout(
    resource: Resource, action: Download, app: App, ids: Sequence[str], by_filters: bool
) -> None:
    """The one document, into a pipe and nothing else with it."""
    if by_filters or len(ids) > 1:
        raise UsageProblem(_("Only one document goes to stdout; several need a folder."))
    key = ids[0]
    request = _request(resource, action, key)
    if app.dry_run:
        dryrun.show_all(app, [request])
        return
    with whole_to_stdout(app, action.name) as file:
        record = app.connection.session.send(request).body
        app.connection.session.download(_link(resource, action, key, record), file)


class _Saving:
    """Files on their way to their folder.

    goes_on: a document without a rendering is kept in `without`, and is no error at once.
    """

    def __init__(
        self,
        app: App,
        resource: Resource,
        action: Download,
        target: Target,
        given: DownloadArguments,
        goes_on: bool,
    ) -> None:
        self.records: list[dict[str, Any]] = []
        self.skip_count = 0
        self.without: list[str] = []
        self._app = app
        self._resource = resource
        self._action = action
        self._target = target
        self._force, self._skips = given["force"], given["skip_existing"]
        self._names: set[str] = set()
        self._goes_on = goes_on

    def check(self, wanted: Sequence[DownloadTarget]) -> None:
        """Raises `UsageProblem` for a file that is there, as far as names are known by now."""
        if self._force or self._skips:
            return
        if self._target.name is not None:
            _refuse_to_overwrite(self._target.folder / self._target.name)
        for one in wanted:
            if one.record is not None:
                _refuse_to_overwrite(self._target.folder / self._file_name(one.id, one.record, ()))

    def files(self, wanted: Sequence[DownloadTarget]) -> Iterator[Path]:
        """Saves each, and gives where it is."""
        for one in wanted:
            record = one.record
            name = record and self._file_name(one.id, record, self._names)
            if not name or not self._there(name):
                request = _request(self._resource, self._action, one.id)
                record = self._app.connection.session.send(request).body
                name = name or self._file_name(one.id, record, self._names)
            self._names.add(name.casefold())
            file = self._target.folder / name
            if self._there(name):
                self.skip_count += 1
            else:
                self._save(one.id, record, file)
            yield file

    def _there(self, name: str) -> bool:
        return self._skips and (self._target.folder / name).exists()

    def _file_name(self, key: str, record: Any, taken: Container[str]) -> str:
        return self._target.name or _name(self._resource, self._action, key, record, taken)

    def _save(self, key: str, record: Any, file: Path) -> None:
        try:
            link = _link(self._resource, self._action, key, record)
        except NotFound:
            if not self._goes_on:
                raise
            self.without.append(key)
            return
        _make(self._target.folder)
        size = _save(self._app, link, file, self._force)
        self.records.append({"id": key, "file": str(file), "bytes": size})

    def tell_skipped(self) -> None:
        if self.skip_count:
            text = ngettext(
                "{count} file was there already and was left alone.",
                "{count} files were there already and were left alone.",
                self.skip_count,
            )
            self._app.screen.notes([text.format(count=self.skip_count)])


def _request(resource: Resource, action: Download, key: str) -> Request:
    return call(resource, action, {action.arguments[0]: key}, action.query)


def _target(out: str | None, action: Download, several: bool) -> Target:
    """Raises `UsageProblem` for a file where several have to go, or one in no folder."""
    path = Path(out or ".")
    if path.is_dir() or (out and out.endswith(("/", os.sep))):
        return Target(path)
    if several and path.suffix.lower() != f".{action.extension}":
        return Target(path)
    if several:
        raise UsageProblem(
            _("Several documents need a folder; {out} is the name of a file.").format(out=out),
        )
    if not path.parent.is_dir():
        raise UsageProblem(_("There is no directory {folder}.").format(folder=path.parent))
    return Target(path.parent, path.name)


def _make(folder: Path) -> None:
    """The folder, once there is something to put into it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise unwritable(folder, problem) from problem


def _refuse_to_overwrite(file: Path) -> None:
    if file.exists():
        raise UsageProblem(
            _("{file} exists.").format(file=file),
            _("--skip-existing leaves it alone, --force overwrites it."),
        )


def _link(resource: Resource, action: Download, key: str, record: Any) -> str:
    part = at(record, action.link)
    if not isinstance(part, str) or not part:
        raise NotFound(
            _("Alegra gave no {kind} for {noun} {id}.").format(
                kind=action.name, noun=_(resource.singular), id=key
            ),
            _absence(action),
        )
    return part


def _absence(action: Download) -> str:
    return _(action.absence) if action.absence else ""


def _name(
    resource: Resource, action: Download, key: str, record: Any, taken: Container[str]
) -> str:
    """Number and client, and the id where two documents of one run would share a name."""
    parts = [at(record, path) for path in resource.label]
    stem = safe_name(*parts, otherwise=safe_name(f"{resource.singular} {key}"))
    if f"{stem}.{action.extension}".casefold() in taken:
        stem = safe_name(stem, f"({key})")
    return f"{stem}.{action.extension}"


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
