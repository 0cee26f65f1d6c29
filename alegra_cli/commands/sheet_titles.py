"""What the sheets of a workbook and their columns are called, in the person's language."""

from __future__ import annotations

import re
from collections.abc import Iterable

from alegra_cli.declare import Resource
from alegra_cli.declare.field import NUMBERS, Field
from alegra_cli.i18n import N_, _
from alegra_cli.operations.document_lines import LINE
from alegra_cli.output.sheet import LONGEST_NAME, SheetColumn

_INDEX = re.compile(r"\.\d+(?=\.|$)")
_ASIDE = re.compile(r"[,:;.(]")
_LONGEST = 32  # characters of a help that still make a header
_AMOUNTS = ("total", "subtotal", "balance", "amount", "totalPaid", "tax", "debit", "credit")
"""Keys of amounts that have a sum. One of prices or rates would say nothing."""

# What the API's own keys are called, where no field and no column says it.
_KEYS = {
    "name": N_("Name"),
    "description": N_("Description"),
    "reference": N_("Reference"),
    "unit": N_("Unit"),
    "price": N_("Unit price"),
    "quantity": N_("Quantity"),
    "discount": N_("Discount"),
    "tax": N_("Tax"),
    "tax.0.id": N_("Tax id"),
    "tax.0.name": N_("Tax"),
    "tax.0.percentage": N_("Tax %"),
    "tax.0.amount": N_("Tax amount"),
    "subtotal": N_("Subtotal"),
    "total": N_("Total"),
    "totalPaid": N_("Paid"),
    "balance": N_("Balance"),
    "amount": N_("Amount"),
    LINE: N_("List"),
    "observations": N_("Notes"),
    "debit": N_("Debit"),
    "credit": N_("Credit"),
    "number": N_("Number"),
    "date": N_("Date"),
    "seller.name": N_("Seller"),
    "warehouse.name": N_("Warehouse"),
    "priceList.name": N_("Price list"),
    "costCenter.name": N_("Cost centre"),
    "currency.code": N_("Currency"),
    "client.identification": N_("Identification"),
    "provider.identification": N_("Identification"),
}


def _of_lines(sheet: str) -> str:
    """The sheet of its lines; a long name is cut and not what tells the two apart."""
    told = _("{resource} - lines")
    room = LONGEST_NAME - len(told.format(resource=""))
    return told.format(resource=sheet[:room].rstrip())


class SheetTitles:
    """The names of one resource's sheets and of their columns."""

    def __init__(self, resource: Resource) -> None:
        self.resource = resource
        self.sheet = _(resource.title) or resource.name
        self.sheet_of_lines = _of_lines(self.sheet)
        self._fields = {field.path: field for field in resource.fields}
        self._titles = {
            path: column
            for column in resource.columns
            for path in (column.path, *column.alternatives)
        }

    def of_records(self, paths: Iterable[str]) -> list[SheetColumn]:
        return self._unique([(path, self._title(path, path)) for path in paths])

    def of_lines(self, paths: Iterable[str]) -> list[SheetColumn]:
        """paths: those of the head, then those of the lines, as ``items.0.price``."""
        return self._unique([(path, self._title(path, self._inside(path))) for path in paths])

    def _inside(self, path: str) -> str:
        for line in (*self.resource.lines, LINE):
            if path.startswith(f"{line}.0."):
                return path.removeprefix(f"{line}.0.")
        return path

    def _title(self, path: str, key: str) -> str:
        """key: the path within its line, or the path itself."""
        if path in self._titles:
            return _(self._titles[path].title)
        if key in _KEYS:
            # Of a line and of its document each has one.
            return _(_KEYS[key])
        field = self._field(path)
        # ``Retentions, as [{id, amount}].``
        told = _ASIDE.split(_(field.help))[0].strip() if field else ""
        return told if 0 < len(told) <= _LONGEST else key

    def _field(self, path: str) -> Field | None:
        inside = path.removeprefix(f"{LINE}.0.")
        known = [f"{line}.0.{inside}" for line in self.resource.lines] if inside != path else [path]
        found = (self._fields.get(_INDEX.sub("[]", one)) for one in known)
        return next(filter(None, found), None)

    def _unique(self, named: list[tuple[str, str]]) -> list[SheetColumn]:
        """A title that another column has is none: its path is."""
        taken: set[str] = set()
        columns = []
        for path, title in named:
            title = path if title.casefold() in taken else title
            taken.add(title.casefold())
            columns.append(self._column(path, title))
        return columns

    def _column(self, path: str, title: str) -> SheetColumn:
        declared, field = self._titles.get(path), self._field(path)
        kinds = [one.kind for one in (declared, field) if one and isinstance(one.kind, str)]
        kind = next((one for one in kinds if one in NUMBERS), "")
        last = path.rpartition(".")[2]
        summed = last in _AMOUNTS
        return SheetColumn(title, path, "money" if summed else kind, summed)
