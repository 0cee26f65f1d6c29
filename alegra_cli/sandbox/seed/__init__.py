"""Believable companies of nine countries: the same for the same country, seed, size and day."""

from __future__ import annotations

import random
from datetime import date

from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.books.past import PastBooks
from alegra_cli.sandbox.seed import masters, paperwork, people, purchases, things, year
from alegra_cli.sandbox.seed.countries import PLACES, CountrySeed

COUNTRIES = tuple(PLACES)

SIZES = {"empty": 0, "small": 1, "medium": 8, "large": 40}
"""How many times the clients and documents of the small company; none on a first day."""


def populate(
    books: Books,
    country: str = "colombia",
    seed: int = 1,
    size: str = "small",
    today: date | None = None,
) -> None:
    """Wipe the books and fill them with a company and its year of business up to `today`.

    The same words make the same records, to the last character; only what recurs begins after
    the day on which it is made.

    Raises ``ValueError`` for an unknown country or size, before anything is lost.
    """
    if country not in PLACES:
        raise ValueError(f"country must be one of {', '.join(COUNTRIES)}")
    if size not in SIZES:
        raise ValueError(f"size must be one of {', '.join(SIZES)}")
    place, times, today = PLACES[country], SIZES[size], today or date.today()
    opened = date(today.year - 2, 1, 15)
    with books.transaction():
        books.wipe()
        # Whatever its day, so that what the documentation shows of a company is there.
        with books.settings.holding("uuid_ids", value=False), books.settings.steady():
            _fill(books, place, times, opened, today, f"{country} {seed} {size}")


def _fill(
    books: Books, place: CountrySeed, times: int, opened: date, today: date, words: str
) -> None:
    chance = random.Random(words)
    masters.fill(books, place, chance, opened, today)
    if times:
        past = PastBooks(books)
        clients = people.fill(past, place, chance, 40 * times, opened)
        items = things.fill(past, place, chance, 26 + 4 * times, times, opened)
        year.fill(past, place, chance, clients, items, 130 * times, today)
        # Apart, so that they change nothing of what came before.
        chance = random.Random(f"{words} more")
        purchases.fill(past, place, chance, today)
        paperwork.fill(past, place, chance, clients, items, today)
