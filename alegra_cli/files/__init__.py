"""Writing files that must never be seen half written, and locks between processes."""

# By hand: filelock locks files of its own, and the journals hold the very file that they write;
# atomicwrites is no longer kept.

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TextIO


@contextlib.contextmanager
def lock_on(path: Path) -> Iterator[None]:
    """Hold the lock file `path` alone among all processes; the system frees it at any death.

    Raises ``OSError`` where the file can't be made.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def hold(descriptor: int) -> bool:
    """Lock an open file for this process alone, at once; False where another one has it.

    The system frees it when the file is closed, and at any death.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            # Far behind its end: Windows keeps even its owner from bytes that are locked.
            os.lseek(descriptor, 1 << 30, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def private_folder(path: Path) -> None:
    """Make a folder that only its owner can enter, and so those above it that are not there."""
    try:
        path.mkdir(mode=0o700, exist_ok=True)
    except FileNotFoundError:
        if path.parent == path:
            raise
        # `parents` would open them to everybody.
        private_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)


def write_whole(path: Path, text: str, mode: int = 0o600) -> None:
    """Write all of `text` or nothing. Raises ``OSError``."""
    with replacing(path, mode) as file:
        file.write(text.encode())


@contextlib.contextmanager
def replacing(path: Path, mode: int | None = None, overwrite: bool = True) -> Iterator[IO[bytes]]:
    """A file to write, which gets the name `path` when the ``with`` ends well, or never.

    It stands beside `path` meanwhile, and is on the disk before it is renamed. A symbolic link
    keeps being one; its target is replaced. mode: by default that of the file which was there,
    or the usual one. overwrite: otherwise a file that is there stays. Raises ``OSError``.
    """
    import tempfile  # slow to import, and most commands write nothing

    target = path.resolve()
    # No part of the name: with it, a long name would be too long.
    descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=".alegra-")
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _usual(target) if mode is None else mode)
        _rename(temporary, target, overwrite)
    finally:
        # Also after Ctrl-C; where all went well, only a hard link's second name is left, or none.
        with contextlib.suppress(OSError):
            os.unlink(temporary)


@contextlib.contextmanager
def as_text(file: IO[bytes], encoding: str = "utf-8") -> Iterator[TextIO]:
    """Text into a file that stays open behind it; line ends stay as they are written."""
    # What the encoding has no sign for is spelt out, as on a screen, and does not end the export.
    text = io.TextIOWrapper(file, encoding, "backslashreplace", newline="")
    try:
        yield text
    finally:
        text.detach()


def _rename(temporary: str, target: Path, overwrite: bool) -> None:
    if overwrite:
        os.replace(temporary, target)
        return
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError as problem:
        # A file system without hard links.
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from problem
        os.rename(temporary, target)


def _usual(target: Path) -> int:
    """The mode to give: mkstemp makes files that only the owner reads."""
    with contextlib.suppress(FileNotFoundError):
        return target.stat().st_mode & 0o777
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask
