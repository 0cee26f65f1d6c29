"""Whether there is a newer version, and by which installer it comes."""
