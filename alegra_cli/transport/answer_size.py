"""Answers that would fill the machine: one that is packed may be a thousand times its size."""

from __future__ import annotations

from typing import Any

import requests

# A page has thirty records, and a report with all of a year a few megabytes.
_MOST = 32 << 20
_BLOCK = 1 << 16


def read_bounded(response: requests.Response, **_options: Any) -> requests.Response:
    """A hook of requests: reads the answer as it comes, and no further than any answer goes.

    Raises ``requests.exceptions.ContentDecodingError`` for a longer one.
    """
    parts, size = [], 0
    try:
        for part in response.iter_content(_BLOCK):
            parts.append(part)
            size += len(part)
            if size > _MOST:
                raise requests.exceptions.ContentDecodingError("the answer is longer than any")
    except BaseException as problem:
        # Nobody else gets it, and what can't be unpacked leaves its connection open.
        response.close()
        if isinstance(problem, requests.RequestException) and problem.request is None:
            problem.request = response.request  # it is told whose answer it was
        raise
    # As requests itself keeps what was read, for whoever asks for it.
    response._content = b"".join(parts)
    return response
