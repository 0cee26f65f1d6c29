"""The account's own taxes and retentions for those of a document, by kind and rate.

The kind comes from the document alone: what this supplier had before never overrides it.

It stands on S37, S40, S125.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from alegra_cli.declare import Country
from alegra_cli.declare.received import TaxAmount
from alegra_cli.exact import decimal_of
from alegra_cli.received.account import AccountRecords

_CENT = Decimal("0.01")


class TaxIds:
    """Looks up what documents of one country name. pack: of it, which says what accounts there
    call a tax; None for one that says nothing.
    """

    def __init__(self, account: AccountRecords, pack: Country | None) -> None:
        self._account = account
        self._tax_names = _by_kind(pack.tax_names if pack else ())
        self._retention_names = _by_kind(pack.retention_names if pack else ())

    def tax(self, one: TaxAmount) -> str | None:
        """The id of the account's tax; None where it has none of the kind and rate."""
        return _best(one, self._account.taxes, self._tax_names)

    def retention(self, one: TaxAmount) -> str | None:
        return _best(one, self._account.retentions, self._retention_names)


def _by_kind(names: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    return {_plain(kind): tuple(map(_plain, accepted)) for kind, accepted in names}


def _best(
    one: TaxAmount, known: Iterable[dict[str, Any]], names: Mapping[str, tuple[str, ...]]
) -> str | None:
    if one.rate is None:
        return None
    kind = _plain(one.kind)
    accepted = names.get(kind, (kind,))
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
