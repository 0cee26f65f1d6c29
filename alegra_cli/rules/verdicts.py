"""Whether the function of a check can say that a value is good, by its code alone.

A function that forgets its ``return`` gives None, and so does ``re.fullmatch`` for what does not
match: what it gives does not tell them apart.
"""

from __future__ import annotations

import dis
import inspect
from collections.abc import Callable
from itertools import pairwise
from typing import Any

_NO_WAY = ("CACHE", "EXTENDED_ARG", "NOP")
# Each Python has its own ways; one of a later Python tells nothing, and accuses nobody.
_CONSTANTS = ("LOAD_CONST", "LOAD_COMMON_CONSTANT")


def never_good(function: Callable[..., Any]) -> bool:
    """Whether every way out of it gives None, or False beside it."""
    ways = _constants(function)
    return None in ways and not any(ways)


def forgets(function: Callable[..., Any]) -> bool:
    """Whether a way out of it gives None and others a verdict."""
    if None not in _constants(function) or never_good(function):
        return False
    # Such a block may swallow what is raised in it, and goes on with nothing then.
    return all(step.opname != "WITH_EXCEPT_START" for step in dis.get_instructions(function))


def _constants(function: Callable[..., Any]) -> set[object]:
    """What is given at the ends of a function; True where that is worked out."""
    code = getattr(function, "__code__", None)
    if code is None or inspect.isgeneratorfunction(function):
        return {True}
    steps = [step for step in dis.get_instructions(code) if step.opname not in _NO_WAY]
    found: set[object] = set()
    for before, step in pairwise(steps):
        if step.opname == "RETURN_CONST":
            found.add(step.argval)
        elif step.opname == "RETURN_VALUE":
            plain = before.opname in _CONSTANTS and not step.is_jump_target
            found.add(before.argval if plain else True)
    return found
