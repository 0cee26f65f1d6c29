"""The HTTP session that every command shares."""

from __future__ import annotations

import random
import time
from math import ceil
from typing import IO, Any

import requests
from requests.adapters import BaseAdapter, HTTPAdapter
from requests.auth import AuthBase

from alegra_cli import __version__, exact
from alegra_cli.clock import Clock
from alegra_cli.errors import (
    AlegraError,
    Interrupted,
    InterruptedWrite,
    NotFound,
    RateLimited,
    StoredNotIssued,
    UnknownOutcome,
    Unreachable,
)
from alegra_cli.i18n import _
from alegra_cli.transport import failures, proof, refusals, replies
from alegra_cli.transport.answer_size import read_bounded
from alegra_cli.transport.at_once import Passage
from alegra_cli.transport.budget import Budget, Reservation, Wait
from alegra_cli.transport.exchanges import Exchanges
from alegra_cli.transport.hosts import goes_directly, same_host
from alegra_cli.transport.settings import Settings
from alegra_cli.wire import Reply, Request

REDIRECTS = 5
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 8.0
# More gain little: each page that is under way when a list moves is read for nothing. How many
# of these go at the same time is the gate's affair, which finds it out.
_MOST_AT_ONCE = 9
_QUOTA_FOR_ONE = 16
# Bytes; a refusal is a few words.
_LONGEST_REFUSAL = 500


