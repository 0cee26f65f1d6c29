"""The one place that prints records: a file a format, found by name."""

from alegra_cli.output.writer import FORMATS, OutputOptions, Writer, writer_class

__all__ = ["FORMATS", "OutputOptions", "Writer", "writer_class"]
