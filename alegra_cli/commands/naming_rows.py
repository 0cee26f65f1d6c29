"""The records that the rows of a file name."""

from __future__ import annotations

from collections.abc import Sequence

from alegra_cli.app import App
from alegra_cli.commands.naming import Names
from alegra_cli.declare import Field
from alegra_cli.transfer.mapping import Mapping
from alegra_cli.transfer.named_rows import NamedRows
from alegra_cli.transfer.rows import Source


def name_rows(
    app: App, name: str, source: Source, mapping: Mapping, fields: Sequence[Field]
) -> None:
    """Have the rows of a file point at ids where they name records.

    Raises `Invalid` with all names that are not of one record, `UsageProblem` where numbers may
    be ids or not, and `AlegraError` as the requests end.
    """
    rows = NamedRows(source, mapping, fields, app.registry.declared, lambda: Names(app).lookup)
    rows.look_up().refuse(name)
    app.screen.notes(rows.notes)
    mapping.named = rows.exchanged
