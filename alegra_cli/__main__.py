"""``python -m alegra_cli``."""

from alegra_cli.cli import main

main()
