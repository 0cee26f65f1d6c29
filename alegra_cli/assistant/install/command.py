"""``alegra mcp install``: the server into the list of an assistant, shown first."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from alegra_cli import exact
from alegra_cli.app import App
from alegra_cli.assistant.install import json_file, toml_file
from alegra_cli.assistant.install.clients import CLIENTS, NAME, Assistant, entry, own_file, program
from alegra_cli.assistant.install.json_file import CantEdit
from alegra_cli.assistant.install.names import AssistantName
from alegra_cli.assistant.install.proposing import Proposal, carry_out, read
from alegra_cli.assistant.server.options import (
    account_options,
    lines_for,
    no_library,
    permission_options,
)
from alegra_cli.commands.confirming import yes_option
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Argument, Option
from alegra_cli.i18n import _

# An assistant starts the server without the variables of this shell; none of these is a secret.
CARRIED = ("ALEGRA_CONFIG", "ALEGRA_BASE_URL")


def install_command() -> Leaf:
    text = _("Put the server into the list of Claude, Cursor, VS Code or Codex; shown first.")
    return Leaf("install", run_install, [*_where(), *permission_options(), yes_option()], text)


def uninstall_command() -> Leaf:
    text = _("Take the server out of an assistant's list; shown first.")
    return Leaf("uninstall", run_uninstall, [*_where(), yes_option()], text)


def _where() -> list[click.Parameter]:
    return [
        Argument(["client"], type=AssistantName(CLIENTS), metavar="CLIENT"),
        Option(["--project"], is_flag=True, help=_("Only for this folder, in a file of it.")),
        Option(["--file"], metavar="FILE", help=_("In this file instead.")),
    ]


def run_install(
    app: App,
    client: str,
    project: bool,
    file: str | None,
    allow_writes: bool,
    allow: tuple[str, ...],
    companies: str | None,
    yes: bool,
) -> None:
    """Put the server into the assistant's list of servers, after showing the change.

    client: a name in `CLIENTS`. project: into the file of this folder, and not into that of the
    user. file: into this one instead. allow_writes, allow, companies: what the server will let the
    assistant do. yes: nobody is asked. No secret is ever written. Raises `UsageProblem` for what
    can't be allowed, `CantEdit` for a file that is not understood (it stays as it is),
    `Cancelled`.
    """
    lines_for(app, allow_writes, allow)  # refuses what can't be allowed
    words = [*program(), *_account(app), "mcp", "serve"]
    words += ["--allow-writes"] if allow_writes else []
    words += [f"--allow={name}" for name in allow]
    words += [f"--companies={companies}"] if companies else []
    kind = CLIENTS[client]
    ours = entry(kind, words, {name: app.env[name] for name in CARRIED if app.env.get(name)})
    path = _file(app, client, project, file)
    before = read(path)
    try:
        after = _placement(path, before or "", kind, ours)
    except CantEdit as problem:
        problem.hint = _("It was left as it is. Put this into it yourself:\n{text}").format(
            text=_alone(kind, ours)
        )
        raise
    if find_spec("mcp") is None:
        # Before the change: the assistant will start nothing until it is there.
        app.screen.note(no_library().message + " " + no_library().hint)
    question = _("Write this into the settings of {client}?").format(client=kind.title)
    if carry_out(app, [Proposal(path, before, after)], question, yes):
        app.screen.note(_("Done. Start {client} again to see it.").format(client=kind.title))
    if app.env.get("ALEGRA_TOKEN") or app.env.get("ALEGRA_BEARER_TOKEN"):
        app.screen.note(
            _(
                "{client} does not see the token in this shell's variables, and no token is ever "
                "written into its file: sign in with `alegra auth login`."
            ).format(client=kind.title)
        )


def _account(app: App) -> list[str]:
    """Options that name the account also where the variables of this shell are not known."""
    words = account_options(app)
    named = app.env.get("ALEGRA_PROFILE") and not app.options.profile
    return ["--profile", app.connection.profile.name, *words] if named else words


def run_uninstall(app: App, client: str, project: bool, file: str | None, yes: bool) -> None:
    kind = CLIENTS[client]
    path = _file(app, client, project, file)
    before = read(path)
    if before is None:
        app.screen.say(_("There is no {file}.").format(file=path))
        return
    if kind.toml:
        _need_tomlkit()
        after = toml_file.without_table(str(path), before, kind.key, NAME)
    else:
        after = json_file.without_value(str(path), before, [kind.key, NAME])
    if after == before:
        app.screen.say(_("{file} has no {name}.").format(file=path, name=NAME))
        return
    question = _("Take it out of the settings of {client}?").format(client=kind.title)
    carry_out(app, [Proposal(path, before, after)], question, yes)


def _file(app: App, client: str, project: bool, file: str | None) -> Path:
    if file:
        return Path(file).expanduser()
    return Path(CLIENTS[client].project) if project else own_file(client, app.env)


def _placement(path: Path, before: str, kind: Assistant, ours: dict[str, Any]) -> str:
    if kind.toml:
        _need_tomlkit()
        return toml_file.with_table(str(path), before, kind.key, NAME, ours)
    whole = json_file.read_object(str(path), before)
    group = whole.get(kind.key)
    old = group.get(NAME) if isinstance(group, dict) else None
    # What a person added to our entry stays; one that went over HTTP is another entry.
    kept = old if isinstance(old, dict) and "url" not in old else {}
    if isinstance(kept.get("env"), dict) and "env" in ours:
        ours = {**ours, "env": {**kept["env"], **ours["env"]}}
    return json_file.with_value(str(path), before, [kind.key, NAME], {**kept, **ours})


def _need_tomlkit() -> None:
    """Raises `UsageProblem`: it comes with the library of the server, which is needed anyway."""
    if find_spec("tomlkit") is None:
        raise no_library()


def _alone(kind: Assistant, ours: dict[str, Any]) -> str:
    if kind.toml:
        return toml_file.table(kind.key, NAME, ours)
    return exact.dumps({kind.key: {NAME: ours}}, indent=2)
