"""Records that the rows of a file point at and that are not in Alegra, before the first is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from alegra_cli.declare import Resource
from alegra_cli.errors import AlegraError, NotFound
from alegra_cli.i18n import _
from alegra_cli.operations import pages
from alegra_cli.operations.one_record import record_of
from alegra_cli.operations.references import remapping
from alegra_cli.rules.fields import Problem
from alegra_cli.wire import Session

SessionOf = Callable[[Resource], Session]
ResourceNamed = Callable[[str], Resource | None]

# Requests that a look before the first row is worth: what is asked for one by one, and what is
# read of a list. A file that names more clients than that is told of them by Alegra.
_MOST_ASKED = 20
_MOST_LISTED = 300
_FEW = 3


class MissingRecords:
    """Collects what rows point at, asks Alegra once for all of them, and tells of each row.

    session_of: of the service that a resource lives on. resource: of the rows. named: the resource
    of a name; None where there is none.
    """

    def __init__(self, session_of: SessionOf, resource: Resource, named: ResourceNamed) -> None:
        self._session_of = session_of
        self._resource = resource
        self._resource_of = named
        self._ids: dict[str, dict[str, None]] = {}
        self._missing: set[tuple[str, str]] = set()

    def see(self, body: dict[str, Any]) -> None:
        def remember(resource: str, id: str) -> str:
            self._ids.setdefault(resource, {})[id] = None
            return id

        remapping(body, self._resource, remember)

    def ask(self) -> bool:
        """Whether any of them is not there. Raises `AlegraError` where nobody can be asked."""
        for name, ids in self._ids.items():
            resource = self._resource_of(name)
            if resource is not None and resource.by_verb("get"):
                self._missing |= {(name, own) for own in self._not_there(resource, list(ids))}
        return bool(self._missing)

    def problems(self, body: dict[str, Any]) -> Iterator[Problem]:
        def there(resource: str, id: str) -> str | None:
            return None if (resource, id) in self._missing else id

        for lost in remapping(body, self._resource, there)[1]:
            text = _("there is no {id} (`alegra {resource} list`)")
            yield Problem(lost.path, text.format(id=lost.id, resource=lost.resource))

    def _not_there(self, resource: Resource, ids: list[str]) -> list[str]:
        """Those that Alegra answers 404 for; a list may leave out records that are there."""
        if len(ids) > _FEW:
            listed = self._ids_of(resource)
            ids = [own for own in ids if own not in listed]
        return [own for own in ids if not self._is_there(resource, own)] if _worth(ids) else []

    def _ids_of(self, resource: Resource) -> set[str]:
        listing = resource.by_verb("list")
        if listing is None:
            return set()
        try:
            records = pages.records(
                self._session_of(resource), resource, listing, limit=_MOST_LISTED
            )
            return {
                str(record.get(resource.id_key))
                for record in islice(records, _MOST_LISTED)
                if isinstance(record, dict)
            }
        except AlegraError as problem:
            return _unless_down(problem)

    def _is_there(self, resource: Resource, id: str) -> bool:
        try:
            record_of(self._session_of(resource), resource, id)
        except NotFound:
            return False
        except AlegraError as problem:
            _unless_down(problem)
        return True


def _worth(ids: list[str]) -> bool:
    return len(ids) <= _MOST_ASKED


def _unless_down(problem: AlegraError) -> set[str]:
    """Who may not read a resource learns from Alegra itself what is missing there."""
    from alegra_cli.errors import Forbidden, PlanLimit

    if isinstance(problem, (Forbidden, PlanLimit)):
        return set()
    raise problem
