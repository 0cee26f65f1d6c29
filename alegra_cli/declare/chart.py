"""What of a report's rows is looked at rather than read."""

from __future__ import annotations

import attrs

from alegra_cli.declare.declaration import Declaration
from alegra_cli.declare.word_kinds import check_kinds


@attrs.frozen(eq=False, repr=False)
class Chart(Declaration):
    """A bar for each row.

    labels: paths of what a bar is called, the first that a row has. value: path of its length.
    groups: paths whose values keep bars apart, as currencies have to be.
    """

    labels: tuple[str, ...]
    value: str
    groups: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        check_kinds(self)
        if not self.labels or not self.value:
            raise ValueError("Chart: a bar has a label and a length")
