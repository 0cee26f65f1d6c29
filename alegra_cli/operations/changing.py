"""The update of one record, on what it is now where the API replaces it whole."""

from __future__ import annotations

from typing import Any

from alegra_cli.declare import Action, Resource
from alegra_cli.dotted_path import top_key
from alegra_cli.errors import Invalid
from alegra_cli.operations import envelope
from alegra_cli.operations.calls import call
from alegra_cli.operations.comparing import differing
from alegra_cli.operations.merging import merged_body, partial_body
from alegra_cli.wire import Reply, Request, Session


def change(
    session: Session, resource: Resource, update: Action, key: str, changes: dict[str, Any]
) -> Request:
    """The request that changes the record `key`; it is read first where that is needed.

    Raises `AlegraError` when the reading fails.
    """
    request = call(resource, update, {update.arguments[0]: key}, (), changes)
    if not reads_first(update):
        return request
    current = read_record(session, resource, request.path)
    return request._replace(body=body_after(current, changes, resource, update))


def difference(
    session: Session, resource: Resource, update: Action, key: str, given: dict[str, Any]
) -> Request | None:
    """The request that changes a record to what was given back of it; None where it is that.

    given: a record that was read before, and perhaps corrected: only what differs goes, so that
    what a record says in words that no body takes does not. Raises `AlegraError`.
    """
    request = call(resource, update, {update.arguments[0]: key}, (), {})
    current = read_record(session, resource, request.path)
    taken = taken_by_update(given, resource, update)
    return request_on(
        current, request._replace(body=differing(taken, current, resource)), resource, update
    )


def taken_by_update(given: dict[str, Any], resource: Resource, update: Action) -> dict[str, Any]:
    """What of a record an update takes."""
    fields = (*(one for one in resource.fields if "update" in one.actions), *update.fields)
    names = {top_key(field.path) for field in fields}
    return {name: value for name, value in given.items() if name in names}


def read_record(session: Session, resource: Resource, path: str) -> dict[str, Any]:
    """The record as it is now; empty where the answer is none. Raises `AlegraError`."""
    found = envelope.record(session.send(Request("GET", path)).body, resource.envelope)
    return found if isinstance(found, dict) else {}


def request_on(
    current: dict[str, Any], request: Request, resource: Resource, update: Action
) -> Request | None:
    """The request with the body that the API wants on this record; None for one without changes."""
    if not request.body:
        return None
    if not reads_first(update):
        return request
    return request._replace(body=body_after(current, request.body, resource, update))


def reads_first(update: Action) -> bool:
    """Whether the body needs something of the record as it is."""
    return update.merge or bool(update.required_keys)


def body_after(
    current: dict[str, Any], changes: dict[str, Any], resource: Resource, update: Action
) -> dict[str, Any]:
    """The body that changes only what `changes` names, as the API wants it."""
    if update.merge:
        return merged_body(current, changes, resource)
    return partial_body(current, changes, update.required_keys, resource)


def send_change(session: Session, resource: Resource, request: Request) -> Reply:
    """Send a change; an update that is refused for saying a thing twice goes again in one spelling.

    Raises `AlegraError`.
    """
    try:
        return session.send(request)
    except Invalid as problem:
        body = request.body if isinstance(request.body, dict) else {}
        again = _once_spelled(body, resource)
        refused = str(problem.code) == resource.synonyms_code and request.repeatable
        if not refused or again == body:
            raise
        return session.send(request._replace(body=again))


def _once_spelled(body: dict[str, Any], resource: Resource) -> dict[str, Any]:
    """The last of the fields that say the same thing is the one that says most."""
    dropped = {
        name for group in resource.synonyms for name in [key for key in group if key in body][:-1]
    }
    return {key: value for key, value in body.items() if key not in dropped}
