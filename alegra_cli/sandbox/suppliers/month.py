"""A month of what suppliers send, with the oddities of a real one, and the authority's list.

It stands on S84, S138.
"""

from __future__ import annotations

import datetime
import io
import random
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.seed import identifications
from alegra_cli.sandbox.suppliers import lists
from alegra_cli.sandbox.suppliers.paper import Paper, Side, draw_paper
from alegra_cli.sandbox.suppliers.ubl import container
from alegra_cli.sandbox.suppliers.writers import COUNTRIES, file_of

# As the documents of a country identify companies.
_KINDS = {
    "colombia": "NIT",
    "peru": "RUC",
    "chile": "RUT",
    "costaRica": "CJ",
    "republicaDominicana": "RNC",
    "spain": "CIF",
}
_FEWEST = 3
_PREFIX = "SRV-"
_EXPENSE = "5"  # the account that every seeded company has for what it uses up
_PDF = b"%PDF-1.4\n% made up\n"
_HOSTILE = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


class UnknownCountry(Exception):
    """A country whose suppliers send nothing that is written here."""


def write(
    books: Books, folder: Path, first: datetime.date, count: int, seed: int
) -> dict[str, Any]:
    """The folder of documents and, beside it, the list; what is in them.

    first: day of their month.

    Raises `UnknownCountry`, and ``OSError``, ``FileExistsError`` among them.
    """
    if books.country not in COUNTRIES:
        raise UnknownCountry(books.country)
    folder.mkdir(parents=True)
    chance = random.Random(seed)
    papers = _papers(books, chance, first, count)
    for number, paper in enumerate(papers):
        _send(folder, number, paper)
    planted = _plant(books, folder, chance, papers)
    _enter_earlier(books, papers)
    list_file = folder.with_name(f"{folder.name}-list{lists.ending(books.country)}")
    differences = lists.write(list_file, books.country, papers, _extra(books, chance, first))
    month = papers[0].date.strftime("%Y-%m")
    return {
        "folder": str(folder),
        "list": str(list_file),
        "month": month,
        "documents": count,
        "planted": planted,
        "differences": differences,
    }


def _enter_earlier(books: Books, papers: Sequence[Paper]) -> None:
    """Bills of the months before, of one supplier and most of its lines into one account: what a
    rule is learnt from. Entered once."""
    bills = books.store.find("bills")
    if any(bill["numberTemplate"].get("prefix") == _PREFIX for bill in bills):
        return
    lines: dict[str, int] = {}
    for bill in bills:
        key = bill["provider"]["id"]
        lines[key] = lines.get(key, 0) + sum(len(part) for part in bill["purchases"].values())
    sent = {paper.supplier.identification for paper in papers}
    suppliers = [one["id"] for one in _providers(books) if _side(one).identification in sent]
    supplier = min(suppliers, key=lambda key: lines.get(key, 0))
    for number in range(1, max(_FEWEST, lines.get(supplier, 0)) + 1):
        day = (papers[0].date - datetime.timedelta(days=15 * number)).isoformat()
        line = {"id": _EXPENSE, "price": 100 + number, "quantity": 1}
        body = {
            "date": day,
            "dueDate": day,
            "provider": {"id": supplier},
            "numberTemplate": {"prefix": _PREFIX, "number": str(number)},
            "purchases": {"categories": [line, line]},
        }
        books.call("POST", "/bills", body)


def _papers(books: Books, chance: random.Random, first: datetime.date, count: int) -> list[Paper]:
    """Every sixth is a credit note about the one before it."""
    own, others = _own(books), _suppliers(books)
    papers: list[Paper] = []
    for number in range(count):
        date = first + datetime.timedelta(days=number % 28)
        about = papers[-1] if number % 6 == 5 else None
        supplier = about.supplier if about else chance.choice(others)
        kind = "credit-note" if about else "invoice"
        paper = draw_paper(
            chance, books.country, supplier, own, date, kind, _reference_number(about)
        )
        # Of a part, so that the bill has so much to pay.
        papers.append(
            paper._replace(lines=about.lines[:1], withheld=Decimal(0)) if about else _due(paper)
        )
    return papers


def _due(paper: Paper) -> Paper:
    """Without withholdings: the sandbox's account has none of those rates."""
    return paper._replace(withheld=Decimal(0))


