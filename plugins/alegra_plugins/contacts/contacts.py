"""Customers and suppliers; one contact can be both."""

import attrs

from alegra_cli.declare import (
    CREATE,
    DELETE,
    FILES,
    GET,
    LIST,
    UPDATE,
    Action,
    Column,
    Field,
    Filter,
    Ids,
    KnownBy,
    Ref,
    Resource,
)
from alegra_cli.hookspecs import hookimpl
from alegra_plugins import active
from alegra_plugins.contacts.rules import RULES
from alegra_plugins.contacts.templates import TEMPLATES

EXTRAS = Filter("fields", "csv", "Extra keys to add.", choices=("url", "statementLink"))

# S46 to S50; the address keys of each country are those of its operations.
FIELDS = (
    Field(
        "name",
        help="Legal or full name.",
        required=True,
        option="--name",
        labels=("Nombre", "Razón social", "Nombre o razón social", "Nombre completo", "Tercero"),
    ),
    Field("nameObject", "object", "First name, surnames, apart.", countries=("colombia",)),
    Field(
        "nameObject.firstName",
        help="First name.",
        countries=("colombia",),
        labels=("Primer nombre", "Nombres"),
    ),
    Field(
        "nameObject.secondName",
        help="Second name.",
        countries=("colombia",),
        labels=("Segundo nombre",),
    ),
    Field(
        "nameObject.lastName",
        help="Surname.",
        countries=("colombia",),
        labels=("Primer apellido", "Apellido", "Apellidos"),
    ),
    Field(
        "nameObject.secondLastName",
        help="Second surname.",
        countries=("colombia",),
        labels=("Segundo apellido",),
    ),
    Field(
        "identification",
        "any",
        "Tax id, as a text.",
        option="--identification",
        required_in=("mexico", "chile"),
        tax_id="identificationObject.type",
        labels=(
            *("Identificación", "Número de identificación", "N° de identificación", "Documento"),
            *("NIT", "RFC", "RUC", "RUT", "RNC", "CUIT", "NIF", "CIF", "Cédula", "Cédula jurídica"),
        ),
    ),
    Field("identificationObject", "object", "Tax id with its type."),
    Field(
        "identificationObject.type",
        help="Type of the tax id.",
        option="--id-type",
        labels=("Tipo de identificación", "Tipo de documento", "Tipo identificación"),
    ),
    Field(
        "identificationObject.number",
        help="The id, no check digit.",
        option="--id-number",
        tax_id="identificationObject.type",
    ),
    Field(
        "identificationObject.dv",
        help="Check digit.",
        option="--dv",
        labels=("DV", "Dígito de verificación", "Dígito verificador"),
    ),
    Field(
        "kindOfPerson",
        help="Legal or natural person.",
        documented=False,
        option="--kind-of-person",
        choices=("LEGAL_ENTITY", "PERSON_ENTITY", "OTHER_ENTITY"),
        required_in=("colombia",),
        countries=("colombia", "panama"),
        labels=("Tipo de persona", "Tipo persona"),
        words=(
            *(("Jurídica", "LEGAL_ENTITY"), ("Persona jurídica", "LEGAL_ENTITY")),
            *(("Natural", "PERSON_ENTITY"), ("Persona natural", "PERSON_ENTITY")),
            *(("Empresa", "LEGAL_ENTITY"), ("Persona", "PERSON_ENTITY")),
        ),
    ),
    Field(
        "regime",
        help="Tax regime.",
        option="--regime",
        required_in=("colombia", "mexico"),
        labels=("Régimen", "Régimen fiscal", "Tipo de régimen", "Responsabilidad tributaria"),
    ),
    Field("regimeObject", "list", "Tax regimes.", countries=("mexico",)),
    Field(
        "cfdiUse",
        help="Use of the CFDI.",
        countries=("mexico",),
        labels=("Uso CFDI", "Uso de CFDI"),
    ),
    Field(
        "thirdType",
        help="Kind of receiver.",
        # Each of the two countries has its own list, which its pack checks.
        countries=("mexico", "panama"),
        required_in=("panama",),
        labels=("Tipo de tercero",),
    ),
    Field(
        "thirdsType",
        help="Kind of supplier.",
        choices=("NATIONAL", "FOREIGN"),
        documented=False,
        countries=("mexico",),
    ),
    Field(
        "operationType",
        help="Kind of operation with the supplier.",
        documented=False,
        choices=("PROFESSIONAL_SERVICES", "PROPERTY_LEASING", "OTHERS"),
        countries=("mexico",),
    ),
    Field("fiscalResponsabilities", "list", "Fiscal duties, by id.", countries=("colombia",)),
    Field(
        "ivaCondition",
        help="VAT condition.",
        choices=(
            "IVA_RESPONSABLE",
            "IVA_RESPONSABLE_NO_INSCRIPT",
            "IVA_EXEMPT",
            "FINAL_CONSUMER",
            "UNIQUE_TRIBUTE_RESPONSABLE",
            "PROVIDER_FROM_EXTERIOR",
            "CLIENT_FROM_EXTERIOR",
            "IVA_RELEASED_LAW_19640",
            "UNIQUE_TRIBUTE_SOCIAL",
            "IVA_NOT_REACHED",
        ),
        documented=False,
        required_in=("argentina",),
        countries=("argentina",),
    ),
    Field("giro", help="Line of business.", required_in=("chile",), countries=("chile",)),
    Field("exoneration", "list", "Exemption documents.", countries=("costaRica",)),
    Field("equivalenceSurcharge", "boolean", "Recargo de equivalencia.", countries=("spain",)),
    Field("exporter", "boolean", "Whether it exports."),
    Field("address", "object", "The address."),
    Field(
        "address.address",
        help="Street line.",
        option="--address",
        labels=("Dirección", "Domicilio"),
    ),
    Field(
        "address.city",
        help="City, as in the official list.",
        option="--city",
        labels=("Ciudad", "City"),
    ),
    Field(
        "address.department",
        help="Department.",
        option="--department",
        countries=("colombia",),
        labels=("Departamento",),
    ),
    Field("address.country", help="Country."),
    Field(
        "address.zipCode",
        help="Postal code.",
        option="--zip-code",
        labels=("Código postal", "CP", "C.P.", "Zip", "Zip code"),
    ),
    Field("address.province", help="Province.", countries=("argentina",)),
    Field("address.postalCode", help="Postal code.", countries=("argentina",)),
    Field("address.region", help="Region.", countries=("chile",)),
    Field("address.commune", help="Comuna.", countries=("chile",)),
    Field("address.description", help="Street.", countries=("chile",)),
    *(
        Field(f"address.{key}", help=text, countries=("mexico",))
        for key, text in (
            ("street", "Street."),
            ("exteriorNumber", "Number outside."),
            ("interiorNumber", "Number inside."),
            ("colony", "Colonia."),
            ("locality", "Locality."),
            ("municipality", "Municipality."),
            ("state", "State."),
        )
    ),
    Field(
        "email",
        help="Main e-mail.",
        option="--email",
        labels=("Correo", "Correo electrónico", "Mail", "E-mail"),
    ),
    Field("emailSecondary", help="Second e-mail."),
    Field(
        "phonePrimary",
        help="Main telephone.",
        option="--phone",
        labels=("Teléfono", "Teléfono 1", "Teléfono principal", "Tel", "Phone", "Telephone"),
    ),
    Field("phoneSecondary", help="Second telephone.", labels=("Teléfono 2", "Teléfono secundario")),
    Field("mobile", help="Mobile telephone.", option="--mobile", labels=("Celular", "Móvil")),
    Field("fax", help="Fax."),
    Field(
        "observations",
        help="Notes.",
        option="--observations",
        labels=("Comentarios", "Observaciones", "Notas"),
    ),
    Field(
        "type",
        "list",
        "Its roles; can be repeated.",
        choices=("client", "provider"),
        option="--type",
        documented=False,
        labels=("Tipo de contacto", "Rol"),
        words=(
            *(("Cliente", "client"), ("Clientes", "client"), ("Customer", "client")),
            *(("Proveedor", "provider"), ("Proveedores", "provider"), ("Supplier", "provider")),
            *(("Vendor", "provider"), ("Ambos", "client|provider"), ("Both", "client|provider")),
        ),
    ),
    active.FIELD,
    Field("seller", Ref("sellers"), "Its seller.", option="--seller", labels=("Vendedor",)),
    Field(
        "term",
        Ref("terms"),
        "Its payment term.",
        option="--term",
        labels=("Plazo de pago", "Término de pago", "Condiciones de pago"),
    ),
    Field(
        "priceList",
        Ref("price-lists"),
        "Its price list.",
        option="--price-list",
        labels=("Lista de precios",),
    ),
    Field(
        "creditLimit",
        "money",
        "Credit limit.",
        option="--credit-limit",
        labels=("Límite de crédito", "Cupo de crédito"),
    ),
    Field("accounting.accountReceivable", Ref("categories"), "Account of what it owes."),
    Field("accounting.debtToPay", Ref("categories"), "Account of what it is owed."),
    Field("internalContacts", "list", "People to talk to."),
    Field("internalContacts[].name", help="First name."),
    Field("internalContacts[].lastName", help="Surname."),
    Field("internalContacts[].email", help="E-mail."),
    Field("internalContacts[].phone", help="Telephone."),
    Field("internalContacts[].mobile", help="Mobile telephone."),
    Field("internalContacts[].sendNotifications", "yesno", "Whether to send it e-mails."),
    Field("ignoreRepeated", "boolean", "Allow an identification that exists."),
    Field("statementAttached", "yesno", "Attach the account statement to e-mails."),
    Field("defaultInvoiceResolution", help="Its numbering."),
    Field("paymentMethod", help="How it pays.", countries=("mexico", "colombia")),
    Field("paymentType", help="When it pays.", countries=("mexico",)),
)

