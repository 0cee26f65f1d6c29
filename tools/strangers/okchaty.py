"""alegra: every method of each of its resources, with the bodies of its own manual."""

import sys
from collections.abc import Callable
from typing import Any

import alegra
from trial import Trial, methods_of

CONTACT = {
    "name": "Chaty",
    "identification": {"type": "NIT", "number": "900555444"},
    "email": "developer@example.com",
    "type": ["client"],
    "address": {"address": "Jr. Neptuno 777", "city": "Bogotá"},
}
INVOICE = {
    "date": "2026-03-02",
    "dueDate": "2026-04-01",
    "client": {"id": "1"},
    "items": [{"id": "1", "price": 1000, "quantity": 1}],
    "status": "draft",
}
MAIL = {"emails": ["a@example.com"], "sendCopyToUser": False}
NOUNS = ("Contact", "Invoice", "Item", "Retention", "Tax")


def main(url: str, email: str, token: str) -> int:
    alegra.user, alegra.token = email, token
    alegra.api_base, _slash, alegra.api_version = url.rpartition("/")
    trial = Trial("alegra")

    def call(name: str, /, *words: Any, refused: str = "", **more: Any) -> Any:
        noun, _dot, verb = name.partition(".")
        function = getattr(getattr(alegra, noun), verb)
        return trial.call(name, _answer(function), *words, refused=refused, **more)

    for noun in NOUNS:
        call(f"{noun}.list")
        call(f"{noun}.retrieve", "1")
    # A Colombian account wants the department, which the manual's address does not have.
    call("Contact.create", **CONTACT, refused="departamento")
    address = {**CONTACT["address"], "department": "Bogotá D.C."}
    contact = call("Contact.create", **{**CONTACT, "address": address})["id"]
    number = {"type": "NIT", "number": "900555445"}
    call("Contact.modify", resource_id=contact, name="Chaty", identificationObject=number)
    # Its manual changes only the identification; the name is wanted each time.
    call("Contact.modify", resource_id=contact, identification=number, refused="400")
    call("Contact.delete", contact)
    item = call("Item.create", name="Lamp", price=1000)["id"]
    call("Item.modify", resource_id=item, description="A lamp")
    call("Item.delete", item)
    invoice = call("Invoice.create", **INVOICE)["id"]
    call("Invoice.modify", resource_id=invoice, observations="x")
    call("Invoice.open", invoice, paymentForm="CASH")
    call("Invoice.email", invoice, **MAIL)
    call("Invoice.void", invoice, cause="x")
    methods = [f"{noun}.{name}" for noun in NOUNS for name in methods_of(getattr(alegra, noun))]
    without = ("class_url",)
    wanted = [name for name in methods if not name.endswith(without)]
    return trial.end(wanted, works=21, refused=2)


def _answer(function: Callable[..., Any]) -> Callable[..., Any]:
    """It gives the response itself."""

    def run(*words: Any, **more: Any) -> Any:
        response = function(*words, **more)
        if not response.ok:
            raise ValueError(f"{response.status_code} {response.text}")
        return response.json() if response.content else {}

    return run


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
