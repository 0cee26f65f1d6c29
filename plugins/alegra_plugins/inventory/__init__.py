"""What is sold and kept in stock."""
