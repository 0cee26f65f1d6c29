"""What suppliers of the sandbox's company send: XML of its country, and the authority's list.

Written from the authorities' formats and importing no reader, so that a wrong element can't be
wrong twice. Signatures are left out: nothing here checks them.
"""

from alegra_cli.sandbox.suppliers.paper import Paper, Side, draw_paper
from alegra_cli.sandbox.suppliers.writers import COUNTRIES, file_of

__all__ = ["COUNTRIES", "Paper", "Side", "draw_paper", "file_of"]
