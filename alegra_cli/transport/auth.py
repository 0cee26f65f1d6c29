"""How a request says who sends it.

An ``auth`` object, and not a header: requests replaces an Authorization header by what it
finds in ~/.netrc, but leaves an explicit auth object alone.
"""

from __future__ import annotations

import base64
import re

from requests import PreparedRequest
from requests.auth import AuthBase

from alegra_cli.errors import NotSignedIn
from alegra_cli.i18n import _

_IN_A_HEADER = re.compile(r"[!-~]*")


class Basic(AuthBase):
    """``Basic base64(email:token)`` (S2)."""

    def __init__(self, email: str, token: str) -> None:
        self._value = "Basic " + base64.b64encode(f"{email}:{token}".encode()).decode()

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        request.headers["Authorization"] = self._value
        return request

    def __repr__(self) -> str:
        return "Basic(***)"


class Bearer(AuthBase):
    """``Bearer token``, for marketplace and OAuth applications (S3).

    Raises `NotSignedIn` for what is no token: the library would refuse it in words that show it.
    """

    def __init__(self, token: str) -> None:
        if not _IN_A_HEADER.fullmatch(token):
            raise NotSignedIn(
                _("The token has a character that no token has, such as a space or a line end."),
                _("Copy it again, whole and in one line."),
            )
        self._value = f"Bearer {token}"

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        request.headers["Authorization"] = self._value
        return request

    def __repr__(self) -> str:
        return "Bearer(***)"


class Nobody(AuthBase):
    """No credentials at all, not even those of ~/.netrc."""

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        return request
