"""Sending a write and showing what came back.

Once a write is done nothing may make it look as if it had failed: somebody would do it again.
"""

from __future__ import annotations

from typing import Any

from alegra_cli.app import App
from alegra_cli.errors import UsageProblem
from alegra_cli.wire import Request


def send(app: App, request: Request, what: str, says: str = "message") -> Any:
    """Send, then show the reply, or ``OK: void 12`` for an empty one.

    says: key under which a success is told; a person sees it as the message that it is.
    Returns the body of the reply.
    """
    body = reply = app.session.send(request).body
    if app.format == "table" and says != "message" and isinstance(body, dict) and says in body:
        body = {("message" if key == says else key): value for key, value in body.items()}
    if body is not None and body not in ({}, []):
        _forget_unknown_columns(app, body)
        app.show_record(body)
    elif app.format in ("table", "csv"):
        app.say(f"OK: {what}")
    else:
        app.options.columns = app.options.select = None
        app.show_record({"ok": what})
    return reply


def _forget_unknown_columns(app: App, body: Any) -> None:
    """A column that the reply lacks is worth a note, and no more, after the fact."""
    from alegra_cli.output.columns import MissingColumns

    if app.columns is None:
        return
    missing = MissingColumns(app.columns)
    missing.see(body)
    try:
        missing.check()
    except UsageProblem as problem:
        app.note(f"{problem.message} {problem.hint}")
        app.options.columns = None
