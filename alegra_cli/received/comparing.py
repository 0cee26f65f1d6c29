"""The authority's list against the books: what only one has, what both have otherwise.

It stands on S140, S142.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import attrs

from alegra_cli.i18n import N_
from alegra_cli.received import identities
from alegra_cli.received.account import PostedPurchase, plain_number
from alegra_cli.received.lists import ListedDocument

ONLY_LISTED = N_("only in the list")
ONLY_BOOKS = N_("only in the books")
AMOUNTS = N_("amounts differ")
VOID = N_("void in one")
TWICE = N_("twice in the books")
KINDS = (ONLY_LISTED, ONLY_BOOKS, AMOUNTS, VOID, TWICE)


class BookEntry(NamedTuple):
    """A document of the books. ids: whatever may be the authority's id, in small letters.

    party: every form of the other side's tax id. void: whether it is annulled there.
    """

    purchase: PostedPurchase
    ids: frozenset[str]
    party: frozenset[str]
    name: str
    void: bool
    note: bool


class Comparison(NamedTuple):
    kind: str
    row: ListedDocument | None
    entries: Sequence[BookEntry]

    def record(self) -> dict[str, Any]:
        one, other = self.row, self.entries[0] if self.entries else None
        there = one.total if one else None
        here = other.purchase.total if other else None
        return {
            "finding": self.kind,
            "place": one.place if one else "",
            "number": one.number if one else other.purchase.number if other else "",
            "authorityId": one.authority if one else "",
            "date": one.date if one else other.purchase.date if other else "",
            "name": (one.name if one else "") or (other.name if other else ""),
            "listed": there,
            "booked": here,
            "difference": None if there is None or here is None else there - here,
            "ids": ", ".join(f"{it.purchase.resource} {it.purchase.id}" for it in self.entries),
        }


@attrs.define(eq=False)
class BookIndex:
    """Entries by each way in which a row can name one."""

    by_id: dict[str, list[BookEntry]] = attrs.field(factory=dict)
    by_number: dict[tuple[str, str, bool], list[BookEntry]] = attrs.field(factory=dict)
    entries: list[BookEntry] = attrs.field(factory=list)

    def add(self, entry: BookEntry) -> None:
        self.entries.append(entry)
        for text in entry.ids:
            self.by_id.setdefault(text, []).append(entry)
        number = plain_number(entry.purchase.number)
        for form in entry.party:
            self.by_number.setdefault((form, number, entry.note), []).append(entry)

    def of(self, one: ListedDocument, side: str) -> list[BookEntry]:
        """By the authority's id, and by the other side and the number."""
        found = list(self.by_id.get(one.authority.casefold(), ())) if one.authority else []
        parties = [one.issuer if side == "purchases" else one.receiver]
        if one.support:  # whether the seller is its issuer or its receiver, authorities differ
            parties.append(one.receiver)
        for party in parties:
            key = (identities.normal(party), plain_number(one.number), one.note)
            found += [entry for entry in self.by_number.get(key, ()) if entry not in found]
        return found


def findings(
    rows: Iterable[ListedDocument], books: BookIndex, side: str, first: str, last: str
) -> Iterator[Comparison]:
    """What differs, in the order of the list; then what the books have alone.

    first, last: ISO days of what is compared; empty for all.
    """
    seen: set[int] = set()
    for one in rows:
        entries = books.of(one, side)
        seen |= {id(entry) for entry in entries}
        if not _within(one.date, first, last):
            continue
        if finding := _finding(one, entries):
            yield finding
    for entry in books.entries:
        if id(entry) in seen or entry.void or not _within(entry.purchase.date, first, last):
            continue
        yield Comparison(ONLY_BOOKS, None, [entry])


def _finding(one: ListedDocument, entries: list[BookEntry]) -> Comparison | None:
    living = [entry for entry in entries if not entry.void]
    if one.void:
        return Comparison(VOID, one, living) if living else None
    if not living:
        return Comparison(VOID if entries else ONLY_LISTED, one, entries)
    if len(living) > 1:
        return Comparison(TWICE, one, living)
    total = living[0].purchase.total
    differ = one.total is not None and total is not None and not _same(one.total, total)
    return Comparison(AMOUNTS, one, living) if differ else None


def _same(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) < Decimal("0.01")


def _within(day: str, first: str, last: str) -> bool:
    return (not first or day >= first) and (not last or day <= last)
