"""The command behind an action, asked which options it has."""

from __future__ import annotations

import click

from alegra_cli.commands.build import build
from alegra_cli.declare import Action, Resource


def leaf(resource: Resource, action: Action) -> click.Command:
    return build(resource).makers[action.name]()
