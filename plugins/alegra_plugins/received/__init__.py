"""Electronic invoices as each country writes them; ``alegra received`` reads them."""
