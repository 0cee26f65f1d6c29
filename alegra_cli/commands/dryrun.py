"""The request that would be sent, for ``--dry-run``: readable, or as JSON, and never the secret."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from alegra_cli.app import App
from alegra_cli.i18n import _
from alegra_cli.output.screen import Screen
from alegra_cli.output.visible import escape
from alegra_cli.wire import Request

if TYPE_CHECKING:
    from alegra_cli.connection import Connection
    from alegra_cli.declare import Api

STRUCTURED = ("json", "jsonl", "yaml")


def show(app: App, request: Request, api: Api | None = None) -> None:
    """Print the request and a curl line that sends it; nothing else goes to stdout.

    api: the service that it goes to; None for that of the command.
    """
    # Every command can be rehearsed, and hardly one is: its tools are no part of their start.
    from alegra_cli.connection import sandbox

    connection = app.connection.for_api(api) if api else app.connection
    planned = plan(connection, request)
    if app.screen.format in STRUCTURED:
        _whole(app).record(planned)
    else:
        _show_text(app, planned, _curl(connection, request, planned))
    if app.connection.sandboxed:
        app.screen.note(
            _(
                "The sandbox listens at this address only while "
                "`alegra sandbox serve --port {port}` runs."
            ).format(port=sandbox.PORT)
        )


def show_all(app: App, requests: Sequence[Request]) -> None:
    """Several requests: one list of them where the format is for machines."""
    if app.screen.format in STRUCTURED and len(requests) > 1:
        _whole(app).records([plan(app.connection, request) for request in requests])
        return
    for request in requests:
        show(app, request)


def stream(app: App, requests: Iterable[Request]) -> None:
    """Any number of requests, none of them kept."""
    stream_of_services(app, ((None, request) for request in requests))


def stream_of_services(app: App, requests: Iterable[tuple[Api | None, Request]]) -> None:
    """The same, each with the service that it goes to; None for that of the command."""
    at = app.connection
    if app.screen.format in STRUCTURED:
        _whole(app).records(
            plan(at.for_api(api) if api else at, request) for api, request in requests
        )
        return
    for api, request in requests:
        show(app, request, api)


def _whole(app: App) -> Screen:
    """A request is shown whole: the columns are those of the records."""
    return app.screen.with_options(app.screen.options._replace(columns=None))


def plan(connection: Connection, request: Request) -> dict[str, Any]:
    """``{method, url, headers, body}``; the body of an upload names its file and size."""
    url = connection.base_url + request.path
    if request.query:
        url += "?" + urlencode(request.query)
    headers = {"Accept": "application/json"}
    body = request.body
    if request.upload is not None:
        headers["Content-Type"] = "multipart/form-data"
        upload = request.upload
        body = {upload.part: f"@{upload.source}", "bytes": len(upload.content)}
    elif body is not None:
        headers["Content-Type"] = "application/json"
    headers["Authorization"] = ("Bearer" if _bearer(connection) else "Basic") + " ***"
    return {"method": request.method, "url": url, "headers": headers, "body": body}


def _bearer(connection: Connection) -> str:
    """The variable that holds the bearer token; empty where e-mail and token are sent."""
    service = connection.service
    if service is not None and service.bearer:
        return service.variable("KEY")
    return "ALEGRA_BEARER_TOKEN" if connection.env.get("ALEGRA_BEARER_TOKEN") else ""


def _show_text(app: App, planned: dict[str, Any], curl: str) -> None:
    from alegra_cli import exact

    lines = [f"{planned['method']} {planned['url']}"]
    lines += [f"{key}: {value}" for key, value in planned["headers"].items()]
    if planned["body"] is not None:
        lines += ["", escape(exact.dumps(planned["body"], indent=2))]
    app.screen.say("\n".join([*lines, "", curl]))


def _curl(connection: Connection, request: Request, planned: dict[str, Any]) -> str:
    """A shell line that runs as it is when the credentials are in the environment."""
    import shlex

    words = ["curl", "-sS"]
    if request.method != "GET":
        words += ["-X", request.method]
    words.append(shlex.quote(planned["url"]))
    words += (
        ["-H", f'"Authorization: Bearer ${_bearer(connection)}"']
        if _bearer(connection)
        else ["-u", '"$ALEGRA_EMAIL:$ALEGRA_TOKEN"']
    )
    for key, value in planned["headers"].items():
        # curl writes the type of a form itself, with the boundary in it.
        if key != "Authorization" and value != "multipart/form-data":
            words += ["-H", shlex.quote(f"{key}: {value}")]
    if request.upload is not None:
        words += ["-F", shlex.quote(f"{request.upload.part}=@{request.upload.source}")]
    elif request.body is not None:
        words += ["--data-raw", shlex.quote(_one_line(request.body))]
    return " ".join(words)


def _one_line(body: Any) -> str:
    from alegra_cli import exact

    # Pure ASCII, so that the line survives any terminal, copy and paste.
    return exact.dumps(body, ascii_only=True)
