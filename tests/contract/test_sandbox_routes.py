"""Declarations and sandbox were written apart; each is held against the documented operations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from alegra_cli.sandbox.http.routes import ROUTES
from tests.contract.conftest import RESOURCES

DATA = Path(__file__).parents[1] / "data" / "endpoints.tsv"


def plain(path: str) -> str:
    """A path whose placeholders have no names, since each side names them as it likes."""
    return re.sub(r"\{[^}]*\}", "{}", path)


def documented() -> Iterable[tuple[tuple[str, str], str]]:
    """((method, path), why there is no declaration or nothing) for each row."""
    for line in DATA.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            _resource, _operation, method, path, _sure, *mark = line.split("\t")
            yield (method, plain(path)), "".join(mark)


DOCUMENTED = {operation for operation, _mark in documented()}
UNDECLARED = {operation for operation, mark in documented() if mark}
DECLARED = {
    (action.method, plain(path))
    for resource in RESOURCES
    for action in resource.actions
    for path in (action.address or resource.path + action.path, action.fallback)
    if path
    # A computed report is no operation of the API.
    if action.verb != "compute"
}
PLAYED = {(route.method, plain(route.template)) for route in ROUTES}


def test_the_list_is_whole() -> None:
    assert len(DOCUMENTED) > 240
    assert {method for method, _path in DOCUMENTED} == {"GET", "POST", "PUT", "DELETE"}


def test_every_documented_operation_is_declared() -> None:
    assert set() == DOCUMENTED - UNDECLARED - DECLARED


def test_no_mark_is_left_on_what_is_declared() -> None:
    assert {mark for _operation, mark in documented()} <= {"", "wanted", "refused"}
    assert set() == UNDECLARED & DECLARED


def test_nothing_is_declared_that_is_not_documented() -> None:
    assert set() == DECLARED - DOCUMENTED


def test_every_documented_operation_can_be_played() -> None:
    assert set() == DOCUMENTED - PLAYED


def test_the_sandbox_invents_no_operation() -> None:
    assert set() == PLAYED - DOCUMENTED
