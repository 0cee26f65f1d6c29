"""The parts of a line that was typed in a short form: ``17:20@15000+iva19``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from alegra_cli.declare import LineOption
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _

Parts = dict[str, list[str]]
"""What was said of each key; several texts where it was said several times."""

_KEY = re.compile(r"\s*([A-Za-z][\w.]*)\s*=")
_NEXT_KEY = re.compile(r",(?=\s*[A-Za-z][\w.]*\s*=)")
# A number with the signs that people write with it.
_NUMBER = re.compile(r"[-+$ €]*\d[\d.,' \u00a0\u202f]*\s*%?")


def parts_of(text: str, option: LineOption, keys: Collection[str], numbers: Iterable[str]) -> Parts:
    """The texts of a line by key.

    keys: those that an element of the list has. numbers: those that are numbers, so that
    ``Combo: pan y café`` is a name with a colon in it.
    Raises `UsageProblem` that names the option and the part.
    """
    named = _KEY.match(text)
    signs = [sign for sign, _key in option.parts]
    if named and (named[1] in keys or "=" not in signs):
        return _by_key(text, option, keys)
    found: Parts = {}
    rest, numeric = text, set(numbers)
    while cut := _last_part(rest, option, numeric):
        rest, key, value = cut
        if key in found and key in numeric:
            raise _twice(option, text, key)
        found.setdefault(key, []).insert(0, value)
    if not rest.strip():
        raise UsageProblem(
            _("{option} {text}: it begins with what is meant: {form}.").format(
                option=option.name, text=text, form=option.form
            )
        )
    return {option.head: [rest.strip()], **found}


def _last_part(text: str, option: LineOption, numbers: set[str]) -> tuple[str, str, str] | None:
    """What stands before the last part, its key and its text; None where no part is left."""
    places = [(text.rfind(sign), sign, key) for sign, key in option.parts]
    place, _sign, key = max(places, default=(-1, "", ""))
    if place < 0:
        return None
    before, value = text[:place], text[place + 1 :].strip()
    if key in numbers:
        # Behind an id it can only be a part that is wrong; a name may have the sign in it.
        if not _NUMBER.fullmatch(value) and not before.strip().isdecimal():
            return None
    elif not value:
        return None
    return before, key, value


def _by_key(text: str, option: LineOption, keys: Collection[str]) -> Parts:
    found: Parts = {}
    for piece in _NEXT_KEY.split(text):
        key, _equals, value = (part.strip() for part in piece.partition("="))
        if key not in keys:
            raise UsageProblem(
                _("{option} {text}: a line has no part {part}.").format(
                    option=option.name, text=text, part=repr(key)
                ),
                _("It has {parts}; or in short: {form}.").format(
                    parts=", ".join(keys), form=option.form
                ),
            )
        if key in found:
            raise _twice(option, text, key)
        found[key] = [value]
    if option.head not in found:
        raise UsageProblem(
            _("{option} {text}: {part} is missing.").format(
                option=option.name, text=text, part=option.head
            )
        )
    return found


def _twice(option: LineOption, text: str, key: str) -> UsageProblem:
    return UsageProblem(
        _("{option} {text}: {part} is there twice.").format(option=option.name, text=text, part=key)
    )
