"""Which encoding gives the letters that people write in Spanish."""

# By hand: charset-normalizer reads "Peña" in Windows-1252 as Chinese and "Café Ñandú" as Czech. A
# table of names is too short for statistics; what signs may stand in a word is not.

from __future__ import annotations

import functools
import re

# What a file may be that has no mark and is not UTF-8: Windows, DOS, and the old Macintosh.
CANDIDATES = ("cp1252", "cp850", "mac_roman")
GOOD, DOUBTFUL, IMPOSSIBLE = 0, 1, 2

_WORD = re.compile(rb"(?:^|[\x00-@\[-`{-\x7f])?([A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*.?)")
_SPANISH = set("áéíóúüñÁÉÍÓÚÜÑ")
_OTHER_LETTERS = set("àâäãåæçèêëìîïòôöõøùûýÿßšžœÀÂÄÃÅÆÇÈÊËÌÎÏÒÔÖÕØÙÛÝŠŽŒŸ")
_OPENING, _CLOSING = "¿¡«“‘", "»”"
_RAISED = "ºª°²³¹™®©"
_MONEY = "€£¥¢"
_ALWAYS = "–’´\u00a0"
_MATH = "×÷¬µ"
_BETWEEN = "·•…—"
_NO_NEIGHBOURS = "§¶¤¦¨¸¯‚„†‡ˆ‰‹›±\u00ad"


class CodePageCheck:
    """Looks at the words of a file, and says whether it is Windows-1252.

    A word counts once, so that a name in every row does not outweigh all others.
    """

    _MOST_WORDS = 20_000

    def __init__(self) -> None:
        self.impossible = dict.fromkeys(CANDIDATES, 0)
        self.doubtful = dict.fromkeys(CANDIDATES, 0)
        self._words: set[bytes] = set()

    def see(self, line: bytes) -> None:
        """line: the bytes of one; letters are ASCII or one byte each."""
        for found in _WORD.finditer(line):
            word = found[0]
            if word in self._words:
                continue
            if len(self._words) < self._MOST_WORDS:
                self._words.add(word)
            for encoding, verdict in zip(CANDIDATES, _verdicts(word), strict=True):
                self.impossible[encoding] += verdict == IMPOSSIBLE
                self.doubtful[encoding] += verdict == DOUBTFUL

    def certainly_windows(self) -> bool:
        """Whether Windows-1252 reads all of it, and each of the others stumbles."""
        least = 1 + 9 * self.doubtful["cp1252"]
        return not self.impossible["cp1252"] and all(
            self.impossible[other] or self.doubtful[other] >= least for other in CANDIDATES[1:]
        )

    def likely(self) -> list[str]:
        """The encodings that could be meant, the likeliest first."""
        able = [name for name in CANDIDATES if not self.impossible[name]] or list(CANDIDATES)
        return sorted(able, key=lambda name: (self.impossible[name], self.doubtful[name]))


def is_telling(line: bytes) -> bool:
    """Whether the encodings read this line differently."""
    return any(byte > 0x7F for byte in line)


@functools.lru_cache(4096)
def _verdicts(word: bytes) -> tuple[int, ...]:
    return tuple(verdict(word.decode(encoding, "replace")) for encoding in CANDIDATES)


def verdict(text: str) -> int:
    """`GOOD`, `DOUBTFUL` or `IMPOSSIBLE`: the worst of the signs in a piece of text."""
    worst = GOOD
    for place, sign in enumerate(text):
        if not sign.isascii():
            before = text[place - 1] if place else " "
            after = text[place + 1] if place + 1 < len(text) else " "
            second = text[place - 2] if place > 1 else " "
            worst = max(worst, _sign(sign, second, before, after))
    return worst


def _sign(sign: str, second: str, before: str, after: str) -> int:
    if sign in _SPANISH:
        return _letter(sign, second, before, after)
    if sign in _OTHER_LETTERS:
        return DOUBTFUL
    if sign in _ALWAYS:
        return GOOD
    return _symbol(sign, before, after, _is_letter(before), _is_letter(after))


def _letter(sign: str, second: str, before: str, after: str) -> int:
    """A letter is as large as the rest of its word, or begins it."""
    if sign in "ñÑüÜ" and not (_is_letter(before) or _is_letter(after)):
        return DOUBTFUL
    if sign.isupper():
        inside = _is_letter(before) and (before.islower() or _small(after))
        return DOUBTFUL if inside else GOOD
    large = _large(after) or (_large(before) and _large(second))
    return DOUBTFUL if large else GOOD


def _symbol(sign: str, before: str, after: str, follows: bool, leads: bool) -> int:
    """follows, leads: whether a letter stands before it, and after it."""
    between = follows and leads
    if sign in _OPENING:
        return IMPOSSIBLE if follows else DOUBTFUL if before.isdigit() or after == " " else GOOD
    if sign in _CLOSING:
        return IMPOSSIBLE if leads else DOUBTFUL if before == " " else GOOD
    if sign in _RAISED:
        if between:
            return DOUBTFUL if sign in "ºª" else IMPOSSIBLE
        return DOUBTFUL if leads and not (sign == "°" and after in "CF") else GOOD
    if sign in _MONEY or sign in _MATH:
        return IMPOSSIBLE if between else DOUBTFUL if follows or leads else GOOD
    if sign in _BETWEEN:
        good = not between or (sign == "·" and before + after in ("ll", "LL"))
        return GOOD if good else DOUBTFUL if sign == "—" else IMPOSSIBLE
    if sign in "½¼¾":
        return IMPOSSIBLE if follows else GOOD
    if sign in _NO_NEIGHBOURS:
        return IMPOSSIBLE if follows or leads else DOUBTFUL
    return IMPOSSIBLE


def _is_letter(sign: str) -> bool:
    return (sign.isascii() and sign.isalpha()) or sign in _SPANISH or sign in _OTHER_LETTERS


def _large(sign: str) -> bool:
    return _is_letter(sign) and sign.isupper()


def _small(sign: str) -> bool:
    return _is_letter(sign) and sign.islower()
