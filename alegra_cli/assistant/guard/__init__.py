"""Whether a line that an assistant wants to run in a shell may run."""
