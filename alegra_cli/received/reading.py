"""From pieces to documents with a state: the reader of each is found by its root element."""

from __future__ import annotations

import decimal
import hashlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from alegra_cli.declare.received import (
    InvoiceReader,
    NotReadable,
    ReceivedDocument,
    XmlDocument,
)
from alegra_cli.received import arithmetic
from alegra_cli.received.reasons import state_of
from alegra_cli.received.sources import Piece
from alegra_cli.received.xml import HostileContent, parse

if TYPE_CHECKING:
    from alegra_cli.received.account import CountryPacks

# Sums of amounts with 18 digits and 12 decimals stay exact.
_EXACT = decimal.Context(prec=80, rounding=decimal.ROUND_HALF_UP)


@attrs.frozen(eq=False)
class Reading:
    """What a piece says.

    place: in the piece, where it holds several documents. document: None where there is none.
    details: what a code is about, such as the text that is no number.
    """

    piece: Piece
    document: ReceivedDocument | None
    codes: tuple[str, ...] = ()
    details: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        return state_of(self.codes)

    def having(self, *codes: str) -> Reading:
        """With more reasons."""
        return attrs.evolve(self, codes=tuple(dict.fromkeys((*self.codes, *codes))))


def exact() -> decimal._ContextManager:
    """Amounts are added and multiplied in here."""
    return decimal.localcontext(_EXACT)


class PieceReader:
    """Reads pieces, one after the other, and knows what came before.

    readers: of the plugins, in the order in which they are asked. packs: of the countries, for
    what circulates there. own_currency: of the account; empty where it is not known.
    """

    def __init__(
        self, readers: Iterable[InvoiceReader], packs: CountryPacks, own_currency: str = ""
    ) -> None:
        self._by_root: dict[str, list[InvoiceReader]] = {}
        for one in readers:
            for root in one.roots:
                self._by_root.setdefault(root, []).append(one)
        self._packs = packs
        self._own_currency = own_currency
        self._currencies: dict[str, tuple[str, ...]] = {}
        self._contents: dict[str, bytes] = {}

    def readings(self, pieces: Iterable[Piece]) -> Iterator[Reading]:
        for piece in pieces:
            yield from self.of(piece)

    def of(self, piece: Piece) -> list[Reading]:
        if piece.problem is not None:
            return [_not_read(piece.light(), piece.problem.code, piece.problem.detail)]
        light = piece.light()
        try:
            with exact():
                found = list(self._documents(parse(piece.content)))
                return [self._judgement(light, one) for one in found] or [
                    _not_read(light, "unknown-format", "")
                ]
        except (HostileContent, NotReadable) as problem:
            return [_not_read(light, problem.code, problem.detail)]

    def _documents(self, file: XmlDocument) -> Iterable[ReceivedDocument]:
        for reader in self._by_root.get(file.root.tag, ()):
            found = reader.read(file)
            if found is not None:
                return found
        raise NotReadable("unknown-format", file.root.tag)

    def _judgement(self, piece: Piece, one: ReceivedDocument) -> Reading:
        codes = dict.fromkeys(arithmetic.faults(one, self._own_currencies(one.country)))
        if one.authority_id:
            key, content = f"{one.country} {one.key.casefold()}", _content(one)
            before = self._contents.setdefault(key, content)
            if before is not content:
                codes["repeated" if before == content else "same-id-other-content"] = None
        return Reading(piece, one, tuple(codes))

    def _own_currencies(self, country: str) -> tuple[str, ...]:
        """The account's, else what circulates in the country."""
        if self._own_currency:
            return (self._own_currency,)
        if country not in self._currencies:
            pack = self._packs(country)
            self._currencies[country] = pack.currencies if pack else ()
        return self._currencies[country]


def _not_read(piece: Piece, code: str, detail: str) -> Reading:
    return Reading(piece, None, (code,), (detail,) if detail else ())


def _content(one: ReceivedDocument) -> bytes:
    """The same for two copies of a document, whatever container each came in."""
    said = repr(attrs.astuple(one, recurse=False, filter=_counts_as_content))
    return hashlib.sha256(said.encode(errors="surrogatepass")).digest()


def _counts_as_content(attribute: attrs.Attribute[object], _value: object) -> bool:
    return attribute.name != "doubts"
