"""What files in Colombia call codes, and the columns of Siigo's products (S58, S128)."""

from alegra_cli.declare import Template

REGIMES = (
    ("Responsable de IVA", "COMMON_REGIME"),
    ("No responsable de IVA", "SIMPLIFIED_REGIME"),
    ("Régimen común", "COMMON_REGIME"),
    ("Régimen simplificado", "SIMPLIFIED_REGIME"),
)

ID_TYPES = (("Cédula", "CC"), ("C.C.", "CC"), ("C.E.", "CE"), ("N.I.T.", "NIT"))

# The codes of the DIAN are those of UN/ECE recommendation 20; 94 is its own "unidad".
DIAN_UNITS = (
    *(("94", "unit"), ("EA", "unit"), ("NAR", "unit"), ("H87", "piece"), ("E48", "service")),
    *(("MIL", "thousand"), ("PR", "par"), ("NPR", "npr"), ("BX", "box"), ("DR", "drum")),
    *(("CMT", "centimeter"), ("MTR", "meter"), ("INH", "inch"), ("FOT", "foot")),
    *(("CMK", "centimeterSquared"), ("MTK", "meterSquared"), ("INK", "inchSquared")),
    *(("MLT", "mililiter"), ("LTR", "liter"), ("GLL", "gallon"), ("MTQ", "cubicMeter")),
    *(("GRM", "gram"), ("KGM", "kilogram"), ("TNE", "ton"), ("LBR", "pound")),
    *(("HUR", "hour"), ("MIN", "minute"), ("DAY", "day"), ("HAR", "hectare")),
    *(
        ("PK", "package"),
        ("JR", "jar"),
        ("TU", "tube"),
        ("DMT", "decimeter"),
        ("LM", "linealMeter"),
    ),
)

ITEMS = ("items",)

SIIGO_PRODUCTS = Template(
    "Siigo, productos",
    on=ITEMS,
    known_by=("Tipo de producto", "Categoría de inventarios"),
    columns=(
        ("Tipo de producto", "type"),
        ("Categoría de inventarios", ""),
        ("Código", "reference"),
        ("Nombre", "name"),
        ("Inventariable", ""),
        ("Unidad de medida (Código DIAN)", "inventory.unit"),
        ("Precio de venta", "price"),
    ),
)

# The longer file has a code of the category that names the services too; people keep the words
# "del producto" and a sign of what is obligatory, or shorten them.
SIIGO_LONG = tuple(
    Template(
        "Siigo, productos",
        on=ITEMS,
        known_by=("Tipo de producto", "Categoría de inventarios / servicios", code),
        columns=(
            ("Tipo de producto", "type"),
            ("Categoría de inventarios / servicios", ""),
            (code, "reference"),
            ("Nombre del producto / servicio", "name"),
            ("¿Inventariable?", ""),
            ("Visible en facturas de venta", ""),
            ("Stock mínimo", ""),
            ("Unidad de medida DIAN", "inventory.unit"),
            ("Unidad de medida (Código DIAN)", "inventory.unit"),
            ("Precio de venta 1", "price"),
            ("Precio de venta", "price"),
            ("Descripción larga", "description"),
            ("Código de barras", ""),
            ("Marca", "brand"),
            ("Modelo", "model"),
        ),
    )
    for code in ("Código del producto", "Código del producto / SKU")
)
