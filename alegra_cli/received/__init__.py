"""Electronic invoices that suppliers send: read, judged, and what the account makes of them."""
