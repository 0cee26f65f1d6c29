"""The electronic provider for Colombia: documents to the DIAN."""

from __future__ import annotations

import attrs

from alegra_cli.declare import Resource
from alegra_cli.hookspecs import hookimpl
from alegra_eprovider.company import OTHERS
from alegra_eprovider.documents import DOCUMENTS
from alegra_eprovider.payroll import PAYROLL

api_version = "1"

_SPANISH = {
    "adjustment-notes": "notas-de-ajuste",
    "companies": "empresas",
    "company": "empresa",
    "credit-notes": "notas-credito",
    "debit-notes": "notas-debito",
    "equivalent-adjustment-notes": "notas-de-ajuste-equivalentes",
    "equivalent-documents": "documentos-equivalentes",
    "emails": "correos",
    "events": "eventos",
    "invoices": "facturas",
    "payroll-adjustments": "ajustes-de-nomina",
    "payroll-cancellations": "anulaciones-de-nomina",
    "payrolls": "nominas",
    "reception-emails": "correos-de-recepcion",
    "reports": "reportes",
    "resolutions": "resoluciones",
    "support-documents": "documentos-soporte",
    "test-sets": "sets-de-pruebas",
}


def _with_spanish_name(resource: Resource) -> Resource:
    name = _SPANISH.get(resource.name)
    return attrs.evolve(resource, other_names=(("es", name),)) if name else resource


RESOURCES = [_with_spanish_name(one) for one in (*DOCUMENTS, *PAYROLL, *OTHERS)]


@hookimpl
def alegra_resources() -> list[Resource]:
    return RESOURCES
