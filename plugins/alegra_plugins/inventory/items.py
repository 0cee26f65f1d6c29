"""Products, services, kits and variants of the catalogue."""

import attrs

from alegra_cli.declare import (
    ATTACH,
    ATTACHMENTS,
    CREATE,
    DELETE,
    DETACH,
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
from alegra_plugins.inventory.templates import TEMPLATES

EXTRAS = Filter(
    "fields", "csv", "Extra keys to add.", choices=("variantAttributes", "itemVariants", "ledger")
)
DAY = Filter("documentDate", "date", "Stock as of this day.", options=("--date",))

# Those of every country together; a country's own list is shorter (S58).
UNITS = (
    "unit",
    "centimeter",
    "meter",
    "inch",
    "centimeterSquared",
    "meterSquared",
    "inchSquared",
    "mililiter",
    "liter",
    "gallon",
    "gram",
    "kilogram",
    "ton",
    "pound",
    "piece",
    "service",
    "notApplicable",
)

FIELDS = (
    Field(
        "name",
        help="Name.",
        required=True,
        option="--name",
        max_length=150,  # S144
        labels=("Nombre", "Producto", "Producto o servicio", "Nombre del producto"),
    ),
    Field(
        "price",
        "amounts",
        "Price; or [{idPriceList, price}].",
        required=True,
        not_negative=True,
        option="--price",
        labels=(
            *("Precio", "Precio de venta", "Precio base", "Precio sin impuesto", "Price"),
            *("Precio unitario", "Valor unitario"),
        ),
    ),
    Field("price[].idPriceList", Ref("price-lists"), "Price list."),
    Field("price[].price", "money", "Price in it.", not_negative=True),
    Field(
        "description",
        help="Description.",
        option="--description",
        max_length=500,
        labels=("Descripción",),
    ),
    Field(
        "reference", "any", "Reference (SKU).", option="--reference", labels=("Referencia", "SKU")
    ),
    Field(
        "type",
        help="Kind.",
        choices=("product", "service", "variantParent", "kit"),
        read_choices=("simple", "variant"),
        option="--type",
        labels=("Tipo", "Tipo de producto", "Tipo de ítem"),
        words=(
            *(("Producto", "product"), ("Servicio", "service"), ("Combo", "kit")),
            *(("Combo de productos", "kit"), ("Kit", "kit")),
        ),
    ),
    Field(
        "category",
        Ref("categories"),
        "Sales account.",
        option="--category",
        labels=("Cuenta contable", "Cuenta de ventas"),
    ),
    Field(
        "itemCategory",
        Ref("item-categories"),
        "Item category.",
        option="--item-category",
        labels=("Categoría", "Categoría del ítem"),
    ),
    Field(
        "tax",
        "any",
        "Taxes: an id, or [{id}].",
        option="--tax",
        labels=("Impuesto", "Impuestos"),
    ),
    Field("tax[].id", Ref("taxes"), "Tax."),
    Field("inventory", "object", "Makes the item tracked in stock."),
    Field(
        "inventory.unit",
        help="Unit of measure.",
        choices=UNITS,
        documented=False,
        option="--unit",
        labels=("Unidad", "Unidad de medida"),
        words=(("Unidad", "unit"), ("Servicio", "service"), ("No aplica", "notApplicable")),
    ),
    Field(
        "inventory.unitCost",
        "money",
        "Cost of one.",
        option="--unit-cost",
        labels=("Costo", "Costo unitario", "Costo inicial", "Costo promedio"),
    ),
    Field(
        "inventory.initialQuantity",
        "number",
        "First stock.",
        option="--initial-quantity",
        labels=("Cantidad inicial", "Cantidad", "Existencias"),
        actions=("create",),
    ),
    Field("inventory.negativeSale", "boolean", "Sell without stock.", option="--negative-sale"),
    Field("inventory.warehouses", "list", "Stock by warehouse."),
    Field("inventory.warehouses[].id", Ref("warehouses"), "Warehouse.", required=True),
    Field("inventory.warehouses[].initialQuantity", "number", "First stock there."),
    Field("inventory.warehouses[].minQuantity", "number", "Least stock there."),
    Field("inventory.warehouses[].maxQuantity", "number", "Most stock there."),
    Field("customFields", "list", "Custom fields, as [{id, value}]."),
    Field("customFields[].id", Ref("custom-fields"), "Custom field."),
    Field("customFields[].value", "any", "Its value."),
    Field("subitems", "list", "Parts of a kit, as [{item, quantity}]."),
    Field("subitems[].item.id", Ref("items"), "Part."),
    Field("subitems[].quantity", "number", "How many of it."),
    Field("kitWarehouse", Ref("warehouses"), "Warehouse of a kit."),
    Field("variantAttributes", "list", "Attributes of a variant parent."),
    Field("variantAttributes[].id", Ref("variant-attributes"), "Attribute."),
    Field("variantAttributes[].options", "list", "Options used, as [{id}]."),
    Field("variantAttributes[].options[].id", help="Option."),
    Field("itemVariants", "list", "Variants of a variant parent."),
    Field("withoutTax", "object", "Why it has no tax.", countries=("spain",)),
    Field("withoutTax.reason", help="Reason.", countries=("spain",)),
    Field("withoutTax.cause", help="Cause, of an exempt one.", countries=("spain",)),
    Field("accounting.inventory", Ref("categories"), "Inventory account."),
    Field("accounting.inventariablePurchase", Ref("categories"), "Cost account."),
    active.FIELD_ON_UPDATE,
    Field(
        "productKey",
        help="Product code of the authority.",
        labels=("Clave de producto",),
        option="--product-key",
        countries=("colombia", "mexico", "costaRica"),
        required_in=("mexico",),
    ),
    Field("tariffHeading", help="Tariff code.", countries=("colombia", "costaRica")),
    Field("brand", help="Brand, for exports.", countries=("colombia",), labels=("Marca",)),
    Field("model", help="Model, for exports.", countries=("colombia",), labels=("Modelo",)),
)

ITEMS = Resource(
    name="items",
    singular="item",
    title="Products and services",
    path="/items",
    web_path="/item/view/id/{id}",  # seen in programs that link to it
    actions=(
        LIST,
        attrs.evolve(GET, filters=(EXTRAS, DAY)),
        CREATE,
        UPDATE,
        attrs.evolve(DELETE, message_key="error"),
        Action(
            "delete-many",
            "DELETE",
            confirm="delete",
            ids=Ids("query", "id"),
            message_key="error",
            summary="Delete several items.",
        ),
        Action(
            "stock",
            "GET",
            "/{id}",
            verb="read",
            summary="Stock of an item by warehouse.",
            filters=(DAY,),
            show="inventory.warehouses",
            columns=(
                Column("Id", "id"),
                Column("Name", "name"),
                Column("Available", "availableQuantity", "number"),
                Column("Initial", "initialQuantity", "number"),
            ),
        ),
        attrs.evolve(ATTACH, parts=("file", "image")),
        ATTACHMENTS,
        DETACH,
    ),
    known_by=(KnownBy("reference", "text", find="query"), KnownBy("name", find="query")),
    label=("reference", "name"),
    natural_keys=(("reference",), ("name",)),
    searchable=True,
    order_fields=("id", "name", "reference", "description", "price"),
    filters=(
        Filter("name", help="Name."),
        Filter("reference", help="Exactly this reference."),
        Filter("description", help="Description."),
        Filter("price", "money", "Price."),
        Filter("type", help="Kind.", choices=("simple", "kit", "variantParent", "variant")),
        active.FILTER,
        Filter("inventariable", "boolean", "Only those tracked in stock."),
        Filter(
            "idWarehouse",
            help="In this warehouse.",
            options=("--warehouse-id",),
            ids_of="warehouses",
        ),
        Filter(
            "idItemCategory",
            help="Of this item category.",
            options=("--item-category-id",),
            ids_of="item-categories",
        ),
        Filter("priceList_id", help="In this price list.", ids_of="price-lists"),
        Filter(
            "variantAttribute_id", help="With this variant attribute.", ids_of="variant-attributes"
        ),
        Filter("variantAttributeOption_id", help="With this option of one."),
        Filter("variantParent_id", help="Variants of this parent.", ids_of="items"),
        Filter("customField_id", help="With this custom field.", ids_of="custom-fields"),
        Filter("customField_value", help="Its value; needs --custom-field-id."),
        Filter("mode", help="simple leaves heavy keys out.", choices=("simple", "advanced")),
        EXTRAS,
    ),
    fields=FIELDS,
    columns=(
        Column("Id", "id"),
        Column("Name", "name"),
        Column("Reference", "reference"),
        Column("Type", "type"),
        Column("Price", "price.0.price", "money"),
        Column("Stock", "inventory.availableQuantity", "number"),
        Column("Status", "status"),
    ),
    templates=TEMPLATES,
    statuses=(
        ("active", "Can be used."),
        ("inactive", "Hidden; can't be edited until it is active again."),
    ),
    quirks=(
        "The price is a number or a list when written, and always a list when read.",
        "`type` is product or service when written, and simple when read.",
        "After movements the reference and the parts of a kit are locked; an item that documents "
        "name can't be deleted (1015): make it inactive.",
        # S59
        "The stock can't be written: it moves with documents and inventory adjustments.",
    ),
    examples=(
        "alegra items list --status active --limit 5",
        "alegra items create --name Consultoría --price 100000 --type service",
        "alegra items get 1",
    ),
)


@hookimpl
def alegra_resources() -> list[Resource]:
    return [ITEMS]
