"""alegra-python: every method of its client, with the bodies of its own manual."""

import sys

from alegra.client import Client
from trial import Trial, methods_of

CONTACT = {
    "address": {"city": "Villavicencio", "address": "Calle 10 #01-10"},
    "internalContacts": [{"name": "Lina", "lastName": "Montoya", "email": "lina@example.com"}],
    "name": "Lina Montoya",
    "identification": "1018425711",
    "mobile": "38845555610",
    "seller": 1,
    "priceList": 1,
    "term": 1,
    "email": "lina@example.com",
    "type": "client",
}
ITEM = {
    "name": "Amazing product",
    "description": "Made by hand",
    "reference": "SKU-STRANGER",
    "price": [{"idPriceList": 1, "price": 10500}],
    "category": {"id": 1},
    "inventory": {
        "unit": "unit",
        "unitCost": 40000,
        "negativeSale": True,
        "warehouses": [{"initialQuantity": 4, "id": 1}],
    },
    "tax": 1,
    "type": "product",
    "itemCategory": {"id": 1},
}


def main(url: str, email: str, token: str) -> int:
    Client.URL = url + "/"
    client, trial = Client(email, token), Trial("alegra-python")
    for name in methods_of(Client, PLUMBING):
        if name.startswith("list_") or name in ("get_company_info", "get_current_user"):
            trial.call(name, getattr(client, name))
    for name in ("list_contacts", "list_items", "list_invoices"):
        rows = trial.call(name, getattr(client, name), "id", "DESC", 5, 0)
        trial.expect(name, len(rows or ()), 5)
    trial.call("list_accounts", client.list_accounts, "plain", "income")
    incomes = trial.call("list_accounts", client.list_accounts, "tree", "income")
    trial.expect("list_accounts", {row["type"] for row in incomes or ()}, {"income"})
    # A Colombian account wants the department that the manual leaves out.
    trial.call("create_contact", client.create_contact, CONTACT, refused="departamento")
    address = {**CONTACT["address"], "department": "Meta"}
    made = trial.call("create_contact", client.create_contact, {**CONTACT, "address": address})
    key = (made or {}).get("id", "1")
    trial.call("get_contact", client.get_contact, key, "statementLink,url")
    trial.call("create_item", client.create_item, ITEM)
    trial.call(
        "create_contact", client.create_contact, {"name": ""}, refused="WrongFormatInputError"
    )
    return trial.end(methods_of(Client, PLUMBING), works=22, refused=2)


PLUMBING = ("get", "post", "put", "patch", "delete", "request", "parse")

if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
