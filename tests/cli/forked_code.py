"""A few lines of Python, as ``python -c`` runs them: a module that the fork server runs."""

from __future__ import annotations

import sys


def main() -> None:
    code = sys.argv.pop(1)
    exec(compile(code, "<string>", "exec"), {"__name__": "__main__"})
    raise SystemExit(0)
