"""The entry points of what is installed, read once a process for all of our groups.

Looking through every installed distribution costs more than anything else at the start.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import lru_cache
from importlib import metadata

OURS = "alegra_cli."


def points(group: str) -> Sequence[metadata.EntryPoint]:
    """Those of one group, in the order of the distributions on the path."""
    return _ours(tuple(sys.path)).get(group, ())


@lru_cache(maxsize=4)
def _ours(_path: tuple[str, ...]) -> dict[str, list[metadata.EntryPoint]]:
    """By group; for the path as it is, since a test or a host may change it."""
    every = metadata.entry_points()
    return {name: list(every.select(group=name)) for name in every.groups if name.startswith(OURS)}
