"""Values as JSON has them, of any depth, whose drawing costs less than what is tried with them.

`st.recursive` draws anew what got too large, and its containers ask before each member whether
there is another: thinking of the values took longer than the program did with them. Here a value
is one choice among all kinds, and a container one more for its size.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from alegra_cli import exact

Values = st.SearchStrategy[Any]

# How deep containers lie within each other, as deep as st.recursive has so few members.
_DEPTH = 4

_SIGNS = st.sampled_from(["", "-"])
_WHOLE = st.integers(0, 10**21 - 1)
_DIGITS = st.text("0123456789", max_size=12)
_MARKS = st.sampled_from(["", "", "", "e", "E", "e+", "E+", "e-", "E-"])
_EXPONENTS = st.text("0123456789", min_size=1, max_size=3)


@st.composite
def numbers(draw: st.DrawFn) -> Any:
    """Any number that JSON can write, with the text that it is written in: -0.50e+07."""
    text = draw(_SIGNS) + str(draw(_WHOLE))
    if decimals := draw(_DIGITS):
        text += f".{decimals}"
    if mark := draw(_MARKS):
        text += mark + draw(_EXPONENTS)
    return exact.number(text)


def nested(
    constants: Sequence[object],
    drawn: Sequence[Values],
    keys: Values,
    *,
    most: int = 3,
    members: int = 12,
) -> Values:
    """One of the constants, what a strategy draws, or lists and objects of such values.

    most: members of one container. members: those of all containers.
    """
    plain = [*constants, *drawn]
    # Every other value is a container.
    kinds = [*plain, *[list, dict] * ((len(plain) + 1) // 2)]
    sizes = st.integers(0, most)
    return _values(st.sampled_from(kinds), st.sampled_from(plain), keys, sizes, members)


@st.composite
def _values(
    draw: st.DrawFn, kinds: Values, plain: Values, keys: Values, sizes: Values, members: int
) -> Any:
    left = members

    def value(depth: int) -> Any:
        nonlocal left
        kind = draw(kinds if depth else plain)
        if kind in (list, dict):
            # What is left is for all that comes, so the whole can't get large.
            size = min(draw(sizes), left)
            left -= size
            names = [draw(keys) for _ in range(size)] if kind is dict else None
            members = [value(depth - 1) for _ in range(size)]
            return members if names is None else dict(zip(names, members, strict=True))
        return draw(kind) if isinstance(kind, st.SearchStrategy) else kind

    return value(_DEPTH)


@st.composite
def objects(draw: st.DrawFn, keys: Values, values: Values, least: int = 0, most: int = 4) -> Any:
    """What `st.dictionaries` draws, in fewer choices; of equal keys the last one stays."""
    return {draw(keys): draw(values) for _ in range(draw(st.integers(least, most)))}
