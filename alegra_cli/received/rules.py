"""Where the lines of a supplier go: told by a person, or proposed from its earlier bills.

One file a company. A rule says account or item, cost centre and warehouse; the taxes are always
those of the document.

It stands on S84, S98.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from alegra_cli.dotted_path import at
from alegra_cli.errors import AlegraError
from alegra_cli.errors.unusable_files import unreadable, unwritable
from alegra_cli.files import private_folder, replacing
from alegra_cli.i18n import N_, _
from alegra_cli.received import identities

EVERYBODY = "*"
"""The supplier of the rule for all that have none of their own."""
_FEWEST = 2
_SHARE = 0.6


@attrs.frozen
class Rule:
    """category, item, cost_center, warehouse: ids of the account; empty for none. name: of the
    supplier, for people. source: ``set`` by a person or ``learnt`` and accepted.
    """

    category: str = ""
    item: str = ""
    cost_center: str = ""
    warehouse: str = ""
    name: str = ""
    source: str = N_("set")

    def record(self, supplier: str) -> dict[str, str]:
        return {
            "supplier": supplier,
            "name": self.name,
            "category": self.category,
            "item": self.item,
            "costCenter": self.cost_center,
            "warehouse": self.warehouse,
            "source": self.source,
        }


def paths_of(rule: Rule) -> Iterator[tuple[str, str]]:
    """(field of a bill, id) of what the rule names."""
    named = (
        ("purchases.categories[].id", rule.category),
        ("purchases.items[].id", rule.item),
        ("costCenter", rule.cost_center),
        ("warehouse", rule.warehouse),
    )
    return ((path, key) for path, key in named if key)


class PostingRules:
    """The rules of a company. Raises `AlegraError` for a file that can't be read or written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._rules = _read(path)

    def of(self, forms: Iterable[str]) -> Rule | None:
        """The rule of a supplier, by any form of its tax id; else the one for everybody."""
        own = next((self._rules[form] for form in sorted(forms) if form in self._rules), None)
        return own or self._rules.get(EVERYBODY)

    def has(self, forms: Iterable[str]) -> bool:
        return any(form in self._rules for form in forms)

    def items(self) -> list[tuple[str, Rule]]:
        return sorted(self._rules.items())

    def put(self, rules: Mapping[str, Rule | None]) -> None:
        """Keep these too, on the disk when it returns; None takes one away."""
        merged = {**self._rules, **rules}
        self._rules = {key: rule for key, rule in merged.items() if rule is not None}
        told = {key: attrs.asdict(rule) for key, rule in self.items()}
        try:
            if not self.path.parent.exists():
                private_folder(self.path.parent)
            with replacing(self.path, 0o600) as stream:
                stream.write((json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode())
        except OSError as problem:
            raise unwritable(self.path, problem) from problem


def supplier_key(identification: str) -> str:
    """What a rule is kept under."""
    return EVERYBODY if identification == EVERYBODY else identities.normal(identification)


def folder(data: Path, company_key: str) -> Path:
    """The company's own folder: the name tells neither it nor the address."""
    return data / "received" / hashlib.sha256(company_key.encode()).hexdigest()[:16]


def _read(path: Path) -> dict[str, Rule]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return {str(key): Rule(**rule) for key, rule in told.items()}
    except FileNotFoundError:
        return {}
    except OSError as problem:
        raise unreadable(path, problem) from problem
    except (ValueError, TypeError, AttributeError) as problem:
        raise AlegraError(
            _("The rules in {file} can't be read.").format(file=path),
            _("Move the file away; `alegra received rules set` begins a new one."),
        ) from problem


def learnt_rules(
    bills: Iterable[dict[str, Any]], known: PostingRules, contacts: Mapping[str, dict[str, Any]]
) -> dict[str, Rule]:
    """A rule for each supplier whose earlier bills agree, and that has none of its own.

    contacts: by id. Agreement: most of the lines of at least two bills in one account or item.
    """
    places: dict[str, Counter[tuple[str, str]]] = {}
    centres: dict[str, Counter[str]] = {}
    count: Counter[str] = Counter()
    for bill in bills:
        supplier = str(at(bill, "provider.id") or "")
        count[supplier] += 1
        centre = str(at(bill, "costCenter.id") or "")
        centres.setdefault(supplier, Counter())[centre] += 1
        for used in _places(bill):
            places.setdefault(supplier, Counter())[used] += 1
    found = {}
    for supplier, lines in places.items():
        contact = contacts.get(supplier) or {}
        forms = identities.of_record(contact) if contact else set()
        if not forms or count[supplier] < _FEWEST or known.has(forms):
            continue
        (word, place), most = lines.most_common(1)[0]
        if most >= _SHARE * lines.total():
            centre = _agreement(centres[supplier])
            found[min(forms, key=len)] = Rule(
                **{word: place},
                cost_center=centre,
                name=str(contact.get("name") or ""),
                source=N_("learnt"),
            )
    return found


def _places(bill: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(``category`` or ``item``, id) of each line; what has another form teaches nothing."""
    for kind, word in (("categories", "category"), ("items", "item")):
        lines = at(bill, f"purchases.{kind}")
        for line in lines if isinstance(lines, list) else ():
            if isinstance(line, dict):
                yield word, str(line.get("id"))


def _agreement(counts: Counter[str]) -> str:
    value, most = counts.most_common(1)[0]
    return value if most >= _SHARE * counts.total() else ""
