"""The words a plugin speaks in: frozen data, checked when it is made.

One `Resource` drives the commands, their options and help, the checks before a request, the
table columns, the reference page and the contract tests. Nothing here does anything.

Declarations are compared by identity (``eq=False``): nobody compares them otherwise, and attrs
would write and compile three more methods for each class at every start.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from alegra_cli.declare.action import (
    CREATE,
    CRUD,
    DELETE,
    GET,
    LIST,
    UPDATE,
    Action,
    Ids,
)
from alegra_cli.declare.api import ALEGRA, Api
from alegra_cli.declare.field import Column, Field, Filter, Ref, date_filters
from alegra_cli.declare.noun import ARRAY_OR_DATA, Balance, Envelope, Period
from alegra_cli.declare.resource import Resource

if TYPE_CHECKING:
    from alegra_cli.declare.chart import Chart
    from alegra_cli.declare.conversion import Conversion
    from alegra_cli.declare.country import Country, TaxId, TaxIdReading
    from alegra_cli.declare.emission import Emission
    from alegra_cli.declare.file_kinds import Attach, Download
    from alegra_cli.declare.files import ATTACH, ATTACHMENTS, DETACH, FILES, PDF, XML
    from alegra_cli.declare.format import Format
    from alegra_cli.declare.known_by import KnownBy
    from alegra_cli.declare.line_option import LineOption
    from alegra_cli.declare.mailing import Mailing
    from alegra_cli.declare.report_kinds import Compute, Rows
    from alegra_cli.declare.reversal import Reversal
    from alegra_cli.declare.rule import CountryRule, RuleInput
    from alegra_cli.declare.supplier_contact import SupplierContact
    from alegra_cli.declare.tax_document import TaxDocument
    from alegra_cli.declare.template import Template

__all__ = [
    "ALEGRA",
    "ARRAY_OR_DATA",
    "ATTACH",
    "ATTACHMENTS",
    "CREATE",
    "CRUD",
    "DELETE",
    "DETACH",
    "FILES",
    "GET",
    "LIST",
    "PDF",
    "UPDATE",
    "XML",
    "Action",
    "Api",
    "Attach",
    "Balance",
    "Chart",
    "Column",
    "Compute",
    "Conversion",
    "Country",
    "CountryRule",
    "Download",
    "Emission",
    "Envelope",
    "Field",
    "Filter",
    "Format",
    "Ids",
    "KnownBy",
    "LineOption",
    "Mailing",
    "Period",
    "Ref",
    "Resource",
    "Reversal",
    "Rows",
    "RuleInput",
    "SupplierContact",
    "TaxDocument",
    "TaxId",
    "TaxIdReading",
    "Template",
    "date_filters",
]

# Imported by who asks for it: attrs writes and compiles a class in a millisecond, and one command
# needs a few of them.
_ELSEWHERE = {
    name: module
    for module, names in {
        "chart": ("Chart",),
        "conversion": ("Conversion",),
        "country": ("Country", "TaxId", "TaxIdReading"),
        "emission": ("Emission",),
        "file_kinds": ("Attach", "Download"),
        "files": ("ATTACH", "ATTACHMENTS", "DETACH", "FILES", "PDF", "XML"),
        "format": ("Format",),
        "known_by": ("KnownBy",),
        "line_option": ("LineOption",),
        "mailing": ("Mailing",),
        "report_kinds": ("Compute", "Rows"),
        "reversal": ("Reversal",),
        "rule": ("CountryRule", "RuleInput"),
        "supplier_contact": ("SupplierContact",),
        "tax_document": ("TaxDocument",),
        "template": ("Template",),
    }.items()
    for name in names
}


def __getattr__(name: str) -> Any:
    if name not in _ELSEWHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_ELSEWHERE[name]}"), name)
    globals()[name] = value
    return value
