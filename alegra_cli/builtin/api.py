"""``alegra api METHOD PATH``: any request, in the same session as every other command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack
from urllib.parse import parse_qsl, quote, urlsplit

import attrs
import click

from alegra_cli.app import App
from alegra_cli.commands import dryrun
from alegra_cli.commands.bodies import source_options
from alegra_cli.commands.confirming import ask, yes_option
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.listing import raw
from alegra_cli.commands.options import Argument, Option
from alegra_cli.commands.progress import RecordCount
from alegra_cli.commands.submit import send
from alegra_cli.declare import Action, Resource, Rows
from alegra_cli.errors import BrokenText, UsageProblem
from alegra_cli.i18n import _
from alegra_cli.input.body import assign, read_body
from alegra_cli.operations import pages
from alegra_cli.operations.calls import Query, merge_params, stamps
from alegra_cli.operations.matching import declared_for
from alegra_cli.wire import Request

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import ApiArguments

METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH")


def command() -> click.Command:
    params: list[click.Parameter] = [
        Argument(["method"], metavar="METHOD", type=click.Choice(METHODS, case_sensitive=False)),
        Argument(["path"], metavar="PATH"),
        Option(["--all", "everything"], is_flag=True, help=_("Every record of a list.")),
        raw(),
        *source_options(),
        yes_option(),
    ]
    text = _(
        "Send any request, such as `alegra api GET /invoices/1`; for what no command offers. "
        "The path is the API's, below /api/v1."
    )
    return Leaf("api", run, params, text)


def run(app: App, **given: Unpack[ApiArguments]) -> None:
    """Send one request, or read a list to its end (``--all``).

    What a declaration knows of the path is heeded: its paging, its question, its being sent only
    once. Raises `UsageProblem` for a path on another host and for what no request can be,
    `Cancelled`, and the `AlegraError` of a request that fails.
    """
    method = given["method"].upper()
    path, query = _place(app, given["path"])
    query = merge_params(query, given["param"])
    body = _body(app, given)
    if method == "GET" and body is not None:
        raise UsageProblem(_("A GET has no body; query parameters go with --param."))
    if given["everything"] and method != "GET":
        raise UsageProblem(_("--all reads lists; it goes with GET only."))
    found = declared_for(app.registry, method, path)
    request = Request(method, path, query, body, once=_once(found, body))
    if app.dry_run:
        dryrun.show(app, request)
    elif given["everything"]:
        _list(app, found, path, query)
    elif method == "GET":
        _show(app, request)
    else:
        _confirm(app, request, found, given["yes"])
        send(app, request, f"{method} {path}")


KnownAction = tuple[Resource, Action] | None


def _place(app: App, text: str) -> tuple[str, Query]:
    """(path below the base URL, its query). Raises `UsageProblem` for another host."""
    base = app.connection.base_url
    if "://" in text or text.startswith("//"):
        if not text.startswith(base + "/"):
            raise UsageProblem(
                _("{url} is not below {base}; nothing was sent there.").format(url=text, base=base),
                _("Give the path alone, or the other address with --base-url."),
            )
        text = text[len(base) :]
    parts = urlsplit(text)
    words = [word for word in parts.path.split("/") if word]
    if not words or any(word in (".", "..") for word in words):
        raise UsageProblem(_("{path!r} is not a path of the API.").format(path=text))
    # An escape that is there stays; everything else that a path can't hold is escaped.
    try:
        path = "/" + "/".join(quote(word, safe="%:@!$&'()*+,;=~") for word in words)
    except UnicodeEncodeError:
        raise BrokenText(text) from None
    return path, tuple(parse_qsl(parts.query, keep_blank_values=True))


def _body(app: App, given: ApiArguments) -> Any:
    body = read_body(given["file"], given["data"], app.stdin, allow_list=True)
    if given["assignments"]:
        body = assign(body if isinstance(body, dict) else {}, given["assignments"])
    return body  # an explicit ``{}`` is a body like any other


def _once(found: KnownAction, body: Any) -> bool:
    """What may reach the tax authority is never sent twice, whatever its method."""
    return found is not None and (
        found[1].confirm == "authority" or (found[1].writes and stamps(found[0], body))
    )


def _confirm(app: App, request: Request, found: KnownAction, yes: bool) -> None:
    if _once(found, request.body):
        ask(app, _("Send it to the tax authority?"), yes)
    elif request.method == "DELETE" or (found is not None and found[1].confirm):
        ask(app, _("{method} {path}?").format(method=request.method, path=request.path), yes)


def _list(app: App, found: KnownAction, path: str, query: Query) -> None:
    if found is not None and found[1].verb in ("list", "rows"):
        resource, known = found
        action = Action("list", "GET", verb="list") if known.verb == "list" else Rows("list", "")
        columns = known.columns or resource.columns
        resource = attrs.evolve(resource, path=path, columns=columns, label=())
    else:
        # Whether it tells a total and gives ids, nobody knows.
        action, resource = (
            Rows("list", ""),
            (Resource("api", singular="record", path=path, actions=(), columns=())),
        )
    records = pages.records(app.connection.session, resource, action, query)
    app.screen.records(RecordCount(records, app.screen.progress), resource.columns)


def _show(app: App, request: Request) -> None:
    if request.writes:
        send(app, request, f"{request.method} {request.path}")
        return
    body = app.connection.session.send(request).body
    if isinstance(body, list):
        app.screen.records(body)
    else:
        app.screen.record(body)
