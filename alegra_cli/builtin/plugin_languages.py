"""The texts of a plugin that speaks both languages and says something in one of them alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import attrs

from alegra_cli.errors import OF_STRANGERS
from alegra_cli.i18n import LANGUAGES, _, catalogue_of, language, use
from alegra_cli.registry import PluginEntry
from alegra_cli.registry.entry_points import HOOKS
from alegra_cli.registry.module_language import OURS

_SHOWN = ("absence", "help", "message", "summary", "title")
_WORD = 4  # letters; what is shorter, as Id and IVA, is alike in many languages


def of_one_language(plugin: PluginEntry) -> Iterator[str]:
    """Nothing of a plugin that says all of them alike, which speaks one language."""
    if plugin.module.partition(".")[0] in OURS:
        return
    try:
        english, spanish = (_texts(plugin, code) for code in ("en", "es"))
    except OF_STRANGERS:  # which is told where it is loaded
        return
    if len(english) != len(spanish) or english == spanish:
        return
    alike = [one for one, other in zip(english, spanish, strict=True) if one == other]
    if mute := [text for text in dict.fromkeys(alike) if not _translations(text)]:
        yield _("The same in both languages: {texts}").format(texts="; ".join(mute))


def _translations(text: str) -> bool:
    """Whether the program has the text in another language, as most titles of columns; an
    abbreviation needs none."""
    others = [catalogue_of(code).gettext(text) for code in LANGUAGES]
    return len(text) < _WORD or any(other != text for other in others)


def _texts(plugin: PluginEntry, code: str) -> list[str]:
    hook = HOOKS.get(plugin.point.group, "alegra_resources")
    with _imported_anew(plugin.module.partition(".")[0], code):
        module = plugin.point.load()
        return [text for one in getattr(module, hook)() for text in _wording(one)]


@contextmanager
def _imported_anew(package: str, code: str) -> Iterator[None]:
    """A plugin chooses its texts as its modules are imported."""
    spoken = language()
    kept = {name: sys.modules.pop(name) for name in _modules(package)}
    use(code)
    try:
        yield
    finally:
        use(spoken)
        for name in _modules(package):
            del sys.modules[name]
        sys.modules.update(kept)


def _modules(package: str) -> list[str]:
    return [name for name in sys.modules if name.partition(".")[0] == package]


def _wording(declaration: Any) -> Iterator[str]:
    """What a person reads of a declaration and of those in it."""
    for word in attrs.fields(type(declaration)):
        value = getattr(declaration, word.name)
        if word.name in _SHOWN and isinstance(value, str) and value:
            yield value
        for one in value if isinstance(value, tuple) else (value,):
            if attrs.has(type(one)):
                yield from _wording(one)
