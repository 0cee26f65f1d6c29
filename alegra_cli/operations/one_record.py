"""One record as the server has it, by its id."""

from __future__ import annotations

from typing import Any

from alegra_cli.declare import Resource
from alegra_cli.operations import envelope
from alegra_cli.operations.calls import call
from alegra_cli.wire import Session


def record_of(session: Session, resource: Resource, id: str) -> Any:
    """What the answer to the resource's `get` holds; the resource must have one.

    A dict, unless the server answers with something that is no record. Raises `AlegraError`.
    """
    get = resource.action_of("get")
    answer = session.send(call(resource, get, dict.fromkeys(get.arguments, id)))
    return envelope.record(answer.body, resource.envelope)
