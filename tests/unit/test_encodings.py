"""Spanish in any encoding is read right or asked about, and never read wrong."""

from __future__ import annotations

import codecs
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alegra_cli.errors import UsageProblem
from alegra_cli.input.code_page import DOUBTFUL, GOOD, IMPOSSIBLE, verdict
from alegra_cli.input.encodings import Encoding, encoding_of, text_of
from tests.cases import cases

ONE_BYTE = ("cp1252", "cp850", "mac_roman")
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
WORDS = (
    *("Café", "Ñandú", "Peña", "Muñoz", "Núñez", "Bogotá", "Última", "Índice", "Única", "Óptica"),
    *("Área", "Época", "él", "ágil", "ñoño", "día", "guía", "vía", "canción", "piñón", "José"),
    *("María", "Gómez", "Pérez", "Güiza", "pingüino", "azúcar", "jabón", "arnés", "añil", "Íñigo"),
    *("íntimo", "época", "útil", "órgano", "ábaco", "niño", "caña", "1º", "2ª", "N°", "¿Qué?"),
    *("¡Oferta!", "3½", "«sí»", "D'Ávila"),
)
LETTERS = "abcdelmnorstuzáéíóúüñ"


def whole(text: str, case: int) -> str:
    return (text.lower(), text.capitalize(), text.upper())[case]


ANY_WORD = st.sampled_from(WORDS) | st.text(LETTERS, min_size=2, max_size=8)
CASED = st.builds(whole, ANY_WORD, st.integers(0, 2))
LINES = st.lists(st.lists(CASED, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=5)


def encoding_in(content: bytes) -> Encoding:
    return encoding_of(lambda: io.BytesIO(content), "f.csv")


def found_or_asked(content: bytes) -> Encoding | None:
    """None where a person is asked."""
    try:
        return encoding_in(content)
    except UsageProblem as problem:
        asked = "--encoding" in problem.hint
    return None if asked else Encoding("nothing was asked")


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


@given(LINES, st.sampled_from(ONE_BYTE + UNICODE))
@example(["Íá"], "cp850")
@example(["Última"], "cp850")
@example(["día"], "mac_roman")
@example(["MUÑOZ", "PEÑA"], "cp1252")
def test_any_spanish_is_read_right_or_asked_about(lines: list[str], encoding: str) -> None:
    text = "name;price\n" + "".join(f"{line};100\n" for line in lines)
    try:
        content = text.encode(encoding)
    except UnicodeEncodeError:  # the old Macintosh has no ½
        return
    if encoding in ONE_BYTE and _is_utf8(content):
        return  # two capitals that are one sign of UTF-8: nobody can tell
    told = found_or_asked(content)
    if told is None:
        assert encoding in ONE_BYTE, "Unicode is never asked about"
        return
    assert content.decode(told.name).lstrip("\ufeff") == text
    assumed = encoding in ("cp1252", "utf-16-le", "utf-16-be") and told.name != "utf-8"
    assert bool(told.note) == assumed


@cases(
    "text",
    ["Café", "José Núñez;Bogotá", "MARÍA PEÑA", "Peña", "Nº 5", "canción", "10 €", "25°C", "niño"],
)
def test_what_excel_in_spanish_writes_is_not_asked_about(text: str) -> None:
    assert encoding_in(f"a;b\n{text};1\n".encode("cp1252")).name == "cp1252"


def test_one_name_of_abroad_does_not_make_the_rest_uncertain() -> None:
    names = (
        "São Paulo;Bogotá;Medellín;Peña;Muñoz;Núñez;Cúcuta;Popayán;Garzón;Fusagasugá;Chía;Ibagué"
    )
    assert encoding_in(f"ciudad\n{names}\n".encode("cp1252")).name == "cp1252"


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
def test_the_question_shows_what_each_encoding_makes_of_a_line(encoding: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        encoding_in("name;price\nplain;1\nCafé Ñandú;100\n".encode(encoding))
    first = caught.value.hint.partition(";")[0]
    assert first == f"--encoding {encoding} reads line 3 as Café Ñandú"
    assert "cp1252" not in caught.value.hint, "it has signs that stand in no word"


@given(st.lists(st.sampled_from(["Café", "plain", "Piñón"]), max_size=6), st.sampled_from("áñÚ"))
def test_one_bad_byte_does_not_make_another_file_of_it(lines: list[str], letter: str) -> None:
    content = "name\nÁrbol\n".encode() + "".join(f"{line}\n" for line in lines).encode()
    content += b"Az" + letter.encode("cp1252") + b"car\n" + "Ñu\n".encode()
    with pytest.raises(UsageProblem) as caught:
        encoding_in(content)
    place = f"f.csv is not UTF-8 in line {len(lines) + 3}, character 3: byte"
    assert caught.value.message.startswith(place)


def test_the_place_is_found_behind_many_blocks() -> None:
    content = ("ñ" * 99 + "\n").encode() * 5000 + "ñandú".encode() + b"\xf3"
    with pytest.raises(UsageProblem) as caught:
        encoding_in(content)
    assert "line 5001, character 6: byte F3 after “ñandú”" in caught.value.message


@cases("encoding", UNICODE)
def test_bodies_in_every_way_that_powershell_saves_them(encoding: str) -> None:
    assert text_of('{"name": "Café"}'.encode(encoding), "f.json") == '{"name": "Café"}'


def test_two_marks_are_one() -> None:
    assert text_of(codecs.BOM_UTF8 * 2 + b"{}", "f.json") == "{}"


def test_a_body_that_is_no_unicode_says_where() -> None:
    with pytest.raises(UsageProblem) as caught:
        text_of(b'{\n"a": "\xe9"}', "f.json")
    assert "line 2, character 7: byte E9" in caught.value.message
    assert "--encoding" not in caught.value.hint, "no command that takes a body has it"


@cases(
    ("text", "said"),
    [
        ("Café", GOOD),
        ("CAFÉ", GOOD),
        ("¿Qué?", GOOD),
        ("2ª", GOOD),
        ("m²", GOOD),
        ("cafÚ", DOUBTFUL),
        ("CAFé", DOUBTFUL),
        ("PEñA", DOUBTFUL),
        ("François", DOUBTFUL),
        ("Caf‚", IMPOSSIBLE),
        ("¥andú", DOUBTFUL),
        ("Pe±a", IMPOSSIBLE),
        ("ca»a", IMPOSSIBLE),
        ("a\ufffd", IMPOSSIBLE),
        ("c║a", IMPOSSIBLE),
    ],
)
def test_signs_in_a_word(text: str, said: int) -> None:
    assert verdict(text) == said
