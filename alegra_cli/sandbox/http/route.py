"""One line of the sandbox's own route table."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from alegra_cli.sandbox.http.refusals import bad

if TYPE_CHECKING:
    from alegra_cli.sandbox.books import Books


METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


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
        if self.body is None:
            raise bad("El cuerpo no es JSON válido o está vacío", 905)
        if self.body == {}:
            raise bad("El cuerpo está vacío", 902)
        if not isinstance(self.body, dict):
            raise bad("El cuerpo debe ser un objeto JSON")
        return self.body


class Mount:
    """Routes that a plugin adds: another service, or more paths of Alegra's API.

    path: what they are under: the path of the service's base URL, as ``/v1``; ``/api/v1`` for
    Alegra's API, whose own routes stay as they are. errors: makes the body of a refusal of (status,
    message); Alegra's shape when None.
    """

    def __init__(
        self,
        path: str,
        routes: Sequence[Route],
        errors: Callable[[int, str], Any] | None = None,
    ) -> None:
        if not path.startswith("/") or path.endswith("/"):
            raise ValueError(f"Mount path {path!r} must start, and not end, with '/'")
        self.path = path
        self.routes = routes
        self.errors = errors

    def has(self, path: str) -> bool:
        """path: below the mount."""
        return any(route.match(path) is not None for route in self.routes)

    def is_about(self, path: str) -> bool:
        """Whether it plays the resource of this path, below the mount, in any way."""
        return path[1:].partition("/")[0] in {route.resource for route in self.routes}


class MountFault(Exception):
    """What a plugin's part of the sandbox raised."""

    def __init__(self, raised: Exception | SystemExit) -> None:
        super().__init__(str(raised))
        if isinstance(raised, SystemExit):  # it ends no program but its own
            place = raised.__traceback__
            raised = RuntimeError(f"SystemExit: {raised}").with_traceback(place)
        self.problem: Exception = raised


class NotPlayed(LookupError):
    """No plugin has a route for what a client asks of its service.

    path: as the service knows it, with what it is mounted under.
    """

    def __init__(self, method: str, path: str) -> None:
        super().__init__(f"{method} {path}")
        self.method = method
        self.path = path


class WrongAnswer(TypeError):
    """What a plugin's route gave is no answer.

    function: the route's, which is in no traceback any more.
    """

    def __init__(self, route: Route, given: Any) -> None:
        super().__init__(
            f"{route.method} {route.template} gives {given!r:.200}, "
            "and has to give JSON, or a status and JSON"
        )
        self.function = route.run


class Route:
    """method and template, such as ``/invoices/{id}/void``, and what answers them.

    run: gives the body of a 200, or (status, body).
    """

    def __init__(self, method: str, template: str, run: Callable[[Call], Any]) -> None:
        if method not in METHODS:
            raise ValueError(f"Route method {method!r} is not one of {METHODS}")
        if not template.startswith("/"):
            raise ValueError(f"Route template {template!r} must start with '/'")
        self.method = method
        self.template = template
        self.run = run
        self.resource = template.strip("/").partition("/")[0]
        self._prefix = template.partition("{")[0]
        self._depth = template.count("/")
        # Of two that match, the one with more fixed words: /users/self before /users/{id}.
        self.weight = template.count("{")

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", self.template))

    def match(self, path: str) -> dict[str, str] | None:
        # A pattern costs more than the rest of a short run: most are never needed.
        if not path.startswith(self._prefix) or path.count("/") != self._depth:
            return None
        found = self._pattern.fullmatch(path)
        return found.groupdict() if found else None