CONTACTS = Resource(
    name="contacts",
    singular="contact",
    title="Clients and suppliers",
    path="/contacts",
    web_path="/client/view/id/{id}",  # seen in programs that link to it
    actions=(
        LIST,
        attrs.evolve(GET, filters=(EXTRAS,)),
        CREATE,
        attrs.evolve(
            UPDATE, required_keys=("name", "nameObject", "identificationObject", "ivaCondition")
        ),
        DELETE,
        Action(
            "delete-many",
            "DELETE",
            confirm="delete",
            ids=Ids("query", "id"),
            summary="Delete several contacts.",
        ),
        Action("restore", "PUT", "/restore/{id}", summary="Bring a deleted contact back."),
        *FILES,
    ),
    known_by=(
        KnownBy("identification", "code", find="query"),
        KnownBy(("identification", "identificationObject.dv"), "code", find="query"),
        KnownBy("name", find="query"),
    ),
    label=("name",),
    natural_keys=(("identification",), ("name",)),
    searchable=True,
    order_fields=("id", "name", "email"),
    filters=(
        Filter(
            "identification",
            help="Exactly this identification.",
            record_path="identification",
        ),
        Filter("name", help="Name contains.", record_path="name"),
        Filter("email", help="E-mail.", record_path="email"),
        Filter("type", help="Role.", choices=("client", "provider")),
        Filter("mode", help="simple leaves heavy keys out.", choices=("simple", "advanced")),
        EXTRAS,
    ),
    fields=FIELDS,
    columns=(
        Column("Id", "id"),
        Column("Name", "name"),
        Column("Identification", "identification"),
        Column("E-mail", "email"),
        Column("Telephone", "phonePrimary"),
        Column("Type", "type"),
        Column("Status", "status"),
    ),
    change_time="updated_at",
    read_only=("id", "uuid", "created_at", "updated_at", "url", "statementLink", "attachments"),
    synonyms=(("name", "nameObject"), ("identification", "identificationObject")),
    duplicates=(
        (
            "name",
            (
                "nameObject.firstName",
                "nameObject.secondName",
                "nameObject.lastName",
                "nameObject.secondLastName",
            ),
        ),
        ("identification", ("identificationObject.number",)),
    ),
    synonyms_code="2039",
    rules=RULES,
    templates=TEMPLATES,
    statuses=(("active", "In use."), ("inactive", "Hidden from new documents.")),
    quirks=(
        "An update keeps what is not sent, and wants name, identification and VAT condition each "
        "time: this program reads the contact first and sends those along with your changes.",
        "An identification that exists already is refused (code 2006) and the error names the "
        "contact that has it; `ignoreRepeated=true` allows it.",
        "`--identification` and `--email`, and for some `-q`, have been seen not to filter in "
        "Colombia: look at who came.",
    ),
    examples=(
        "alegra contacts list --type client --limit 5",
        'alegra contacts create --name "Ana Ruiz" --id-type CC --id-number 1020304050',
        "alegra contacts update 1 --email compras@example.com --dry-run",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [CONTACTS]
