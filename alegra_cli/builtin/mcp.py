"""``alegra mcp``: this program for an assistant, over the model context protocol."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import click

from alegra_cli import exact, signals
from alegra_cli.app import App
from alegra_cli.assistant.server.options import lines_for, no_library, permission_options
from alegra_cli.commands.group import Group
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Option
from alegra_cli.companies.choice import companies_of
from alegra_cli.declare import Column
from alegra_cli.errors import UsageProblem
from alegra_cli.errors.unusable_files import unusable_port
from alegra_cli.i18n import _

TOKEN = "ALEGRA_MCP_TOKEN"
PORT = 8750
SHORTEST = 16  # characters of a token that nobody guesses
COLUMNS = (Column("Action", "action"), Column("Needs", "needs"), Column("Resources", "resources"))


def command() -> click.Command:
    makers: dict[str, Callable[[], click.Command]] = {
        "serve": _serve,
        "install": _install,
        "uninstall": _uninstall,
        "actions": partial(
            Leaf, "actions", run_actions, (), _("What can be allowed, and what it takes.")
        ),
    }
    # What an older tool called it stands in the settings of assistants.
    aliases = {"start": "serve"}
    return Group("mcp", makers, _("This program for an assistant."), aliases=aliases)


def _install() -> Leaf:
    from alegra_cli.assistant.install.command import install_command

    return install_command()


def _uninstall() -> Leaf:
    from alegra_cli.assistant.install.command import uninstall_command

    return uninstall_command()


def _serve() -> Leaf:
    params = [
        *permission_options(),
        Option(["--http"], is_flag=True, help=_("On this machine's own network, with a token.")),
        Option(
            ["--port"],
            type=click.IntRange(0, 65535),
            help=_("Where to listen, {port} otherwise; 0 takes a free port.").format(port=PORT),
        ),
    ]
    text = _("Serve an assistant on stdin and stdout; it only reads unless you allow more.")
    return Leaf("serve", run_serve, params, text)


def run_serve(
    app: App,
    allow_writes: bool,
    allow: tuple[str, ...],
    companies: str | None,
    http: bool,
    port: int | None,
) -> None:
    if port is not None and not http:
        raise UsageProblem(_("--port goes with --http."))
    together = companies_of(app.env, app.config, [companies]) if companies else ()
    lines = lines_for(app, allow_writes, allow, [company.name for company in together])
    try:
        from alegra_cli.assistant.server.server import mcp_server, serve_stdio
    except ImportError as problem:
        raise no_library() from problem
    if http:
        _over_http(app, mcp_server(lines), PORT if port is None else port)
    else:
        signals.leave()  # it waits for lines in threads of its own, which hear of nothing
        serve_stdio(mcp_server(lines))


def _over_http(app: App, server: Any, port: int) -> None:
    from alegra_cli.assistant.server.http import serve

    own = app.env.get(TOKEN)
    token = own or secrets.token_urlsafe(32)
    if len(token) < SHORTEST or not token.isascii() or not token.isprintable() or " " in token:
        raise UsageProblem(
            _("{variable} needs at least {count} letters and digits.").format(
                variable=TOKEN, count=SHORTEST
            )
        )

    def ready(url: str) -> None:
        if app.screen.format in ("json", "jsonl"):
            # A token of one's own is known to whoever reads this, and to nobody else.
            app.screen.say(exact.dumps({"url": url, "token": None if own else token}))
            app.stdout.flush()
            return
        told = f"${TOKEN}" if own else token
        app.screen.note(_("The server listens at {url}").format(url=url))
        app.screen.note(f"  Authorization: Bearer {told}")
        app.screen.note(_("Ctrl-C ends it."))

    try:
        serve(server, port, token, ready)
    except OSError as problem:
        raise unusable_port(port, problem) from problem


def run_actions(app: App) -> None:
    from alegra_cli.assistant.server.lines import resources_of
    from alegra_cli.assistant.server.permission import risks

    app.screen.records(list(_rows(risks(resources_of(app.registry)))), COLUMNS)


def _rows(found: dict[str, dict[str, str]]) -> Iterable[dict[str, Any]]:
    from alegra_cli.assistant.risk import WRITE

    for name in sorted(found):
        for risk in sorted(set(found[name].values()), reverse=True):
            needs = "--allow-writes" if risk == WRITE else f"--allow-writes --allow {name}"
            on = [resource for resource, its in found[name].items() if its == risk]
            yield {"action": name, "needs": needs, "resources": ", ".join(on)}
