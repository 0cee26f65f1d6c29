"""Output formats beside those of the core."""
