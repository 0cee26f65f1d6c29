"""The small catalogues of every company, by resource (S39, S40, S61)."""

from __future__ import annotations

from datetime import date
from typing import Any

Record = dict[str, Any]


def of(opened: date) -> dict[str, tuple[Record, ...]]:
    """opened: the day on which the company began with Alegra."""
    return {
        **_TABLES,
        "bank-accounts": tuple(
            {**account, "initialBalanceDate": opened.isoformat()} for account in _BANK_ACCOUNTS
        ),
    }


_ACCOUNTS: tuple[tuple[str, str, str, str | None], ...] = (
    ("Ventas", "income", "4135", "11"),
    ("Inventarios", "asset", "1435", "8"),
    ("Costos de la mercancía", "cost", "6135", "12"),
    ("Arrendamiento", "expense", "5120", "13"),
    ("Servicios públicos", "expense", "5135", "13"),
    ("Cuentas por cobrar", "asset", "1305", "8"),
    ("Cuentas por pagar", "liability", "2205", "9"),
    ("Activos", "asset", "1", None),
    ("Pasivos", "liability", "2", None),
    ("Patrimonio", "equity", "3", None),
    ("Ingresos", "income", "4", None),
    ("Costos", "cost", "6", None),
    ("Gastos", "expense", "5", None),
    ("Anticipos", "liability", "2805", "9"),
    ("Descuentos financieros", "income", "4210", "11"),
)
"""(name, type, code, id of the parent); ids count from 1."""

_BANK_ACCOUNTS = tuple(
    {
        "name": name,
        "number": number,
        "description": "",
        "type": kind,
        "status": "active",
        "initialBalance": balance,
    }
    for name, kind, number, balance in (
        ("Caja general", "cash", "", 200),
        ("Banco Ejemplo", "bank", "000123456", "22584.5700"),
        ("Tarjeta corporativa", "credit-card", "4000000000000002", 0),
    )
)

_TABLES: dict[str, tuple[Record, ...]] = {
    "terms": tuple(
        {"name": name, "days": days}
        for name, days in (("De contado", 0), ("15 días", 15), ("30 días", 30), ("60 días", 60))
    ),
    "sellers": tuple(
        {"name": name, "identification": None, "observations": None, "status": "active"}
        for name in ("Vendedora Uno", "Vendedor Dos")
    ),
    "warehouses": tuple(
        {
            "name": name,
            "observations": None,
            "isDefault": name == "Principal",
            "address": None,
            "status": "active",
            "costCenter": None,
        }
        for name in ("Principal", "Sucursal Norte")
    ),
    "price-lists": (
        {"name": "General", "description": "", "type": "amount", "status": "active"},
        {
            "name": "Mayoristas",
            "description": "",
            "type": "percentage",
            "percentage": "10.00",
            "status": "active",
        },
    ),
    "categories": tuple(
        {
            "idParent": parent,
            "name": name,
            "description": "",
            "code": code,
            "type": kind,
            "nature": "credit" if kind in ("income", "liability", "equity") else "debit",
            "blocked": "no",
            "readOnly": parent is None,
            "status": "active",
            "categoryRule": None,
        }
        for name, kind, code, parent in _ACCOUNTS
    ),
    "retentions": tuple(
        {
            "idRetentionReference": None,
            "name": name,
            "calculatedBy": "percentage",
            "percentage": rate,
            "description": "",
            "type": kind,
            "status": "active",
        }
        for name, rate, kind in (
            ("Retención en la fuente", "2.50", "FUENTE"),
            ("Retención de IVA", "15.00", "IVA"),
        )
    ),
    "item-categories": tuple(
        {"name": name, "description": "", "status": "active", "image": None}
        for name in ("Servicios", "Oficina", "Tecnología", "Alimentos")
    ),
    "cost-centers": tuple(
        {"code": code, "name": name, "description": "", "status": "active"}
        for code, name in (("ADM", "Administración"), ("VEN", "Ventas"))
    ),
    "additional-charges": (
        {
            "name": "Propina",
            "code": "2",
            "description": "Propina sugerida",
            "percentage": 10,
            "categorySalesId": 1,
            "categoryPurchasesId": 5,
            "status": "active",
        },
    ),
    "variant-attributes": (
        {
            "name": "Talla",
            "options": [
                {"id": str(number), "value": value} for number, value in enumerate("SML", 1)
            ],
            "status": "active",
        },
    ),
    "custom-fields": (
        {
            "name": "Garantía (meses)",
            "description": "",
            "defaultValue": "",
            "resourceType": "item",
            "key": None,
            "type": "int",
            "settings": {
                "isRequired": False,
                "printOnInvoices": True,
                "showInItemVariants": False,
            },
            "options": [],
            "status": "active",
        },
    ),
}

NUMERATION: Record = {
    "id": "01HVVJWB1SJJNCG1W4KM7EJ001",
    "name": "Ajuste de inventario",
    "prefix": None,
    "autoIncrement": True,
    "startNumber": 1,
    "isDefault": True,
    "status": "active",
    "_next": 1,
}
