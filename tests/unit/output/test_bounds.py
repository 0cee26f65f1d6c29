"""The time that an expression may take, at the moments at which it can run out."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterator
from types import FrameType
from typing import Any

import pytest

from alegra_cli.output.bounds import TooMuch, bounded


class Dropped:
    def __del__(self) -> None:
        signal.raise_signal(signal.SIGALRM)


def without_end() -> None:
    while True:
        pass


def drop_without_end() -> None:
    Dropped()
    without_end()


@contextlib.contextmanager
def alarm_at(name: str) -> Iterator[None]:
    """An alarm as the next function of that name is entered."""

    def see(frame: FrameType, event: str, _argument: Any) -> None:
        if event == "call" and frame.f_code.co_name == name:
            sys.setprofile(None)
            signal.raise_signal(signal.SIGALRM)

    sys.setprofile(see)
    try:
        yield
    finally:
        sys.setprofile(None)


def test_what_has_no_end_is_ended() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(TooMuch, match="it takes too long"), bounded(0.02):
        without_end()
    assert signal.getsignal(signal.SIGALRM) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_an_alarm_as_the_expression_ends_changes_nothing() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with alarm_at("__exit__"), bounded(60):
        pass
    assert signal.getsignal(signal.SIGALRM) == before


def test_an_alarm_as_a_failed_expression_ends_leaves_its_failure() -> None:
    with pytest.raises(ZeroDivisionError), alarm_at("__exit__"), bounded(60):
        raise ZeroDivisionError


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_alarm_that_was_lost_is_repeated() -> None:
    """What is raised while an object goes is lost: the language has it so."""
    with pytest.raises(TooMuch), bounded(0.2):
        drop_without_end()
