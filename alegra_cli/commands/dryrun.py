"""The request that would be sent, for ``--dry-run``: readable, or as JSON, and never the secret."""

from __future__ import annotations

import shlex
from typing import Any
from urllib.parse import urlencode

from alegra_cli import exact
from alegra_cli.app import App
from alegra_cli.i18n import _
from alegra_cli.opening import SANDBOX_PORT, sandboxed
from alegra_cli.output.visible import escaped
from alegra_cli.wire import Request

STRUCTURED = ("json", "jsonl", "yaml")


def show(app: App, request: Request) -> None:
    """Print the request and a curl line that sends it; nothing else goes to stdout."""
    url = app.base_url() + request.path
    if request.query:
        url += "?" + urlencode(request.query)
    headers = {"Accept": "application/json"}
    if request.body is not None:
        headers["Content-Type"] = "application/json"
    bearer = bool(app.env.get("ALEGRA_BEARER_TOKEN"))
    shown = {**headers, "Authorization": ("Bearer" if bearer else "Basic") + " ***"}
    if app.format in STRUCTURED:
        record = {"method": request.method, "url": url, "headers": shown, "body": request.body}
        app.options.columns = None
        app.show_record(record)
    else:
        _show_text(app, request, url, shown, _curl(request, url, headers, bearer))
    if sandboxed(app):
        app.note(
            _(
                "The sandbox listens at this address only while "
                "`alegra sandbox serve --port {port}` runs."
            ).format(port=SANDBOX_PORT)
        )


def _show_text(app: App, request: Request, url: str, headers: dict[str, str], curl: str) -> None:
    lines = [f"{request.method} {url}", *(f"{key}: {value}" for key, value in headers.items())]
    if request.body is not None:
        lines += ["", escaped(exact.dumps(request.body, indent=2))]
    app.say("\n".join([*lines, "", curl]))


def _curl(request: Request, url: str, headers: dict[str, str], bearer: bool) -> str:
    """A shell line that runs as it is when the credentials are in the environment."""
    words = ["curl", "-sS"]
    if request.method != "GET":
        words += ["-X", request.method]
    words.append(shlex.quote(url))
    words += (
        ["-H", '"Authorization: Bearer $ALEGRA_BEARER_TOKEN"']
        if bearer
        else ["-u", '"$ALEGRA_EMAIL:$ALEGRA_TOKEN"']
    )
    for key, value in headers.items():
        words += ["-H", shlex.quote(f"{key}: {value}")]
    if request.body is not None:
        words += ["--data-raw", shlex.quote(_one_line(request.body))]
    return " ".join(words)


def _one_line(body: Any) -> str:
    # Pure ASCII, so that the line survives any terminal, copy and paste.
    return exact.dumps(body, ascii_only=True)
