"""The words a plugin speaks in: frozen data, checked when it is made.

One `Resource` drives the commands, their options and help, the checks before a request, the
table columns, the reference page and the contract tests. Nothing here does anything.

Declarations are compared by identity (``eq=False``): nobody compares them otherwise, and attrs
would write and compile three more methods for each class at every start.
"""

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
from alegra_cli.declare.chart import Chart
from alegra_cli.declare.conversion import Conversion
from alegra_cli.declare.country import Country, TaxId, TaxIdReading
from alegra_cli.declare.emission import Emission
from alegra_cli.declare.field import Column, Field, Filter, Ref, date_filters
from alegra_cli.declare.files import ATTACH, ATTACHMENTS, DETACH, FILES, PDF, XML
from alegra_cli.declare.format import Format
from alegra_cli.declare.kinds import Attach, Compute, Download, Rows
from alegra_cli.declare.known_by import KnownBy
from alegra_cli.declare.line_option import LineOption
from alegra_cli.declare.mailing import Mailing
from alegra_cli.declare.resource import ARRAY_OR_DATA, Balance, Envelope, Period, Resource
from alegra_cli.declare.reversal import Reversal
from alegra_cli.declare.rule import CountryRule, RuleInput
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
    "TaxId",
    "TaxIdReading",
    "Template",
    "date_filters",
]
