"""Whether what a declaration says of other fields holds for a body."""

from __future__ import annotations

from typing import Any

from alegra_cli.rules.places import places


def holds(body: dict[str, Any], path: str, wanted: str) -> bool:
    """Whether the value at a path is what is wanted; of a list, whether one of its values is.

    wanted: a value, several with ``|`` between, ``!`` before for any other, ``*`` for any at
    all, ``!*`` for none. Case, blanks, hyphens and underscores do not count. A related record is
    its id, however a body points at it.
    """
    values = [
        plain(str(_id_of(item)))
        for _path, value, absent in places(body, path)
        if not absent
        for item in (value if isinstance(value, list) else [value])
        if item not in (None, "", [], {})
    ]
    if wanted in ("*", "!*"):
        return bool(values) is (wanted == "*")
    choices = {plain(word) for word in wanted.removeprefix("!").split("|")}
    hit = any(item in choices for item in values)
    return not hit if wanted.startswith("!") else hit


def _id_of(item: Any) -> Any:
    return item["id"] if isinstance(item, dict) and "id" in item else item


def plain(text: str) -> str:
    """The text by which two spellings of one word are the same."""
    return text.replace("-", "").replace("_", "").replace(" ", "").casefold()
