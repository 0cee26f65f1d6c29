"""XML and HTML, which are no tables: named as what they are, with what to do instead."""

from __future__ import annotations

import re

from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import N_, _

_PROLOGUE = re.compile(r"\s*(<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>)", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(r"\s*<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
_HTML = (
    "html head body table tbody thead tr td div style meta span font center title script form p br"
)

# What the root elements of the region's tax documents are called.
_ROOTS = {
    "attacheddocument": N_("an electronic invoice with the DIAN's answer (AttachedDocument)"),
    "invoice": N_("an electronic invoice (UBL)"),
    "creditnote": N_("an electronic credit note (UBL)"),
    "debitnote": N_("an electronic debit note (UBL)"),
    "applicationresponse": N_("the answer to an electronic document (UBL)"),
    "comprobante": N_("a CFDI"),
    "facturaelectronica": N_("an electronic invoice of Costa Rica"),
    "tiqueteelectronico": N_("an electronic invoice of Costa Rica"),
    "notacreditoelectronica": N_("an electronic credit note of Costa Rica"),
    "ecf": N_("an e-CF"),
    "rfe": N_("an electronic invoice of Panama"),
    "dte": N_("a DTE"),
    "enviodte": N_("a DTE"),
    "facturae": N_("a Facturae"),
}


def refuse_marked_up(text: str, name: str) -> None:
    """Raise `UsageProblem` where a file is XML or HTML.

    text: its beginning, without blanks before it.
    """
    if not text.startswith("<"):
        return
    prologue = ""
    while found := _PROLOGUE.match(text):
        prologue += found[0]
        text = text[found.end() :]
    root = _ROOT.match(text)
    word = root[1].casefold() if root else ""
    if word in _HTML.split() or "<!doctype html" in prologue.casefold():
        raise UsageProblem(
            _("{file} is HTML, a web page, whatever its name says.").format(file=name),
            _("Open it in the spreadsheet program and save it as XLSX or CSV."),
        )
    if word == "workbook" or "mso-application" in prologue:
        raise UsageProblem(
            _("{file} is a sheet in XML, as Excel 2003 wrote it.").format(file=name),
            _("Open it in the spreadsheet program and save it as XLSX or CSV."),
        )
    if root or prologue:
        raise _no_table(word, text, name)


def _no_table(word: str, text: str, name: str) -> UsageProblem:
    told = _ROOTS.get(word)
    what = _("{file} is XML, not a table.").format(file=name)
    if told:
        what = _("{file} is XML, not a table: {what}.").format(file=name, what=_(told))
    if told and ("dian" in text.casefold() or "oasis:names" in text):
        return UsageProblem(
            what,
            _(
                "A supplier's invoice of Colombia comes in by its CUFE: "
                "`alegra bills import-by-cufe`. Anything else goes into a table of its own."
            ),
        )
    return UsageProblem(what, _("Put what is to go into Alegra into a table, as CSV or XLSX."))
