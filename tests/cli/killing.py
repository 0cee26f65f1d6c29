"""The program, killed at the step that KILL_AT counts: a module that the fork server runs."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from alegra_cli import cli
from alegra_cli.files import checksums
from alegra_cli.transport.session import HttpSession
from alegra_cli.wire import Request

_left = [int(os.environ["KILL_AT"])]


def step() -> None:
    _left[0] -= 1
    if _left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)


def between(original: Callable[..., Any]) -> Callable[..., Any]:
    def run(*args: Any, **how: Any) -> Any:
        step()
        result = original(*args, **how)
        step()
        return result

    return run


def cut_in_two(descriptor: int, content: bytes) -> None:
    """A line that is only half there when the power goes."""
    step()
    os.write(descriptor, content[: len(content) // 2])
    step()
    os.write(descriptor, content[len(content) // 2 :])
    step()


def only_writes(original: Callable[..., Any]) -> Callable[..., Any]:
    stepping = between(original)

    def run(session: Any, request: Request) -> Any:
        return (stepping if request.writes else original)(session, request)

    return run


def each_time(owner: Any, name: str, function: Callable[..., Any]) -> None:
    """What is called in place of the owner's own, until the process ends."""
    setattr(owner, name, function)


def everywhere() -> None:
    """Steps beside those that a journal is about: each reading, and each file put in its place."""
    each_time(HttpSession, "send", between(HttpSession.send))
    os.replace = between(os.replace)


def main() -> None:
    checksums.complete_write = cut_in_two
    os.fsync = between(os.fsync)
    if os.environ.get("KILL_EVERYWHERE"):
        everywhere()
    else:
        each_time(HttpSession, "send", only_writes(HttpSession.send))
    cli.main()
    # Nothing killed it: there are no more steps than were asked for.
    print("survived", file=sys.stderr)
