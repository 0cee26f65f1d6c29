"""``alegra alias``: short words for long command lines."""

from __future__ import annotations

from functools import partial

import click

from alegra_cli.app import App
from alegra_cli.commands.group import Group, root_group
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Argument
from alegra_cli.declare import Column
from alegra_cli.errors import NotFound, UsageProblem
from alegra_cli.i18n import _
from alegra_cli.input import aliases

COLUMNS = (Column("Alias", "alias"), Column("Command", "command"))


def command() -> click.Command:
    name = Argument(["name"], metavar="NAME")
    words = Argument(["words"], nargs=-1, required=True, metavar="COMMAND...")
    makers = {
        "list": partial(Leaf, "list", run_list, (), _("Your aliases.")),
        "set": partial(
            Leaf,
            "set",
            run_set,
            (name, words),
            _("A word for a command line; $1 and $@ stand for what follows the word."),
        ),
        "remove": partial(Leaf, "remove", run_remove, (name,), _("Forget an alias.")),
    }
    also = {"ls": "list", "rm": "remove", "delete": "remove"}
    return Group("alias", dict(makers), _("Short words for long command lines."), aliases=also)


def run_list(app: App) -> None:
    found = app.config.aliases
    rows = [
        {"alias": name, "command": meaning, "hidden": _is_command(name)}
        for name, meaning in found.items()
    ]
    app.screen.records(rows, COLUMNS)
    for row in rows:
        if row["hidden"]:
            app.screen.notes(
                [_("{name} is a command now, so the alias is not used.").format(name=row["alias"])]
            )


def run_set(app: App, name: str, words: tuple[str, ...]) -> None:
    if not aliases.NAME.fullmatch(name):
        raise UsageProblem(_("{name!r} can't be an alias.").format(name=name))
    if _is_command(name):
        raise UsageProblem(
            _("{name} is a command; an alias never hides one.").format(name=name),
            _("Take another word."),
        )
    # One word is a line in quotes; several are words that the shell has taken apart.
    meaning = words[0] if len(words) == 1 else " ".join(_quotation(word) for word in words)
    aliases.split(meaning)
    app.config.set_alias(name, meaning)
    app.screen.say(f"{name}: alegra {meaning}")


def _quotation(word: str) -> str:
    import shlex

    return word if "$" in word and " " not in word else shlex.quote(word)


def run_remove(app: App, name: str) -> None:
    if name not in app.config.aliases:
        raise NotFound(_("There is no alias {name!r}.").format(name=name), "alegra alias list")
    app.config.set_alias(name, None)
    app.screen.say(_("The alias {name} is forgotten.").format(name=name))


def _is_command(name: str) -> bool:
    context = click.get_current_context().find_root()
    # A word of one's own comes before what another language calls a command.
    return root_group(context).knows(context, name)
