"""Asking a person: a line, a secret, a yes."""

# By hand: getpass and click read a secret by the terminal's line, which cuts it at 4,095 bytes;
# tokens are longer than that.

from __future__ import annotations

import contextlib
import os
import re
import select
import sys
import unicodedata
from collections.abc import Iterator
from typing import TextIO

from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _
from alegra_cli.input.yes_no import is_yes

# Terminals put these around pasted text; the escape itself gets lost on some ways.
_PASTE_MARK = re.compile(r"(?:\x1b|\^\[)?\[20[01]~")
_PASTE_START, _PASTE_END = b"\x1b[200~", b"\x1b[201~"
# What arrow and function keys send.
_KEY = re.compile(r"\x1b(?:\[[0-9;]*[A-Za-z~]|O[A-Z])")

# How long the rest of a paste may take to follow a line end inside it, in seconds.
_PASTE_PAUSE = 0.05


def clean_secret(text: str) -> str:
    """What was meant by a pasted secret.

    Without paste marks, keys that print nothing, blanks around it, and the control and
    zero-width characters that come along from web pages.
    """
    while True:
        cleaned = _KEY.sub("", _PASTE_MARK.sub("", text))
        cleaned = "".join(c for c in cleaned if unicodedata.category(c) not in ("Cc", "Cf"))
        cleaned = cleaned.strip()
        if cleaned == text:
            return text
        # Taking one mark away may have put another one together.
        text = cleaned


def read_line(prompt: str, stdin: TextIO, stderr: TextIO) -> str:
    """A line, cleaned like a secret, since it may be pasted too; EOF is an empty one.

    Raises `UsageProblem` for input that is not text.
    """
    stderr.write(prompt)
    stderr.flush()
    try:
        return clean_secret(stdin.readline())
    except UnicodeDecodeError as problem:
        raise UsageProblem(_("The input is not UTF-8 text.")) from problem


def confirm(question: str, stdin: TextIO, stderr: TextIO) -> bool:
    """Whether the answer is y, yes, s, si or sí; anything else, EOF too, is no."""
    return is_yes(read_line(f"{question} {_('[y/N]')} ", stdin, stderr))


def read_secret(prompt: str, stdin: TextIO, stderr: TextIO) -> str:
    """A line that is not shown while it is typed, cleaned; EOF is an empty one.

    A terminal's own line editing cuts a line at 4,095 bytes, and a pasted token may be longer,
    so the characters are read one by one. Raises ``KeyboardInterrupt`` for Ctrl-C and
    `UsageProblem` for input that is not text.
    """
    terminal = _terminal(stdin)
    if terminal is None:
        return read_line(prompt, stdin, stderr)
    if sys.platform == "win32":
        import getpass

        return clean_secret(getpass.getpass(prompt, stderr))
    try:
        # Before the prompt, so that who answers it at once is not shown either.
        with _unseen(terminal):
            stderr.write(prompt)
            stderr.flush()
            return clean_secret(_secret_bytes(terminal).decode("utf-8", "replace"))
    finally:
        stderr.write("\n")
        stderr.flush()


def _terminal(stdin: TextIO) -> int | None:
    """The descriptor of a terminal; None for a pipe, a file, or a stand-in without one."""
    try:
        return stdin.fileno() if stdin.isatty() else None
    except OSError:
        return None


@contextlib.contextmanager
def _unseen(descriptor: int) -> Iterator[None]:
    """A terminal that shows nothing of what is typed and hands it over at once."""
    import termios
    import tty

    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor, termios.TCSADRAIN)
        yield
    finally:
        # Flushes, so that the rest of a paste does not end up on the shell's command line.
        # A terminal that has been closed can't be restored.
        with contextlib.suppress(termios.error):
            termios.tcsetattr(descriptor, termios.TCSAFLUSH, before)


def _secret_bytes(descriptor: int) -> bytes:
    """The bytes until Enter, Ctrl-D or the end, backspace and Ctrl-U done."""
    typed = bytearray()
    while byte := _next(descriptor):
        if byte == b"\x04":
            break
        if byte in b"\r\n":
            if not _inside_paste(typed) or not _more(descriptor):
                break
        elif byte in b"\x7f\b":
            _erase(typed)
        elif byte == b"\x15":  # Ctrl-U
            typed.clear()
        else:
            typed += byte
    return bytes(typed)


def _next(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 1)
    except OSError:  # the terminal was closed
        return b""


def _inside_paste(typed: bytearray) -> bool:
    return typed.rfind(_PASTE_START) > typed.rfind(_PASTE_END)


def _more(descriptor: int) -> bool:
    return bool(select.select([descriptor], [], [], _PASTE_PAUSE)[0])


def _erase(typed: bytearray) -> None:
    """Take back the last character, all its UTF-8 bytes."""
    while typed and typed[-1] & 0xC0 == 0x80:
        typed.pop()
    if typed:
        typed.pop()
