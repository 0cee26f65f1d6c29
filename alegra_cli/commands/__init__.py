"""From a declared resource to Click commands."""
