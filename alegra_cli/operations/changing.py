"""The update of one record, on what it is now where the API replaces it whole."""

from __future__ import annotations

from typing import Any

from alegra_cli.declare import Action, Resource
from alegra_cli.operations import envelope
from alegra_cli.operations.calls import call
from alegra_cli.operations.merging import merged
from alegra_cli.wire import Request, Session


def change(
    session: Session, resource: Resource, update: Action, key: str, changes: dict[str, Any]
) -> Request:
    """The request that changes the record `key`; it is read first where that is needed.

    Raises `AlegraError` when the reading fails.
    """
    request = call(resource, update, {update.arguments[0]: key}, (), changes)
    if not update.merge:
        return request
    answer = session.send(Request("GET", request.path))
    current = envelope.record(answer.body, resource.envelope)
    return request._replace(body=merged(current, changes, resource))
