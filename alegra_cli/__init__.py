"""alegra-cli: Alegra, the accounting and e-invoicing service, from the command line."""

__version__ = "0.1.0"
