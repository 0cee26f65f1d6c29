"""The entry points of what is installed, read once a process for all of our groups.

The library of Python for this takes a third of the whole start to import, so the plain case,
folders of metadata on the path, is read here. It is asked where the path holds anything else.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache, reduce
from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from importlib.metadata import Distribution

OURS = "alegra_cli."
MAIN = "alegra_cli.plugins"
ALIASES = "alegra_cli.aliases"
NAMES = "alegra_cli.names"
COUNTRIES = "alegra_cli.countries"
FORMATS = "alegra_cli.formats"
SERVICES = "alegra_cli.services"
MOUNTS = "alegra_cli.sandbox"
READERS = "alegra_cli.received"
HOOKS = {
    FORMATS: "alegra_formats",
    COUNTRIES: "alegra_countries",
    SERVICES: "alegra_services",
    READERS: "alegra_readers",
    MOUNTS: "alegra_sandbox",
}
"""Of each group of what is no command, the hook that gives it."""
_ENDINGS = (".dist-info", ".egg-info")
_METADATA = ("METADATA", "PKG-INFO")


class Point(NamedTuple):
    """An entry point. value: ``module`` or ``module:attribute``.

    folder: the metadata of its distribution; distribution: itself, where the library told it.
    """

    group: str
    name: str
    value: str
    folder: str = ""
    distribution: Distribution | None = None

    @property
    def module(self) -> str:
        return self.value.partition("[")[0].partition(":")[0].strip()

    @property
    def dist(self) -> Distribution:
        """Who installed it."""
        if self.distribution is not None:
            return self.distribution
        from importlib.metadata import Distribution
        from pathlib import Path

        return Distribution.at(Path(self.folder))

    def metadata(self, field: str) -> str:
        """What the metadata of its distribution says in the field; "?" where it says nothing."""
        if self.distribution is not None:
            return str(self.distribution.metadata[field] or "?")
        for name in _METADATA:
            with suppress(OSError), open(os.path.join(self.folder, name), "rb") as stream:
                # The library reads what follows the head as well, a whole README.
                for line in takewhile(bytes.strip, stream):
                    if line.startswith(f"{field}:".encode()):
                        return line.partition(b":")[2].decode("utf-8", "replace").strip() or "?"
        return "?"

    @property
    def source(self) -> str | None:
        """The folder that it was installed from, as an author does; None for any other.

        Empty where it runs in place (editable): there is nothing to install again.
        """
        if self.folder.endswith(".egg-info"):
            place = os.path.basename(os.path.dirname(self.folder))
            return None if place in ("site-packages", "dist-packages") else ""
        return _folder_of(self.dist.read_text("direct_url.json") or "{}")

    def load(self) -> Any:
        """Raises whatever its module raises."""
        attribute = self.value.partition("[")[0].partition(":")[2].strip()
        from alegra_cli.registry.module_language import plugin_module

        module = plugin_module(self.module)
        return reduce(getattr, filter(None, attribute.split(".")), module)


def _folder_of(direct_url: str) -> str | None:
    """See `Point.source`: what installers leave behind of an address."""
    import json
    from urllib.parse import urlsplit
    from urllib.request import url2pathname

    try:
        address = json.loads(direct_url)
        if "dir_info" not in address:
            return None
        editable = address["dir_info"].get("editable")
        return "" if editable else url2pathname(urlsplit(address["url"]).path)
    except (ValueError, KeyError, AttributeError, TypeError):
        return None


def points(group: str) -> Sequence[Point]:
    """Those of one group, in the order of the distributions on the path."""
    return _by_group(tuple(sys.path)).get(group, ())


def strays() -> list[Point]:
    """Those of groups that begin nearly like ours and that nothing reads."""
    read = (MAIN, ALIASES, *HOOKS)
    return [
        point
        for point in _ours(sys.path, "alegra")
        if point.group not in read and not point.group.startswith((f"{NAMES}.", f"{ALIASES}."))
    ]


@lru_cache(maxsize=4)
def _by_group(path: tuple[str, ...]) -> Mapping[str, Sequence[Point]]:
    """For the path as it is, since a test or a host may change it."""
    found: dict[str, list[Point]] = {}
    for point in _ours(path):
        found.setdefault(point.group, []).append(point)
    return {group: tuple(named) for group, named in found.items()}


def _ours(path: Sequence[str], prefix: str = OURS) -> list[Point]:
    found: list[Point] = []
    seen: set[str] = set()
    for place in path:
        if os.path.isfile(place):
            return _as_the_library_tells(prefix)  # an archive, into which it can look
        for name, folder in _distributions(place):
            if name not in seen:  # one that comes first hides others of its name
                seen.add(name)
                found += _read(folder, prefix)
    return found if any(point.group == MAIN for point in found) else _as_the_library_tells(prefix)


def _distributions(place: str) -> Iterator[tuple[str, str]]:
    """(name without differences of spelling, folder of its metadata)."""
    try:
        names = sorted(os.listdir(place or "."))
    except OSError:
        return
    for name in names:
        if name.endswith(_ENDINGS):
            yield plain_name(name.rpartition(".")[0].partition("-")[0]), os.path.join(place, name)


def plain_name(distribution: str) -> str:
    """What all spellings of a distribution's name have in common."""
    return re.sub(r"[-_.]+", "-", distribution).casefold()


def _read(folder: str, prefix: str) -> Iterator[Point]:
    try:
        with open(os.path.join(folder, "entry_points.txt"), encoding="utf-8") as stream:
            text = stream.read()
    except OSError:
        return
    if prefix not in text:
        return
    group = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("[") and line.endswith("]"):
            group = line[1:-1].strip()
        elif group.startswith(prefix) and "=" in line and not line.startswith("#"):
            name, _equals, value = line.partition("=")
            yield Point(group, name.strip(), value.strip(), folder)


def _as_the_library_tells(prefix: str) -> list[Point]:
    from importlib.metadata import entry_points

    every = entry_points()
    return [
        Point(group, one.name, one.value, distribution=one.dist)
        for group in every.groups
        if group.startswith(prefix)
        for one in every.select(group=group)
    ]
