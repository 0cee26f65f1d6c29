"""What each path of the API answers: one module a path."""
