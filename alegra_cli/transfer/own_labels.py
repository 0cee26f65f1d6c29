"""A workbook that this program wrote: which path each of its labels stands for."""

from __future__ import annotations

from collections.abc import Iterable

from alegra_cli.transfer.header import Header


class OwnLabels:
    """rows: (sheet, label, path, resource), as the workbook's hidden sheet has them.

    What a person renamed, added or put in another order is as in any other file.
    """

    def __init__(self, rows: Iterable[tuple[str, ...]]) -> None:
        self._paths: dict[str, dict[str, str]] = {}
        self._sheets: dict[str, str] = {}
        for row in rows:
            sheet, label, path, resource = (*row, "", "", "", "")[:4]
            self._paths.setdefault(sheet, {})[label] = path
            if resource:
                self._sheets.setdefault(resource, sheet)

    def sheet_of(self, resource: str) -> str | None:
        """The sheet with the records of a resource; None where there is none."""
        return self._sheets.get(resource)

    def paths(self, sheet: str | None, header: Header) -> Header:
        """The header with paths in the place of labels."""
        known = self._paths.get(sheet or "", {})
        names = tuple(known.get(name, name) for name in header.names)
        return header if len(set(names)) < len(names) else header._replace(names=names)
