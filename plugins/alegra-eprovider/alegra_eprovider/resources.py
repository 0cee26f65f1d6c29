"""The electronic provider for Colombia: documents to the DIAN."""

from __future__ import annotations

from alegra_cli.declare import Resource
from alegra_cli.hookspecs import hookimpl
from alegra_eprovider.company import OTHERS
from alegra_eprovider.documents import DOCUMENTS
from alegra_eprovider.payroll import PAYROLL

api_version = "1"


@hookimpl
def alegra_resources() -> list[Resource]:
    return [*DOCUMENTS, *PAYROLL, *OTHERS]
