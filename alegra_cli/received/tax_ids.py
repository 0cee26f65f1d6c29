"""The account's own taxes and retentions for those of a document, by kind and rate.

The kind comes from the document alone: what this supplier had before never overrides it.

It stands on S37, S40, S125.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from alegra_cli.declare.received import TaxAmount
from alegra_cli.exact import decimal_of

# The authorities' word: what accounts call it, strongest first.
_TAXES: Mapping[str, tuple[str, ...]] = {
    "ITBIS": ("ITBIS", "IVA"),
    "INC": ("INC", "ICO"),
    "IEPS": ("IEPS", "IEP"),
    "IC": ("IC", "ICO"),
}
_RETENTIONS: Mapping[str, tuple[str, ...]] = {
    "ISR": ("ISR", "FUENTE"),
    "IRPF": ("IRPF", "FUENTE"),
    "RETEFUENTE": ("FUENTE", "RENTA"),
    "RETEIVA": ("IVA",),
    "RETEICA": ("ICA",),
    "ITBIS": ("ITBIS", "IVA"),
}
_CENT = Decimal("0.01")


def tax(one: TaxAmount, known: Iterable[dict[str, Any]]) -> str | None:
    """The id of the account's tax; None where it has none of the kind and rate."""
    return _best(one, known, _TAXES)


def retention(one: TaxAmount, known: Iterable[dict[str, Any]]) -> str | None:
    return _best(one, known, _RETENTIONS)


def _best(
    one: TaxAmount, known: Iterable[dict[str, Any]], words: Mapping[str, tuple[str, ...]]
) -> str | None:
    if one.rate is None:
        return None
    kind = _plain(one.kind)
    accepted = words.get(kind, (kind,))
    found: list[tuple[int, str]] = []
    for record in known:
        rate = decimal_of(record.get("percentage"))
        # Most accounts keep two decimals, so that 10.6667 % stands there as 10.67 (S125).
        if rate is None or abs(rate - one.rate) >= _CENT:
            continue
        said = _plain(f"{record.get('name') or ''} {record.get('type') or ''}")
        ranks = [rank for rank, word in enumerate(accepted) if word in said.split()]
        if ranks:
            found.append((min(ranks), str(record.get("id"))))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return bare.upper().replace(".", "")
