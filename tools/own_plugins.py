"""Our own plugins alone, whatever is installed beside them: what pages and catalogues are of."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from unittest.mock import patch

from alegra_cli.registry import entry_points

DISTRIBUTION = "alegra-cli"


@contextlib.contextmanager
def own_plugins() -> Iterator[None]:
    """Within it the program finds nothing that another distribution brings."""
    every = entry_points.points

    def own(group: str) -> Sequence[entry_points.Point]:
        return [point for point in every(group) if point.metadata("Name") == DISTRIBUTION]

    with patch.object(entry_points, "points", own):
        yield
