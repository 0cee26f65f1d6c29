"""Alegra's electronic provider for Colombia, as a plugin of the alegra command line."""
