"""A server for assistants: a handful of tools, read-only unless more is allowed."""
