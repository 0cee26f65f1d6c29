"""What is taken for plain is as wide, character by character, as wcwidth says."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st
from wcwidth import iter_graphemes, wcswidth, wcwidth

from alegra_cli.output.fitting import PLAIN, cut, width_of

CHARACTERS = "".join(filter(PLAIN.fullmatch, map(chr, range(sys.maxunicode + 1))))


def test_every_plain_character_takes_one_column_and_stands_alone() -> None:
    assert len(CHARACTERS) > 600
    assert {wcwidth(character) for character in CHARACTERS} == {1}
    assert list(iter_graphemes(CHARACTERS)) == list(CHARACTERS)


@given(
    st.text(st.sampled_from("aé–·€ñ…🧾漢e\u0301\u200d\u00ad👩"), max_size=12), st.integers(1, 12)
)
def test_a_text_of_any_characters_is_measured_and_cut_as_wcwidth_has_it(
    text: str, width: int
) -> None:
    assert width_of(text) == max(0, wcswidth(text))
    shown = cut(text, width)
    assert width_of(shown) <= width
    if shown != text:
        kept = shown.removesuffix("…")
        assert "".join(list(iter_graphemes(text))[: len(list(iter_graphemes(kept)))]) == kept
