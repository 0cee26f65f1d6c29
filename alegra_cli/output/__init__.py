"""The one place that prints records: a file a format, found by name."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alegra_cli.output.bounds import bounded
    from alegra_cli.output.columns import View, lookup
    from alegra_cli.output.csv import cell_text
    from alegra_cli.output.formats import FORMATS, writer_class
    from alegra_cli.output.header import header_of
    from alegra_cli.output.writer import PAGE, OutputOptions, Writer

__all__ = [
    "FORMATS",
    "PAGE",
    "OutputOptions",
    "View",
    "Writer",
    "bounded",
    "cell_text",
    "header_of",
    "lookup",
    "writer_class",
]

_ELSEWHERE = {
    "FORMATS": "formats",
    "View": "columns",
    "bounded": "bounds",
    "cell_text": "csv",
    "header_of": "header",
    "lookup": "columns",
    "writer_class": "formats",
}


def __getattr__(name: str) -> Any:
    # Most runs of the program need a line on a stream and no writer.
    if name not in __all__:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_ELSEWHERE.get(name, 'writer')}"), name)
