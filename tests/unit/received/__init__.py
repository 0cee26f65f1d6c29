"""Invoices of suppliers: reading them."""
