"""Files behind signed links (S75): another host, and none of our credentials for it."""

from __future__ import annotations

from typing import IO
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import BaseAdapter

from alegra_cli import __version__
from alegra_cli.clock import Clock
from alegra_cli.errors import AlegraError, Unreachable
from alegra_cli.i18n import _
from alegra_cli.transport import failures, replies
from alegra_cli.transport.auth import Nobody
from alegra_cli.transport.exchanges import Exchanges
from alegra_cli.transport.hosts import is_loopback
from alegra_cli.transport.settings import Settings
from alegra_cli.wire import Request

RETRIES = 3
_CHUNK = 64 * 1024
_PAUSE = 0.5
_REDIRECTS = 5


class Downloads:
    """Follows signed links. `adapter`: the embedded sandbox in place of its own address."""

    def __init__(
        self, settings: Settings, clock: Clock, adapter: BaseAdapter | None = None
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._http = Exchanges()
        self._http.auth = Nobody()
        self._http.headers["User-Agent"] = f"alegra-cli/{__version__}"
        if adapter is not None:
            parts = urlsplit(settings.base_url)
            self._http.mount(f"{parts.scheme}://{parts.netloc}/", adapter)

    def fetch(self, link: str, into: IO[bytes]) -> None:
        """Write the file into `into`, from its present place. Raises `AlegraError`.

        A broken connection starts the file again; an answer of 400 or more does not.
        """
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
        for _hop in range(_REDIRECTS + 1):
            self._check(link)
            with self._open(link) as response:
                self._settings.log(f"GET {_without_signature(link)} {response.status_code}")
                if response.is_redirect:
                    link = _content(response)
                    continue
                if response.status_code != 200:
                    raise _refusal(response)
                for chunk in response.iter_content(_CHUNK):
                    into.write(chunk)
                return
        raise Unreachable(_("The server redirects in circles."))

    def _open(self, link: str) -> requests.Response:
        # Followed by us, link by link: requests would take credentials of ~/.netrc along.
        return self._http.get(
            link, stream=True, timeout=self._settings.timeout, allow_redirects=False
        )

    def _check(self, link: str) -> None:
        try:
            parts = urlsplit(link)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme == "https" or (
            parts.scheme == "http" and (self._settings.insecure or is_loopback(parts.hostname))
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


def _content(response: requests.Response) -> str:
    try:
        return urljoin(response.url, response.headers["Location"])
    except ValueError:
        return ""


def _without_signature(link: str) -> str:
    """A link without its signature, which opens the file to whoever has it."""
    return link.partition("?")[0]


def _refusal(response: requests.Response) -> AlegraError:
    text = _("The file's host answered {status}: {message}").format(
        status=response.status_code, message=replies.page_text(response.content) or "…"
    )
    hint = _("Links last about 30 minutes; the same command asks for a new one.")
    return Unreachable(text, hint, status=response.status_code)
