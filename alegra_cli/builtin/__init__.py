"""The commands that are not resources, one module each; `command()` makes it."""
