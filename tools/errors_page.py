"""Write docs/errors.md and docs/errors.es.md from alegra_cli/errors/catalogue.py, or check them.

python tools/errors_page.py docs
python tools/errors_page.py --check docs
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from alegra_cli.errors.catalogue import GROUPS
from alegra_cli.errors.code_meaning import CodeMeaning
from alegra_cli.i18n import _, language
from alegra_cli.received.reasons import BY_CODE
from page_files import in_each, keep_pages
from spanish import translation

NOTE = "<!-- Made by `make docs` from alegra_cli/errors/catalogue.py; change that, not this. -->"
INTRO = {
    "en": """\
One line `Error: …` and one line `Hint: …` on stderr; with `-o json` one JSON object with kind,
status, code, message, details, hint and exit code. Every command line here makes its error happen
on the sandbox; `alegra sandbox set --grant` and `alegra sandbox authority accepts` end it.""",
    "es": """\
Una línea `Error: …` y otra `Sugerencia: …` en la salida de errores; con `-o json`, un objeto JSON
con tipo, estado, código, mensaje, detalles, sugerencia y código de salida. Cada línea de comandos
de esta página provoca su error en el sandbox; `alegra sandbox set --grant` y
`alegra sandbox authority accepts` lo terminan.""",
}

RECEIVED = {
    "en": """\
The reasons of `alegra received`, and the state that each brings: `review` is for a person to look
at, `refused` is not posted by anybody, `other` is nothing to post.""",
    "es": """\
Los motivos de `alegra received` y el estado que trae cada uno: `por revisar` lo mira una persona,
`rechazado` no lo registra nadie, `otro` no es nada que registrar.""",
}


def main(words: list[str]) -> int:
    folder = Path(next(word for word in words if not word.startswith("-")))
    wanted = dict(in_each(pages))
    return keep_pages(folder, wanted, (folder / name for name in wanted), "--check" in words)


def pages() -> Iterator[tuple[str, str]]:
    lines = [f"# {translation('Errors')}", "", NOTE, "", INTRO[language()]]
    for title, group in GROUPS:
        lines += ["", f"## {_(title)}"]
        for known in group:
            lines += ["", *entry(known)]
    lines += ["", f"## {_('Documents that were received')}", "", RECEIVED[language()]]
    for reason in BY_CODE.values():
        text = f"{_(reason.means)} {_(reason.remedy)}"
        lines += ["", f"### {reason.code}", "", f"`{_(reason.state)}`. {text}"]
    yield "errors", "\n".join([*lines, ""])


def entry(known: CodeMeaning) -> list[str]:
    told = "Exit code {code}; {write} after a write, which may have been done."
    told = told if known.of_write else "Exit code {code}."
    exits = translation(told).format(code=known.exits, write=known.of_write)
    text = f"{_(known.means)} {_(known.remedy)} {exits}"
    return [f"### {known.code}", "", text, "", "```sh", *known.steps, "```"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
