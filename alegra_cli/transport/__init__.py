"""The only place that speaks HTTP: authentication, retries, pacing, status to error."""

from alegra_cli.transport.session import HttpSession
from alegra_cli.transport.settings import Settings

__all__ = ["HttpSession", "Settings"]
