"""Small catalogues that are no more than their fields (api/ has a file for each)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from alegra_cli.sandbox.books.books import Books, decimal
from alegra_cli.sandbox.books.crud import Catalogue, Record, fields_of, need_choice, need_text
from alegra_cli.sandbox.books.listing import Listing, contains, equals
from alegra_cli.sandbox.http.refusals import bad
from alegra_cli.sandbox.http.route import Route

ACTIVE = ("active", "inactive")


def unused(resource: str, path: str, noun: str) -> Any:
    """Refuses to delete what records of `resource` point at."""

    def check(books: Books, record: Record) -> None:
        where, values = equals(path)(record["id"])
        if books.store.count(resource, where, values):
            raise bad(f"No se puede eliminar {noun} porque está en uso")

    return check


def _seller(_books: Books, body: Record, old: Record | None) -> Record:
    defaults = {"name": None, "identification": None, "observations": None, "status": "active"}
    record = fields_of(body, defaults, old)
    need_text(record, "name")
    need_choice(record, "status", ACTIVE)
    return record


SELLERS = Catalogue(
    "/sellers",
    "el vendedor",
    Listing("sellers", {"status": equals("status"), "query": contains("name")}, {"name": "name"}),
    _seller,
    check_delete=unused("invoices", "seller.id", "el vendedor"),
)


def _term(_books: Books, body: Record, old: Record | None) -> Record:
    record = fields_of(body, {"name": None, "days": None}, old)
    need_text(record, "name")
    if not str(record["days"]).isdecimal():
        raise bad("El campo days debe ser un número entero")
    return {**record, "days": int(record["days"])}


TERMS = Catalogue(
    "/terms",
    "el término de pago",
    Listing("terms", {}, {"name": "name", "days": "days"}),
    _term,
    check_delete=unused("contacts", "term.id", "el término de pago"),
)


def _retention(_books: Books, body: Record, old: Record | None) -> Record:
    defaults = {
        "idRetentionReference": None,
        "name": None,
        "calculatedBy": "percentage",
        "percentage": None,
        "description": "",
        "type": None,
        "status": "active",
    }
    record = fields_of(body, defaults, old)
    need_text(record, "name", "percentage", "type")
    need_choice(record, "status", ACTIVE)
    need_choice(record, "calculatedBy", ("percentage", "fixedAmount"))
    percentage = decimal(record["percentage"], "percentage")
    if record["calculatedBy"] == "percentage" and not 0 <= percentage <= 100:
        raise bad("El campo percentage debe estar entre 0 y 100")
    return {**record, "percentage": str(percentage.quantize(Decimal("0.01")))}


RETENTIONS = Catalogue(
    "/retentions",
    "la retención",
    Listing("retentions", {"type": equals("type"), "status": equals("status")}, {"name": "name"}),
    _retention,
)


def _cost_center(_books: Books, body: Record, old: Record | None) -> Record:
    defaults = {"code": None, "name": None, "description": "", "status": "active"}
    record = fields_of(body, defaults, old)
    need_text(record, "name")
    need_choice(record, "status", ACTIVE)
    return record


COST_CENTERS = Catalogue(
    "/cost-centers",
    "el centro de costo",
    Listing(
        "cost-centers",
        {"status": equals("status"), "name": contains("name"), "query": contains("name", "code")},
        {"name": "name", "code": "code", "status": "status"},
    ),
    _cost_center,
    check_delete=unused("invoices", "costCenter.id", "el centro de costo"),
)


def _charge(books: Books, body: Record, old: Record | None) -> Record:
    defaults = {
        "name": None,
        "code": None,
        "description": "",
        "percentage": None,
        "categorySalesId": None,
        "categoryPurchasesId": None,
        "status": "active",
    }
    record = fields_of(body, defaults, old)
    need_text(record, "name")
    need_choice(record, "status", ACTIVE)
    if record["percentage"] is not None:
        decimal(record["percentage"], "percentage")
    for key in ("categorySalesId", "categoryPurchasesId"):
        account = books.reference("categories", record[key], key)
        record[key] = account and whole(str(account["id"]))
    return record


def _numbered(_books: Books, record: Record, _query: Any) -> Record:
    # Ids are JSON numbers here (S32, S42).
    return {**record, "id": whole(record["id"]), "companyId": 1}


def whole(key: str) -> int | str:
    return int(key) if key.isdecimal() else key


CHARGES = Catalogue(
    "/additional-charges",
    "el cargo adicional",
    Listing(
        "additional-charges",
        {"status": equals("status"), "name": contains("name")},
        {"name": "name", "status": "status"},
    ),
    _charge,
    show=_numbered,
)

ROUTES: list[Route] = [
    route
    for catalogue in (SELLERS, TERMS, RETENTIONS, COST_CENTERS, CHARGES)
    for route in catalogue.routes()
]
