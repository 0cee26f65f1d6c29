"""The resource of a kind of document is found by what it declares, wherever it comes from."""

from __future__ import annotations

import itertools
import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from alegra_cli.registry import PluginProblem, Registry
from alegra_cli.registry.tax_documents import tax_document
from tests.cases import cases

RECEIPTS = '''
    """Receipts of shops."""
    from alegra_cli.declare import CRUD, Field, Ref, Resource, TaxDocument
    from alegra_cli.hookspecs import hookimpl

    @hookimpl
    def alegra_resources():
        return [
            Resource(
                "receipts",
                singular="receipt",
                path="/receipts",
                actions=CRUD,
                columns=(),
                fields=(Field("shop", Ref("contacts")),),
                tax_document=TaxDocument("purchases", "invoice", party="shop"),
            )
        ]
'''
Install = Callable[[str], Path]
NUMBERS = itertools.count()


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Put a plugin ``receipts`` on the path, in a folder that is the section of purchases."""

    def make(source: str) -> Path:
        package = f"acme_shop_{next(NUMBERS)}"
        info = tmp_path / f"{package}-1.0.dist-info"
        module = tmp_path / package / "purchases" / "receipts.py"
        for folder in (info, module.parent):
            folder.mkdir(parents=True)
        module.write_text(textwrap.dedent(source).lstrip())
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-shop\nVersion: 1.0\n")
        entry = f"receipts = {package}.purchases.receipts"
        (info / "entry_points.txt").write_text(f"[alegra_cli.plugins]\n{entry}\n")
        monkeypatch.syspath_prepend(str(tmp_path))
        return module

    return make


@cases(
    ("side", "kind", "name"),
    [
        ("purchases", "invoice", "bills"),
        ("purchases", "credit-note", "debit-notes"),
        ("sales", "invoice", "invoices"),
        ("sales", "credit-note", "credit-notes"),
    ],
)
def test_each_kind_has_its_resource(side: str, kind: str, name: str) -> None:
    assert tax_document(Registry({}), side, kind).name == name


def test_two_of_a_kind_are_told_with_the_way_out(install: Install) -> None:
    install(RECEIPTS)
    names = "More than one resource declares purchases invoice: bills, receipts."
    with pytest.raises(PluginProblem, match=re.escape(names)) as told:
        tax_document(Registry({}), "purchases", "invoice")
    assert told.value.hint == "Leave one of them out with ALEGRA_PLUGINS_OFF=receipts."
    off = Registry({"ALEGRA_PLUGINS_OFF": "receipts"})
    assert tax_document(off, "purchases", "invoice").name == "bills"
    # In the place of ours, too.
    off = Registry({"ALEGRA_PLUGINS_OFF": "bills"})
    assert tax_document(off, "purchases", "invoice").name == "receipts"


def test_a_broken_one_of_others_is_in_nobodys_way(install: Install) -> None:
    install("import nothing_like_it")
    assert tax_document(Registry({}), "purchases", "invoice").name == "bills"


def test_where_none_is_left_the_broken_one_is_told(install: Install) -> None:
    install("import nothing_like_it")
    with pytest.raises(PluginProblem, match=r"receipts of acme-shop .* can't be loaded"):
        tax_document(Registry({"ALEGRA_PLUGINS_OFF": "bills"}), "purchases", "invoice")


def test_where_there_is_none_it_is_said() -> None:
    with pytest.raises(PluginProblem, match="No plugin declares purchases invoice"):
        tax_document(Registry({"ALEGRA_PLUGINS_OFF": "bills"}), "purchases", "invoice")
