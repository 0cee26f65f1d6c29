"""The declarations and the sandbox were written apart; each is held against the other."""

from __future__ import annotations

import re

from alegra_cli.sandbox.routes import ROUTES
from tests.contract.conftest import RESOURCES


def plain(path: str) -> str:
    """A path whose placeholders have no names, since the two sides name them as they like."""
    return re.sub(r"\{[^}]*\}", "{}", path)


DECLARED = {
    (action.method, plain(resource.path + action.path))
    for resource in RESOURCES
    for action in resource.actions
}
PLAYED = {(route.method, plain(route.template)) for route in ROUTES}


def test_every_declared_operation_can_be_played() -> None:
    assert set() == DECLARED - PLAYED


def test_every_route_of_the_sandbox_is_declared() -> None:
    assert set() == PLAYED - DECLARED
