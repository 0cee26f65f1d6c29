"""Files behind signed links: another host, and none of our credentials for it."""

from __future__ import annotations

from typing import IO
from urllib.parse import urlsplit

import requests
from requests.adapters import BaseAdapter

from alegra_cli import __version__
from alegra_cli.clock import Clock
from alegra_cli.errors import AlegraError, Unreachable
from alegra_cli.i18n import _
from alegra_cli.transport import failures, replies
from alegra_cli.transport.auth import Nobody
from alegra_cli.transport.settings import Settings
from alegra_cli.wire import Request

RETRIES = 3
_CHUNK = 64 * 1024
_PAUSE = 0.5


class Downloads:
    """Follows signed links. `adapter`: the embedded sandbox in place of its own address."""

    def __init__(
        self, settings: Settings, clock: Clock, adapter: BaseAdapter | None = None
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._http = requests.Session()
        self._http.auth = Nobody()
        self._http.headers["User-Agent"] = f"alegra-cli/{__version__}"
        if adapter is not None:
            parts = urlsplit(settings.base_url)
            self._http.mount(f"{parts.scheme}://{parts.netloc}/", adapter)

    def fetch(self, link: str, into: IO[bytes]) -> None:
        """Write the file into `into`, from its present place. Raises `AlegraError`.

        A broken connection starts the file again; an answer of 400 or more does not.
        """
        self._check(link)
        start = into.tell()
        failed = 0
        while True:
            try:
                self._stream(link, into)
                return
            except requests.RequestException as problem:
                failed += 1
                if failed > RETRIES:
                    raise self._given_up(link, problem) from problem
                into.seek(start)
                into.truncate()
                self._clock.sleep(_PAUSE * 2 ** (failed - 1))

    def _stream(self, link: str, into: IO[bytes]) -> None:
        with self._http.get(link, stream=True, timeout=self._settings.timeout) as response:
            self._settings.log(f"GET {_without_signature(link)} {response.status_code}")
            if response.status_code >= 400:
                raise _refusal(response)
            for chunk in response.iter_content(_CHUNK):
                into.write(chunk)

    def _check(self, link: str) -> None:
        parts = urlsplit(link)
        loopback = parts.hostname in ("127.0.0.1", "localhost", "::1")
        if parts.scheme == "https" or (
            parts.scheme == "http" and (loopback or self._settings.insecure)
        ):
            return
        raise Unreachable(
            _("The link {link} is not https; it was not followed.").format(
                link=_without_signature(link)
            ),
            _("--insecure follows it all the same."),
        )

    def _given_up(self, link: str, problem: requests.RequestException) -> AlegraError:
        request = Request("GET", _without_signature(link))
        return failures.error_of(problem, request, self._settings.timeout)


def _without_signature(link: str) -> str:
    """A link without its signature, which opens the file to whoever has it."""
    return link.partition("?")[0]


def _refusal(response: requests.Response) -> AlegraError:
    text = _("The file's host answered {status}: {message}").format(
        status=response.status_code, message=replies.plain(response.content) or "…"
    )
    hint = _("Links last about 30 minutes; the same command asks for a new one.")
    return Unreachable(text, hint, status=response.status_code)
