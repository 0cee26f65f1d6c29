"""The built-in resources of Alegra, one declaration a module, grouped by section."""
