"""What the man pages say besides what the program itself does."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    manual: str
    name: str
    synopsis: str
    description: str
    commands: str
    actions: str
    options: str
    environment: str
    status: str
    files: str
    examples: str
    see: str
    what: str
    usage: str
    about: tuple[str, ...]
    variables: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, str], ...]


EN = Words(
    manual="Alegra",
    name="NAME",
    synopsis="SYNOPSIS",
    description="DESCRIPTION",
    commands="COMMANDS",
    actions="ACTIONS",
    options="GLOBAL OPTIONS",
    environment="ENVIRONMENT",
    status="EXIT STATUS",
    files="FILES",
    examples="EXAMPLES",
    see="SEE ALSO",
    what="Alegra, the accounting and e-invoicing service, from the command line",
    usage="[OPTIONS] RESOURCE ACTION [ID] [OPTIONS]...",
    about=(
        "Records go to standard output, everything else to standard error. A command that "
        "writes can be tried with --dry-run, or on an Alegra of your own: "
        "alegra --profile sandbox invoices list.",
        "The first run is `alegra init`. Each command below has a page of its own: "
        "man alegra-invoices.",
    ),
    variables=(
        ("ALEGRA_EMAIL, ALEGRA_TOKEN", "Who the requests are from, in place of the profile's."),
        ("ALEGRA_BEARER_TOKEN", "The same, as a bearer token."),
        ("ALEGRA_PROFILE", "The profile to use."),
        ("ALEGRA_BASE_URL", "Another address of the API."),
        ("ALEGRA_OUTPUT", "The output format."),
        ("ALEGRA_LANG", "The language: es or en."),
        ("ALEGRA_CONFIG", "Another configuration file."),
        ("ALEGRA_PLUGINS_OFF", "Names of plugins to leave out, with commas."),
        ("NO_COLOR", "No colours."),
        ("HTTPS_PROXY, NO_PROXY, REQUESTS_CA_BUNDLE", "The way through a company's network."),
    ),
    places=(
        ("~/.config/alegra-cli/config.yaml", "Profiles, settings, aliases."),
        ("~/.config/alegra-cli/sandbox.sqlite3", "The sandbox."),
        ("~/.cache/alegra-cli", "What can be lost without harm."),
    ),
)

ES = Words(
    manual="Alegra",
    name="NOMBRE",
    synopsis="SINOPSIS",
    description="DESCRIPCIÓN",
    commands="COMANDOS",
    actions="ACCIONES",
    options="OPCIONES GLOBALES",
    environment="VARIABLES DE ENTORNO",
    status="CÓDIGOS DE SALIDA",
    files="ARCHIVOS",
    examples="EJEMPLOS",
    see="VÉASE TAMBIÉN",
    what="Alegra, el servicio de contabilidad y facturación electrónica, desde la terminal",
    usage="[OPCIONES] RECURSO ACCIÓN [ID] [OPCIONES]...",
    about=(
        "Los registros van a la salida estándar y todo lo demás a la de errores. Lo que escribe "
        "se puede ensayar con --dry-run, o en un Alegra propio: "
        "alegra --profile sandbox invoices list.",
        "Para empezar: `alegra init`. Cada comando tiene su página: man alegra-invoices.",
    ),
    variables=(
        ("ALEGRA_EMAIL, ALEGRA_TOKEN", "Con qué usuario se consulta, en lugar del perfil."),
        ("ALEGRA_BEARER_TOKEN", "Lo mismo, con un token bearer."),
        ("ALEGRA_PROFILE", "El perfil que se usa."),
        ("ALEGRA_BASE_URL", "Otra dirección de la API."),
        ("ALEGRA_OUTPUT", "El formato de salida."),
        ("ALEGRA_LANG", "El idioma: es o en."),
        ("ALEGRA_CONFIG", "Otro archivo de configuración."),
        ("ALEGRA_PLUGINS_OFF", "Complementos que no se usan, separados por comas."),
        ("NO_COLOR", "Sin colores."),
        ("HTTPS_PROXY, NO_PROXY, REQUESTS_CA_BUNDLE", "La salida por la red de la empresa."),
    ),
    places=(
        ("~/.config/alegra-cli/config.yaml", "Perfiles, ajustes y alias."),
        ("~/.config/alegra-cli/sandbox.sqlite3", "El sandbox."),
        ("~/.cache/alegra-cli", "Lo que se puede perder sin daño."),
    ),
)

WORDS = {"en": EN, "es": ES}
