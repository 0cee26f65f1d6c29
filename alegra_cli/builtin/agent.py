"""``alegra agent``: rules for the programs that let an assistant use a shell."""

from __future__ import annotations

import shlex
from functools import partial
from pathlib import Path

import click

from alegra_cli.app import App
from alegra_cli.assistant.guard import hook
from alegra_cli.assistant.guard.tree import Tree
from alegra_cli.assistant.guard.verdict import Judge
from alegra_cli.assistant.install import hosts
from alegra_cli.assistant.install.clients import program
from alegra_cli.assistant.install.json_file import CantEdit
from alegra_cli.assistant.install.names import AssistantName
from alegra_cli.assistant.install.proposing import Proposal, carry_out, read, show
from alegra_cli.assistant.risk import FINAL, WRITE
from alegra_cli.assistant.server.lines import resources_of
from alegra_cli.commands.confirming import yes_option
from alegra_cli.commands.group import Group
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Option
from alegra_cli.declare import Resource
from alegra_cli.i18n import _

# host: its file in a folder of work, and the one of this user.
FILES = {
    "claude-code": (".claude/settings.json", ".claude/settings.json"),
    "codex": (".codex/rules/alegra.rules", ".codex/rules/alegra.rules"),
    "opencode": ("opencode.json", ".config/opencode/opencode.json"),
}


def command() -> click.Command:
    every = Option(["--all-writes"], is_flag=True, help=_("Deny every write, and not only ask."))
    params = [
        Option(["--host"], type=AssistantName(FILES), required=True, help=_("Where it works.")),
        every,
        Option(["--write"], is_flag=True, help=_("Write the file, and not only show it.")),
        Option(["--global", "everywhere"], is_flag=True, help=_("For every folder of this user.")),
        yes_option(),
    ]
    guard = _("Permissions for an assistant with a shell: reads yes, the irreversible no.")
    check = _("Answer the question that Claude Code asks before a tool is used.")
    makers = {
        "guard": partial(Leaf, "guard", run_guard, params, guard),
        "check": partial(Leaf, "check", run_check, [every], check, hidden=True),
    }
    return Group("agent", dict(makers), _("Rules for an assistant that has a shell."))


def run_guard(
    app: App, host: str, all_writes: bool, write: bool, everywhere: bool, yes: bool
) -> None:
    here, own = FILES[host]
    file = Path(app.env.get("HOME") or Path.home()) / own if everywhere else Path(here)
    before = read(file)
    try:
        after = _text(host, file, before or "", all_writes)
    except CantEdit as problem:
        problem.hint = _("It was left as it is. Put this into it yourself:\n{text}").format(
            text=_text(host, file, "", all_writes)
        )
        raise
    proposal = Proposal(file, before, after)
    if not write:
        show(app, proposal)
        app.screen.note(_("Nothing was written; --write does it."))
    elif carry_out(app, [proposal], _("Write this?"), yes or before is None):
        app.screen.note(_("Write it again after an update or a new plugin."))
    if host != "claude-code":
        app.screen.note(
            _(
                "{host} fits patterns to the text of a line, which is no wall: give the "
                "assistant a profile of its own, or the server that only reads."
            ).format(host=host)
        )


def _text(host: str, file: Path, before: str, all_writes: bool) -> str:
    tree = _tree()
    commands = list(tree.commands((FINAL, WRITE) if all_writes else (FINAL,)))
    if host == "codex":
        return hosts.codex(commands, all_writes, tree.options())
    found = hosts.rules(commands, all_writes)
    if host == "opencode":
        return hosts.opencode(before, str(file), found, all_writes)
    words = [*program(), "agent", "check", *(["--all-writes"] if all_writes else [])]
    return hosts.claude_code(before, str(file), found, all_writes, shlex.join(words))


def run_check(app: App, all_writes: bool) -> None:
    def find(name: str) -> Resource | None:
        return resources_of(app.registry).get(name)

    told = hook.answer(app.stdin.read(), Judge(_tree().command_use, all_writes), find, all_writes)
    if told:
        app.screen.say(told)


def _tree() -> Tree:
    return Tree(click.get_current_context())
