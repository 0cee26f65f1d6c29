"""Documents that are sent to whom they are about, one or many of them."""

from __future__ import annotations

import attrs

from alegra_cli.declare.declaration import Declaration


@attrs.frozen(eq=False, repr=False)
class Mailing(Declaration):
    """How an action sends a document by e-mail.

    to: key of the body that takes the addresses.
    party: key of the document that holds its contact, as the list and the record have it.
    contacts: the resource of the contact, which is read where the document tells no address.
    address: dotted path of the address, in either of the two.
    """

    to: str = attrs.field(kw_only=True)
    party: str = attrs.field(default="client", kw_only=True)
    contacts: str = attrs.field(default="contacts", kw_only=True)
    address: str = attrs.field(default="email", kw_only=True)
