"""The resources that documents of suppliers become, by what they declare of themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from alegra_cli.declare.received import CREDIT_NOTE, INVOICE, ReceivedDocument
from alegra_cli.declare.tax_document import PURCHASES
from alegra_cli.registry.tax_documents import tax_document

if TYPE_CHECKING:
    from alegra_cli.declare import Resource
    from alegra_cli.registry import Registry

# Paths of a bill, as `bodies` writes them.
_TAX = "purchases.items[].tax[].id"
_RETENTION = "retentions[].id"


def is_note(document: ReceivedDocument) -> bool:
    """Whether it becomes what lowers a debt, and no bill."""
    return document.kind == CREDIT_NOTE


def party_of(resource: Resource) -> str:
    """The field of its records that names the other side. Raises ``LookupError``."""
    if resource.tax_document is None:
        raise LookupError(f"{resource.name}: this needs a tax_document")
    return resource.tax_document.party


@attrs.frozen(eq=False)
class PurchaseResources:
    """bill: of invoices and their debit notes. note: of credit notes. The others are those whose
    records the bill names.
    """

    bill: Resource
    note: Resource
    contacts: Resource
    taxes: Resource
    retentions: Resource

    def of(self, document: ReceivedDocument) -> Resource:
        """What the document becomes."""
        return self.note if is_note(document) else self.bill


def purchase_resources(registry: Registry) -> PurchaseResources:
    """Raises `PluginProblem` where one is missing, and ``LookupError`` for a bill without them."""
    bill = tax_document(registry, PURCHASES, INVOICE)
    names = (bill.target(path) for path in (party_of(bill), _TAX, _RETENTION))
    note = tax_document(registry, PURCHASES, CREDIT_NOTE)
    return PurchaseResources(bill, note, *map(registry.declaration, names))
