"""Sums of documents."""
