"""From a profile to a session: where requests go, in whose name, for which company."""
