"""The three streams of the process, whatever it was started with."""

from __future__ import annotations

import os
import sys


def open_missing() -> None:
    """Put the null device in the place of each that was closed, as services and pythonw do it.

    Also in that of its descriptor: the next file that is opened would get the number, and what a
    library or another program writes to it.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is not None:
            continue
        try:
            os.fstat(number)
        except OSError:
            # The lowest number that is free: those before it are open by now.
            os.open(os.devnull, os.O_RDWR)
        # Open as long as the process is.
        stream = open(os.devnull, "w" if number else "r", encoding="utf-8")  # noqa: SIM115
        setattr(sys, name, stream)
