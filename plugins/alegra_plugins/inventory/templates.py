"""Files of products: Alegra's mass update, and names that are a country's own."""

from alegra_cli.declare import Template

# S128. "Código" is Alegra's own number in this file alone, which is therefore known by the two
# columns of the tax that nobody else calls so.
MASS_UPDATE = tuple(
    Template(
        "Alegra, actualización masiva",
        known_by=("Código", name, rate),
        columns=(
            ("Código", "id"),
            ("Nombre", "name"),
            ("Referencia", "reference"),
            ("Descripción", "description"),
            ("Categoría", "itemCategory"),
            (name, "tax"),
            (rate, ""),
            ("Costo unitario", "inventory.unitCost"),
            ("Unidad de medida", "inventory.unit"),
            ("Clave de producto", "productKey"),
            ("Código CABYS", "productKey"),
            ("Código de barras", ""),
        ),
    )
    for name, rate in (
        ("Nombre impuesto", "Porcentaje impuesto"),
        ("Nombre de impuesto", "Porcentaje de impuesto"),
        ("Nombre del impuesto", "Porcentaje del impuesto"),
    )
)

OF_COUNTRIES = (
    Template("México", countries=("mexico",), columns=(("Clave SAT", "productKey"),)),
    Template(
        "Costa Rica",
        countries=("costaRica",),
        columns=(("CABYS", "productKey"), ("Código CABYS", "productKey")),
    ),
)

TEMPLATES = (*MASS_UPDATE, *OF_COUNTRIES)
