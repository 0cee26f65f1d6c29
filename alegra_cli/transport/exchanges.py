"""The connections of one thread, kept open from one exchange to the next."""

from __future__ import annotations

from typing import Any

import requests

from alegra_cli.transport.certificates import unusable_bundle


class Exchanges(requests.Session):
    """Never looks at where an answer redirects to: that is for us to judge, and to follow.

    Even where it follows nothing, requests takes the address apart, and an odd one would make an
    error of an answer that has come.
    """

    def send(self, request: requests.PreparedRequest, **how: Any) -> requests.Response:
        try:
            return super().send(request, **how)
        except requests.RequestException:
            raise
        except OSError as problem:
            # The library looks for its file of certificates before it has errors of its own.
            if told := unusable_bundle():
                raise told from problem
            raise

    def get_redirect_target(self, _resp: requests.Response) -> str | None:
        return None
