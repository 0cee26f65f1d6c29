"""How much harm an action can do: the same answer for the server and for `agent guard`."""

from __future__ import annotations

from collections.abc import Iterator

from alegra_cli.declare import Action, Resource

READ = "read"
WRITE = "write"
FINAL = "final"
"""Can't be taken back, or leaves the company: each needs its own word."""

_WORDS = {"delete", "void", "emit", "stamp", "close", "cancel", "annul", "email"}
# Read or write files of this machine, which is the host's business and no assistant's.
_FILES = ("attach", "download")
STAMPING = ("stamp", "emit")

_EMIT = Action(
    "emit",
    "POST",
    confirm="authority",
    summary="Send documents to the tax authority, none of them twice.",
)
_STATUS = Action(
    "status", "GET", verb="read", summary="State in the accounts and at the tax authority."
)


def risk(resource: Resource, action: Action) -> str:
    """`READ`, `WRITE` or `FINAL`."""
    if not action.writes:
        return READ
    if action.confirm not in ("", "open") or irreversible(action.name):
        return FINAL
    # Where records are addresses that Alegra calls, whoever writes one gets the company's data.
    addressed = any(field.kind == "address" and field.required for field in resource.fields)
    return FINAL if addressed else WRITE


def irreversible(name: str) -> bool:
    return bool(_WORDS & set(name.casefold().split("-")))


def offered_actions(resource: Resource) -> Iterator[Action]:
    """The actions that need no file of this machine."""
    yield from (action for action in resource.actions if action.verb not in _FILES)
    if resource.emission is not None:
        for more in (_EMIT, _STATUS):
            if resource.action(more.name) is None:
                yield more


def takes_many(action: Action) -> bool:
    """Whether it takes any number of ids, and not one for each placeholder."""
    return action.ids is not None or action in (_EMIT, _STATUS)
