"""What a plugin needs to play its service in the embedded sandbox (docs/plugins.md).

The rooms of the sandbox are its own; these names stay where they are.
"""

from alegra_cli.sandbox.books import Books
from alegra_cli.sandbox.http.refusals import Refusal
from alegra_cli.sandbox.http.route import Call, Mount, Route

__all__ = ["Books", "Call", "Mount", "Refusal", "Route"]
