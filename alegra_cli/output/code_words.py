"""Codes that the API has for a few things, in the words of who reads them; machines have the codes.

``open`` is *abierta* for an invoice and *abierto* for a payment, so a column tells the gender.
"""

from __future__ import annotations

from typing import Any

from alegra_cli import i18n, words
from alegra_cli.declare.labels import LABELS, OWN_LABELS
from alegra_cli.output.colour import of_state

# The keys whose values are such codes: a contact may well be called Open.
KEYS = frozenset(
    (
        *("adjustmentType", "documentType", "emissionStatus", "kindOfPerson", "legalStatus"),
        *("paymentForm", "paymentMethod", "resourceType", "side", "state", "status", "type"),
    )
)
_ENDING = {"m": "o", "f": "a"}


def in_words(value: Any, path: str, gender: str = "") -> Any:
    """The value in the language in use, where it is such a code or a yes or a no; else itself.

    path: of the column or key. gender: ``m`` or ``f`` of what the record is called, as languages
    with genders want it; empty for the usual.
    """
    if isinstance(value, bool):
        return i18n._("yes") if value else i18n._("no")
    if i18n.language() == "en":
        return value
    if path.rpartition(".")[2] not in KEYS:
        return value
    if isinstance(value, list):
        return [in_words(one, path, gender) for one in value]
    if not isinstance(value, str):
        return value
    known = words.names(words.VALUES, value)
    ending = _ENDING.get(gender, "")
    return next((name for name in known if name.endswith(ending)), known[0]) if known else value


def style_of(text: str) -> str:
    """The style of a state by its word in the language in use; empty for none."""
    if i18n.language() == "en":
        return of_state(text)
    known = words.table(words.VALUES, i18n.language())
    return of_state(next((code for code, names in known.items() if text in names), text))


def key_in_words(key: str) -> str:
    """A key of a record that nobody declared, in the language in use; in English as it is."""
    if i18n.language() == "en":
        return key
    return i18n._(OWN_LABELS.get(key) or LABELS.get(key) or key)


def by_name(value: Any) -> Any:
    """Objects that have a name by that, and lists of nothing but such, for a cell of a table."""
    if isinstance(value, dict):
        return value["name"] if isinstance(value.get("name"), str) else value
    if isinstance(value, list) and value:
        names = [by_name(one) for one in value]
        return names if all(isinstance(one, str) for one in names) else value
    return value


def label_of(path: str) -> str:
    """What a key of a record is called; a path as it is, and what nobody has a label for."""
    return i18n._(LABELS[path]) if path in LABELS else path
