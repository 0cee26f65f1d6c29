"""``alegra mcp``: this program for an assistant, over the model context protocol."""

from __future__ import annotations

from functools import partial

import click

from alegra_cli.app import App
from alegra_cli.commands.group import Group
from alegra_cli.commands.leaf import Leaf, Option
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _


def command() -> click.Command:
    params = [
        Option(["--allow-writes"], is_flag=True, help=_("Let it create and update too.")),
        Option(
            ["--allow"],
            multiple=True,
            metavar="ACTION",
            help=_("Let it do this too: delete, void, emit … Can be repeated."),
        ),
    ]
    text = _("Serve an assistant on stdin and stdout; it only reads unless you allow more.")
    makers = {"serve": partial(Leaf, "serve", run_serve, params, text)}
    return Group("mcp", dict(makers), _("This program for an assistant."))


def run_serve(app: App, allow_writes: bool, allow: tuple[str, ...]) -> None:
    if allow and not allow_writes:
        raise UsageProblem(_("--allow goes with --allow-writes."))
    try:
        from alegra_cli.assistant.server import made
    except ImportError as problem:
        raise UsageProblem(
            _("The server needs one more library."),
            _("Install it with `pip install 'alegra-cli[mcp]'`."),
        ) from problem
    from alegra_cli.assistant.lines import Allowed, Lines

    profile = app.profile.name if app.resolved.explicit else None
    lines = Lines(app.env, profile, Allowed(allow_writes, allow), app.run_line)
    made(lines, allow_writes).run("stdio")
