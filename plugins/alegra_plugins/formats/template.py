"""A text of your own for each record."""

from __future__ import annotations

from alegra_cli.declare import Format
from alegra_cli.hookspecs import hookimpl


@hookimpl
def alegra_formats() -> list[Format]:
    return [
        Format(
            "template",
            writer="alegra_plugins.formats.template_writer:TemplateWriter",
            argument="{{…}}",
        )
    ]
