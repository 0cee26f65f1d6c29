"""How a declaration is shown to whoever writes one: as the code that makes it."""

from __future__ import annotations

from typing import Any

import attrs


class Declaration:
    """What all declarations share.

    One ``__repr__`` for all of them: attrs compiles one for each class, which every start of the
    program waited for.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        own: Any = type(self)
        given = (
            f"{field.name}={value!r}"
            for field in attrs.fields(own)
            if field.init and (value := getattr(self, field.name)) != field.default
        )
        return f"{own.__name__}({', '.join(given)})"
