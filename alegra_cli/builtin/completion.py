"""``alegra completion``: what a shell needs to finish words."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from alegra_cli.app import App
from alegra_cli.commands.confirming import ask, yes_option
from alegra_cli.commands.group import Group
from alegra_cli.commands.leaf import Leaf
from alegra_cli.completion import SHELLS, VARIABLE, script
from alegra_cli.declare import ALEGRA
from alegra_cli.errors import AlegraError, UsageProblem
from alegra_cli.files import write_whole
from alegra_cli.i18n import _


def command() -> click.Command:
    shell = click.Argument(["shell"], type=click.Choice(SHELLS), required=False)
    makers = {
        "show": partial(Leaf, "show", run_show, (shell,), _("Print the lines for a shell.")),
        "install": partial(
            Leaf, "install", run_install, (shell, yes_option()), _("Add them to your shell.")
        ),
        "refresh": partial(
            Leaf,
            "refresh",
            run_refresh,
            (click.Argument(["words"], nargs=-1, required=True),),
            _("Renew the ids that are offered."),
            hidden=True,
        ),
    }
    return Group("completion", dict(makers), _("Words finished by the Tab key."))


def run_show(app: App, shell: str | None) -> None:
    app.stdout.write(script(shell or _in_use(app)))


def run_install(app: App, shell: str | None, yes: bool) -> None:
    """A line in the file that the shell reads when it starts, or a file of its own."""
    shell = shell or _in_use(app)
    file, line = _place(app, shell)
    kept = file.read_text(encoding="utf-8") if file.exists() else ""
    if line in kept:
        app.say(_("{file} has it already.").format(file=file))
        return
    if app.dry_run:
        app.say(f"{file}: {line}")
        return
    ask(app, _("Add to {file}: {line}?").format(file=file, line=line), yes)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        mode = file.stat().st_mode & 0o777 if file.exists() else 0o644
        write_whole(
            file, kept + ("" if not kept or kept.endswith("\n") else "\n") + line + "\n", mode
        )
    except OSError as problem:
        raise AlegraError(
            _("{file} can't be written: {problem}").format(file=file, problem=problem.strerror)
        ) from problem
    app.say(_("Done; open a new {shell}, and press Tab.").format(shell=shell))


def run_refresh(app: App, words: tuple[str, ...]) -> None:
    """What a Tab that found old ids starts; words: the command of the resource."""
    from alegra_cli.completion import live

    *groups, name = words
    resource = app.registry.resource(name)
    if groups:
        resource = next((one for one in app.registry.group(groups[0]) if one.name == name), None)
    if resource is None:
        raise UsageProblem(_("There is no resource {word!r}.").format(word=" ".join(words)))
    app.service = None if resource.api is ALEGRA else resource.api
    live.renew(app, resource)


def _in_use(app: App) -> str:
    name = Path(app.env.get("SHELL", "")).name
    if name not in SHELLS:
        raise UsageProblem(
            _("Which shell? {shells}.").format(shells=", ".join(SHELLS)),
            "alegra completion install bash",
        )
    return name


def _place(app: App, shell: str) -> tuple[Path, str]:
    home = Path(app.env.get("HOME") or Path.home())
    source = f"{VARIABLE}={shell}_source alegra"
    config = Path(app.env.get("XDG_CONFIG_HOME") or home / ".config")
    return {
        "bash": (home / ".bashrc", f'eval "$({source})"'),
        "zsh": (Path(app.env.get("ZDOTDIR") or home) / ".zshrc", f'eval "$({source})"'),
        "fish": (config / "fish" / "completions" / "alegra.fish", f"{source} | source"),
        "powershell": (
            config / "powershell" / "Microsoft.PowerShell_profile.ps1",
            "alegra completion show powershell | Out-String | Invoke-Expression",
        ),
    }[shell]
