"""``--out -``: stdout in the place of a file, as ``-f -`` is stdin."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import IO

from alegra_cli.app import App

STDOUT = "-"


@contextlib.contextmanager
def whole_to_stdout(app: App, kind: str) -> Iterator[IO[bytes]]:
    """A file to write, whose content goes to stdout when the ``with`` ends well, or never.

    Raises `UsageProblem` where stdout takes no bytes of this kind, before it begins.
    """
    import shutil
    import tempfile

    pipe = app.screen.binary(kind)
    with tempfile.TemporaryFile() as file:
        yield file
        file.seek(0)
        shutil.copyfileobj(file, pipe)
        pipe.flush()
