"""The recording and the picture of the workbook on the first page, from what the program does.

    python tools/pictures.py docs/assets

Both languages, on the sandbox as it was on a day, so that the same program makes the same files.
"""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from openpyxl import load_workbook

DAY = "2026-03-31"
WIDTH, SCENE = 96, 4.5  # characters, seconds
CHARACTER, LINE, MARGIN = 7.83, 19, 22  # pixels
LANGUAGES = {"en": "", "es": ".es"}
CLIENTS = (
    "Nombre,Identificación,Tipo de identificación,Tipo de persona,Régimen\n"
    "Ferretería Luz S.A.S.,900123456,NIT,LEGAL_ENTITY,COMMON_REGIME\n"
    "Papelería Sol,12x,NIT,LEGAL_ENTITY,COMMON_REGIME\n"
)
SCENES = (
    f"alegra reports aging --by bucket --side receivables --date {DAY}",
    "alegra contacts import clientes.csv",
    "alegra export invoices contacts --out libro.xlsx",
    "alegra invoices emit --all",
)
STYLE = """
  text { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; white-space: pre; }
  .b { font-weight: 700; } .d { opacity: .6; } .r { fill: #ff8a80; } .g { fill: #a5d6a7; }
  .y { fill: #ffe082; } .p { fill: #80cbc4; }
"""


class Scene(NamedTuple):
    """line: as it is typed. output: what it prints, with the colours of a terminal."""

    line: str
    output: list[str]


def main(folder: str) -> None:
    for language, ending in LANGUAGES.items():
        with tempfile.TemporaryDirectory() as home:
            scenes, book = played(Path(home), language)
            Path(folder, f"recording{ending}.svg").write_text(recording(scenes), "utf-8")
            Path(folder, f"workbook{ending}.svg").write_text(picture(book), "utf-8")


def played(home: Path, language: str) -> tuple[list[Scene], Any]:
    """What the lines print on a terminal, and the workbook that one of them writes."""
    program = str(Path(sys.executable).with_name("alegra"))
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "ALEGRA_CONFIG": str(home / "config.yaml"),
        "XDG_CACHE_HOME": str(home),
        "ALEGRA_PROFILE": "sandbox",
        "ALEGRA_LANG": language,
        "TERM": "xterm-256color",
        "COLUMNS": str(WIDTH),
        "LINES": "40",
    }
    (home / "clientes.csv").write_text(CLIENTS, "utf-8")
    reset = [program, "sandbox", "reset", "--today", DAY]
    subprocess.run(reset, env=env, cwd=home, stdout=subprocess.DEVNULL, check=True)
    scenes = [Scene(line, on_terminal([program, *line.split()[1:]], env, home)) for line in SCENES]
    return scenes, load_workbook(home / "libro.xlsx", data_only=True)


def on_terminal(words: list[str], env: dict[str, str], home: Path) -> list[str]:
    """What the program prints on a terminal; whoever is asked says no."""
    outer, inner = pty.openpty()
    process = subprocess.Popen(words, env=env, cwd=home, stdin=inner, stdout=inner, stderr=inner)
    os.close(inner)
    text, end, answered = "", time.monotonic() + 60, False
    while time.monotonic() < end:
        ready, _write, _other = select.select([outer], [], [], 0.2)
        if ready:
            try:
                block = os.read(outer, 65536)
            except OSError:
                break  # it is over
            text += block.decode("utf-8", "replace")
        elif process.poll() is not None:
            break
        if not answered and re.search(r"\[(y|s)/N\] ?$", text):
            answered = True
            os.write(outer, b"n\n")
    process.wait(timeout=5)
    os.close(outer)
    # What a line showed while it was waited for is not there any more.
    lines = [line.split("\r")[-1] for line in text.replace("\r\n", "\n").split("\n")]
    plain = "\n".join(re.sub(r"\x1b\[[0-9]*[KJ]", "", line) for line in lines)
    return [part for line in plain.strip("\n").split("\n") for part in folded(line)]


def folded(line: str) -> list[str]:
    """A line as a terminal breaks it; one with colours was broken by the program."""
    if "\x1b" in line or len(line) <= WIDTH:
        return [line]
    return [line[start : start + WIDTH] for start in range(0, len(line), WIDTH)]


def recording(scenes: list[Scene]) -> str:
    """An SVG that plays by itself; whoever wants no motion sees the first scene."""
    rows = max(len(scene.output) for scene in scenes) + 2
    width, height = WIDTH * CHARACTER + 2 * MARGIN, rows * LINE + 2 * MARGIN + 14
    whole = len(scenes) * SCENE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}">',
        f"<style>{STYLE}{''.join(rules(len(scenes), whole))}</style>",
        f'<rect width="{width:.0f}" height="{height:.0f}" rx="8" fill="#1e2a2f"/>',
        *(f'<circle cx="{22 + 18 * n}" cy="18" r="5" fill="#546e7a"/>' for n in range(3)),
    ]
    for number, scene in enumerate(scenes):
        parts.append(f'<g class="s s{number}" fill="#eceff1">')
        parts.append(
            f'<g class="t t{number}">{line_of(0, chr(36) + " " + scene.line, "p")}</g>'
            f'<g class="o o{number}">'
        )
        parts += [line_of(row, text) for row, text in enumerate(scene.output, 2)]
        parts.append("</g></g>")
    return "\n".join([*parts, "</svg>\n"])


