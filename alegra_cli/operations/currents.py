"""Many records as they are now, read with as few requests as that takes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from alegra_cli.declare import Resource
from alegra_cli.declare.rule import EVERY_KEY
from alegra_cli.errors import NotFound
from alegra_cli.operations import pages
from alegra_cli.operations.jobs import in_order
from alegra_cli.operations.one_record import record_of
from alegra_cli.wire import Session

Currents = Mapping[str, dict[str, Any]]


def read_currents(
    session: Session, resource: Resource, wanted: Mapping[str, Collection[str]], jobs: int
) -> Currents:
    """Records by their ids; those that are not there are out.

    wanted: the keys that each id is asked for; with `EVERY_KEY` the record is read by itself, since
    a list may leave some out. Where the list has fewer pages than there are ids it is read, and one
    by one only what a list leaves out. Raises `AlegraError`.
    """
    found: dict[str, dict[str, Any]] = {}
    partly = sum(EVERY_KEY not in names for names in wanted.values())
    if _by_list(session, resource, partly):
        listing = resource.action_of("list")
        for record in pages.records(session, resource, listing):
            key = str(record.get(resource.id_key)) if isinstance(record, dict) else ""
            if key in wanted and all(name in record for name in wanted[key]):
                found[key] = record
    alone = [key for key in wanted if key not in found]
    for key, record in in_order(partial(_read, session, resource), alone, jobs):
        if record is not None:
            found[key] = record
    return found


def _by_list(session: Session, resource: Resource, count: int) -> bool:
    listing = resource.by_verb("list")
    if listing is None or count < 2 or not resource.envelope.counts or resource.repeats:
        return False
    size = pages.page_size(resource, listing)
    # Asking for their number is worth it only where that may be less than one for each.
    return count > 2 and pages.count(session, resource, listing) <= size * (count - 2)


def _read(session: Session, resource: Resource, key: str) -> dict[str, Any] | None:
    if resource.by_verb("get") is None:
        return None
    try:
        record = record_of(session, resource, key)
    except NotFound:
        return None
    return record if isinstance(record, dict) else None
