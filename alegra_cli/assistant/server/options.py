"""What an assistant may do, as the options of a command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from alegra_cli.app import App
from alegra_cli.commands.options import Option
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _

if TYPE_CHECKING:
    from alegra_cli.assistant.server.lines import Lines


def permission_options() -> list[click.Parameter]:
    return [
        Option(["--allow-writes"], is_flag=True, help=_("Let it create and update too.")),
        Option(
            ["--allow"],
            multiple=True,
            metavar="ACTION",
            help=_("Let it do this too: delete, void, invoices.stamp … Can be repeated."),
        ),
        Option(
            ["--companies"],
            metavar="A,@GROUP",
            help=_("Let it read these companies together, with a tool of its own."),
        ),
    ]


def no_library() -> UsageProblem:
    """What to tell where the protocol's library is not installed."""
    from alegra_cli.update import installer

    return UsageProblem(_("The server needs one more library."), installer.hint("mcp"))


def lines_for(
    app: App, allow_writes: bool, allow: tuple[str, ...], companies: Sequence[str] = ()
) -> Lines:
    """What the assistant may run. Raises `UsageProblem` for what can't be allowed.

    companies: the names of those that may be read together.
    """
    from alegra_cli.assistant.server.lines import Lines
    from alegra_cli.assistant.server.permission import Permission, check_names

    if allow and not allow_writes:
        raise UsageProblem(_("--allow goes with --allow-writes."))
    allowed = Permission(allow_writes, allow, app.dry_run, tuple(companies))
    lines = Lines(app.env, account_options(app), allowed, app.run_line)
    if allow:
        check_names(allow, lines.resources)
    return lines


def account_options(app: App) -> list[str]:
    """The options of this command line that decide whose accounts these are."""
    options = app.options
    # A profile that does not exist is told of now, and not to the assistant.
    words = ["--profile", app.connection.profile.name] if app.connection.resolution.explicit else []
    words += ["--base-url", options.base_url] if options.base_url else []
    words += ["--timeout", str(options.timeout)] if options.timeout else []
    return [*words, *(["--insecure"] if options.insecure else [])]
