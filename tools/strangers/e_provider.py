"""alegra-e-provider: every action of each of its resources, with the models it declares."""

import asyncio
import sys
from typing import Any

from alegra import config
from alegra.client import ApiClient
from alegra.models.company import Company
from alegra.models.invoice import Invoice
from alegra.models.note import CreditNote, DebitNote
from alegra.models.payroll import Payroll
from alegra.models.test_set import TestSet
from trial import Trial

TAX = {"id": "01"}
COMPANY = {
    "name": "Acme",
    "identification": "900111222",
    "dv": "1",
    "useAlegraCertificate": True,
    "organizationType": 1,
    "identificationType": "31",
    "taxCode": TAX,
    "email": "a@example.com",
    "address": {"address": "Calle 1", "city": "11001", "department": "11", "country": "CO"},
}
CUSTOMER = {
    "name": "Ana",
    "taxCode": TAX,
    "organizationType": 2,
    "identificationType": "13",
    "identificationNumber": "700111",
    "dv": None,
}
ITEM = {
    "code": "A",
    "description": "x",
    "price": 10,
    "quantity": 1,
    "unitCode": "94",
    "subtotal": 10,
    "taxAmount": 1.9,
    "total": 11.9,
    "discount": 0,
    "discountAmount": 0,
}
TOTALS = {
    "grossTotal": 10,
    "taxableTotal": 10,
    "taxTotal": 1.9,
    "discountTotal": 0,
    "chargeTotal": 0,
    "advanceTotal": 0,
    "payableTotal": 11.9,
    "currencyCode": "COP",
}
PAYMENT = {"paymentForm": "1", "paymentMethod": "10", "paymentDueDate": "2026-03-02"}
COMMON = {
    "company": {"id": "01J0SANDBOX"},
    "customer": CUSTOMER,
    "number": 990000123,
    "note": "",
    "items": [ITEM],
    "payments": [PAYMENT],
    "totalAmounts": TOTALS,
}
RESOLUTION = {
    "resolutionNumber": "1",
    "prefix": "SETP",
    "minNumber": 1,
    "maxNumber": 995000000,
    "startDate": "2026-01-01",
    "endDate": "2027-01-01",
    "technicalKey": "x",
}
ABOUT = {
    "date": "2026-03-02",
    "documentType": "01",
    "number": 990000123,
    "prefix": "SETP",
    "uuid": "x",
}
NOTE = {**COMMON, "prefix": "NC", "conceptCode": "1", "associatedDocuments": [ABOUT]}
DOCUMENTS = {
    "invoices": Invoice(**COMMON, documentType="01", resolution=RESOLUTION),
    "credit_notes": CreditNote(**NOTE, documentType="91"),
    "debit_notes": DebitNote(**NOTE),
}
PAYROLL = Payroll(prefix="NE", number=1, governmentData={"Trabajador": {"NumeroDocumento": 1}})


def main(url: str, _email: str, token: str) -> int:
    config.BASE_URLS["sandbox"] = url.partition("/api/")[0] + "/e-provider/col/v1"
    client = ApiClient(config.ApiConfig(api_key=token, environment="sandbox"))
    trial = Trial("alegra-e-provider")
    companies(trial, client)
    for noun, body in DOCUMENTS.items():
        documents(trial, noun, getattr(client, noun), body)
    payrolls(trial, client.payrolls)
    # It declares no model for what these answer, and looks it up all the same.
    trial.call("dian.list", client.dian.list, refused="AlegraHttpError")
    tests = client.test_sets
    body = TestSet(id="1", type="invoices", governmentId="x", idCompany="1")
    trial.call("test_sets.create", tests.create, body, refused="test_set")
    trial.call("test_sets.get", tests.get, "1", refused="test_set")
    later = ApiClient(config.ApiConfig(api_key=token, environment="sandbox"), async_mode=True)
    body = DOCUMENTS["invoices"]
    trial.call("invoices.create", lambda: asyncio.run(later.invoices.create(body)))
    return trial.end(names(client), works=32, refused=11)


def companies(trial: Trial, client: ApiClient) -> None:
    made = trial.call("companies.create", client.companies.create, Company(**COMPANY))
    trial.call("companies.get", client.companies.get, made.id)
    trial.call("companies.update", client.companies.update, made.id, Company(**COMPANY))
    trial.call("companies.list", client.companies.list)
    # It puts an id behind the path of the key's own company.
    trial.call("company.get", client.company.get, "1", refused="403")
    trial.call("company.update", client.company.update, "1", Company(**COMPANY), refused="403")


def documents(trial: Trial, noun: str, resource: Any, body: Any) -> None:
    made = trial.call(f"{noun}.create", resource.create, body)
    trial.expect(f"{noun}.create", made and made.legalStatus, "ACCEPTED")
    trial.call(f"{noun}.get", resource.get, made.id)
    rows = trial.call(f"{noun}.list", resource.list, {"limit": 5})
    trial.expect(f"{noun}.list", [row.id for row in rows or ()], [made.id])
    for action in resource.resource.actions_config:
        if action.startswith("perform__"):
            name = action.removeprefix("perform__")
            trial.call(f"{noun}.{action}", resource.perform_subaction, made.id, name)


def payrolls(trial: Trial, resource: Any) -> None:
    """It looks up a model for the answers that it does not declare: a KeyError each."""
    why = {"refused": "KeyError: 'response_model'"}
    trial.call("payrolls.create", resource.create, PAYROLL, **why)
    trial.call("payrolls.get", resource.get, "1", **why)
    trial.call("payrolls.update", resource.update, "1", PAYROLL, refused="405")
    # Its model of a row wants the data of the request back.
    trial.call("payrolls.list", resource.list, refused="governmentData")
    for name in ("replace", "cancel"):
        trial.call(
            f"payrolls.perform__{name}", resource.perform_subaction, "1", name, PAYROLL, **why
        )


def names(client: ApiClient) -> list[str]:
    found = {noun: getattr(one, "resource", None) for noun, one in vars(client).items()}
    return [
        f"{noun}.{action}" for noun, one in found.items() if one for action in one.actions_config
    ]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
