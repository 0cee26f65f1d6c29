"""Ctrl-C, SIGTERM and SIGHUP: the program is told to end, says what it did, and ends.

Whoever told it waits two seconds at most: what is under way by then is left as it is, which the
journals are made for.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

# Seconds until what was dropped is told again.
AGAIN = 0.02
# Seconds for threads to end what they are at, and then for the last words.
GRACE = 0.4
LAST_WORDS = 1.2
INTERRUPTED = 130  # what a shell gives for a program that Ctrl-C ended

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
_before: dict[int, Any] = {}


class Termination(KeyboardInterrupt):
    """SIGTERM or SIGHUP: unlike Ctrl-C never meant for another program on the terminal."""


def listen() -> None:
    """From now on each of them is a ``KeyboardInterrupt``; one that was ignored stays ignored."""
    for number in _numbers():
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup
            handler = signal.default_int_handler if number == signal.SIGINT else _tell
            _before[number] = signal.signal(number, handler)
    sys.unraisablehook = _on_dropped


def leave() -> None:
    """Give them back, for a server that ends in its own way."""
    while _before:
        signal.signal(*_before.popitem())
    sys.unraisablehook = sys.__unraisablehook__


def last_words() -> None:
    """What follows tells how far it came: another signal, or its time being over, ends it.

    Does nothing where the signals are not this program's own.
    """
    if not _before or threading.current_thread() is not threading.main_thread():
        return
    for number in _before:
        signal.signal(number, _end)
    with contextlib.suppress(AttributeError):  # Windows has no such clock
        signal.signal(signal.SIGALRM, _end)
        signal.setitimer(signal.ITIMER_REAL, LAST_WORDS)


def _tell(_number: int, _frame: Any) -> None:
    raise Termination


def _on_dropped(unraisable: UnraisableHookArgs) -> None:
    """What Python can't raise: a Ctrl-C that came while it took something apart is not lost.

    It tells of such an exception and goes on, so who pressed the key would wait for ever.
    """
    if not issubclass(unraisable.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(unraisable)
        return
    terminated = issubclass(unraisable.exc_type, Termination)
    again = threading.Timer(AGAIN, _send, [signal.SIGTERM if terminated else signal.SIGINT])
    again.daemon = True
    with contextlib.suppress(RuntimeError):  # at the interpreter's end, which is what was wanted
        again.start()


def _send(number: signal.Signals) -> None:
    main = threading.main_thread().ident
    if main is not None and hasattr(signal, "pthread_kill"):
        signal.pthread_kill(main, number)
    else:  # Windows
        signal.raise_signal(number)


def _end(_number: int, _frame: Any) -> None:
    os._exit(INTERRUPTED)


def _numbers() -> list[signal.Signals]:
    return [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
