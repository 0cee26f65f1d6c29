"""Names of files that every file system takes."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as some

from alegra_cli.files.names import safe_name
from tests.cases import cases


@given(some.lists(some.text(max_size=300), max_size=4))
def test_any_text_gives_a_good_name(parts: list[str]) -> None:
    name = safe_name(*parts)
    assert 0 < len(name.encode()) <= 200
    assert not re.search(r'[<>:"/\\|?*]', name)
    assert all(unicodedata.category(letter)[0] != "C" for letter in name)
    assert name == name.strip(" .")
    assert not re.fullmatch(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", name, re.IGNORECASE)
    assert safe_name(name) == name


@cases(
    ("parts", "name"),
    [
        (("FE1", "Peluquería Ñandú & Cía"), "FE1 Peluquería Ñandú & Cía"),
        (("A/0001", 'D\'Angelo "El Maestro"'), "A-0001 D'Angelo -El Maestro-"),
        (("FE1", None, "  "), "FE1"),
        (("../../etc/passwd",), "-..-etc-passwd"),
        (("CON",), "_CON"),
        (("nul.txt",), "_nul.txt"),
        (("a\u202eb\x00c\nd",), "a b c d"),
        ((), "file"),
    ],
)
def test_names(parts: tuple[str | None, ...], name: str) -> None:
    assert safe_name(*parts) == name
