"""Where to look whether a write was done whose end nobody saw."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from alegra_cli.app import App
from alegra_cli.declare import Action, Resource
from alegra_cli.errors import AlegraError, UnknownOutcome
from alegra_cli.i18n import _

if TYPE_CHECKING:
    from alegra_cli.commands.arguments import RecordNames


def point_at(
    problem: AlegraError,
    app: App,
    resource: Resource | None,
    action: Action | None,
    values: RecordNames,
) -> None:
    """Give the error the command that shows what became of the write.

    values: what the command was given; `arguments` and `records` name the records.
    """
    usual = UnknownOutcome("").hint
    # Runs over many say by themselves how they go on.
    if resource is None or action is None or not problem.hint.startswith(usual):
        return
    command = command_of(app, resource, values)
    text = _(
        "It may have been done, and it was not sent a second time. Look before you try again: "
        "`{command}`."
    ).format(command=command)
    problem.hint = f"{text} {problem.hint.removeprefix(usual)}".strip()


def command_of(app: App, resource: Resource, values: RecordNames) -> str:
    """The command line that shows the records, in the same account."""
    keys: list[str] = [*(values.get("ids") or ())]
    keys += (values.get("arguments") or {}).values()
    for named in (values.get("records") or {}).values():
        keys += named
    words = ["alegra"]
    if app.options.profile:
        words += ["-p", app.options.profile]
    if keys and resource.action("get"):
        return shlex.join([*words, resource.name, "get", keys[0]])
    if resource.by_verb("list") is None:
        return shlex.join([*words, "log", "--state", "unknown"])
    words += [resource.name, "list"]
    return shlex.join([*words, "--since", "today"] if resource.period else words)
