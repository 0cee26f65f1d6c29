"""Attaching files to a record: every file looked at before the first is sent."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

import click

from alegra_cli.app import App
from alegra_cli.commands import dryrun
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Argument, Choice, Option, Placeholder
from alegra_cli.declare import Attach, Resource
from alegra_cli.declare.files import LARGEST
from alegra_cli.errors import AlegraError, UsageProblem
from alegra_cli.errors.unusable_files import unreadable
from alegra_cli.i18n import _
from alegra_cli.operations.calls import call
from alegra_cli.wire import Upload

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import AttachArguments


def attach_command(resource: Resource, action: Attach) -> Leaf:
    params: list[click.Parameter] = [
        *(Placeholder(name) for name in action.arguments),
        Argument(["files"], nargs=-1, required=True, metavar="FILE..."),
    ]
    if len(action.parts) > 1:
        text = _("What the files are; told from their names when not given.")
        params.append(Option(["--as", "part"], type=Choice(action.parts), help=text))
    run = partial(run_attach, resource, action)
    return Leaf(action.name, run, params, _(action.summary), takes=("arguments",))


def run_attach(
    resource: Resource, action: Attach, app: App, **given: Unpack[AttachArguments]
) -> None:
    """Send each file in a request of its own, and show the replies.

    Raises `UsageProblem` for a file that can't be sent, before the first one is; the
    `AlegraError` of a request that fails, with the names of the files that were not sent.
    """
    uploads = [_upload(action, name, given.get("part")) for name in given["files"]]
    request = call(resource, action, given["arguments"])
    if app.dry_run:
        dryrun.show_all(app, [request._replace(upload=upload) for upload in uploads])
        return
    done: list[Any] = []
    try:
        for upload in uploads:
            done.append(app.connection.session.send(request._replace(upload=upload)).body)
    except AlegraError as problem:
        problem.message = _broken_off(problem.message, given["files"], len(done))
        raise
    finally:
        if done:
            app.screen.records(done, action.columns)


def _broken_off(message: str, names: Sequence[str], done: int) -> str:
    """The message with what was not sent."""
    rest = names[done + 1 :]
    text = _("{file}: {message}").format(file=names[done], message=message)
    if rest:
        text += " " + _("Not sent: {files}.").format(files=", ".join(rest))
    return text


def _upload(action: Attach, name: str, part: str | None) -> Upload:
    """The file read whole. Raises `UsageProblem` for one that can't be sent."""
    path = Path(name)
    try:
        if path.is_dir():
            raise UsageProblem(_("{file} is a directory.").format(file=name))
        # Read no more than tells that it is too large.
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as problem:
        raise unreadable(name, problem) from problem
    if not content:
        raise UsageProblem(_("{file} is empty; nothing was sent.").format(file=name))
    if len(content) > LARGEST:
        raise UsageProblem(
            _("{file} is larger than {most} MB, the most that Alegra takes.").format(
                file=name, most=LARGEST // 1024**2
            ),
            _("Nothing was sent."),
        )
    return Upload(part or _part(action, path), path.name, content, name)


def _part(action: Attach, path: Path) -> str:
    """A picture goes under ``image`` where the API has that; everything else under the first."""
    kind = mimetypes.guess_type(path.name)[0] or ""
    if "image" in action.parts and kind.startswith("image/"):
        return "image"
    return action.parts[0]
