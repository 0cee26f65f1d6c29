"""Pages that are made, not written: in both languages, and checked for being up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from alegra_cli import i18n

LANGUAGES = {"en": ".md", "es": ".es.md"}


def in_each(make: Callable[[], Iterable[tuple[str, str]]]) -> Iterator[tuple[str, str]]:
    """(file name, text) of what `make` gives as (name, text), once in each language."""
    for language, ending in LANGUAGES.items():
        i18n.use(language)
        for name, text in make():
            yield name + ending, text


def keep_pages(folder: Path, wanted: dict[str, str], present: Iterable[Path], check: bool) -> int:
    """Write the pages and remove those of `present` that are none any more; or tell what differs.

    Returns the exit code.
    """
    old = {file.name: file.read_text(encoding="utf-8") for file in present if file.exists()}
    stale = [name for name in sorted({*wanted, *old}) if wanted.get(name) != old.get(name)]
    if check:
        for name in stale:
            print(f"{folder / name} is stale: run `make docs`")
        return 1 if stale else 0
    folder.mkdir(parents=True, exist_ok=True)
    for name in stale:
        if name in wanted:
            (folder / name).write_text(wanted[name], encoding="utf-8")
        else:
            (folder / name).unlink()
    return 0


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """The lines of a table."""
    head = list(head)
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    for row in rows:
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |")
    return lines
