"""Names of files that every file system takes."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 180  # bytes, so that an ending and a number still fit into 255

# Windows refuses these, whatever follows their first dot.
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')


def safe_name(*parts: object, otherwise: str = "file") -> str:
    """One name out of `parts`, in their order; blank ones are left out.

    Without separators, control and format characters, reserved names, dots or blanks at its
    ends; `otherwise` when nothing is left.
    """
    words = (_clean(str(part)) for part in parts if part is not None)
    name = " ".join(word for word in words if word)
    name = _short_name(name).strip(" .")
    if not name:
        return otherwise
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def _clean(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    # Control, format, surrogate and private characters: none can be typed, some hide others.
    text = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in text)
    return " ".join(_FORBIDDEN.sub("-", text).split()).strip(" .")


def _short_name(name: str) -> str:
    return name.encode()[:LONGEST].decode("utf-8", "ignore")
