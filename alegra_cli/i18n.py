"""The language a person reads: every shown text passes through `_`.

Message ids are the English texts. Declarations stay plain data; the core translates their
texts at the moment they are shown.
"""

from __future__ import annotations

import contextlib
import functools
import gettext
import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

DOMAIN = "alegra-cli"
LANGUAGES = ("es", "en")
LOCALES = Path(__file__).parent / "locale"

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def _(text: str) -> str:
    """The text in the language in use."""
    return _catalogue.gettext(text) if text else text


def N_(text: str) -> str:
    """A text that is translated later, where it is shown; marked so that it is collected."""
    return text


def ngettext(one: str, many: str, count: int) -> str:
    """The form that fits `count`, in the language in use."""
    return _catalogue.ngettext(one, many, count)


def either(words: Sequence[str]) -> str:
    """``a, b or c``."""
    *some, last = words
    return _("{some} or {last}").format(some=", ".join(some), last=last) if some else last


def language() -> str:
    """The language in use, ``es`` or ``en``."""
    return _language


def in_each_language(text: str) -> tuple[str, ...]:
    """A text of a declaration as it is in English and in every other language."""
    others = (catalogue_of(code) for code in LANGUAGES)
    return tuple(dict.fromkeys([text, *(other.gettext(text) for other in others if text)]))


@functools.cache
def catalogue_of(code: str) -> gettext.NullTranslations:
    """The texts of a language; those of the code where there are none."""
    # gettext keeps what it has read, and yet looks for the file every time.
    return gettext.translation(DOMAIN, LOCALES, [code], fallback=True)


def catalogue() -> gettext.NullTranslations:
    """The texts in use, the same object until `use` is called again."""
    return _catalogue


def use(code: str) -> None:
    """Speak `code` from here on; click's own texts follow, since they are in our catalogue too."""
    global _catalogue, _language
    _language = code
    _catalogue = catalogue_of(code)
    # click looks its texts up in the process-wide domain, by these variables.
    os.environ["LANGUAGE"] = code
    gettext.bindtextdomain(DOMAIN, str(LOCALES))
    gettext.textdomain(DOMAIN)


def language_for(env: Mapping[str, str], asked: str | None, configured: str | None = None) -> str:
    """The language to use: option, then ``ALEGRA_LANG``, then config, then the locale.

    A wish for a language that there is none of gives way to the next.
    """
    for wish in (asked, env.get("ALEGRA_LANG"), configured):
        if found := language_of(wish or ""):
            return found
    return _of_locale(env)


def language_of(tag: str) -> str:
    """``es`` for es, es_CO.UTF-8 and es-MX; empty for another language."""
    word = re.split(r"[_.@-]", tag.strip().casefold())[0]
    return word if word in LANGUAGES else ""


def _of_locale(env: Mapping[str, str]) -> str:
    """The variables in gettext's own order, or what the system is set to; English otherwise."""
    locale = env.get("LC_ALL") or env.get("LC_MESSAGES") or env.get("LANG") or system_locale()
    if locale.partition(".")[0] in ("", "C", "POSIX"):
        return "en"  # the plain locale has no language, whatever LANGUAGE says
    wishes = [*(env.get("LANGUAGE") or "").split(":"), locale]
    return next(filter(None, map(language_of, wishes)), "en")


def system_locale() -> str:
    """What a machine without such variables is set to."""
    if sys.platform == "win32":
        import ctypes
        import locale

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    if sys.platform == "darwin":
        import subprocess

        words = ["/usr/bin/defaults", "read", "-g", "AppleLocale"]
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            told = subprocess.run(words, capture_output=True, text=True, timeout=2, check=True)
            return told.stdout.strip()
    return ""
