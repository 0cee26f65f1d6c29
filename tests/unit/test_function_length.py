"""What `make lint` says of functions that are longer than a screen."""

from __future__ import annotations

import function_length


def test_a_line_more_is_seen() -> None:
    most = function_length.MOST_LINES
    function = "class Office:\n    async def open(self):\n" + "        pass\n" * (most - 1)
    assert list(function_length.too_long(function)) == []
    assert list(function_length.too_long(function + "        pass\n")) == ["open: 51"]
