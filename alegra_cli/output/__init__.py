"""The one place that prints records: a file a format, found by name."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alegra_cli.output.writer import FORMATS, OutputOptions, Writer, writer_class

__all__ = ["FORMATS", "OutputOptions", "Writer", "writer_class"]


def __getattr__(name: str) -> Any:
    # Most runs of the program need a line on a stream and no writer.
    if name not in __all__:
        raise AttributeError(name)
    from alegra_cli.output import writer

    return getattr(writer, name)
