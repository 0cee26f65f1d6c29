"""Asking a person: a line, a secret, a yes."""

from __future__ import annotations

import re
import sys
from typing import TextIO

YES = ("y", "yes", "s", "si", "sí")

# Terminals put these around pasted text; zero-width characters come along from web pages.
_PASTE_MARK = re.compile(r"\x1b?\[20[01]~")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\x00]")


def clean_secret(text: str) -> str:
    """What was meant by a pasted secret: without paste marks, blanks around, invisible marks."""
    return _INVISIBLE.sub("", _PASTE_MARK.sub("", text)).strip()


def read_line(prompt: str, stdin: TextIO, stderr: TextIO) -> str:
    """A line, without its end; EOF is an empty one."""
    stderr.write(prompt)
    stderr.flush()
    return stdin.readline().rstrip("\r\n")


def confirm(question: str, stdin: TextIO, stderr: TextIO) -> bool:
    """Whether the answer is y, yes, s, si or sí; anything else, EOF too, is no."""
    return read_line(f"{question} [y/N] ", stdin, stderr).strip().casefold() in YES


def read_secret(prompt: str, stdin: TextIO, stderr: TextIO) -> str:
    """A line that is not shown while it is typed.

    A terminal's own line editing cuts a line at 4,095 bytes, and a pasted token may be longer,
    so the characters are read one by one.
    """
    stderr.write(prompt)
    stderr.flush()
    if not stdin.isatty():
        return clean_secret(stdin.readline())
    if sys.platform == "win32":
        import getpass

        return clean_secret(getpass.getpass("", stderr))
    try:
        return clean_secret(_unseen(stdin.fileno()))
    finally:
        stderr.write("\n")
        stderr.flush()


def _unseen(descriptor: int) -> str:
    import os
    import termios
    import tty

    before = termios.tcgetattr(descriptor)
    typed = bytearray()
    try:
        tty.setcbreak(descriptor, termios.TCSADRAIN)
        while True:
            byte = os.read(descriptor, 1)
            if byte in (b"\n", b"\r", b""):
                break
            if byte == b"\x04" and not typed:  # Ctrl-D on an empty line
                break
            if byte in (b"\x7f", b"\b"):
                _erase(typed)
            elif byte == b"\x15":  # Ctrl-U
                typed.clear()
            else:
                typed += byte
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
    return typed.decode("utf-8", "replace")


def _erase(typed: bytearray) -> None:
    """Take back the last character, all its UTF-8 bytes."""
    while typed and typed[-1] & 0xC0 == 0x80:
        typed.pop()
    if typed:
        typed.pop()
