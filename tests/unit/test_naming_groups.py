"""Records of a group, which is another service's, are known by their ids alone."""

from __future__ import annotations

from typing import Any, cast

from alegra_cli.app import App
from alegra_cli.commands.naming import with_ids
from alegra_cli.declare import GET, Column, Resource


def test_what_looks_like_a_name_is_an_id_in_a_group() -> None:
    """Although the account has invoices that are known by their numbers."""
    resource = Resource(
        "invoices",
        singular="invoice",
        path="/invoices",
        actions=(GET,),
        columns=(Column("Id", "id"),),
        group="provider",
    )
    values: dict[str, Any] = {"arguments": {"id": "FE3"}}
    nobody = cast(App, None)
    assert with_ids(nobody, resource, GET, values) == values
