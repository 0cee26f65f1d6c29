"""What the rules of several countries have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from alegra_cli.declare import CountryRule
from alegra_plugins.countries import checks

Maker = Callable[..., CountryRule]
STAMPED = ("stamp.generateStamp", "true")
INVOICES = ("invoices",)
CONTACTS = ("contacts",)
CREDIT_NOTES = ("credit-notes",)
DEBIT_NOTES = ("income-debit-notes",)
BILLS = ("bills",)
SUPPLIER_NOTES = ("debit-notes",)
ITEMS = ("items",)
NUMBERINGS = ("number-templates",)
COMPANY = ("company",)
PAYMENTS = ("payments",)
ID_TYPE, ID_NUMBER = "identificationObject.type", "identificationObject.number"


def in_catalog(
    make: Maker,
    on: tuple[str, ...],
    field: str,
    catalog: str,
    documented: bool = True,
    words: tuple[tuple[str, str], ...] = (),
) -> CountryRule:
    """A field whose values are a list of the country's catalogue. words: what else means them."""
    return make(field, "choices", catalog=catalog, documented=documented, words=words, on=on)


def requirements(
    make: Maker,
    on: tuple[str, ...],
    *fields: str,
    when: tuple[object, ...] = (),
    documented: bool = False,
    message: str = "",
) -> tuple[CountryRule, ...]:
    """Fields that must be there."""
    return tuple(
        make(field, "required", when=when, documented=documented, message=message, on=on)
        for field in fields
    )


def id_format(
    make: Maker, kind: str, pattern: str, message: str, documented: bool = False
) -> CountryRule:
    """The form of an identification, by its type."""
    return make(
        ID_NUMBER,
        "format",
        when=(ID_TYPE, kind),
        pattern=pattern,
        message=message,
        documented=documented,
        on=CONTACTS,
    )


def general(country: str) -> tuple[CountryRule, ...]:
    """Rules of every country (S110)."""
    make = partial(CountryRule, country)
    return (*_of_documents(make), *_of_payments(make))


def _of_documents(make: Maker) -> tuple[CountryRule, ...]:
    return (
        make(
            "dueDate",
            "check",
            function=checks.due_not_before,
            beside=("date",),
            message="is before the date of the document",
            documented=True,
            on=("invoices", "bills", "estimates"),
        ),
        *(
            make(
                field,
                "format",
                max_length=500,
                message="is at most 500 characters",
                documented=True,
                on=INVOICES,
            )
            for field in ("observations", "anotation", "termsConditions")
        ),
        make("numberTemplate", "required", when=STAMPED, on=INVOICES),
        *_of_quantities(make),
        *_of_discounts(make),
    )


def _of_quantities(make: Maker) -> Iterator[CountryRule]:
    """Sure of invoices alone: of the others no page says what becomes of none."""
    for field, on in (
        ("items[].quantity", INVOICES),
        ("items[].quantity", CREDIT_NOTES),
        ("purchases.items[].quantity", BILLS),
        ("purchases.categories[].quantity", BILLS),
    ):
        yield make(
            field,
            "check",
            function=checks.above_zero,
            beside=(),
            message="must be greater than 0",
            documented=on is INVOICES,
            on=on,
        )


def _of_discounts(make: Maker) -> Iterator[CountryRule]:
    """The lines of a bill lie deeper than those of a sale."""
    check = partial(make, message="is a percentage between 0 and 100")
    for field, on in (
        ("items[].discount", (*INVOICES, *CREDIT_NOTES)),
        ("purchases.items[].discount", BILLS),
        ("purchases.categories[].discount", BILLS),
    ):
        yield check(field, "check", function=checks.at_most_100, beside=(), on=on)


def _of_payments(make: Maker) -> tuple[CountryRule, ...]:
    return (
        make(
            "bills",
            "required",
            when=(("type", "out"), ("categories", "!*"), ("documentLines", "!*")),
            on=PAYMENTS,
        ),
        make(
            "invoices",
            "forbidden",
            when=("bills", "*"),
            message="one payment pays invoices or bills, never both (4012)",
            on=PAYMENTS,
        ),
        make(
            "paymentMethod",
            "choices",
            choices=("cash", "debit-card", "credit-card", "transfer", "check", "deposit"),
            on=PAYMENTS,
        ),
    )
