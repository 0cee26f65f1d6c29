"""The files of contacts that Alegra's own import takes, and forms of the same names."""

from alegra_cli.declare import Template

# The titles that Alegra tells for its template of México (S128).
MEXICO = Template(
    "Alegra, contactos de México",
    countries=("mexico",),
    known_by=("RFC", "Razón social"),
    columns=(
        ("RFC", "identification"),
        ("Razón social", "name"),
        ("Email", "email"),
        ("Teléfono 1", "phonePrimary"),
        ("Teléfono 2", "phoneSecondary"),
        ("Fax", "fax"),
        ("Celular", "mobile"),
        ("Comentarios", "observations"),
        ("Calle", "address.street"),
        ("Exterior", "address.exteriorNumber"),
        ("Interior", "address.interiorNumber"),
        ("Colonia", "address.colony"),
        ("Localidad", "address.locality"),
        ("Municipio / Delegación", "address.municipality"),
        ("Estado", "address.state"),
        ("País", "address.country"),
        ("Código postal", "address.zipCode"),
    ),
)

# With a type beside it, the number belongs to the same object.
COLOMBIA = Template(
    "Alegra, contactos de Colombia",
    countries=("colombia",),
    known_by=("Tipo de identificación",),
    columns=(
        ("Tipo de identificación", "identificationObject.type"),
        ("Identificación", "identificationObject.number"),
        ("Número de identificación", "identificationObject.number"),
        ("NIT", "identificationObject.number"),
        ("DV", "identificationObject.dv"),
        ("Dígito de verificación", "identificationObject.dv"),
    ),
)

# Names of places, which each country has in keys of its own.
PLACES = (
    Template(
        "Colombia",
        countries=("colombia",),
        columns=(("Municipio", "address.city"), ("Municipio / Ciudad", "address.city")),
    ),
    Template(
        "México",
        countries=("mexico",),
        columns=(
            ("Calle", "address.street"),
            ("Número exterior", "address.exteriorNumber"),
            ("Número interior", "address.interiorNumber"),
            ("Colonia", "address.colony"),
            ("Municipio", "address.municipality"),
        ),
    ),
    Template(
        "Chile",
        countries=("chile",),
        columns=(("Comuna", "address.commune"), ("Región", "address.region")),
    ),
    Template("Argentina", countries=("argentina",), columns=(("Provincia", "address.province"),)),
)

TEMPLATES = (MEXICO, COLOMBIA, *PLACES)
