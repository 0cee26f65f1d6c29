"""Which hosts are this machine, and which of two addresses are the same host."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit


def is_loopback(host: str | None) -> bool:
    """Whether a host is this machine: an address of it, whole, or ``localhost``.

    A name that begins like an address is a name, and leads wherever its owner likes.
    """
    if host == "localhost":
        return True
    import ipaddress

    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def goes_directly(url: str) -> bool:
    """Whether a proxy of the environment must not see what goes there.

    Plain http to this machine is allowed because nobody else can read it.
    """
    parts = urlsplit(url)
    return parts.scheme == "http" and is_loopback(parts.hostname)


def same_host(url: str, location: str) -> str | None:
    """Where a redirect leads, when that is the host that was asked; None for any other."""
    try:
        target = urljoin(url, location)
        return target if _origin(target) == _origin(url) else None
    except ValueError:
        return None


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)
