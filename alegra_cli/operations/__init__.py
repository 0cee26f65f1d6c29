"""From an action and its arguments to requests, pages and records."""
