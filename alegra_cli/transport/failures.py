"""What a network failure means for the person, and whether the request may go again."""

from __future__ import annotations

from urllib.parse import urlsplit

import requests
from urllib3.exceptions import NewConnectionError

from alegra_cli.errors import (
    AlegraError,
    InterruptedWrite,
    UnknownOutcome,
    Unreachable,
    UsageProblem,
)
from alegra_cli.errors.foreign_texts import translation
from alegra_cli.i18n import _
from alegra_cli.transport.certificates import unusable_bundle
from alegra_cli.transport.hosts import goes_directly
from alegra_cli.wire import Request


def never_sent(problem: requests.RequestException) -> bool:
    """Whether the connection was never made, so that nothing can have been processed."""
    if isinstance(problem, (requests.ConnectTimeout, requests.exceptions.ProxyError)):
        return True
    if not isinstance(problem, requests.ConnectionError) or not problem.args:
        return False
    return isinstance(getattr(problem.args[0], "reason", None), NewConnectionError)


def may_retry(problem: requests.RequestException, request: Request) -> bool:
    if isinstance(problem, (requests.exceptions.SSLError, ValueError)) or never_begun(problem):
        return False
    return never_sent(problem) or request.repeatable


def error_of(problem: requests.RequestException, request: Request, timeout: float) -> AlegraError:
    """The error to raise when a request is given up."""
    action = f"{request.method} {request.path}"
    host = whereabouts(problem)
    if never_begun(problem) and (told := unusable_bundle()):
        return told
    # requests derives the errors about a malformed URL from ValueError, and JSON errors too.
    if isinstance(problem, ValueError):
        return _unusable_address(problem)
    if isinstance(problem, requests.exceptions.SSLError) and not _after_the_handshake(problem):
        if "WRONG_VERSION_NUMBER" in str(problem):
            return Unreachable(
                _("{host} can't be reached ({action}): it does not speak https there.").format(
                    host=host, action=action
                ),
                _("Check the base URL and its port, and the proxy."),
            )
        return Unreachable(
            _("The certificate of {host} can't be trusted: {problem}").format(
                host=host, problem=problem
            ),
            _("Behind a company proxy, set REQUESTS_CA_BUNDLE to the file of its certificates."),
        )
    if isinstance(problem, requests.Timeout):
        text = _("No answer from {host} to {action} within {timeout} s.")
        text = text.format(host=host, action=action, timeout=f"{timeout:g}")
    elif never_sent(problem):
        text = _("{host} can't be reached ({action}): {problem}")
        text = text.format(host=host, action=action, problem=translation(_innermost(problem)))
    else:
        text = _("The connection to {host} broke during {action}: {problem}")
        text = text.format(host=host, action=action, problem=translation(_innermost(problem)))
    if request.writes and not never_sent(problem):
        return UnknownOutcome(text)
    return Unreachable(text, _("Check the network, the proxy and the base URL; then try again."))


def whereabouts(problem: requests.RequestException) -> str:
    """The host that was asked, and the proxy on the way to it; a proxy's password is not told."""
    url = getattr(problem.request, "url", None) or ""
    host = _place(url) or _("The server")
    if not url or goes_directly(url):
        return host
    proxies = requests.utils.get_environ_proxies(url)
    proxy = _place(requests.utils.select_proxy(url, proxies) or "")
    return _("{host} through the proxy {proxy}").format(host=host, proxy=proxy) if proxy else host


def _place(url: str) -> str:
    """``host`` or ``host:port`` of an address, without user and password; empty for none."""
    try:
        parts = urlsplit(url if "://" in url else f"//{url}")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    return f"{parts.hostname}{port}" if parts.hostname else ""


def _unusable_address(problem: Exception) -> UsageProblem:
    if "SOCKS" in str(problem):
        return UsageProblem(
            _("A SOCKS proxy needs one more library."),
            _("Install it with `pip install 'requests[socks]'`, or unset ALL_PROXY and its like."),
        )
    return UsageProblem(
        _("The address can't be used: {problem}").format(problem=problem),
        _("Check the base URL, and the proxy of HTTPS_PROXY and its like."),
    )


def never_begun(problem: requests.RequestException) -> bool:
    """Whether the certificates of a server could not be checked, so that nothing was sent."""
    if "NO_CERTIFICATE_OR_CRL_FOUND" in str(problem):  # told before there is a connection
        return True
    is_of_tls = isinstance(problem, requests.exceptions.SSLError)
    return is_of_tls and not _after_the_handshake(problem)


def redirection(target: str, request: Request, status: int) -> AlegraError:
    """The server points elsewhere; credentials do not follow. A write may have been done."""
    text = _("The server redirects {action} to {target}; that was not followed.").format(
        action=f"{request.method} {request.path}", target=target
    )
    hint = _("Check the base URL: `alegra config view` shows it.")
    if request.writes:
        return UnknownOutcome(text, f"{UnknownOutcome('').hint} {hint}", status=status)
    return Unreachable(text, hint)


def _after_the_handshake(problem: BaseException) -> bool:
    """Whether the encryption broke once the server was trusted, so that a request may be there.

    Only where it was raised tells: libraries wrap both the same.
    """
    inner: BaseException | None = problem
    while inner is not None:
        frames = inner.__traceback__
        while frames is not None:
            if frames.tb_frame.f_code.co_name == "do_handshake":
                return False
            frames = frames.tb_next
        inner = inner.__cause__ or inner.__context__
    return True


def interruption(request: Request) -> AlegraError:
    """Ctrl-C between a write and its answer."""
    return InterruptedWrite(
        _("Interrupted while {action} waited for its answer.").format(
            action=f"{request.method} {request.path}"
        ),
        UnknownOutcome("").hint,
    )


def _innermost(problem: BaseException) -> str:
    """The last words of a chain of wrapped errors: 'Connection refused', not its wrapping."""
    inner = problem.args[0] if problem.args else problem
    inner = getattr(inner, "reason", None) or inner
    # urllib3 has what happened as the last of the arguments.
    while isinstance(inner, BaseException) and inner.args:
        if not isinstance(inner.args[-1], BaseException):
            break
        inner = inner.args[-1]
    text = str(inner) or str(problem)
    text = text.rpartition(": ")[2].strip("'\"]} ")
    # The wrapping ends in brackets of its own.
    while text.count(")") > text.count("("):
        head, _bracket, tail = text.rpartition(")")
        text = (head + tail).strip("'\"]} ")
    return text or type(problem).__name__
