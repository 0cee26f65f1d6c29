"""Who is dealt with."""
