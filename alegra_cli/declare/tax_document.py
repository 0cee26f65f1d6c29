"""Records that are documents of the tax authority's, as the other side has them too."""

from __future__ import annotations

import attrs

from alegra_cli.declare.checks import FIELD_PATH, matches, one_of
from alegra_cli.declare.declaration import Declaration
from alegra_cli.declare.word_kinds import check_kinds

PURCHASES = "purchases"
SALES = "sales"
INVOICE = "invoice"
CREDIT_NOTE = "credit-note"


@attrs.frozen(eq=False, repr=False)
class TaxDocument(Declaration):
    """Which documents the records of a resource are, so that ``alegra received`` finds it.

    side: ``purchases`` or ``sales``; the module lies in a folder that is called so.
    kind: ``invoice`` or ``credit-note``, as its issuer and the authority call it: a supplier's
        credit note is a debit note of Alegra's (S89).
    party: the field that names the other side, ``provider`` or ``client``.
    support_query: the parameters by which its list has the documents too that a company issues
        for those of its suppliers who issue none (S88).
    import_action: the action that makes a record of the authority's id alone, by its name.
    """

    side: str = attrs.field(validator=one_of((PURCHASES, SALES)))
    kind: str = attrs.field(validator=one_of((INVOICE, CREDIT_NOTE)))
    party: str = attrs.field(validator=matches(FIELD_PATH), kw_only=True)
    support_query: tuple[tuple[str, str], ...] = attrs.field(default=(), kw_only=True)
    import_action: str = attrs.field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        check_kinds(self)