def _reference_number(about: Paper | None) -> str:
    if about is None:
        return ""
    if about.country in ("mexico", "costaRica", "republicaDominicana"):
        return about.id
    if about.country == "peru":
        return f"{about.series}-{about.folio:08d}"
    return f"{about.series}{about.folio}"


def _own(books: Books) -> Side:
    return _side(books.company)


def _suppliers(books: Books) -> list[Side]:
    return [_side(one) for one in _providers(books)]


def _providers(books: Books) -> list[dict[str, Any]]:
    listed = books.call("GET", "/contacts", query={"type": "provider", "limit": "30"})
    return [one for one in listed if one.get("status") == "active"]


def _side(record: dict[str, Any]) -> Side:
    inside = record.get("identificationObject") or {}
    number = inside.get("number") or record.get("identification")
    return Side(str(number), record["name"], str(inside.get("dv") or ""))


def _nobody(books: Books, chance: random.Random, name: str) -> Side:
    """A company that the books do not know."""
    kind = _KINDS.get(books.country, "")
    number = identifications.make(chance, books.country, kind, company=True)
    made = identifications.as_fields(books.country, kind, number)
    return _side({**made, "name": name})


def _send(folder: Path, number: int, paper: Paper) -> None:
    """As suppliers do: plain with a PDF, in a ZIP, by mail; in Colombia in the container."""
    content, name = file_of(paper), f"{number + 1:04d}"
    if paper.country == "colombia" and number % 2:
        content = container(paper, content.decode()).encode()
    if number % 5 == 3:
        (folder / f"{name}.zip").write_bytes(_archive(name, content))
    elif number % 5 == 4:
        (folder / f"{name}.eml").write_bytes(_mail(paper, name, content))
    else:
        (folder / f"{name}.xml").write_bytes(content)
        (folder / f"{name}.pdf").write_bytes(_PDF)


def _archive(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{name}.xml", content)
        archive.writestr(f"{name}.pdf", _PDF)
    return buffer.getvalue()


def _mail(paper: Paper, name: str, content: bytes) -> bytes:
    message = EmailMessage()
    message["From"] = "facturas@example.com"
    message["Subject"] = f"{paper.series}{paper.folio}"
    message.set_content("Adjunto.")
    message.add_attachment(content, "application", "xml", filename=f"{name}.xml")
    message.add_attachment(_PDF, "application", "pdf", filename=f"{name}.pdf")
    return bytes(message)


def _plant(
    books: Books, folder: Path, chance: random.Random, papers: Sequence[Paper]
) -> dict[str, str]:
    """Files that are not right, each called by what it is; and what they are."""
    own, known, date = _own(books), papers[0], papers[0].date
    stranger, other = (_nobody(books, chance, name) for name in ("Nadie conocido", "Otra empresa"))

    def another(supplier: Side, buyer: Side) -> Paper:
        return _due(draw_paper(chance, books.country, supplier, buyer, date))

    wrong = another(known.supplier, own)
    files = {
        "copy.xml": (file_of(known), "repeated"),
        "somebody-else.xml": (file_of(another(known.supplier, other)), "not-ours"),
        "stranger.xml": (file_of(another(stranger, own)), "unknown-supplier"),
        "hostile.xml": (_HOSTILE, "document-type"),
        "wrong-total.xml": (_off(wrong), "totals-differ"),
    }
    for name, (content, _what) in files.items():
        (folder / f"z-{name}").write_bytes(content)
    return {f"z-{name}": what for name, (_content, what) in files.items()}


def _off(paper: Paper) -> bytes:
    """The last time that the total stands in the header, another stands there."""
    content, right = file_of(paper), str(paper.total)
    return content.replace(_with_total(paper, right), _with_total(paper, str(paper.total + 1)))


def _with_total(paper: Paper, total: str) -> bytes:
    before = {
        "mexico": ' Total="',
        "chile": "MntTotal>",
        "costaRica": "TotalComprobante>",
        "republicaDominicana": "MontoTotal>",
        "spain": "InvoiceTotal>",
    }.get(paper.country, f'PayableAmount currencyID="{paper.currency}">')
    return f"{before}{total}".encode()


def _extra(books: Books, chance: random.Random, first: datetime.date) -> Paper:
    """What the authority knows and nobody sent."""
    (one,) = _papers(books, chance, first, 1)
    return one
