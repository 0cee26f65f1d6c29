"""``alegra completion``: what a shell needs to finish words."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import click

from alegra_cli.app import App
from alegra_cli.commands.confirming import ask, yes_option
from alegra_cli.commands.group import Group
from alegra_cli.commands.leaf import Leaf
from alegra_cli.commands.options import Argument
from alegra_cli.completion import installing
from alegra_cli.completion.script import SHELLS, script
from alegra_cli.connection.options import TIMEOUT
from alegra_cli.declare import ALEGRA
from alegra_cli.errors import AlegraError, UsageProblem
from alegra_cli.errors.unusable_files import unwritable
from alegra_cli.i18n import _


def command() -> click.Command:
    shell = Argument(["shell"], type=click.Choice(SHELLS), required=False)
    answered = (shell, yes_option())
    words = Argument(["words"], nargs=-1, required=True)
    makers = {
        "show": partial(Leaf, "show", run_show, (shell,), _("Print the lines for a shell.")),
        "install": partial(Leaf, "install", run_install, answered, _("Add them to your shell.")),
        "uninstall": partial(
            Leaf, "uninstall", run_uninstall, answered, _("Take them out of your shell.")
        ),
        "refresh": partial(
            Leaf,
            "refresh",
            run_refresh,
            (words,),
            _("Renew the ids that are offered."),
            hidden=True,
        ),
        **{name: partial(_older, name) for name in SHELLS},
    }
    return Group("completion", dict(makers), _("Words finished by the Tab key."))


def _older(shell: str) -> Leaf:
    """``completion bash``, as the older tool says ``completion show bash``."""
    return Leaf(shell, partial(run_show, shell=shell), hidden=True)


def run_show(app: App, shell: str | None) -> None:
    app.screen.raw(script(shell or _in_use(app)))


def run_install(app: App, shell: str | None, yes: bool) -> None:
    """The script as a file, and a line in the file that the shell reads when it starts."""
    shell = shell or _in_use(app)
    place = installing.place(app.env, shell)
    try:
        if installing.is_installed(place, shell):
            app.screen.say(_("{file} has it already.").format(file=place.start or place.script))
            return
        if app.dry_run:
            app.screen.say(f"{place.script}: {_('the lines of `alegra completion show`')}")
            if place.start:
                app.screen.say(f"{place.start}: {place.line}")
            return
        if place.start:
            question = _("Add to {file}: {line}?").format(file=place.start, line=place.line)
        else:
            question = _("Write {file}?").format(file=place.script)
        ask(app, question, yes, of_company=False)
        installing.install(place, shell)
    except OSError as problem:
        raise _unwritable(place, problem) from problem
    app.screen.say(_("Done; open a new {shell}, and press Tab.").format(shell=shell))
    if place.start:
        app.screen.note(
            _(
                "If Tab does nothing there, your {shell} does not read {file}: put that line into "
                "the file that it reads."
            ).format(shell=shell, file=place.start)
        )


def run_uninstall(app: App, shell: str | None, yes: bool) -> None:
    shell = shell or _in_use(app)
    place = installing.place(app.env, shell)
    try:
        if not installing.traces(place):
            app.screen.say(_("There is nothing of it in your {shell}.").format(shell=shell))
            return
        if app.dry_run:
            app.screen.note(_("Dry run: nothing was taken out."))
            return
        file = place.start or place.script
        ask(app, _("Take it out of {file}?").format(file=file), yes, of_company=False)
        installing.uninstall(place)
    except OSError as problem:
        raise _unwritable(place, problem) from problem
    app.screen.say(_("Done; a new {shell} knows nothing of it.").format(shell=shell))


def run_refresh(app: App, words: tuple[str, ...]) -> None:
    """What a Tab that found old ids starts; words: the command of the resource."""
    from alegra_cli.completion import records

    *groups, name = words
    resource = None
    if words[0] in app.registry.names():
        found = app.registry.group(groups[0]) if groups else [app.registry.resource(name)]
        resource = next((one for one in found if one and one.name == name), None)
    if resource is None:
        raise UsageProblem(_("There is no resource {word!r}.").format(word=" ".join(words)))
    app.use_service(None if resource.api is ALEGRA else resource.api)
    # A quota that is used up is left to those who wait for theirs.
    records.renew(app, resource, app.connection.impatient(TIMEOUT))


def knows_shell(app: App) -> bool:
    """Whether it is clear which shell the person has."""
    return _shell(app) in SHELLS


def _shell(app: App) -> str:
    # Windows has no SHELL, and one shell that has a Tab key of this kind.
    usual = "powershell" if os.name == "nt" else ""
    return Path(app.env.get("SHELL", "")).name or usual


def _in_use(app: App) -> str:
    name = _shell(app)
    if name not in SHELLS:
        raise UsageProblem(
            _("Which shell? {shells}.").format(shells=", ".join(SHELLS)),
            "alegra completion install bash",
        )
    return name


def _unwritable(place: installing.ScriptFile, problem: OSError) -> AlegraError:
    return unwritable(problem.filename or place.start or place.script, problem)
