"""``alegra mcp``: this program for an assistant, over the model context protocol."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from alegra_cli import exact
from alegra_cli.app import App
from alegra_cli.commands.group import Group
from alegra_cli.commands.leaf import Leaf, Option
from alegra_cli.declare import Column
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _

if TYPE_CHECKING:
    from alegra_cli.assistant.server.lines import Lines

TOKEN = "ALEGRA_MCP_TOKEN"
PORT = 8750
SHORTEST = 16  # characters of a token that nobody guesses
COLUMNS = (Column("Action", "action"), Column("Needs", "needs"), Column("Resources", "resources"))


def command() -> click.Command:
    makers: dict[str, Callable[[], click.Command]] = {
        "serve": _serve,
        "install": partial(_installing, "install_command"),
        "uninstall": partial(_installing, "uninstall_command"),
        "actions": partial(
            Leaf, "actions", run_actions, (), _("What can be allowed, and what it takes.")
        ),
    }
    return Group("mcp", makers, _("This program for an assistant."))


def _installing(maker: str) -> click.Command:
    made: click.Command = getattr(import_module("alegra_cli.builtin.mcp_install"), maker)()
    return made


def allowing() -> list[click.Parameter]:
    return [
        Option(["--allow-writes"], is_flag=True, help=_("Let it create and update too.")),
        Option(
            ["--allow"],
            multiple=True,
            metavar="ACTION",
            help=_("Let it do this too: delete, void, invoices.stamp … Can be repeated."),
        ),
    ]


def _serve() -> Leaf:
    params = [
        *allowing(),
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
    app: App, allow_writes: bool, allow: tuple[str, ...], http: bool, port: int | None
) -> None:
    if port is not None and not http:
        raise UsageProblem(_("--port goes with --http."))
    lines = lines_for(app, allow_writes, allow)
    try:
        from alegra_cli.assistant.server.server import made
    except ImportError as problem:
        raise missing() from problem
    if http:
        _over_http(app, made(lines), PORT if port is None else port)
    else:
        made(lines).run("stdio")


def missing() -> UsageProblem:
    """What to tell where the protocol's library is not installed."""
    return UsageProblem(
        _("The server needs one more library."),
        _("Install it with `pip install 'alegra-cli[mcp]'`."),
    )


def lines_for(app: App, allow_writes: bool, allow: tuple[str, ...]) -> Lines:
    """What the assistant may run. Raises `UsageProblem` for what can't be allowed."""
    from alegra_cli.assistant.server.allowed import Allowed, check_names
    from alegra_cli.assistant.server.lines import Lines

    if allow and not allow_writes:
        raise UsageProblem(_("--allow goes with --allow-writes."))
    lines = Lines(app.env, account(app), Allowed(allow_writes, allow, app.dry_run), app.run_line)
    if allow:
        check_names(allow, lines.resources)
    return lines


def account(app: App) -> list[str]:
    """The options of this command line that decide whose accounts these are."""
    options = app.options
    # A profile that does not exist is told of now, and not to the assistant.
    words = ["--profile", app.profile.name] if app.resolved.explicit else []
    words += ["--base-url", options.base_url] if options.base_url else []
    words += ["--timeout", str(options.timeout)] if options.timeout else []
    return [*words, *(["--insecure"] if options.insecure else [])]


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
        if app.format in ("json", "jsonl"):
            # A token of one's own is known to whoever reads this, and to nobody else.
            app.say(exact.dumps({"url": url, "token": None if own else token}))
            app.stdout.flush()
            return
        told = f"${TOKEN}" if own else token
        app.note(_("The server listens at {url}").format(url=url))
        app.note(f"  Authorization: Bearer {told}")
        app.note(_("Ctrl-C ends it."))

    try:
        serve(server, port, token, ready)
    except OSError as problem:
        raise UsageProblem(
            _("Port {port} can't be used: {problem}").format(port=port, problem=problem.strerror),
            _("--port 0 takes a free one."),
        ) from problem


def run_actions(app: App) -> None:
    from alegra_cli.assistant.server.allowed import risks
    from alegra_cli.assistant.server.lines import declared

    app.show_records(list(_rows(risks(declared(app.registry)))), COLUMNS)


def _rows(found: dict[str, dict[str, str]]) -> Iterable[dict[str, Any]]:
    from alegra_cli.assistant.risk import WRITE

    for name in sorted(found):
        for risk in sorted(set(found[name].values()), reverse=True):
            needs = "--allow-writes" if risk == WRITE else f"--allow-writes --allow {name}"
            on = [resource for resource, its in found[name].items() if its == risk]
            yield {"action": name, "needs": needs, "resources": ", ".join(on)}
