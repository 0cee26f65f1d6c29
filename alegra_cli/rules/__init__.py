"""What a body must hold: the declared fields, the country's rules, its lists of codes."""
