"""A table that another program writes, known by its column names."""

from __future__ import annotations

import attrs

from alegra_cli.declare.checks import no_twice
from alegra_cli.declare.declaration import Declaration
from alegra_cli.declare.word_kinds import check_kinds


@attrs.frozen(eq=False, repr=False)
class Template(Declaration):
    """What the columns of a known file mean.

    name: as messages call it, "Siigo, productos".
    columns: (header, path); with an empty path the column is left out, and that is told. Case,
        accents, blanks and a ``(obligatorio)`` behind do not count.
    known_by: headers that a file must have for these names to hold; empty for names that mean
        the same in any file.
    countries: where it is used; empty for everywhere.
    on: the resources it is about, for a template of a country pack.
    """

    name: str
    columns: tuple[tuple[str, str], ...] = attrs.field(kw_only=True)
    known_by: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    countries: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    on: tuple[str, ...] = attrs.field(default=(), kw_only=True)

    def __attrs_post_init__(self) -> None:
        check_kinds(self)
        if not self.columns:
            raise ValueError(f"{self.name}: a file without columns says nothing")
        no_twice(self.name, "header", [header for header, _path in self.columns])
