"""The request that an action stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from alegra_cli.declare import Action, Resource
from alegra_cli.dotted_path import at
from alegra_cli.errors import BrokenText, UsageProblem
from alegra_cli.i18n import _
from alegra_cli.wire import NewRecord, Request

Query = tuple[tuple[str, str], ...]


def path_of(resource: Resource, action: Action, arguments: Mapping[str, str]) -> str:
    """The path with its placeholders filled, ids percent-escaped.

    Raises `UsageProblem` for an id that would turn the path into another one.
    """
    path = action.address or resource.path + action.path
    for name in action.arguments:
        value = arguments[name].strip()
        if value in ("", ".", ".."):
            raise UsageProblem(
                _("{value!r} is not an id of {resource}.").format(
                    value=value, resource=resource.name
                ),
                _("`alegra {resource} list` shows the ids.").format(resource=resource.name),
            )
        path = path.replace("{" + name + "}", _escape(value))
    return path


def _escape(word: str) -> str:
    try:
        return quote(word, safe="")
    except UnicodeEncodeError:
        raise BrokenText(word) from None


def call(
    resource: Resource,
    action: Action,
    arguments: Mapping[str, str],
    query: Query = (),
    body: Any = None,
) -> Request:
    """The request of `action`; one that may reach the tax authority is marked `once`."""
    return Request(
        action.method,
        path_of(resource, action, arguments),
        query,
        body,
        once=action.confirm == "authority" or (action.writes and stamps(resource, body)),
        stored_under=_stored_under(resource, action),
        fallback=action.fallback,
        makes=_makes(resource, action),
    )


def _makes(resource: Resource, action: Action) -> NewRecord | None:
    """Where the answer to a create has the record, and in it its id."""
    if action.verb != "create" or not action.writes:
        return None
    wrappers = (resource.envelope.record, *resource.envelope.alternatives)
    return NewRecord(resource.id_key, tuple(filter(None, wrappers)))


def _stored_under(resource: Resource, action: Action) -> tuple[str, ...]:
    """Where the answer to a create that was refused may hold the document: it exists then."""
    if action.verb != "create" or resource.emission is None:
        return ()
    return (*resource.emission.stored_under, "")


def stamps(resource: Resource, body: Any) -> bool:
    """Whether the body asks to send the document to the tax authority."""
    if not resource.stamp or not isinstance(body, dict):
        return False
    value = at(body, resource.stamp)
    # Anything but a clear no counts as a yes: "true", 1 and "1" have been seen to stamp.
    return value not in (None, False, 0, "", "0", "false", "no")


def with_ids(action: Action, ids: Sequence[str], body: Any) -> tuple[Query, Any]:
    """Where the ids of an action over several records go: (query, body).

    Raises `UsageProblem` for more than the API takes in one request.
    """
    place = action.ids
    if place is None or not ids:
        return (), body
    if len(ids) > place.max_ids:
        raise UsageProblem(
            _("{action} takes at most {most} ids in one request; {count} were given.").format(
                action=action.name, most=place.max_ids, count=len(ids)
            )
        )
    if any(not item.strip() or "," in item for item in ids):
        raise UsageProblem(_("An id is empty or holds a comma."))
    if place.place == "query":
        return ((place.name, ",".join(ids)),), body
    return (), {**(body or {}), place.name: list(ids)}


def merge_params(typed: Sequence[tuple[str, str]], raw: Sequence[str]) -> Query:
    """Typed filters and ``--param key=value`` together; a raw one wins over its namesake."""
    pairs = []
    for text in raw:
        key, equals, value = text.partition("=")
        if not equals or not key:
            raise UsageProblem(
                _("--param {text!r} is not of the form key=value.").format(text=text)
            )
        pairs.append((key, value))
    taken = {key for key, _value in pairs}
    return (*((key, value) for key, value in typed if key not in taken), *pairs)
