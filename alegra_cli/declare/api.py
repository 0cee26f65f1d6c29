"""The service a resource lives on."""

from __future__ import annotations

import re

import attrs

from alegra_cli.declare.checks import NAME, at_least, matches
from alegra_cli.declare.declaration import Declaration

# Without https a key would be refused its way, but for this machine itself.
_URL = re.compile(r"(https://|http://(localhost|127\.0\.0\.1)\b)\S*[^\s/]")
_URL_OR_NONE = re.compile(rf"({_URL.pattern})?")
_PATH = re.compile(r"(/\S*)?")


@attrs.frozen(eq=False, repr=False)
class Api(Declaration):
    """A REST service and what the core asks it about the account.

    identity: path that tells who the credentials belong to.
    company: path that tells country (``applicationVersion``) and time zone.
    numberings: path of the document numberings.
    page_size: the most rows a page can have.
    bearer: one key is all of its credentials, sent as ``Bearer KEY``.
    test_url: base URL of the service's own place for trying, where it has one.
    web: where people use the service in a browser.
    quota: requests a minute that are safe before the first answer tells the real number.
    """

    name: str = attrs.field(validator=matches(NAME))
    base_url: str = attrs.field(validator=matches(_URL))
    identity: str = attrs.field(default="", validator=matches(_PATH), kw_only=True)
    company: str = attrs.field(default="", validator=matches(_PATH), kw_only=True)
    numberings: str = attrs.field(default="", validator=matches(_PATH), kw_only=True)
    page_size: int = attrs.field(default=30, validator=at_least(1), kw_only=True)
    quota: int = attrs.field(default=150, validator=at_least(1), kw_only=True)
    bearer: bool = attrs.field(default=False, kw_only=True)
    test_url: str = attrs.field(default="", validator=matches(_URL_OR_NONE), kw_only=True)
    web: str = attrs.field(default="", kw_only=True)

    def variable(self, what: str) -> str:
        """The environment variable of this service: ``ALEGRA_EPROVIDER_KEY`` for ``KEY``."""
        return f"ALEGRA_{self.name.upper().replace('-', '_')}_{what}"


# S1, S4, S5 and S23.
ALEGRA = Api(
    name="alegra",
    base_url="https://api.alegra.com/api/v1",
    identity="/users/self",
    company="/company",
    numberings="/number-templates",
    web="https://app.alegra.com",
)
