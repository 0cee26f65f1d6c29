"""Many records at once: from files, and from one company to another."""
