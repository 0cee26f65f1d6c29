"""One line of the sandbox's own route table."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from alegra_cli.sandbox.refusals import bad

if TYPE_CHECKING:
    from alegra_cli.sandbox.books import Books


class Call:
    """One request: the ids of its path, its query, its body (a JSON object or None)."""

    def __init__(
        self, books: Books, ids: Mapping[str, str], query: Mapping[str, str], body: Any
    ) -> None:
        self.books = books
        self.ids = ids
        self.query = query
        self.body = body

    def need_body(self) -> dict[str, Any]:
        if not isinstance(self.body, dict):
            raise bad("El cuerpo debe ser un objeto JSON")
        return self.body


class Mount:
    """Routes under another path than Alegra's own: another service, brought by a plugin.

    path: what they are under, as ``/v1``. errors: makes the body of a refusal of (status,
    message); Alegra's shape when None.
    """

    def __init__(
        self,
        path: str,
        routes: Sequence[Route],
        errors: Callable[[int, str], Any] | None = None,
    ) -> None:
        self.path = path
        self.routes = routes
        self.errors = errors


class Route:
    """method and template, such as ``/invoices/{id}/void``, and what answers them.

    run: gives the body of a 200, or (status, body).
    """

    def __init__(self, method: str, template: str, run: Callable[[Call], Any]) -> None:
        self.method = method
        self.template = template
        self.run = run
        self.resource = template.strip("/").partition("/")[0]
        pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template)
        self._pattern = re.compile(pattern)
        # Of two that match, the one with more fixed words: /users/self before /users/{id}.
        self.weight = template.count("{")

    def match(self, path: str) -> dict[str, str] | None:
        found = self._pattern.fullmatch(path)
        return found.groupdict() if found else None
