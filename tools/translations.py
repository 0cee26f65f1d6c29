"""Collect every text a person sees, and compile the catalogues.

    python tools/translations.py            update the .po files and compile the .mo files
    python tools/translations.py --check    fail if a .po or .mo file is out of date

Texts in code are calls of ``_`` and ``ngettext``; declarations stay plain, and theirs are
read from the loaded plugins.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import click_texts
import live_tree
import wording
from alegra_cli import cli
from alegra_cli.commands.build import OF_ONE, SUMMARIES, indefinite
from alegra_cli.declare.field import KINDS
from alegra_cli.i18n import DOMAIN, LOCALES
from alegra_cli.registry import GENERIC, SECTIONS, PluginProblem, Registry
from own_plugins import own_plugins

PLUGINS = Path(__file__).parents[1] / "plugins" / "alegra_plugins"

# In Spanish "1 000 000 de registros" is a form of its own to some versions of babel; our texts
# have the two that every one of them knows.
PLURALS = ("Plural-Forms", "nplurals=2; plural=(n != 1);")


# What `in_code` finds something in, as the formatter writes it: half of the code has none.
_TELLING = re.compile(r"\b(?:_|N_|ngettext|Column)\(|\bheading=")


class SteadyCatalogue(Catalog):
    """A catalogue whose header does not depend on the version of babel that writes it."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        told = super()._get_mime_headers()
        kept = [pair for pair in told if pair[0] not in ("Generated-By", PLURALS[0])]
        return [*kept, (PLURALS[0], f"{PLURALS[1]}\n")]

    @mime_headers.setter
    def mime_headers(self, headers: Iterable[tuple[str, str]]) -> None:
        self._set_mime_headers(headers)


def main(words: list[str], locales: Path = LOCALES) -> int:
    wanted = sorted(set(texts()), key=str)
    stale = []
    for language in ("es",):
        folder = locales / language / "LC_MESSAGES"
        po, mo = folder / f"{DOMAIN}.po", folder / f"{DOMAIN}.mo"
        before = read(po, language)
        after = renewed(before, wanted, language)
        new_mo = mo_bytes(after)
        missing = [message.id for message in after if message.id and not all_of(message.string)]
        if "--check" in words:
            stale += [f"{language}: untranslated: {text!r}" for text in missing]
            stale += [f"{language}: {text}" for text in wording.faults(after)]
            current = po.exists() and read_keys(before) == read_keys(after)
            if not current or not mo.exists() or mo.read_bytes() != new_mo:
                stale.append(f"{po} is out of date: run `make translations`")
        else:
            folder.mkdir(parents=True, exist_ok=True)
            po.write_bytes(po_bytes(after))
            mo.write_bytes(new_mo)
            print(f"{po}: {len(wanted)} texts, {len(missing)} untranslated")
    print("\n".join(stale), end="\n" if stale else "")
    return 1 if stale else 0


def renewed(before: Catalog, wanted: Iterable[str | tuple[str, str]], language: str) -> Catalog:
    """The catalogue of the wanted texts, with the translations that there are."""
    after = SteadyCatalogue(
        locale=language,
        project=DOMAIN,
        header_comment="",
        fuzzy=False,
        creation_date=before.creation_date,
        revision_date=before.revision_date,
    )
    after.mime_headers = [PLURALS]
    for text in wanted:
        key = text if isinstance(text, str) else text[0]
        known = before.get(key)
        same_form = known is not None and known.pluralizable == isinstance(text, tuple)
        after.add(text, string=known.string if known and same_form else None)
    return after


def all_of(string: object) -> bool:
    return all(string) if isinstance(string, (tuple, list)) else bool(string)


def strings(message: Message) -> tuple[str, ...]:
    """The forms of a translation."""
    told = message.string
    return tuple(told) if isinstance(told, (tuple, list)) else (str(told),)


def read_keys(catalogue: Catalog) -> set[object]:
    return {message.id for message in catalogue if message.id}


def read(po: Path, language: str) -> Catalog:
    if not po.exists():
        return Catalog(locale=language)
    with po.open("rb") as stream:
        return read_po(stream, locale=language)


def po_bytes(catalogue: Catalog) -> bytes:
    stream = io.BytesIO()
    write_po(stream, catalogue, width=100, sort_output=True, omit_header=False)
    return stream.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def texts() -> Iterator[str | tuple[str, str]]:
    """Message ids; a pair where there is a plural."""
    with own_plugins():
        yield from _texts_of_all()


def _texts_of_all() -> Iterator[str | tuple[str, str]]:
    yield from click_texts.SHOWN
    yield from live_tree.metavars()
    for _module, summary in cli.BUILTIN.values():
        yield summary
    yield from (text for pair in SECTIONS.items() for text in pair)
    yield from (kind for kind in KINDS if kind != "word")
    yield from SUMMARIES.values()
    yield from OF_ONE.values()
    for file in sorted([*LOCALES.parent.rglob("*.py"), *PLUGINS.rglob("*.py")]):
        code = file.read_text(encoding="utf-8")
        if _TELLING.search(code):
            yield from in_code(ast.parse(code))
    registry = Registry({})
    for name, resource in registry.resources():
        if isinstance(resource, PluginProblem):
            raise SystemExit(resource.message)
        yield registry.entry(name).summary
        yield from declared(resource)
        yield indefinite(resource.singular)
    for version in (*registry.countries(), GENERIC):
        yield from declared(registry.country(version))


def in_code(tree: ast.AST) -> Iterator[str | tuple[str, str]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        constants = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
        found = [value for value in constants if isinstance(value, str)]
        if node.func.id in ("_", "N_") and found:
            yield found[0]
        elif node.func.id == "ngettext" and len(found) == 2:
            yield found[0], found[1]
        elif node.func.id == "Column" and found:
            yield found[0]
        yield from (
            keyword.value.value
            for keyword in node.keywords
            if keyword.arg == "heading"
            and isinstance(keyword.value, ast.Constant)
            and isinstance(keyword.value.value, str)
            and keyword.value.value
        )


SHOWN = {
    "absence",
    "help",
    "label",
    "message",
    "noun",
    "reversal_text",
    "singular",
    "summary",
    "title",
}


def declared(thing: object) -> Iterator[str]:
    """Every shown text of a declaration, whatever it is nested in."""
    if isinstance(thing, (tuple, list)):
        for item in thing:
            yield from declared(item)
    elif attrs.has(type(thing)):
        for field in attrs.fields(type(thing)):  # type: ignore[arg-type]
            value = getattr(thing, field.name)
            if field.name == "quirks":
                yield from value
            elif field.name == "statuses":
                yield from (meaning for _status, meaning in value)
            elif field.name in SHOWN and value and isinstance(value, str):
                yield value
            else:
                yield from declared(value)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
