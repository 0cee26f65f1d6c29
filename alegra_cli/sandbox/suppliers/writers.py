"""A document's figures as the XML of its country (S110)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from alegra_cli.sandbox.suppliers import chile, costa_rica, dominican, mexico, spain, ubl
from alegra_cli.sandbox.suppliers.paper import Paper
from alegra_cli.sandbox.suppliers.xml_text import HEAD

_WRITERS: Mapping[str, Callable[[Paper], str]] = {
    "mexico": mexico.mexico,
    "colombia": ubl.colombia,
    "peru": ubl.peru,
    "chile": chile.chile,
    "costaRica": costa_rica.costa_rica,
    "republicaDominicana": dominican.dominican,
    "spain": spain.spain,
}
COUNTRIES = tuple(_WRITERS)


def file_of(paper: Paper) -> bytes:
    """The file of a document, in UTF-8."""
    return (HEAD + _WRITERS[paper.country](paper)).encode()