class HttpSession:
    """Sends a `Request`, with retries and pacing: a POST that may have arrived, never again (S8).

    adapter: takes the place of the network, for the embedded sandbox. gone: paths that were not
    there, shared by the sessions of one run.
    """

    def __init__(
        self,
        settings: Settings,
        auth: AuthBase,
        budget: Budget,
        clock: Clock,
        adapter: BaseAdapter | None = None,
        gone: set[str] | None = None,
    ) -> None:
        self._settings = settings
        self._auth = auth
        self._budget = budget
        self._clock = clock
        self._adapter = adapter
        self._absent_paths = set() if gone is None else gone
        self._http = Exchanges()
        self._http.auth = auth
        self._http.headers.update(
            {"Accept": "application/json", "User-Agent": f"alegra-cli/{__version__}"}
        )
        if adapter is not None:
            self._http.mount(settings.base_url, adapter)
            self._http.trust_env = False
        else:
            if goes_directly(settings.base_url):
                self._http.trust_env = False
            # requests' own adapter retries nothing; ours decides what is safe.
            self._http.mount("https://", HTTPAdapter(max_retries=0))

    def send(self, request: Request) -> Reply:
        """The API's answer below 400, perhaps from the path that a request falls back on.

        Raises `AlegraError` for every other outcome.
        """
        if request.fallback and request.path in self._absent_paths:
            return self._answer(request._replace(path=request.fallback))
        try:
            return self._answer(request)
        except NotFound:
            if not request.fallback:
                raise
        reply = self._answer(request._replace(path=request.fallback))
        # Told, and remembered, only when the other one is there.
        if request.path not in self._absent_paths:
            self._absent_paths.add(request.path)
            self._settings.notice(
                _("This account has no {path}; {other} was read.").format(
                    path=request.path, other=request.fallback
                )
            )
        return reply

    def _answer(self, request: Request) -> Reply:
        """The answer from one path.

        Network failures and 5xx are retried for GET, PUT and DELETE only; a POST goes again
        only when its connection was never made, or when 429 says that nothing was processed.
        """
        under_way: list[bool] = []
        try:
            return self._attempts(request, under_way)
        except (KeyboardInterrupt, Interrupted) as problem:
            if not request.writes:
                raise
            if under_way or isinstance(problem, InterruptedWrite):
                raise failures.interruption(request) from None
            raise Interrupted() from None

    def _attempts(self, request: Request, under_way: list[bool]) -> Reply:
        """The same. under_way: holds something while the request may have arrived."""
        failed = refused = 0
        while True:
            reserved = self._reserve(request)
            try:
                response, refusal = self._when_there_is_room(
                    request, failed + refused + 1, under_way
                )
            except requests.RequestException as problem:
                failed += 1
                if failures.never_sent(problem):
                    under_way.clear()
                error = failures.error_of(problem, request, self._settings.timeout)
                if failed > self._settings.retries or not failures.may_retry(problem, request):
                    raise error from problem
                self._pause(failed)
                continue
            if refusal is not None:
                refused += 1
                under_way.clear()
                self._budget.learn(response.headers)
                self._await_room(response, request, refusal, reserved, refused)
                continue
            self._budget.grant(reserved, response.headers)
            if response.status_code >= 500:
                failed += 1
                self._server_failed(response, request, failed)
            else:
                return self._reply(response, request)

    def at_once(self) -> int:
        """How many requests at a time may be worth while; the sandbox in this process takes one.

        How many of them the account takes is found out while they go.
        """
        if self._adapter is not None:
            return 1
        return min(_MOST_AT_ONCE, max(1, self._budget.limit() // _QUOTA_FOR_ONE))

    def sibling(self) -> HttpSession:
        """The same account and quota with connections of its own, for another thread."""
        return HttpSession(
            self._settings, self._auth, self._budget, self._clock, self._adapter, self._absent_paths
        )

    def download(self, link: str, into: IO[bytes]) -> None:
        """What a signed link gives, without credentials and outside the quota.

        Raises `AlegraError`; `into` may then hold a part of it.
        """
        from alegra_cli.transport.downloads import Downloads

        Downloads(self._settings, self._clock, self._adapter).fetch(link, into)

    def _reserve(self, request: Request) -> Reservation:
        if self._settings.patient:
            return self._budget.take(request.path)
        found = self._budget.reserve(request.path)
        if isinstance(found, Wait):
            raise RateLimited(
                _("The quota is used up for {seconds} s.").format(seconds=ceil(found.seconds))
            )
        return found

    def _when_there_is_room(
        self, request: Request, attempt: int, under_way: list[bool]
    ) -> tuple[requests.Response, refusals.QuotaRefusal | None]:
        """One exchange when there is room for it, and what the answer refused it by."""
        gate = self._budget.gate
        passage = gate.enter(request.repeatable)
        crowded: bool | None = None
        try:
            under_way.append(True)
            response = self._once(request, attempt)
            refusal = self._too_many(response, request, passage)
            if refusal is refusals.QuotaRefusal.CROWD or response.status_code == 503:
                crowded = True
            elif response.status_code < 300:
                crowded = False
            return response, refusal
        finally:
            gate.leave(passage, crowded)

    def _too_many(
        self, response: requests.Response, request: Request, passage: Passage
    ) -> refusals.QuotaRefusal | None:
        status = response.status_code
        # A record is not looked into: an account of a chart may have the code 429.
        if status < 400 and len(response.content) > _LONGEST_REFUSAL:
            return None
        try:
            body = replies.parse(response.content) if status != 429 or request.writes else None
        except ValueError:
            body = None
        if not refusals.too_many(status, body, request):
            if status < 500 and refusals.contradicts(status, body, request):
                told = self._refusal(response, request)
                if isinstance(told, StoredNotIssued):
                    raise told
                raise UnknownOutcome(
                    told.message, status=status, code=told.code, details=told.details
                )
            return None
        gate = self._budget.gate
        return refusals.by_what(
            status,
            response.headers,
            unproven=gate.unproven(passage),
            alone=passage.most <= 1,
            left=self._budget.has_room(),
        )

    def _once(self, request: Request, attempt: int) -> requests.Response:
        """One exchange, redirects within the same host followed."""
        url = self._settings.base_url + request.path
        query: Any = list(request.query)
        for _hop in range(REDIRECTS + 1):
            response = self._exchange(request, url, query, attempt)
            if not response.is_redirect:
                return response
            told = response.headers["Location"]
            target = None if request.writes else same_host(response.url, told)
            if target is None:
                raise failures.redirection(told, request, response.status_code)
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
                hooks={"response": read_bounded},
            )
            outcome = str(response.status_code)
            return response
        finally:
            spent = int((time.monotonic() - started) * 1000)
            shown = response.url if outcome != "-" else url
            self._settings.log(f"{request.method} {shown} {outcome} {spent} ms #{attempt}")

    def _reply(self, response: requests.Response, request: Request) -> Reply:
        action = f"{request.method} {request.path}"
        if not 200 <= response.status_code < 300:
            raise self._refusal(response, request)
        try:
            body = replies.parse(response.content)
        except ValueError:
            body = None
            unreadable = _("The answer to {action} is not JSON: {start}").format(
                action=action, start=replies.page_text(response.content) or "…"
            )
            raise self._doubt(request)(unreadable, status=response.status_code) from None
        if body is None and not request.writes:
            raise Unreachable(
                _("The answer to {action} is empty.").format(action=action),
                status=response.status_code,
            )
        service, status = self._settings.service, response.status_code
        if request.writes and (
            why := proof.doubt(status, body, response.headers, request, service)
        ):
            message, code, details = replies.read_error(body)
            told = f"{why} {message}".strip()
            raise UnknownOutcome(told, status=response.status_code, code=code, details=details)
        return Reply(response.status_code, body, dict(response.headers))

    def _refusal(self, response: requests.Response, request: Request) -> AlegraError:
        """The error of an answer; a document that was stored all the same is told of.

        One that does not say that nothing was done leaves the outcome of a write unknown.
        """
        action = f"{request.method} {request.path}"
        service = self._settings.service
        error = replies.error_of(response.status_code, response.content, action, service)
        record = replies.stored_document(response.content, request)
        if record is not None:
            return replies.stored_error(error, record, request)
        if not request.writes or proof.turned_away(response.status_code):
            return error
        return UnknownOutcome(
            error.message,
            replies.stamping_hint(error.code, error.message),
            status=error.status,
            code=error.code,
            details=error.details,
        )

    @staticmethod
    def _doubt(request: Request) -> type[AlegraError]:
        return UnknownOutcome if request.writes else Unreachable

    def _await_room(
        self,
        response: requests.Response,
        request: Request,
        refusal: refusals.QuotaRefusal,
        reserved: Reservation,
        refused: int,
    ) -> None:
        """Arrange for the wait that the refusal asks for. Raises `RateLimited` after too many."""
        own = refusal is refusals.QuotaRefusal.PATH
        told = refusals.seconds_told(
            response.headers, of_account=refusal is refusals.QuotaRefusal.ACCOUNT
        )
        if refusal is refusals.QuotaRefusal.ACCOUNT:
            self._budget.note_exhaustion(told)
        elif own:
            self._budget.note_own_refusal(reserved, told)
        if refused > self._settings.retries:
            action = f"{request.method} {request.path}"
            service = self._settings.service
            raise replies.quota_error(response.status_code, response.content, action, service)
        if refusal is refusals.QuotaRefusal.CROWD:
            self._pause(refused) if told is None else self._clock.sleep(told)

    def _server_failed(self, response: requests.Response, request: Request, failed: int) -> None:
        if failed <= self._settings.retries and request.repeatable:
            self._pause(failed)
            return
        raise self._refusal(response, request)

    def _pause(self, failed: int) -> None:
        longest = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2 ** (failed - 1))
        # Jitter, so that processes which failed together do not come back together.
        self._clock.sleep(longest * random.uniform(0.5, 1.0))
