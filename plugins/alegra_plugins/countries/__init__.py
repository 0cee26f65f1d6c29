"""What differs between countries: catalogues and rules."""
