"""The company's books: what is stored, summed, owed and moved."""
