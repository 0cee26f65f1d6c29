"""``alegra skill``: what an assistant should know, as a file in its own place."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from alegra_cli.app import App
from alegra_cli.assistant.guard.tree import Tree
from alegra_cli.assistant.install import skill
from alegra_cli.assistant.install.names import AssistantName
from alegra_cli.assistant.install.proposing import Proposal, carry_out, read
from alegra_cli.assistant.server.lines import resources_of
from alegra_cli.commands.confirming import yes_option
from alegra_cli.commands.group import Group
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Option
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _


def command() -> click.Command:
    agents = AssistantName(skill.FOLDERS)
    params = [
        Option(["--agent"], type=agents, default="claude", show_default=True, help=_("For whom.")),
        Option(["-g", "--global", "everywhere"], is_flag=True, help=_("For every folder.")),
        Option(["--dir", "folder"], metavar="DIR", help=_("Into this folder of skills instead.")),
        yes_option(),
    ]
    makers = {
        "print": partial(Leaf, "print", run_print, (), _("Show it.")),
        "install": partial(
            Leaf, "install", run_install, params, _("Put it where an assistant looks for it.")
        ),
    }
    return Group("skill", dict(makers), _("What an assistant should know of this program."))


def run_print(app: App) -> None:
    app.screen.say(_text(app).rstrip("\n"))


def run_install(app: App, agent: str, everywhere: bool, folder: str | None, yes: bool) -> None:
    if folder and everywhere:
        raise UsageProblem(_("--dir and --global exclude each other."))
    if folder:
        file = Path(folder).expanduser() / skill.NAME / "SKILL.md"
    else:
        home = Path(app.env.get("HOME") or Path.home()) if everywhere else None
        file = skill.place(agent, home)
    before = read(file)
    # Nobody is asked about a file that only this program ever wrote.
    ours = before is None or skill.is_ours(before)
    question = _("The file was changed by somebody. Write it anew all the same?")
    if carry_out(app, [Proposal(file, before, _text(app))], question, yes or ours):
        app.screen.note(_("Write it again after an update or a new plugin."))


def _text(app: App) -> str:
    tree = Tree(click.get_current_context())
    return skill.text(list(tree.commands()), app.registry, resources_of(app.registry))
