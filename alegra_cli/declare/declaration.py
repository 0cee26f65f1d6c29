"""What all declarations have: words of the right kind, and how one is shown to its author."""

from __future__ import annotations

from typing import Any

import attrs

from alegra_cli.declare.word_kinds import check_kinds


class Declaration:
    """What all declarations share.

    One ``__repr__`` for all of them: attrs compiles one for each class, which every start of the
    program waited for.
    """

    __slots__ = ()

    def __attrs_post_init__(self) -> None:
        """What has more to check calls `check_kinds` first."""
        check_kinds(self)

    def __repr__(self) -> str:
        own: Any = type(self)
        given = (
            f"{field.name}={value!r}"
            for field in attrs.fields(own)
            if field.init and (value := getattr(self, field.name)) != field.default
        )
        return f"{own.__name__}({', '.join(given)})"