def rules(count: int, whole: float) -> Iterator[str]:
    """When each scene is there, is typed, and shows what it prints."""
    yield " .s { visibility: hidden; }"
    for number in range(count):
        begin, end = number * 100 / count, (number + 1) * 100 / count
        typed, shown = begin + 18 / count, begin + 24 / count
        yield (
            f" @keyframes s{number} {{ 0%, {begin:.2f}% {{ visibility: hidden }}"
            f" {begin + 0.01:.2f}%, {end - 0.01:.2f}% {{ visibility: visible }}"
            f" {end:.2f}%, 100% {{ visibility: hidden }} }}"
            f" @keyframes t{number} {{ 0%, {begin:.2f}% {{ clip-path: inset(0 100% 0 0) }}"
            f" {typed:.2f}%, 100% {{ clip-path: inset(0 0 0 0) }} }}"
            f" @keyframes o{number} {{ 0%, {shown:.2f}% {{ opacity: 0 }}"
            f" {shown + 0.01:.2f}%, 100% {{ opacity: 1 }} }}"
        )
        yield "".join(
            f" .{part}{number} {{ animation: {part}{number} {whole}s {step} infinite }}"
            for part, step in (("s", "step-end"), ("t", "steps(40)"), ("o", "step-end"))
        )
    yield (
        " @media (prefers-reduced-motion: reduce) { .s, .t, .o { animation: none !important }"
        " .s0 { visibility: visible } }"
    )


CLASSES = {"1": "b", "2": "d", "31": "r", "91": "r", "32": "g", "92": "g", "33": "y", "36": "p"}


def line_of(row: int, text: str, kind: str = "") -> str:
    """A line of the terminal, what is coloured there in spans."""
    if not text.strip():
        return ""
    spans, now = [], [kind] if kind else []
    for part in re.split(r"(\x1b\[[0-9;]*m)", text):
        if part.startswith("\x1b["):
            codes = part[2:-1].split(";")
            now = [] if codes in ([""], ["0"]) else [*now, *(CLASSES.get(c, "") for c in codes)]
        elif part:
            style = " ".join(filter(None, now))
            text = escape(part)
            spans.append(f'<tspan class="{style}">{text}</tspan>' if style else text)
    y = MARGIN + 28 + row * LINE
    return f'<text x="{MARGIN}" y="{y}" xml:space="preserve">{"".join(spans)}</text>'


COLUMNS, ROWS = 8, 9
WIDEST = 240  # pixels


def picture(book: Any) -> str:
    """The upper left of the first sheet, its totals, and the tabs."""
    sheet = book.worksheets[0]
    rows = [[text_of(cell) for cell in row[:COLUMNS]] for row in sheet.iter_rows()]
    shown = [*rows[:ROWS], None, rows[-1]]
    widths = [
        min(max(len(row[n]) for row in shown if row) * 7 + 26, WIDEST) for n in range(COLUMNS)
    ]
    left = 40
    width, height = left + sum(widths) + 1, 24 * (len(shown) + 1) + 34
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">',
        "<style>text { font: 12px Calibri, Carlito, 'Segoe UI', sans-serif; fill: #212121 }"
        " .b { font-weight: 700 } .n { fill: #616161 }</style>",
        f'<rect width="{width}" height="{height}" fill="#fff" stroke="#bdbdbd"/>',
        f'<rect width="{width}" height="24" fill="#eeeeee"/>',
        f'<rect width="{left}" height="{height - 34}" fill="#eeeeee"/>',
    ]
    x = left
    for number, column in enumerate(widths):
        parts.append(cell(x, 0, column, "ABCDEFGH"[number], "n", "middle"))
        x += column
    for place, row in enumerate(shown, 1):
        heading = "⋮" if row is None else str(place if place <= ROWS else len(rows))
        parts.append(cell(0, place, left, heading, "n", "middle"))
        parts += cells_of(row or [], place, widths, left, len(shown))
    shown_sheets = [one.title for one in book.worksheets if one.sheet_state == "visible"]
    parts += tabs(shown_sheets, height)
    return "\n".join([*parts, "</svg>\n"])


def cells_of(row: list[str], place: int, widths: list[int], left: int, last: int) -> Iterator[str]:
    x = left
    for text, width in zip(row, widths, strict=False):
        strong = "b" if place in (1, last) else ""
        side = "end" if re.fullmatch(r"[\d,]+\.\d\d", text) else "start"
        yield cell(x, place, width, text, strong, side)
        if place == 1:  # the sign of the filter
            yield f'<path d="M{x + width - 16} 33 h10 l-5 6 z" fill="#757575"/>'
        x += width


def cell(x: int, place: int, width: int, text: str, kind: str, side: str) -> str:
    y = place * 24
    at = {"start": x + 6, "middle": x + width // 2, "end": x + width - 6}[side]
    most = (width - 12) // 6
    text = text if len(text) <= most else text[: most - 1] + "…"
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="24" fill="none" stroke="#e0e0e0"/>'
        f'<text x="{at}" y="{y + 16}" class="{kind}" text-anchor="{side}">{escape(text)}</text>'
    )


def tabs(names: list[str], height: int) -> Iterator[str]:
    x = 40
    for number, name in enumerate(names):
        width = len(name) * 7 + 28
        fill = "#ffffff" if number == 0 else "#eeeeee"
        yield (
            f'<rect x="{x}" y="{height - 30}" width="{width}" height="24" fill="{fill}"'
            f' stroke="#bdbdbd"/><text x="{x + width // 2}" y="{height - 14}" class="'
            f'{"b" if number == 0 else ""}" text-anchor="middle">{escape(name)}</text>'
        )
        x += width


def text_of(cell: Any) -> str:
    """As the spreadsheet shows it."""
    if cell.value is None:
        return ""
    if cell.number_format == "#,##0.00":
        return f"{cell.value:,.2f}"
    return cell.value.strftime("%Y-%m-%d") if cell.is_date else str(cell.value)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "docs/assets")
