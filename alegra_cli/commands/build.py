"""A declared resource as a Click group; each command is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

import click

from alegra_cli.commands import reading
from alegra_cli.commands.group import Group
from alegra_cli.commands.leaf import Leaf
from alegra_cli.declare import ALEGRA, Action, Resource
from alegra_cli.i18n import _, catalogue, language

if TYPE_CHECKING:
    from alegra_cli.declare import Emission

# Verbs that few commands need: their code is imported for those alone.
FURTHER = {
    "attach": ("alegra_cli.commands.attaching", "attach_command"),
    "compute": ("alegra_cli.commands.computing", "compute_command"),
    "download": ("alegra_cli.commands.downloading", "download_command"),
    "rows": ("alegra_cli.commands.rows", "rows_command"),
}
SUMMARIES = {
    "list": "List records, filtered and ordered.",
    "get": "Show one record, whole.",
    "create": "Create a record.",
    "update": "Change the fields you name.",
    "delete": "Delete a record.",
    "export": "Write all records that match, to a file or stdout.",
    "import": "Create a record for each row of a file: CSV, JSON, JSON Lines, YAML or XLSX.",
    "emit": "Send documents to the tax authority, none of them twice.",
    "status": "Both states of documents: in the accounts, and at the tax authority.",
}


# The same of a noun that is declared: {one} is ``an invoice``.
OF_ONE = {
    "get": "Show {one}, whole.",
    "create": "Create {one}.",
    "update": "Change the fields you name of {one}.",
    "delete": "Delete {one}.",
}


def build(
    resource: Resource,
    summary: Callable[[], str] = str,
) -> Group:
    """The group for a resource."""
    makers: dict[str, Callable[[], click.Command]] = {}
    aliases: dict[str, str] = {}
    for action in resource.actions:
        makers[action.name] = partial(command, resource, action)
        aliases |= dict.fromkeys(action.aliases, action.name)
    listing = resource.by_verb("list")
    if listing is not None:
        makers.setdefault("export", partial(_exporting, resource, listing))
    creating = resource.by_verb("create")
    if creating is not None:
        makers.setdefault("import", partial(_importing, resource, creating))
    if resource.emission is not None:
        makers.setdefault("emit", partial(_emitting, resource, resource.emission))
        makers.setdefault("status", partial(_asking_status, resource))
    makers = {name: partial(_command_of, resource, name, make) for name, make in makers.items()}
    epilog = "\n".join([_("Examples:"), *(f"  {line}" for line in resource.examples[:3])])
    return Group(
        resource.name,
        makers,
        "",
        epilog if resource.examples else "",
        aliases,
        describe=lambda: _(summary()),
        summaries={action.name: summary_of(resource, action) for action in resource.actions}
        | {name: _(SUMMARIES[name]) for name in makers if resource.action(name) is None},
        other_names={one.name: one.other_names for one in resource.actions if one.other_names},
    )


# By identity, and kept with what it is of: to compare two declarations takes longer than to make a
# command. A process that runs many lines, as `each` and the server for assistants do, makes each
# command once for a language.
_COMMANDS: dict[tuple[int, str, int], tuple[click.Command, object, object]] = {}


def _command_of(resource: Resource, name: str, make: Callable[[], click.Command]) -> click.Command:
    texts = catalogue()
    key = (id(resource), name, id(texts))
    if key not in _COMMANDS:
        _COMMANDS[key] = _new_command(resource, make), resource, texts
    return _COMMANDS[key][0]


def _new_command(resource: Resource, make: Callable[[], click.Command]) -> click.Command:
    """The command, which knows whose it is and on which service."""
    made = make()
    if isinstance(made, Leaf):
        made.resource = resource
        made.help = made.help or _(SUMMARIES.get(made.name or "", ""))
        made.service = None if resource.api is ALEGRA else resource.api
    return made


def _exporting(resource: Resource, listing: Action) -> click.Command:
    from alegra_cli.commands.exporting import export_command

    return export_command(resource, listing)


def _importing(resource: Resource, action: Action) -> click.Command:
    from alegra_cli.commands.importing import import_command

    return import_command(resource, action)


def _emitting(resource: Resource, emission: Emission) -> click.Command:
    from alegra_cli.commands.emitting import emit_command

    return emit_command(resource, emission)


def _asking_status(resource: Resource) -> click.Command:
    from alegra_cli.commands.emitting import status_command

    return status_command(resource)


def command(resource: Resource, action: Action) -> Leaf:
    """The command of one action."""
    made = _make(resource, action)
    made.action = action
    made.help = summary_of(resource, action)
    return made


def summary_of(resource: Resource, action: Action) -> str:
    text = _(action.summary) if action.summary else usual_summary(resource, action.name)
    if action.countries:
        text += " " + _("Only in {countries}.").format(countries=", ".join(action.countries))
    return text


def usual_summary(resource: Resource, name: str) -> str:
    """What a verb does, of the noun; of a record where nobody has translated the noun."""
    one = _(indefinite(resource.singular))
    if name not in OF_ONE or (one == indefinite(resource.singular) and language() != "en"):
        return _(SUMMARIES.get(name, ""))
    return _(OF_ONE[name]).format(one=one)


def indefinite(noun: str) -> str:
    """``an invoice``, ``a user``."""
    return f"an {noun}" if noun[:1] in "aeio" else f"a {noun}"


def _make(resource: Resource, action: Action) -> Leaf:
    if action.verb == "list":
        return reading.list_command(resource, action)
    if action.verb in ("get", "read"):
        return reading.get_command(resource, action)
    if action.verb in FURTHER:
        module, maker = FURTHER[action.verb]
        made: Leaf = getattr(import_module(module), maker)(resource, action)
        return made
    if action.mailing:
        from alegra_cli.commands import mailing

        return mailing.mailing_command(resource, action, action.mailing)
    # A command that only reads does not pay for what checks and asks.
    from alegra_cli.commands import writing

    if action.verb == "create":
        return writing.create_command(resource, action)
    if action.verb == "update":
        from alegra_cli.commands import updating

        return updating.update_command(resource, action)
    if action.verb == "delete" and len(action.arguments) == 1:
        from alegra_cli.commands import deleting

        return deleting.delete_command(resource, action)
    return writing.act_command(resource, action)
