"""The oldest libraries that setup.cfg allows, as constraints for pip.

    python tools/oldest.py > constraints.txt

Only those that the program itself uses: what tests and checks are made with is as new as it comes.
"""

from __future__ import annotations

import configparser
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
EXTRAS = ("mcp", "template", "xlsx")


def main() -> None:
    parser = configparser.ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    lines = parser["options"]["install_requires"].splitlines()
    for extra in EXTRAS:
        lines += parser["options.extras_require"][extra].splitlines()
    for line in constraints(lines):
        print(line)


def constraints(lines: list[str]) -> Iterator[str]:
    """Each with its lower bound for its version; one without a bound is left to pip."""
    for line in lines:
        if not line or line.startswith("#"):
            continue
        requirement = Requirement(line)
        for bound in requirement.specifier:
            if bound.operator == ">=":
                marker = f"; {requirement.marker}" if requirement.marker else ""
                yield f"{requirement.name}=={bound.version}{marker}"


if __name__ == "__main__":
    main()
