"""The HTTP session that every command shares."""

from __future__ import annotations

import random
import time
from typing import IO, Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import BaseAdapter, HTTPAdapter
from requests.auth import AuthBase

from alegra_cli import __version__, exact
from alegra_cli.clock import Clock
from alegra_cli.errors import (
    AlegraError,
    RateLimited,
    StoredNotIssued,
    UnknownOutcome,
    Unreachable,
)
from alegra_cli.i18n import _
from alegra_cli.transport import failures, replies
from alegra_cli.transport.budget import LONGEST, Budget
from alegra_cli.transport.settings import Settings
from alegra_cli.wire import Reply, Request

REDIRECTS = 5
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 8.0
# More gain little: each page that is under way when a list moves is read for nothing.
_MOST_AT_ONCE = 9
_QUOTA_FOR_ONE = 16


class HttpSession:
    """Sends a `Request`, with retries and pacing: a POST that may have arrived, never again (S8).

    adapter: takes the place of the network, for the embedded sandbox.
    """

    def __init__(
        self,
        settings: Settings,
        auth: AuthBase,
        budget: Budget,
        clock: Clock,
        adapter: BaseAdapter | None = None,
    ) -> None:
        self._settings = settings
        self._auth = auth
        self._budget = budget
        self._clock = clock
        self._adapter = adapter
        self._http = requests.Session()
        self._http.auth = auth
        self._http.headers.update(
            {"Accept": "application/json", "User-Agent": f"alegra-cli/{__version__}"}
        )
        if adapter is not None:
            self._http.mount(settings.base_url, adapter)
            self._http.trust_env = False
        else:
            # requests' own adapter retries nothing; ours decides what is safe.
            self._http.mount("https://", HTTPAdapter(max_retries=0))

    def send(self, request: Request) -> Reply:
        """The API's answer below 400. Raises `AlegraError` for every other outcome.

        Network failures and 5xx are retried for GET, PUT and DELETE only; a POST goes again
        only when its connection was never made, or when 429 says that nothing was processed.
        """
        failed = refused = 0
        while True:
            self._budget.take()
            try:
                response = self._once(request, failed + refused + 1)
            except requests.RequestException as problem:
                failed += 1
                error = failures.error_of(problem, request, self._settings.timeout)
                if failed > self._settings.retries or not failures.may_retry(problem, request):
                    raise error from problem
                self._pause(failed)
                continue
            self._budget.learn(response.headers)
            if response.status_code == 429:
                refused += 1
                self._quota_gone(response, request, refused)
            elif response.status_code >= 500:
                failed += 1
                self._server_failed(response, request, failed)
            else:
                return self._reply(response, request)

    def at_once(self) -> int:
        """How many requests at a time the quota carries; the sandbox in this process takes one."""
        if self._adapter is not None:
            return 1
        return min(_MOST_AT_ONCE, max(1, self._budget.limit() // _QUOTA_FOR_ONE))

    def sibling(self) -> HttpSession:
        """The same account and quota with connections of its own, for another thread."""
        return HttpSession(self._settings, self._auth, self._budget, self._clock, self._adapter)

    def download(self, link: str, into: IO[bytes]) -> None:
        """What a signed link gives, without credentials and outside the quota.

        Raises `AlegraError`; `into` may then hold a part of it.
        """
        from alegra_cli.transport.downloads import Downloads

        Downloads(self._settings, self._clock, self._adapter).fetch(link, into)

    def _once(self, request: Request, attempt: int) -> requests.Response:
        """One exchange, redirects within the same host followed."""
        url = self._settings.base_url + request.path
        query: Any = list(request.query)
        for _hop in range(REDIRECTS + 1):
            response = self._exchange(request, url, query, attempt)
            if not response.is_redirect:
                return response
            target = urljoin(response.url, response.headers["Location"])
            if request.writes or _origin(target) != _origin(url):
                raise failures.redirected(target, request)
            url, query = target, None
        raise Unreachable(_("The server redirects in circles."))

    def _exchange(self, request: Request, url: str, query: Any, attempt: int) -> requests.Response:
        started = time.monotonic()
        outcome = "-"
        data = None if request.body is None else exact.dumps(request.body).encode()
        headers = {} if data is None else {"Content-Type": "application/json"}
        upload = request.upload
        try:
            response = self._http.request(
                request.method,
                url,
                params=query,
                data=data,
                files=None if upload is None else {upload.part: (upload.name, upload.content)},
                headers=headers,
                timeout=self._settings.timeout,
                allow_redirects=False,
            )
            outcome = str(response.status_code)
            return response
        except KeyboardInterrupt:
            if request.writes:
                raise failures.interrupted(request) from None
            raise
        finally:
            spent = int((time.monotonic() - started) * 1000)
            shown = response.url if outcome != "-" else url
            self._settings.log(f"{request.method} {shown} {outcome} {spent} ms #{attempt}")

    def _reply(self, response: requests.Response, request: Request) -> Reply:
        action = f"{request.method} {request.path}"
        if response.status_code >= 300:
            raise self._refusal(response, request)
        try:
            body = replies.parse(response.content)
        except ValueError:
            body = None
            unreadable = _("The answer to {action} is not JSON: {start}").format(
                action=action, start=replies.plain(response.content) or "…"
            )
            raise self._doubt(request)(unreadable, status=response.status_code) from None
        if body is None and not request.writes:
            raise Unreachable(
                _("The answer to {action} is empty.").format(action=action),
                status=response.status_code,
            )
        return Reply(response.status_code, body, dict(response.headers))

    @staticmethod
    def _refusal(response: requests.Response, request: Request) -> AlegraError:
        """The error of an answer; a document that was stored all the same is told of."""
        action = f"{request.method} {request.path}"
        error = replies.error_of(response.status_code, response.content, action)
        record = replies.stored(response.content, request)
        return error if record is None else replies.stored_error(error, record, request)

    @staticmethod
    def _doubt(request: Request) -> type[AlegraError]:
        return UnknownOutcome if request.writes else Unreachable

    def _quota_gone(self, response: requests.Response, request: Request, refused: int) -> None:
        if refused > self._settings.retries:
            action = f"{request.method} {request.path}"
            raise replies.error_of(429, response.content, action)
        self._budget.exhausted(_wait_of(response))

    def _server_failed(self, response: requests.Response, request: Request, failed: int) -> None:
        if failed <= self._settings.retries and request.repeatable:
            self._pause(failed)
            return
        error = self._refusal(response, request)
        if isinstance(error, StoredNotIssued):
            raise error
        if request.writes and not isinstance(error, RateLimited):
            raise UnknownOutcome(
                error.message,
                replies.stamping_hint(error.code, error.message),
                status=error.status,
                code=error.code,
                details=error.details,
            )
        raise error

    def _pause(self, failed: int) -> None:
        longest = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2 ** (failed - 1))
        # Jitter, so that processes which failed together do not come back together.
        self._clock.sleep(longest * random.uniform(0.5, 1.0))


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def _wait_of(response: requests.Response) -> float:
    """Seconds until the quota is back: the API's own header, else Retry-After, else a minute."""
    for header in ("X-Rate-Limit-Reset", "Retry-After"):
        try:
            seconds = float(response.headers.get(header, ""))
        except ValueError:
            continue
        if 0 < seconds <= LONGEST:
            return seconds
    return 60.0
