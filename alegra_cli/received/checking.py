"""What the account makes of a document: ready to be posted, or why not (S121, S122)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from alegra_cli.declare.received import ReceivedDocument
from alegra_cli.received import identities
from alegra_cli.received.account import AccountRecords, PostedPurchase
from alegra_cli.received.bodies import Draft, draft, gross
from alegra_cli.received.reading import Reading, exact
from alegra_cli.received.reasons import OTHER, REFUSED
from alegra_cli.received.record import record
from alegra_cli.received.rules import PostingRules, Rule

NEW_SUPPLIER = "unknown-supplier"


@attrs.frozen(eq=False)
class DocumentVerdict:
    """reading: with the reasons of the account. supplier: its contact's id, empty where it is not
    known. body: what would be sent, empty where it is not ready. purchases: where it is already.
    """

    reading: Reading
    supplier: str = ""
    rule: Rule | None = None
    body: dict[str, Any] = attrs.field(factory=dict)
    purchases: tuple[PostedPurchase, ...] = ()

    @property
    def document(self) -> ReceivedDocument:
        """Raises ``LookupError`` where there is none, which is never ready to be posted."""
        if self.reading.document is None:
            raise LookupError(f"{self.reading.piece.name}: no document was read from this piece")
        return self.reading.document

    def record(self) -> dict[str, Any]:
        told = record(self.reading)
        rule = self.rule or Rule()
        told["supplier"] = {**told["supplier"], "id": self.supplier}
        return {
            **told,
            "account": rule.category,
            "item": rule.item,
            "costCenter": rule.cost_center,
            "postedAs": ", ".join(f"{one.resource} {one.id}" for one in self.purchases),
        }


class Checks:
    """new_suppliers: one that is not known is no reason against posting: it will be made."""

    def __init__(
        self, account: AccountRecords, rules: PostingRules, new_suppliers: bool = False
    ) -> None:
        self._account = account
        self._rules = rules
        self._new_suppliers = new_suppliers
        self._own = identities.of_record(account.company)

    def verdicts(self, readings: Iterable[Reading]) -> Iterator[DocumentVerdict]:
        for reading in readings:
            with exact():
                verdict = self.of(reading)
            yield verdict

    def of(self, reading: Reading) -> DocumentVerdict:
        document = reading.document
        if document is not None and reading.codes == ("support-document",):
            return self._support(reading, document)
        if document is None or reading.state in (REFUSED, OTHER):
            return DocumentVerdict(reading)
        if elsewhere := self._elsewhere(document):
            return DocumentVerdict(reading.having(elsewhere))
        found = self._account.suppliers_of(document)
        supplier = str(found[0].get("id")) if len(found) == 1 else ""
        rule = self._rules.of(identities.of_party(document.supplier))
        posted = tuple(self._account.in_the_books(document))
        if posted:
            code = _posted_code(document, posted)
            return DocumentVerdict(reading.having(code), supplier, rule, {}, posted)
        codes = [*self._supplier_faults(found), *([] if rule else ["no-rule"])]
        made = draft(document, self._account, supplier, rule or Rule())
        # A document that does not add up by itself can't come to its total here either.
        if made.problem and not (made.problem == "cents-differ" and reading.codes):
            codes.append(made.problem)
        details = _details(reading, made) if made.problem in codes else reading.details
        judged = attrs.evolve(reading.having(*codes), details=details)
        ready = judged.state == "ready"
        return DocumentVerdict(judged, supplier, rule, made.body if ready else {})

    def _support(self, reading: Reading, document: ReceivedDocument) -> DocumentVerdict:
        """One that the buyer issued is never posted: it would be the second of the same purchase.

        Which of its parties is the buyer differs by country.
        """
        sides = identities.of_party(document.supplier) | identities.of_party(document.customer)
        if document.country != self._account.country or not sides & self._own:
            return DocumentVerdict(reading)
        posted = tuple(self._account.in_the_books(document))
        code = _posted_code(document, posted) if posted else "support-document-missing"
        return DocumentVerdict(attrs.evolve(reading, codes=(code,)), purchases=posted)

    def _elsewhere(self, document: ReceivedDocument) -> str:
        """Why it is none of this company's purchases; empty where it is one."""
        country = self._account.country
        if country and country != document.country:
            return "other-country"
        if identities.of_party(document.supplier) & self._own:
            return "own-document"
        if not identities.of_party(document.customer) & self._own:
            return "not-ours"
        return ""

    def _supplier_faults(self, found: list[dict[str, Any]]) -> Iterator[str]:
        if len(found) > 1:
            yield "several-suppliers"
        elif not found:
            if not self._new_suppliers:
                yield NEW_SUPPLIER
        elif found[0].get("status") == "inactive":
            yield "inactive-supplier"


def _posted_code(document: ReceivedDocument, posted: tuple[PostedPurchase, ...]) -> str:
    totals = {one.total for one in posted}
    same = None in totals or totals & {gross(document), document.total}
    return "in-the-books" if same else "in-the-books-otherwise"


def _details(reading: Reading, made: Draft) -> tuple[str, ...]:
    return (*reading.details, *filter(None, [made.detail]))
