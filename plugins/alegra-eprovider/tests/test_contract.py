"""Every standard test: help, filters, dry run, paging, formats, errors."""

from alegra_cli.testing.contract import *  # noqa: F403
