"""What a change of many records would do, value by value, for its dry run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from alegra_cli import exact
from alegra_cli.app import App
from alegra_cli.declare import Column, Resource
from alegra_cli.exact import NUMBER
from alegra_cli.i18n import N_, _, ngettext
from alegra_cli.operations.comparing import Difference
from alegra_cli.output.columns import lookup

COLUMNS = (
    Column(N_("Id"), "id"),
    Column(N_("Record"), "record"),
    Column(N_("Field"), "field"),
    Column(N_("Before"), "before"),
    Column(N_("After"), "after"),
    Column("Δ %", "percent", "number"),
    Column(N_("Look at"), "look"),
)
# An amount that changes by more is worth a look; one that moves its decimal sign more so.
_MUCH = 50
_SHIFTS = {Decimal(10) ** power for power in (2, 3, 6)}


def name_of(record: dict[str, Any], resource: Resource) -> str:
    """What a person calls a record by; empty where the declaration names nothing of it."""
    values = [lookup(record, path)[1] for path in resource.label]
    return " ".join(str(value) for value in values if value not in (None, "", [], {}))


class BeforeAfter:
    """Makes a row of each difference, and counts what there is to say of all of them."""

    def __init__(self, resource: Resource) -> None:
        self.records = self.same_count = self.much = 0
        self._resource = resource
        self._amounts = {
            field.path for field in resource.fields if field.kind in ("money", "amounts")
        }

    def rows(
        self, record: dict[str, Any], key: str, found: Iterable[Difference]
    ) -> Iterator[dict[str, Any]]:
        """A dict of the names in `COLUMNS` for each value that changes."""
        self.records += 1
        changed = False
        for path, before, after in found:
            changed = True
            percent, look = self._weight(path, before, after)
            self.much += bool(look)
            yield {
                "id": key,
                "record": name_of(record, self._resource),
                "field": path,
                "before": before,
                "after": after,
                "percent": percent,
                "look": look,
            }
        self.same_count += not changed

    def notes(self) -> Iterator[str]:
        if self.same_count:
            yield ngettext(
                "{count} record would not change.",
                "{count} records would not change.",
                self.same_count,
            ).format(count=self.same_count)
        yield from self.warnings()

    def warnings(self) -> Iterator[str]:
        if self.much:
            yield ngettext(
                "Warning: {count} amount changes by more than {most} %.",
                "Warning: {count} amounts change by more than {most} %.",
                self.much,
            ).format(count=self.much, most=_MUCH)

    def _weight(self, path: str, before: Any, after: Any) -> tuple[Any, str]:
        """The change in percent, and what is odd about it; nothing of what is no amount."""
        declared = ".".join("[]" if part.isdecimal() else part for part in path.split("."))
        if declared.replace(".[]", "[]") not in self._amounts and not path.endswith(".price"):
            return None, ""
        if not all(NUMBER.fullmatch(str(value)) for value in (before, after)):
            return None, ""
        old, new = Decimal(str(before)), Decimal(str(after))
        if not old:
            return None, ""
        percent = exact.number(format(((new - old) / old * 100).quantize(Decimal("0.1")), "f"))
        ratio = abs(new / old)
        if ratio in _SHIFTS:
            return percent, f"×{ratio:f}"
        if new and 1 / ratio in _SHIFTS:
            return percent, f"÷{1 / ratio:f}"
        return percent, f"> {_MUCH} %" if abs(new - old) * 100 > abs(old) * _MUCH else ""


def row_for(row: dict[str, Any], table: bool) -> dict[str, Any]:
    """A row as its format has it: a table has texts for whole objects, and "(nothing)"."""
    if not table:
        return row
    return {
        **row,
        **{key: _text(row[key]) for key in ("before", "after")},
        "percent": "" if row["percent"] is None else f"{row['percent']:+}",
    }


def _text(value: Any) -> str:
    if value is None or value in ("", [], {}):
        return _("(nothing)")
    return exact.dumps(value) if isinstance(value, (dict, list, bool)) else str(value)


def show(app: App, table: BeforeAfter, rows: Iterable[dict[str, Any]]) -> None:
    """Print the rows, and what there is to say of all of them."""
    plain = app.screen.format == "table"
    app.screen.records((row_for(row, plain) for row in rows), COLUMNS)
    app.screen.notes(table.notes())
