"""The words of the made pages themselves, in Spanish; the declared texts have the catalogue's."""

from __future__ import annotations

from alegra_cli import i18n


def translation(text: str) -> str:
    """The text in the language in use."""
    return SPANISH[text] if i18n.language() == "es" else text


def place(country: str) -> str:
    """What a person calls the country that the API calls `country`."""
    return COUNTRIES[country][i18n.language() == "es"]


COUNTRIES = {
    "argentina": ("Argentina", "Argentina"),
    "chile": ("Chile", "Chile"),
    "colombia": ("Colombia", "Colombia"),
    "costaRica": ("Costa Rica", "Costa Rica"),
    "mexico": ("Mexico", "México"),
    "panama": ("Panama", "Panamá"),
    "peru": ("Peru", "Perú"),
    "republicaDominicana": ("Dominican Republic", "República Dominicana"),
    "spain": ("Spain", "España"),
}

SPANISH = {
    # reference.py
    "Command reference": "Referencia de comandos",
    "This program": "Este programa",
    "Every resource of Alegra with its commands, filters and fields.": (
        "Cada recurso de Alegra con sus comandos, filtros y campos."
    ),
    "[Global options](commands.md#global-options) and [exit codes](commands.md#exit-codes) are the "
    "same everywhere.": (
        "Las [opciones globales](commands.md#opciones-globales) y los "
        "[códigos de salida](commands.md#codigos-de-salida) son los mismos en todas partes."
    ),
    "Commands": "Comandos",
    "`alegra {name}` and one of these:": "`alegra {name}` y uno de estos:",
    "Command": "Comando",
    "Request": "Solicitud",
    "What it does": "Qué hace",
    "Filters of `list`": "Filtros de `list`",
    "Options of `{name}`": "Opciones de `{name}`",
    "Fields of `{name}`": "Campos de `{name}`",
    "Fields": "Campos",
    "Field and option": "Campo y opción",
    "Option": "Opción",
    "Parameter": "Parámetro",
    "Kind": "Tipo",
    "Values": "Valores",
    "Meaning": "Significado",
    "`--order-field` takes {names}.": "`--order-field` acepta {names}.",
    "`--since` sends `{since}`, `--until` sends `{until}`.": (
        "`--since` envía `{since}`; `--until` envía `{until}`."
    ),
    "Only in {places}": "Solo en {places}",
    "Only in {places}.": "Solo en {places}.",
    "Needed in {places}.": "Se necesita en {places}.",
    "**Required.**": "**Obligatorio.**",
    "Lines of `create`": "Líneas de `create`",
    "Made from one of {name}.": "Se hace a partir de uno de {name}.",
    "Records by id, number or name; also `key=value` with commas, each key a field of the list.": (
        "Los registros por id, número o nombre; también `clave=valor` con comas, donde cada clave "
        "es un campo de la lista."
    ),
    "List": "Lista",
    "Columns": "Columnas",
    "Statuses": "Estados",
    "Status": "Estado",
    "Good to know": "Conviene saber",
    "Examples": "Ejemplos",
    "reads {names}": "lee {names}",
    "id of {name}": "id de {name}",
    # kinds of values
    "text": "texto",
    "date": "fecha",
    "number": "número",
    "integer": "entero",
    "money": "importe",
    "boolean": "sí o no",
    "yes or no": "sí o no",
    "list": "lista",
    "object": "objeto",
    "any": "cualquiera",
    "address": "dirección",
    "amounts": "importes",
    "several, with commas": "varios, con comas",
    # commands_page.py and exit_codes.py
    "Commands of this program": "Comandos de este programa",
    "What is not a record of Alegra: signing in, profiles, checks, the sandbox.": (
        "Lo que no es un registro de Alegra: iniciar sesión, perfiles, revisiones, el sandbox."
    ),
    "Other names: {names}.": "Otros nombres: {names}.",
    "Global options": "Opciones globales",
    "Every command takes them, before the resource or after the action.": (
        "Todo comando las acepta, antes del recurso o después de la acción."
    ),
    "Exit codes": "Códigos de salida",
    "Code": "Código",
    "Done.": "Hecho.",
    "Failed in another way.": "Falló de otra manera.",
    "The command line, the configuration or a file is wrong; nothing was sent.": (
        "La línea de comandos, la configuración o un archivo está mal; no se envió nada."
    ),
    "Not signed in, or not allowed (401, 403).": "Sin sesión o sin permiso (401, 403).",
    "There is no such record (404).": "No existe ese registro (404).",
    "The document is refused, here or by Alegra (400, 409, 422).": (
        "El documento no se acepta, aquí o en Alegra (400, 409, 422)."
    ),
    "The plan does not include it (402).": "El plan no lo incluye (402).",
    "The quota is used up (429).": "Se agotó la cuota (429).",
    "Alegra can't be reached, or fails (5xx); nothing was changed.": (
        "No se llega a Alegra, o Alegra falla (5xx); no se cambió nada."
    ),
    "Some of several are not done.": "De varios, algunos no se hicieron.",
    "A write left and nobody knows whether it was done: look before you repeat it.": (
        "Salió una escritura y nadie sabe si se hizo: revise antes de repetirla."
    ),
    "Stopped with Ctrl-C.": "Detenido con Ctrl-C.",
    # errors_page.py
    "Errors": "Errores",
    "Exit code {code}.": "Código de salida {code}.",
    "Exit code {code}; {write} after a write, which may have been done.": (
        "Código de salida {code}; {write} tras una escritura, que pudo quedar hecha."
    ),
}
