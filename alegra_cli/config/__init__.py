"""The configuration file, the folders that files lie in, and the credentials."""
