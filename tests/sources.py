"""The files of the program and its plugins, for tests that look into the code itself."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
# What is built from a plugin lies beside it, and is the same once more.
PROGRAM = [
    file
    for folder in ("alegra_cli", "plugins")
    for file in sorted((ROOT / folder).rglob("*.py"))
    if "build" not in file.relative_to(ROOT).parts
]
