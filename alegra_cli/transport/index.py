"""The package index: what the newest version of this program is. Nobody's credentials go there."""

from __future__ import annotations

from typing import Any

import requests

from alegra_cli import __version__
from alegra_cli.errors import Unreachable
from alegra_cli.i18n import _
from alegra_cli.transport import failures
from alegra_cli.transport.auth import Nobody
from alegra_cli.transport.settings import Settings
from alegra_cli.wire import Request


def project(settings: Settings, name: str) -> dict[str, Any] | None:
    """What the index tells of a project; None where it has none. Raises `AlegraError`."""
    url = f"{settings.base_url}/{name}/json"
    headers = {"Accept": "application/json", "User-Agent": f"alegra-cli/{__version__}"}
    try:
        # An auth of its own, since requests would else look for one in ~/.netrc.
        response = requests.get(url, headers=headers, auth=Nobody(), timeout=settings.timeout)
    except requests.RequestException as problem:
        raise failures.error_of(problem, Request("GET", url), settings.timeout) from problem
    settings.log(f"GET {url} {response.status_code}")
    if response.status_code == 404:
        return None
    told: Any = None
    if response.status_code == 200:
        try:
            told = response.json()
        except ValueError:
            told = None
    if not isinstance(told, dict):
        raise Unreachable(
            _("The package index answers {status}, and not with what it knows of {name}.").format(
                status=response.status_code, name=name
            ),
            _("ALEGRA_INDEX_URL names another index."),
        )
    return told
