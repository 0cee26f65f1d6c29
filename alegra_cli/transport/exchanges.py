"""The connections of one thread, kept open from one exchange to the next."""

from __future__ import annotations

import requests


class Exchanges(requests.Session):
    """Never looks at where an answer redirects to: that is for us to judge, and to follow.

    Even where it follows nothing, requests takes the address apart, and an odd one would make an
    error of an answer that has come.
    """

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        return None
