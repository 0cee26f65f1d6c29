"""Companies, what enables them, and the lists of the DIAN (S143)."""

from __future__ import annotations

from alegra_cli.declare import Action, Column, Envelope, Field, Filter, Resource
from alegra_eprovider.documents import FILES, GROUP, OF_COMPANY
from alegra_eprovider.service import EPROVIDER

_FIELDS = (
    Field("name", option="--name", required=True, help="Its legal name."),
    Field("identification", option="--identification", required=True, help="NIT without DV."),
    Field("dv", option="--dv", help="The check digit of the NIT."),
    Field("tradeName", help="Its trade name."),
    Field("email", option="--email", help="Where the provider writes to."),
    Field("useAlegraCertificate", "boolean", help="Sign with Alegra's certificate."),
    Field("organizationType", "integer", help="1 for a company, 2 for a person."),
    Field("identificationType", help="Code of the DIAN: 31 for a NIT."),
    Field("regimeCode", help="Code of its regime."),
    Field("taxCode", "object", help="Its tax, as {id}."),
    Field("phone", help="Telephone."),
    Field("address", "object", help="Address, as {address, city, department, country}."),
)
KINDS_OF_TEST = ("invoices", "payrolls", "pos")
_COLUMNS = (
    Column("Id", "id"),
    Column("Name", "name"),
    Column("NIT", "identification"),
    Column("DV", "dv"),
    Column("Type", "type"),
)


def _update(path: str) -> Action:
    return Action("update", "PATCH", path, verb="update", body="required")


COMPANIES = Resource(
    name="companies",
    singular="company",
    path="/companies",
    actions=(
        Action("list", "GET", "", verb="list", summary="The companies that the key signs for."),
        Action("get", "GET", "/{id}", verb="get"),
        Action("create", "POST", "", verb="create", body="required"),
        _update("/{id}"),
    ),
    fields=_FIELDS,
    columns=_COLUMNS,
    envelope=Envelope(rows="companies", counts=False, record="company"),
    pages=False,
    api=EPROVIDER,
    group=GROUP,
    examples=("alegra -p sandbox eprovider companies list",),
    summary="The companies that the key signs for.",
)
COMPANY = Resource(
    name="company",
    singular="company",
    path="/company",
    actions=(Action("get", "GET", "", verb="get", summary="The company of the key."), _update("")),
    fields=_FIELDS,
    columns=_COLUMNS,
    envelope=Envelope(counts=False, record="company"),
    api=EPROVIDER,
    group=GROUP,
    summary="The company of the key.",
)
TEST_SETS = Resource(
    name="test-sets",
    singular="test set",
    path="/test-sets",
    actions=(
        Action(
            "list",
            "GET",
            "",
            verb="read",
            summary="What the DIAN says of a test set; it wants --type and --government-id.",
            filters=(
                Filter("type", help="What it enables.", choices=KINDS_OF_TEST),
                Filter("governmentId", help="TestSetId of the DIAN."),
                OF_COMPANY,
            ),
        ),
        Action("get", "GET", "/{id}", verb="get"),
        Action(
            "create",
            "POST",
            "",
            verb="create",
            summary="Enable a company at the DIAN.",
            body="required",
        ),
    ),
    fields=(
        Field(
            "type",
            option="--type",
            required=True,
            choices=KINDS_OF_TEST,
            help="What the company is enabled for.",
        ),
        Field(
            "governmentId", option="--government-id", required=True, help="TestSetId of the DIAN."
        ),
        Field("company.id", option="--company-id", help="The company, where it is not the key's."),
    ),
    columns=(Column("Id", "id"), Column("Type", "type"), Column("Status", "status")),
    # A create answers with a list of one, and what the DIAN says comes as an emission.
    envelope=Envelope(
        rows="testSets", counts=False, record="testSet", alternatives=("testSets", "emission")
    ),
    pages=False,
    api=EPROVIDER,
    group=GROUP,
    summary="What enables a company at the DIAN.",
)


def by(name: str, one: str, path: str, action: Action) -> Resource:
    return Resource(
        name=name,
        singular=one,
        path=path,
        actions=(action,),
        columns=(Column("Id", "id"),),
        api=EPROVIDER,
        group=GROUP,
        summary=action.summary,
    )


EVENTS = Resource(
    name="events",
    singular="event",
    path="/events",
    actions=(
        Action("get", "GET", "/{id}", verb="get"),
        Action(
            "of-invoice",
            "GET",
            "/invoice/{cufe}",
            verb="read",
            summary="Events of an invoice by its CUFE.",
            filters=(
                Filter(
                    "xmlbase64", "boolean", "With the DIAN's document itself.", options=("--xml",)
                ),
            ),
            columns=(
                Column("Valid", "isValid"),
                Column("Code", "statusCode"),
                Column("Status", "statusDescription"),
                Column("Events", "events"),
            ),
        ),
        Action(
            "create",
            "POST",
            "",
            verb="create",
            summary="Tell the DIAN.",
            body="required",
            confirm="authority",
        ),
        Action(
            "from-xml",
            "POST",
            "/from-xml",
            summary="Tell the DIAN, from the invoice's XML.",
            body="required",
            confirm="authority",
        ),
        FILES,
    ),
    columns=(
        Column("Id", "id"),
        Column("Type", "type.value"),
        Column("Number", "fullNumber"),
        Column("DIAN", "legalStatus"),
    ),
    envelope=Envelope(counts=False, record="event"),
    api=EPROVIDER,
    group=GROUP,
    summary="Events of an invoice: received, accepted, claimed.",
)
OTHERS = (
    COMPANY,
    COMPANIES,
    TEST_SETS,
    EVENTS,
    by(
        "dian",
        "table",
        "/dian",
        Action(
            "get",
            "GET",
            "/{table}",
            verb="read",
            summary="A table of the DIAN.",
            show="table",
            columns=(Column("Code", "code"), Column("Value", "value")),
        ),
    ),
    by(
        "resolutions",
        "resolution",
        "/resolutions",
        Action(
            "get",
            "GET",
            "/{nit}",
            verb="read",
            summary="Numberings that the DIAN gave; production only.",
            show="resolutions[]",
        ),
    ),
    by(
        "reception-emails",
        "reception e-mail",
        "/reception-emails",
        Action("get", "GET", "/{nit}", verb="read", summary="Where a company gets its documents."),
    ),
    by(
        "reports",
        "report",
        "/reports",
        Action(
            "daily",
            "GET",
            "/daily",
            verb="read",
            summary="Where what was sent in a day is told; it wants --date and --type.",
            filters=(
                Filter("date", "date", "The day."),
                Filter("type", help="Kind of document."),
            ),
        ),
    ),
    by(
        "emails",
        "e-mail",
        "/send-email",
        Action("send", "POST", "", summary="Send a document by e-mail.", body="required"),
    ),
)
