"""Calls of somebody else's client, each with what it must come to.

Runs in the client's own environment, so it imports nothing but the standard library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any


class Trial:
    """Counts what works, what is refused and rightly so, and everything else."""

    def __init__(self, client: str) -> None:
        self._client = client
        self._paths: set[str] = set()
        self._works = 0
        self._refused = 0
        self._surprises: list[str] = []

    def call(
        self,
        name: str,
        function: Callable[..., Any],
        /,
        *words: Any,
        refused: str = "",
        **more: Any,
    ) -> Any:
        """What the function gives; None where it is refused.

        refused: what the refusal says, where the call is one that the service does not take.
        """
        self._paths.add(name)
        try:
            answer = function(*words, **more)
        except Exception as problem:  # whatever it is, it is counted and told
            text = f"{type(problem).__name__}: {problem}"
            if refused and refused in text:
                self._refused += 1
            else:
                self._surprises.append(f"{name}: {text[:400]}")
            return None
        if refused:
            self._surprises.append(f"{name}: works, and should be refused with {refused!r}")
        elif answer is None:
            self._surprises.append(f"{name}: understood nothing of the answer")
        else:
            self._works += 1
        return answer

    def expect(self, name: str, what: Any, wanted: Any) -> None:
        """A part of an answer that has to be this."""
        if what != wanted:
            self._surprises.append(f"{name}: {what!r} and not {wanted!r}")

    def end(self, methods: Iterable[str], works: int, refused: int) -> int:
        """The exit code. methods: all that the client has; works, refused: how many calls."""
        self._surprises += [f"{name}: not called" for name in methods if name not in self._paths]
        figures = (self._works, self._refused)
        if figures != (works, refused):
            self._surprises.append(f"{figures} work and are refused, and not {(works, refused)}")
        print(f"{self._client}: {self._works} calls work, {self._refused} are rightly refused")
        for line in self._surprises:
            print(f"  {line}")
        return 1 if self._surprises else 0


def methods_of(one: type, without: Iterable[str] = ()) -> list[str]:
    """Names of the public methods of a class."""
    found = [name for name in dir(one) if name[0] != "_" and callable(getattr(one, name))]
    return [name for name in found if name not in without]
