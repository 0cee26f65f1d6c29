"""What Alegra stored other than it was sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alegra_cli.declare import Resource
from alegra_cli.i18n import _
from alegra_cli.operations.comparing import stored_otherwise


def deviations(sent: Any, stored: Any, resource: Resource) -> Iterator[str]:
    """``price 1500 as 1.5`` for each value that came back other."""
    if isinstance(sent, dict) and isinstance(stored, dict):
        for path, asked, found in stored_otherwise(sent, stored, resource):
            yield _("{field} {sent} as {stored}").format(field=path, sent=asked, stored=found)


def warning(sent: Any, stored: Any, resource: Resource) -> str:
    """One line for all of them; empty where there is nothing to tell."""
    values = "; ".join(deviations(sent, stored, resource))
    return _("Warning: Alegra stored {values}.").format(values=values) if values else ""
