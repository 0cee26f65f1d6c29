"""What of a report's rows is looked at rather than read."""

from __future__ import annotations

import attrs


@attrs.frozen(eq=False)
class Chart:
    """A bar for each row.

    labels: paths of what a bar is called, the first that a row has. value: path of its length.
    groups: paths whose values keep bars apart, as currencies have to be.
    """

    labels: tuple[str, ...]
    value: str
    groups: tuple[str, ...] = ()
