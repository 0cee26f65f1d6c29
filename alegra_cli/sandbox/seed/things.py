"""What the company sells (S53, S54)."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from typing import Any

from alegra_cli.exact import Number
from alegra_cli.sandbox.books.past import PastBooks
from alegra_cli.sandbox.seed.countries import CountrySeed
from alegra_cli.sandbox.seed.names import PRODUCTS, SERVICES

Ware = tuple[str, Any, str]
"""(id, price, id of its tax)."""


def fill(
    books: PastBooks,
    place: CountrySeed,
    chance: random.Random,
    count: int,
    times: int,
    opened: date,
) -> list[Ware]:
    """Make the items: services first, then products in stock, then sizes of those.

    times: how much more than the small company's the stock has to last for.
    """
    made = []
    for number in range(count):
        books.turn_to(opened, number)
        body = _item(place, chance, number, times)
        item = books.call("POST", "/items", body)
        if number == count - 1:
            books.call("PUT", f"/items/{item['id']}", {"status": "inactive"})
        else:
            made.append((item["id"], body["price"], body["tax"][0]["id"]))
    return made


def _item(place: CountrySeed, chance: random.Random, number: int, times: int) -> dict[str, Any]:
    # Most things carry the usual tax; a few another one, or none (id 1).
    usual = chance.random() < 0.85
    tax = "2" if usual else str(chance.randrange(1, len(place.taxes) + 2))
    if number < len(SERVICES):
        name, text, worth = SERVICES[number]
        return {
            "name": name,
            "description": text,
            "reference": f"SRV-{number + 1:03}",
            "price": price(place, worth),
            "type": "service",
            "tax": [{"id": tax}],
            "category": {"id": "1"},
            "itemCategory": {"id": "1"},
        }
    position = number - len(SERVICES)
    name, code, worth, unit = PRODUCTS[position % len(PRODUCTS)]
    again = position // len(PRODUCTS)
    return {
        "name": name if not again else f"{name} {again + 1}",
        "description": "",
        "reference": f"{code}-{position + 1:03}",
        "price": price(place, worth + 3 * again),
        "type": "product",
        "tax": [{"id": tax}],
        "category": {"id": "1"},
        "itemCategory": {"id": str(chance.randrange(2, 5))},
        "inventory": {
            "unit": unit,
            "unitCost": price(place, worth, Decimal("0.6")),
            "negativeSale": True,
            "warehouses": [
                {
                    "id": "1",
                    "initialQuantity": times * chance.randrange(50, 400),
                    "minQuantity": 10,
                },
                {"id": "2", "initialQuantity": times * chance.randrange(0, 60)},
            ],
        },
    }


def price(place: CountrySeed, worth: int, part: Decimal = Decimal(1)) -> Any:
    """A price of the country's magnitude, in whole units where those are small change."""
    amount = worth * place.scale * part
    if place.scale >= 100 or place.decimals == 0:
        return int(amount)
    return Number(format(amount.quantize(Decimal("0.01")), "f"))
