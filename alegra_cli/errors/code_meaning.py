"""One error that is known, as the catalogue lists it."""

from __future__ import annotations

from typing import NamedTuple

IN_SANDBOX = "alegra --profile sandbox"


class CodeMeaning(NamedTuple):
    """One error. code: status, API code or our own kind. exits: the exit code.

    steps: command lines that make it happen on the sandbox; the last one fails with it. of_write:
    the exit code of a write, where nobody knows then whether it was done; 0 for the same one.
    """

    code: str
    means: str
    remedy: str
    exits: int
    steps: tuple[str, ...]
    of_write: int = 0


def answer_switch(status: str, code: str = "") -> tuple[str, ...]:
    """The sandbox answers everything so, until --grant."""
    said = f"{status}:{code}" if code else status
    return (f"alegra sandbox set --answer {said}", f"{IN_SANDBOX} terms list")
