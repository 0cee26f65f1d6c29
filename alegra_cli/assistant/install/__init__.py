"""The server in the settings of assistants, and what an assistant should know."""
