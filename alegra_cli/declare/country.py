"""A country: who the tax authority is, and the lists it keeps."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import attrs

from alegra_cli.declare.checks import matches, no_twice, one_of, refuse_first
from alegra_cli.declare.declaration import Declaration
from alegra_cli.declare.rule import COUNTRY, CountryRule, spelling
from alegra_cli.declare.template import Template
from alegra_cli.declare.word_kinds import check_kinds

# Few packs have one, and its class takes a while to be made.
if TYPE_CHECKING:
    from alegra_cli.declare.supplier_contact import SupplierContact

_CURRENCY = re.compile(r"[A-Z]{3}")


class TaxId(NamedTuple):
    """A tax id in the one form that all its writings have in common.

    number: as Alegra keeps it, without what is only writing. digit: the check digit that stood
    beside it. glued: the digit was the last of the number, so that it may be none.
    """

    number: str
    digit: str = ""
    glued: bool = False


TaxIdReading = Callable[[str, str], TaxId]
"""The tax id that a text, and the type it is said to be of, stands for; the type may be empty.
What is no tax id of the country comes back as it was written, without blanks around it."""


@attrs.frozen(eq=False, repr=False)
class Country(Declaration):
    """A country pack.

    version: as the API spells it in ``applicationVersion``; the entry point is called like it.
    iso: its two letters, by which people ask for it too.
    label: its name. authority: who documents are sent to.
    lists_file: a JSON file of small lists, as ``package:file``.
    synonyms: other words that people ask for it by, such as its three letters.
    list_names: (name, list) of what lists are called besides, the English name of each first.
    tables: (name, title, ``package:file``) of lists of their own, each a gzipped table of code
        and name.
    reversal_text: how a document is taken back there, in a sentence.
    full_credit_note: (field, value) of a credit note that takes a whole invoice back.
    partial_credit_note: the same of one that takes back a part of it.
    rules: what its documents must be like, each naming the resources it is about.
    templates: the files of programs that are used there, each naming the resources it is about.
    tax_id: reads the tax ids of the country. decimal: the sign of decimals that spreadsheets have
        there.
    currencies: codes (ISO 4217) of what circulates there, its own first (S145): a document in one
        of them needs no rate where the account's own currency is not known.
    supplier_contact: how a contact is made of a supplier that is not known; None where name and
        number are enough.
    tax_names, retention_names: (the authority's word in received documents, what accounts there
        call it, strongest first); of any other the word itself.
    support_documents: whether an account there keeps, among its purchases, documents that it
        issued for suppliers who issue none.
    """

    version: str = attrs.field(validator=matches(COUNTRY))
    label: str = attrs.field(validator=matches(re.compile(r".+")), kw_only=True)
    authority: str = attrs.field(kw_only=True)
    iso: str = attrs.field(default="", validator=matches(re.compile(r"([a-z]{2})?")), kw_only=True)
    lists_file: str = attrs.field(
        default="", validator=matches(re.compile(r"([\w.]+:.+)?")), kw_only=True
    )
    tables: tuple[tuple[str, str, str], ...] = attrs.field(default=(), kw_only=True)
    reversal_text: str = attrs.field(default="", kw_only=True)
    full_credit_note: tuple[tuple[str, str], ...] = attrs.field(default=(), kw_only=True)
    partial_credit_note: tuple[tuple[str, str], ...] = attrs.field(default=(), kw_only=True)
    rules: tuple[CountryRule, ...] = attrs.field(default=(), kw_only=True)
    templates: tuple[Template, ...] = attrs.field(default=(), kw_only=True)
    tax_id: TaxIdReading | None = attrs.field(default=None, kw_only=True)
    synonyms: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    list_names: tuple[tuple[str, str], ...] = attrs.field(default=(), kw_only=True)
    decimal: str = attrs.field(default=",", kw_only=True, validator=one_of((",", ".")))
    currencies: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    supplier_contact: SupplierContact | None = attrs.field(default=None, kw_only=True)
    tax_names: tuple[tuple[str, tuple[str, ...]], ...] = attrs.field(default=(), kw_only=True)
    retention_names: tuple[tuple[str, tuple[str, ...]], ...] = attrs.field(default=(), kw_only=True)
    support_documents: bool = attrs.field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        check_kinds(self)
        no_twice(f"Country {self.version}", "currency", self.currencies)
        for code in self.currencies:
            if not _CURRENCY.fullmatch(code):
                raise ValueError(f"Country {self.version}: {code!r} is no code of a currency")
        for word in ("tax_names", "retention_names"):
            self._check_names(word, getattr(self, word))
        for rule in self.rules:
            owner = f"Country {self.version}, its rule on {rule.field}"
            own = spelling(rule.country) == spelling(self.version)
            refuse_first(
                owner,
                (
                    (not own, f"it never holds: it is of {rule.country}"),
                    (not rule.on, "it never holds: on names no resource"),
                ),
            )
        for template in self.templates:
            if not template.on:
                raise ValueError(f"Country {self.version}: {template.name}: on names no resource")
        for table in self.tables:
            if len(table) != 3 or ":" not in table[2]:
                raise ValueError(f"Country {self.version}: {table!r} is no (name, title, file)")

    def _check_names(self, word: str, names: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
        """Raises ValueError for what is no (word, names), and for a word that comes twice."""
        for one in names:
            if len(one) != 2 or isinstance(one[1], str) or not all((one[0], one[1], *one[1])):
                raise ValueError(f"Country {self.version}: {word}: {one!r} is no (word, (name, …))")
        no_twice(f"Country {self.version}", word, [kind for kind, _names in names])
