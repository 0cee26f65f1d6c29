"""What differs between countries in a demo company (S110)."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class CountrySeed(NamedTuple):
    """One country.

    version: its spelling in ``applicationVersion``. taxes: (name, percentage, type); the first
    is the usual one. scale: what a price of one unit is worth here. cities: (city, region).
    company_id, person_id: types of identification. dollar: its price in the own currency.
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
    dollar: Decimal
    region_key: str = "department"


PLACES = {
    place.version: place
    for place in (
        CountrySeed(
            version="colombia",
            currency=("COP", "Peso colombiano", "$"),
            timezone="America/Bogota",
            taxes=(("IVA", "19.00", "IVA"), ("IVA", "5.00", "IVA"), ("INC", "8.00", "ICO")),
            scale=Decimal(1000),
            decimals=2,
            cities=(
                ("Bogotá, D.C.", "Bogotá D.C."),
                ("Medellín", "Antioquia"),
                ("Cali", "Valle del Cauca"),
                ("Barranquilla", "Atlántico"),
                ("Bucaramanga", "Santander"),
            ),
            company_id="NIT",
            person_id="CC",
            company_suffix=("S.A.S.", "Ltda.", "S.A."),
            regime="COMMON_REGIME",
            phone="601",
            dollar=Decimal("4000"),
        ),
        CountrySeed(
            version="mexico",
            currency=("MXN", "Peso mexicano", "$"),
            timezone="America/Mexico_City",
            taxes=(
                ("IVA", "16.00", "IVA"),
                ("IVA", "8.00", "IVA"),
                ("IEPS", "8.00", "IEPS"),
                ("IVA", "0.00", "IVA"),
            ),
            scale=Decimal(5),
            decimals=2,
            cities=(
                ("Ciudad de México", "CDMX"),
                ("Guadalajara", "Jalisco"),
                ("Monterrey", "Nuevo León"),
                ("Puebla", "Puebla"),
                ("Mérida", "Yucatán"),
            ),
            company_id="RFC",
            person_id="RFC",
            company_suffix=("S.A. de C.V.", "S. de R.L. de C.V.", "S.C."),
            regime="GENERAL_REGIME_OF_MORAL_PEOPLE_LAW",
            phone="55",
            dollar=Decimal("18.50"),
            region_key="state",
        ),
        CountrySeed(
            version="peru",
            currency=("PEN", "Sol", "S/"),
            timezone="America/Lima",
            taxes=(("IGV", "18.00", "IGV"), ("IGV", "10.00", "IGV")),
            scale=Decimal(1),
            decimals=2,
            cities=(
                ("Lima", "Lima"),
                ("Arequipa", "Arequipa"),
                ("Trujillo", "La Libertad"),
                ("Cusco", "Cusco"),
            ),
            company_id="RUC",
            person_id="DNI",
            company_suffix=("S.A.C.", "E.I.R.L.", "S.A."),
            regime="GENERAL_REGIME",
            phone="1",
            dollar=Decimal("3.70"),
        ),
        CountrySeed(
            version="costaRica",
            currency=("CRC", "Colón costarricense", "₡"),
            timezone="America/Costa_Rica",
            taxes=(
                ("IVA", "13.00", "IVA"),
                ("IVA", "4.00", "IVA"),
                ("IVA", "2.00", "IVA"),
                ("IVA", "1.00", "IVA"),
            ),
            scale=Decimal(150),
            decimals=2,
            cities=(
                ("San José", "San José"),
                ("Alajuela", "Alajuela"),
                ("Cartago", "Cartago"),
                ("Heredia", "Heredia"),
            ),
            company_id="CJ",
            person_id="CF",
            company_suffix=("S.A.", "S.R.L."),
            regime="TRADITIONAL_REGIME",
            phone="22",
            dollar=Decimal("510"),
            region_key="province",
        ),
        CountrySeed(
            version="argentina",
            currency=("ARS", "Peso argentino", "$"),
            timezone="America/Argentina/Buenos_Aires",
            taxes=(("IVA", "21.00", "IVA"), ("IVA", "10.50", "IVA"), ("IVA", "27.00", "IVA")),
            scale=Decimal(350),
            decimals=2,
            cities=(
                ("Buenos Aires", "CABA"),
                ("Córdoba", "Córdoba"),
                ("Rosario", "Santa Fe"),
                ("Mendoza", "Mendoza"),
            ),
            company_id="CUIT",
            person_id="DNI",
            company_suffix=("S.A.", "S.R.L.", "S.A.S."),
            regime="GENERAL_REGIME",
            phone="11",
            dollar=Decimal("1400"),
            region_key="province",
        ),
        CountrySeed(
            version="chile",
            currency=("CLP", "Peso chileno", "$"),
            timezone="America/Santiago",
            taxes=(("IVA", "19.00", "IVA"),),
            scale=Decimal(300),
            decimals=0,
            cities=(
                ("Santiago", "Metropolitana"),
                ("Valparaíso", "Valparaíso"),
                ("Concepción", "Biobío"),
                ("La Serena", "Coquimbo"),
            ),
            company_id="RUT",
            person_id="RUT",
            company_suffix=("SpA", "Ltda.", "S.A."),
            regime="PRO_PYME_GENERAL",
            phone="2",
            dollar=Decimal("950"),
            region_key="region",
        ),
        CountrySeed(
            version="republicaDominicana",
            currency=("DOP", "Peso dominicano", "RD$"),
            timezone="America/Santo_Domingo",
            taxes=(("ITBIS", "18.00", "IVA"), ("ITBIS", "16.00", "IVA")),
            scale=Decimal(15),
            decimals=2,
            cities=(
                ("Santo Domingo", "Distrito Nacional"),
                ("Santiago", "Santiago"),
                ("La Romana", "La Romana"),
            ),
            company_id="RNC",
            person_id="CED",
            company_suffix=("S.R.L.", "S.A."),
            regime="GENERAL_REGIME",
            phone="809",
            dollar=Decimal("60"),
            region_key="province",
        ),
        CountrySeed(
            version="panama",
            currency=("PAB", "Balboa", "B/."),
            timezone="America/Panama",
            taxes=(
                ("ITBMS", "7.00", "ITBMS"),
                ("ITBMS", "10.00", "ITBMS"),
                ("ITBMS", "15.00", "ITBMS"),
            ),
            scale=Decimal("0.25"),
            decimals=2,
            cities=(("Panamá", "Panamá"), ("David", "Chiriquí"), ("Colón", "Colón")),
            company_id="RUC",
            person_id="CED",
            company_suffix=("S.A.", "S. de R.L."),
            regime="GENERAL_REGIME",
            phone="507",
            dollar=Decimal("1"),
            region_key="province",
        ),
        CountrySeed(
            version="spain",
            currency=("EUR", "Euro", "€"),
            timezone="Europe/Madrid",
            taxes=(("IVA", "21.00", "IVA"), ("IVA", "10.00", "IVA"), ("IVA", "4.00", "IVA")),
            scale=Decimal("0.25"),
            decimals=2,
            cities=(
                ("Madrid", "Madrid"),
                ("Barcelona", "Barcelona"),
                ("Sevilla", "Sevilla"),
                ("A Coruña", "A Coruña"),
            ),
            company_id="CIF",
            person_id="NIF",
            company_suffix=("S.L.", "S.A."),
            regime="GENERAL_REGIME",
            phone="91",
            dollar=Decimal("0.86"),
            region_key="province",
        ),
    )
}
