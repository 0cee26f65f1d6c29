"""How a document reaches the tax authority."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import attrs

from alegra_cli.declare.checks import at_least, one_of
from alegra_cli.declare.declaration import Declaration


@attrs.frozen(eq=False, repr=False)
class Emission(Declaration):
    """What ``emit`` does with a resource (S102 to S104).

    action: the action that is called, by its name.
    how: ``batch`` sends up to `max_ids` ids in one request and is answered id by id; ``each``
        sends one document in a request.
    body: what ``each`` sends.
    stored_under: keys of the answer that may hold the document when the authority refuses it
        while it is created: it is stored then, and not issued. The answer itself may be it too.
    pending: list filters that find what was never sent, for ``--all``; None where the list has
        none, so that ids must be named.
    """

    action: str
    how: str = attrs.field(default="each", validator=one_of(("batch", "each")), kw_only=True)
    max_ids: int = attrs.field(default=1, validator=at_least(1), kw_only=True)
    body: Mapping[str, Any] = attrs.field(
        factory=lambda: MappingProxyType({"stamp": {"generateStamp": True}}), kw_only=True
    )
    stored_under: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    pending: tuple[tuple[str, str], ...] | None = attrs.field(default=None, kw_only=True)
