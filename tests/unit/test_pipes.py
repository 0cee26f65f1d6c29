"""What can be read once is read once; a pipe that nobody writes to ends."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from alegra_cli.errors import UsageProblem
from alegra_cli.input import pipes
from alegra_cli.input.pipes import available, pieces, read_once

MUCH = b"x" * 3_000_000


@pytest.fixture
def pipe(tmp_path: Path) -> str:
    name = tmp_path / "pipe"
    os.mkfifo(name)
    return str(name)


@pytest.fixture
def writer(pipe: str) -> Iterator[threading.Event]:
    """Opens the pipe, and writes once it is let."""
    let = threading.Event()

    def write() -> None:
        with open(pipe, "wb") as end:
            assert let.wait(30)
            end.write(MUCH)

    thread = threading.Thread(target=write, daemon=True)
    thread.start()
    yield let
    thread.join(30)
    assert not thread.is_alive()


def test_a_pipe_is_kept_meanwhile(pipe: str, writer: threading.Event) -> None:
    writer.set()
    with available(pipe, io.StringIO()) as file:
        assert file.read_bytes() == MUCH
        assert file.read_bytes() == MUCH, "as often as it is asked"
    assert not file.exists()


def test_a_writer_that_takes_its_time_is_waited_for(
    pipe: str, writer: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = pieces(pipe, io.StringIO())
    assert next(found) == b"", "somebody has the other end, and nothing was written"
    monkeypatch.setattr(pipes, "LONGEST_WAIT", 0.0)
    writer.set()
    assert b"".join(found) == MUCH


def test_a_pipe_that_nobody_writes_to_ends(pipe: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipes, "LONGEST_WAIT", 0.0)
    with pytest.raises(UsageProblem) as caught, available(pipe, io.StringIO()):
        pass
    assert caught.value.message.startswith(f"Nobody writes to {pipe}")


def test_a_pipe_that_was_closed_without_a_word_is_empty() -> None:
    reading, writing = os.pipe()
    os.close(writing)
    try:
        assert b"".join(pieces(f"/dev/fd/{reading}", io.StringIO())) == b""
    finally:
        os.close(reading)


def test_what_is_read_once(pipe: str, tmp_path: Path) -> None:
    assert read_once("-")
    assert read_once(pipe)
    assert not read_once(str(tmp_path))
    assert not read_once(str(tmp_path / "none"))
    assert not read_once("\0")
