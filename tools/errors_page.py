"""Write docs/errors.md from alegra_cli/error_codes.py, or check that it is up to date.

python tools/errors_page.py docs/errors.md
python tools/errors_page.py --check docs/errors.md
"""

from __future__ import annotations

import sys
from pathlib import Path

from alegra_cli.error_codes import GROUPS, Known

NOTE = "<!-- Made by `make docs` from alegra_cli/error_codes.py; change that, not this. -->"
INTRO = """# Errors

One line `Error: …` and one line `Hint: …` on stderr; with `-o json` one JSON object with kind,
status, code, message, details, hint and exit code. Every command line here makes its error happen
on the sandbox; `alegra sandbox set --grant` and `alegra sandbox authority accepts` end it."""


def main(words: list[str]) -> int:
    file = Path(next(word for word in words if not word.startswith("-")))
    if "--check" not in words:
        file.write_text(page(), encoding="utf-8")
        return 0
    if not file.exists() or file.read_text(encoding="utf-8") != page():
        print(f"{file} is stale: run `make docs`")
        return 1
    return 0


def page() -> str:
    lines = [NOTE, "", INTRO]
    for title, group in GROUPS:
        lines += ["", f"## {title}"]
        for known in group:
            lines += ["", *entry(known)]
    return "\n".join([*lines, ""])


def entry(known: Known) -> list[str]:
    return [
        f"### {known.code}",
        "",
        f"{known.means} {known.remedy} Exit code {known.exits}.",
        "",
        "```sh",
        *known.steps,
        "```",
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
