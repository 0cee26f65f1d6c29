"""Spreadsheets with typed cells."""

from __future__ import annotations

from alegra_cli.declare import Format
from alegra_cli.hookspecs import hookimpl


@hookimpl
def alegra_formats() -> list[Format]:
    return [Format("xlsx", writer="alegra_plugins.formats.xlsx_writer:Xlsx", binary=True)]
