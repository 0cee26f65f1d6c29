"""Sending a write and showing what came back.

Once a write is done nothing may make it look as if it had failed: somebody would do it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alegra_cli.app import App
from alegra_cli.declare import Column, Resource
from alegra_cli.errors import UsageProblem
from alegra_cli.errors.unusable_files import unshown
from alegra_cli.operations.changing import send_change
from alegra_cli.operations.envelope import record
from alegra_cli.output.columns import lookup
from alegra_cli.output.screen import Screen
from alegra_cli.transfer.deviations import warning
from alegra_cli.wire import Request


def send(
    app: App,
    request: Request,
    what: str,
    says: str = "message",
    resource: Resource | None = None,
    made: Resource | None = None,
    told: str = "",
) -> Any:
    """Send, then show the reply, or what was done for an empty one.

    what: that in a word for programs. told: for people; ``OK:`` and the word when empty.

    says: key under which a success is told; a person sees it as the message that it is.
    resource: what it is a record of, where that is known.
    made: what was made, whose record may come wrapped.
    Returns the body of the reply.
    """
    session = app.connection.session
    answer = send_change(session, resource, request) if resource else session.send(request)
    body = reply = answer.body
    if shown := resource or made:
        body = record(body, shown.envelope)
    if (
        app.screen.format == "table"
        and says != "message"
        and isinstance(body, dict)
        and says in body
    ):
        body = {("message" if key == says else key): value for key, value in body.items()}
    stored = warning(request.body, body, shown) if shown else ""
    try:
        columns = shown.columns if shown else ()
        _show(app.screen, body, what, told or f"OK: {what}", columns)
    except BrokenPipeError:
        raise
    except OSError as problem:
        raise unshown(problem) from problem
    if stored:
        app.screen.notes([stored])
    return reply


def _show(screen: Screen, body: Any, what: str, told: str, columns: Sequence[Column]) -> None:
    if body is not None and body not in ({}, []):
        # What is no record of the resource, such as a message, has nothing of its columns.
        known = isinstance(body, dict) and any(lookup(body, one.path)[0] for one in columns)
        shown = columns if known and screen.takes_columns else ()
        _without_unknown_columns(screen, body, shown).record(body, shown)
    elif screen.format in ("table", "csv"):
        screen.say(told)
    else:
        options = screen.options._replace(columns=None, select=None)
        screen.with_options(options).record({"ok": what})


def _without_unknown_columns(screen: Screen, body: Any, columns: Sequence[Column]) -> Screen:
    """A column that the reply lacks is worth a note, and no more, after the fact."""
    from alegra_cli.output.columns import MissingColumns

    asked = screen.paths(columns)
    if asked is None:
        return screen
    missing = MissingColumns(asked, [column.path for column in columns])
    missing.see(body)
    try:
        missing.check()
    except UsageProblem as problem:
        screen.note(f"{problem.message} {problem.hint}")
        return screen.with_options(screen.options._replace(columns=None))
    return screen
