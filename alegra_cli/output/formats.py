"""The formats that are built in, and how the class of one is found by its name."""

from __future__ import annotations

from importlib import import_module

from alegra_cli.i18n import _
from alegra_cli.output.writer import Writer

FORMATS = {
    "table": "alegra_cli.output.table:Table",
    "json": "alegra_cli.output.json:Json",
    "jsonl": "alegra_cli.output.jsonl:JsonLines",
    "yaml": "alegra_cli.output.yaml:Yaml",
    "csv": "alegra_cli.output.csv:Csv",
}
"""Format name to the class that writes it, imported when it is used."""


def writer_class(where: str) -> type[Writer]:
    """The class at ``module:class``. Raises `TypeError` for one that can't write records."""
    module, _colon, name = where.partition(":")
    found: type[Writer] = getattr(import_module(module), name)
    if not issubclass(found, Writer) or found.records is Writer.records:
        raise TypeError(
            _("{where} is not a Writer of alegra_cli.output that has records").format(where=where)
        )
    return found
