"""What the computed reports read: documents in effect, in exact amounts and their own currency."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from alegra_cli.declare.computed import Reader
from alegra_cli.errors import AlegraError, Forbidden, NotFound, PlanLimit, Unreachable
from alegra_cli.i18n import _, ngettext

Record = dict[str, Any]

_WITHOUT_EFFECT = ("draft", "void")


class Ledger:
    """Reads documents through `reader` and keeps count of them.

    A resource that the account may not read is left out and told about; the last refusal is
    raised by `notes` when nothing at all could be read.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._own: str | None = None
        self._left_out: dict[str, AlegraError] = {}
        self.read: dict[str, int] = {}

    def documents(self, resource: str, **query: str) -> Iterator[Record]:
        """Those in effect: neither drafts nor void."""
        for record in self.records(resource, **query):
            if record.get("status") not in _WITHOUT_EFFECT:
                self.read[resource] = self.read.get(resource, 0) + 1
                yield record

    def records(self, resource: str, **query: str) -> list[Record]:
        if resource in self._left_out:
            return []
        # Without it the list of bills leaves Colombia's support documents out (S117).
        if resource == "bills" and self._reader.country in (None, "colombia"):
            query = {"type": "all", **query}
        try:
            return list(self._reader.records(resource, **query))
        except (PlanLimit, Forbidden, NotFound) as refusal:
            self._left_out[resource] = refusal
            return []

    def currency(self, document: Record) -> str:
        """The code of a document's currency; the company's own where it names none."""
        named = document.get("currency")
        code = named.get("code") if isinstance(named, dict) else None
        if code:
            return str(code)
        if self._own is None:
            own = self._reader.one("company").get("currency")
            self._own = str(own.get("code") or "") if isinstance(own, dict) else ""
        return self._own

    def notes(self) -> tuple[str, ...]:
        """From how many documents it was worked out, and what could not be read."""
        if self._left_out and not self.read:
            raise next(iter(self._left_out.values()))
        total = sum(self.read.values())
        text = ngettext(
            "Worked out from {count} document ({kinds}).",
            "Worked out from {count} documents ({kinds}).",
            total,
        )
        kinds = ", ".join(
            _("{documents} {count}").format(documents=_(name), count=count)
            for name, count in sorted(self.read.items())
        )
        told = [text.format(count=total, kinds=kinds or "-")]
        told += [
            _("Not included, because they can't be read: {resource} ({reason})").format(
                resource=name, reason=refusal.message
            )
            for name, refusal in self._left_out.items()
        ]
        return tuple(told)


def amount(value: Any) -> Decimal:
    """An amount that came as a number or as a text; nothing is zero. Raises `Unreachable`."""
    if value in (None, ""):
        return Decimal(0)
    try:
        number = Decimal(str(value))
    except ArithmeticError:
        number = Decimal("NaN")
    if not number.is_finite():
        raise _other(_("an amount"), value)
    return number


def parts(listed: Any) -> list[Record]:
    """Lines, taxes or payments: a list that may be absent. Raises `Unreachable`.

    What has another form is no reason to leave an amount out.
    """
    found = listed or []
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise _other(_("a list of parts"), found)
    return found


def sum_of(entries: Any, key: str = "amount") -> Decimal:
    """The sum of one key over a list that may be absent. Raises `Unreachable`."""
    return sum((amount(entry.get(key)) for entry in parts(entries)), Decimal(0))


def day_of(value: Any) -> date:
    """A day, with or without a time behind it. Raises `Unreachable`."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise _other(_("a day"), value) from None


def _other(wanted: str, value: Any) -> Unreachable:
    return Unreachable(
        _("Alegra's answer has something else than {wanted}: {value}").format(
            wanted=wanted, value=str(value)[:60]
        )
    )


def party(document: Record) -> Record:
    """The contact of a document: ``provider`` in bills, ``client`` everywhere else."""
    found = document.get("provider") or document.get("client")
    return found if isinstance(found, dict) else {}


def number(document: Record) -> str:
    """What a person calls it."""
    template = document.get("numberTemplate")
    numbered: Record = template if isinstance(template, dict) else {}
    full = numbered.get("fullNumber") or document.get("number")
    return str(full or f"{numbered.get('prefix') or ''}{numbered.get('number') or ''}")
