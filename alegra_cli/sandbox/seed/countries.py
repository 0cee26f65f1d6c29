"""What differs between countries in a demo company."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Place(NamedTuple):
    """One country.

    version: its spelling in ``applicationVersion``. taxes: (name, percentage, type); the first
    is the usual one. scale: what a price of one unit is worth here. cities: (city, region).
    company_id, person_id: types of identification. prefix: of the electronic invoices.
    """

    version: str
    currency: tuple[str, str, str]
    timezone: str
    taxes: tuple[tuple[str, str, str], ...]
    scale: Decimal
    decimals: int
    cities: tuple[tuple[str, str], ...]
    company_id: str
    person_id: str
    company_suffix: tuple[str, ...]
    regime: str
    phone: str
    prefix: str
    region_key: str = "department"


PLACES = {
    place.version: place
    for place in (
        Place(
            "colombia",
            ("COP", "Peso colombiano", "$"),
            "America/Bogota",
            (("IVA", "19.00", "IVA"), ("IVA", "5.00", "IVA"), ("INC", "8.00", "ICO")),
            Decimal(1000),
            2,
            (
                ("Bogotá, D.C.", "Bogotá D.C."),
                ("Medellín", "Antioquia"),
                ("Cali", "Valle del Cauca"),
                ("Barranquilla", "Atlántico"),
                ("Bucaramanga", "Santander"),
            ),
            "NIT",
            "CC",
            ("S.A.S.", "Ltda.", "S.A."),
            "COMMON_REGIME",
            "601",
            "FE",
        ),
        Place(
            "mexico",
            ("MXN", "Peso mexicano", "$"),
            "America/Mexico_City",
            (("IVA", "16.00", "IVA"), ("IVA", "8.00", "IVA"), ("IEPS", "8.00", "IEPS")),
            Decimal(5),
            2,
            (
                ("Ciudad de México", "CDMX"),
                ("Guadalajara", "Jalisco"),
                ("Monterrey", "Nuevo León"),
                ("Puebla", "Puebla"),
                ("Mérida", "Yucatán"),
            ),
            "RFC",
            "RFC",
            ("S.A. de C.V.", "S. de R.L. de C.V.", "S.C."),
            "GENERAL_REGIME_OF_MORAL_PEOPLE_LAW",
            "55",
            "A",
            "state",
        ),
        Place(
            "peru",
            ("PEN", "Sol", "S/"),
            "America/Lima",
            (("IGV", "18.00", "IGV"), ("IGV", "10.00", "IGV")),
            Decimal(1),
            2,
            (
                ("Lima", "Lima"),
                ("Arequipa", "Arequipa"),
                ("Trujillo", "La Libertad"),
                ("Cusco", "Cusco"),
            ),
            "RUC",
            "DNI",
            ("S.A.C.", "E.I.R.L.", "S.A."),
            "GENERAL_REGIME",
            "1",
            "F001-",
        ),
        Place(
            "costaRica",
            ("CRC", "Colón costarricense", "₡"),
            "America/Costa_Rica",
            (("IVA", "13.00", "IVA"), ("IVA", "4.00", "IVA"), ("IVA", "1.00", "IVA")),
            Decimal(150),
            2,
            (
                ("San José", "San José"),
                ("Alajuela", "Alajuela"),
                ("Cartago", "Cartago"),
                ("Heredia", "Heredia"),
            ),
            "CJ",
            "CF",
            ("S.A.", "S.R.L."),
            "TRADITIONAL_REGIME",
            "22",
            "FE",
            "province",
        ),
        Place(
            "argentina",
            ("ARS", "Peso argentino", "$"),
            "America/Argentina/Buenos_Aires",
            (("IVA", "21.00", "IVA"), ("IVA", "10.50", "IVA"), ("IVA", "27.00", "IVA")),
            Decimal(350),
            2,
            (
                ("Buenos Aires", "CABA"),
                ("Córdoba", "Córdoba"),
                ("Rosario", "Santa Fe"),
                ("Mendoza", "Mendoza"),
            ),
            "CUIT",
            "DNI",
            ("S.A.", "S.R.L.", "S.A.S."),
            "GENERAL_REGIME",
            "11",
            "A-0001-",
            "province",
        ),
        Place(
            "chile",
            ("CLP", "Peso chileno", "$"),
            "America/Santiago",
            (("IVA", "19.00", "IVA"),),
            Decimal(300),
            0,
            (
                ("Santiago", "Metropolitana"),
                ("Valparaíso", "Valparaíso"),
                ("Concepción", "Biobío"),
                ("La Serena", "Coquimbo"),
            ),
            "RUT",
            "RUT",
            ("SpA", "Ltda.", "S.A."),
            "GENERAL_REGIME",
            "2",
            "FE",
            "region",
        ),
        Place(
            "republicaDominicana",
            ("DOP", "Peso dominicano", "RD$"),
            "America/Santo_Domingo",
            (("ITBIS", "18.00", "IVA"), ("ITBIS", "16.00", "IVA")),
            Decimal(15),
            2,
            (
                ("Santo Domingo", "Distrito Nacional"),
                ("Santiago", "Santiago"),
                ("La Romana", "La Romana"),
            ),
            "RNC",
            "CED",
            ("S.R.L.", "S.A."),
            "GENERAL_REGIME",
            "809",
            "E31",
            "province",
        ),
        Place(
            "panama",
            ("PAB", "Balboa", "B/."),
            "America/Panama",
            (("ITBMS", "7.00", "ITBMS"), ("ITBMS", "10.00", "ITBMS"), ("ITBMS", "15.00", "ITBMS")),
            Decimal("0.25"),
            2,
            (("Panamá", "Panamá"), ("David", "Chiriquí"), ("Colón", "Colón")),
            "RUC",
            "CED",
            ("S.A.", "S. de R.L."),
            "GENERAL_REGIME",
            "507",
            "FE",
            "province",
        ),
        Place(
            "spain",
            ("EUR", "Euro", "€"),
            "Europe/Madrid",
            (("IVA", "21.00", "IVA"), ("IVA", "10.00", "IVA"), ("IVA", "4.00", "IVA")),
            Decimal("0.25"),
            2,
            (
                ("Madrid", "Madrid"),
                ("Barcelona", "Barcelona"),
                ("Sevilla", "Sevilla"),
                ("A Coruña", "A Coruña"),
            ),
            "CIF",
            "NIF",
            ("S.L.", "S.A."),
            "GENERAL_REGIME",
            "91",
            "F",
            "province",
        ),
    )
}
