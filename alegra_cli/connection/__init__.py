"""From a profile to a session: where requests go, in whose name, for which company (S1, S4)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from alegra_cli.connection.basis import Basis
from alegra_cli.errors import AlegraError, NoServiceKey, NotSignedIn
from alegra_cli.i18n import _

if TYPE_CHECKING:
    from datetime import date

    from alegra_cli.config.credentials import Credentials
    from alegra_cli.config.file import ResolvedProfile
    from alegra_cli.connection.company import Company, Region
    from alegra_cli.connection.known_company import KnownCompany
    from alegra_cli.connection.options import ConnectionOptions
    from alegra_cli.declare import Api, Resource
    from alegra_cli.sandbox.books import Books
    from alegra_cli.wire import Session

_SOON = 10.0  # seconds that a question beside the command's own may take


class Connection(Basis):
    """One profile's way to Alegra, or to another service. Each part is made on first use."""

    _learnt = False

    def of_profile(self, name: str) -> Connection:
        """The same in another company. Raises `UsageProblem` where there is no such profile."""
        from alegra_cli.config.file import resolve

        resolved = resolve(self.env, self.config, name)
        return self._other(resolved, self.options._replace(base_url=None), None)

    def of_service(self, service: Api, base_url: str | None = None) -> Connection:
        """The same profile with another service, at another address than it is known at."""
        options = self.options._replace(base_url=self.options.base_url or base_url)
        return self._other(self.resolution, options, service)

    def for_api(self, api: Api) -> Connection:
        """Where the records of a service are: this one, or the same profile's for that service.

        An address that was typed is of the service that the command is about.
        """
        from alegra_cli.declare.api import ALEGRA

        if api.name == (self.service or ALEGRA).name:
            return self
        if api.name not in self._by_api:
            options = self.options._replace(base_url=None)
            other = self._other(self.resolution, options, None if api.name == ALEGRA.name else api)
            self._by_api[api.name] = other
        return self._by_api[api.name]

    def session_for(self, resource: Resource) -> Session:
        """The session of the service that a resource lives on, whichever command asks.

        A key, and what was typed, go to no other service than the record's own.
        """
        return self.for_api(resource.api).session

    @property
    def _of_alegra(self) -> Connection:
        """Who asks what the company is, whichever service the command is about."""
        from alegra_cli.declare.api import ALEGRA

        return self.for_api(ALEGRA)

    @cached_property
    def _by_api(self) -> dict[str, Connection]:
        return {}

    def impatient(self, timeout: float) -> Connection:
        """The same for somebody who waits no longer; what fails is not sent again."""
        options = self.options._replace(timeout=timeout, retried=False)
        return self._other(self.resolution, options, self.service)

    def _other(
        self, resolved: ResolvedProfile, options: ConnectionOptions, service: Api | None
    ) -> Connection:
        other = Connection(
            self.env,
            self.config,
            resolved,
            options,
            self.clock,
            service,
            self.notes,
            self.mounts,
        )
        self._others.append(other)
        return other

    @cached_property
    def _others(self) -> list[Connection]:
        """Those that were made of this one, and end with it."""
        return []

    def close(self) -> None:
        """Let go of the sandbox's file, where it or another connection made of it opened one."""
        if books := self.__dict__.pop("books", None):
            books.close()
        while self._others:
            self._others.pop().close()

    @cached_property
    def base_url(self) -> str:
        """Where the requests go, without a final slash. Raises `UsageProblem` for an unsafe one."""
        from alegra_cli.connection import address

        return address.of(self)

    @cached_property
    def credentials(self) -> Credentials | None:
        """Who the requests are from; None when nobody is signed in."""
        from alegra_cli.config import paths
        from alegra_cli.config.credentials import TokenStore, find
        from alegra_cli.connection import sandbox, services

        if self.service is not None and not self.sandboxed:
            return services.credentials(self, self.service)
        notes: list[str] = []
        found = find(
            self.env,
            self.resolution,
            TokenStore(paths.config_file(self.env).parent),
            notes,
            sandbox=sandbox.demo_pair() if self.sandboxed else None,
        )
        for text in notes:
            self.notes.note(text)
        return found

    @cached_property
    def session(self) -> Session:
        """The shared HTTP session. Raises `NotSignedIn` when there are no credentials."""
        who = self.credentials
        if who is None:
            raise self._nobody()
        return self.session_of(who)

    def session_of(self, who: Credentials) -> Session:
        """A session for other credentials than the profile's: a login that is not saved yet."""
        from alegra_cli.connection.session import open_session

        return open_session(self, self.base_url, who, lambda: self.books)

    def _nobody(self) -> NotSignedIn:
        if self.service is not None:
            name = self.service.name
            return NoServiceKey(
                _("No key for {service} in the profile {profile}.").format(
                    service=name, profile=self.profile.name
                ),
                _("Run `alegra auth login --service {name}`, or set {variable}.").format(
                    name=name, variable=self.service.variable("KEY")
                ),
            )
        return NotSignedIn(
            _("No credentials for the profile {profile}.").format(profile=self.profile.name),
            _(
                "Run `alegra auth login`, or set ALEGRA_EMAIL and ALEGRA_TOKEN. To try the "
                "program without an account: `alegra --profile sandbox invoices list`."
            ),
        )

    @cached_property
    def books(self) -> Books:
        """The sandbox's books, opened once. Raises `AlegraError` when its file can't be used."""
        from alegra_cli.connection import sandbox

        if sandbox.is_new(self.env, self.profile.name):
            self.notes.note(
                _(
                    "{profile} is new: a company in Colombia. `alegra sandbox reset --country "
                    "mexico -p {profile}` makes another one."
                ).format(profile=self.profile.name)
            )
        return sandbox.books(self.env, self.clock.now().date(), self.profile.name)

    @cached_property
    def account(self) -> Region:
        """What is known of the company without asking the API."""
        from alegra_cli.connection import company

        if self.sandboxed:
            return company.account_of(self.books.call("GET", "/company"))
        account = self._of_profile
        if None not in account or self._known_company is None:
            return account
        kept = self._known_company.last_known()
        return company.Region(account.country or kept.country, account.timezone or kept.timezone)

    @cached_property
    def _of_profile(self) -> Region:
        from alegra_cli.connection import company

        return company.memory_of(self.env, self.config, self.resolution)

    @cached_property
    def _known_company(self) -> KnownCompany | None:
        """What is kept of the company of these credentials; None where there is no such place."""
        from alegra_cli.config import paths
        from alegra_cli.connection.known_company import KnownCompany

        if self.sandboxed:
            return None
        if self.service is not None:
            return self._of_alegra._known_company
        try:
            who, url = self.credentials, self.base_url
        except AlegraError:
            return None  # what is wrong with them is told when something is sent
        cache = paths.cache_dir(self.env)
        return KnownCompany(cache, self.clock, url, who.identity()) if who else None

    def learn_company(self, offline: bool) -> None:
        """Find out country and time zone where neither profile nor cache has them.

        One request a day at most, which may fail; none where ALEGRA_ASK_COMPANY is no. offline:
        nothing is sent, and a note says what is not known.
        """
        if self._learnt or self.sandboxed or None not in self._of_profile:
            return
        if self._known_company is None or self._known_company.fresh():
            return
        self._learnt = True
        if self.env.get("ALEGRA_ASK_COMPANY", "").casefold() in ("no", "0"):
            return
        if not offline:
            hurried = self._of_alegra.impatient(min(self.options.timeout, _SOON))
            who = hurried.credentials
            self._known_company.ask(lambda: hurried.session_of(who) if who else hurried.session)
            self.__dict__.pop("account", None)
        elif self.account.country is None:
            self.notes.note(
                _(
                    "The company's country and time zone are not known yet, and nothing is sent "
                    "to ask for them. Where the command has --country, that names the country."
                )
            )

    @property
    def country(self) -> str | None:
        """The account's country as /company tells it, where it is known without asking."""
        return self.account.country

    @cached_property
    def company(self) -> Company:
        """The company as far as it is known without asking the API."""
        import attrs

        from alegra_cli.connection import company

        if self.sandboxed:
            return company.read(self.books.call("GET", "/company"))
        kept = self._known_company.last_known() if self._known_company else company.read(None)
        name = company.remembered_name(self.env, self.resolution)
        return attrs.evolve(kept, name=name or kept.name)

    def today(self) -> date:
        """The day it is for the company."""
        from alegra_cli.input.dates import today_in

        return today_in(self.account.timezone, self.clock.now())

    @cached_property
    def company_key(self) -> str:
        """What names the company to the API, whatever its profile is called here.

        Asked of the API, so that a renamed profile or another user is the same company.
        Raises `AlegraError`.
        """
        from alegra_cli.declare.api import ALEGRA
        from alegra_cli.wire import Request

        if self.sandboxed:
            from alegra_cli.sandbox.http.signature import instance

            return f"sandbox {instance(self.books.store)}"
        body = self.session.send(Request("GET", ALEGRA.company)).body
        company = body if isinstance(body, dict) else {}
        return f"{self.base_url} {company.get('id')} {company.get('identification')}"
