"""The company that the credentials belong to."""

import attrs

from alegra_cli.declare import ATTACH, GET, UPDATE, Column, Field, Filter, Resource
from alegra_cli.hookspecs import hookimpl

# S35, S36, S124
COMPANY = Resource(
    name="company",
    singular="company",
    title="Company",
    path="/company",
    actions=(
        attrs.evolve(
            GET,
            path="",
            filters=(Filter("fields", "csv", "Extra keys to add."),),
            summary="Show the company.",
        ),
        attrs.evolve(UPDATE, path=""),
        attrs.evolve(ATTACH, path="/attachment", summary="Set the company's logo.", columns=()),
    ),
    read_only=("applicationVersion", "registryDate", "logo"),
    fields=(
        Field("name", help="Name.", option="--name"),
        Field("identification", help="Tax id.", option="--identification"),
        Field("identificationObject.type", help="Type of the tax id."),
        Field("identificationObject.number", help="The id, no check digit."),
        Field("identificationObject.dv", help="Check digit.", countries=("colombia",)),
        Field("identificationObject.nationalityKindOfPerson", help="Nationality."),
        Field(
            "kindOfPerson",
            help="Legal or natural person.",
            documented=False,
            choices=("LEGAL_ENTITY", "PERSON_ENTITY"),
        ),
        Field("regime", help="Tax regime."),
        Field("email", help="E-mail.", option="--email"),
        Field("phone", help="Telephone.", option="--phone"),
        Field("website", help="Web page.", option="--website"),
        Field("timezone", help="Time zone, such as America/Bogota.", option="--timezone"),
        Field(
            "decimalPrecision",
            "integer",
            "Decimals of amounts, in the whole account.",
            option="--decimal-precision",
        ),
        Field("decimalSeparator", help="Decimal separator.", option="--decimal-separator"),
        Field("address.description", help="Street line.", option="--address"),
        Field("address.city", help="City.", option="--city"),
        Field("address.department", help="Department.", countries=("colombia",)),
        Field("address.zipCode", help="Postal code.", countries=("colombia", "mexico")),
        Field("address.province", help="Province.", countries=("argentina",)),
        Field("address.postalCode", help="Postal code.", countries=("argentina",)),
        Field("address.street", help="Street.", countries=("mexico",)),
        Field("address.exteriorNumber", help="Number outside.", countries=("mexico",)),
        Field("address.interiorNumber", help="Number inside.", countries=("mexico",)),
        Field("address.neighborhood", help="Colonia.", countries=("mexico",)),
        Field("address.state", help="State.", countries=("mexico",)),
        Field("address.region", help="Region.", countries=("chile",)),
        Field("invoicePreferences.defaultAnotation", help="Note printed on invoices."),
        Field("invoicePreferences.defaultTermsAndConditions", help="Terms on invoices."),
    ),
    columns=(
        Column("Name", "name"),
        Column("Identification", "identification"),
        Column("Country", "applicationVersion"),
        Column("Currency", "currency.code"),
        Column("Regime", "regime"),
        Column("E-mail", "email"),
    ),
    quirks=(
        "There is one company for each set of credentials: no list, no id.",
        "The country is `applicationVersion`.",
        "`decimalPrecision` changes amounts in the whole account.",
    ),
    examples=("alegra company get", "alegra company update --phone 6015550100 --dry-run"),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [COMPANY]
