"""The run of a command for one of many companies: an `App` like any other to the command."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cached_property
from typing import Any

from alegra_cli.app import App, Options
from alegra_cli.companies.choice import CompanyProfile
from alegra_cli.companies.screen import KeepingScreen
from alegra_cli.companies.spool import Spool
from alegra_cli.config.file import ResolvedProfile
from alegra_cli.errors import UsageProblem
from alegra_cli.i18n import _


class WriteForbidden(UsageProblem):
    """A write that was not let through."""


class CompanyApp(App):
    """Shares with the run of `each` its registry, clock and options; the rest is its own.

    reads: nothing but reading leaves, whatever the command is. agreed: a person has said yes for
    all of them. dry: nothing is sent, whatever the options say. tell: takes a line of
    ``--verbose``. own_output: what the command wrote to stdout by itself.
    """

    def __init__(
        self,
        of: App,
        company: CompanyProfile,
        spool: Spool,
        reads: bool,
        tell: Callable[[str], None],
        agreed: bool = False,
        dry: bool = False,
    ) -> None:
        self.own_output = io.StringIO()
        super().__init__(
            company.env, io.StringIO(), self.own_output, io.StringIO(), of.clock, of.run_line
        )
        self.company = company
        self.spool = spool
        self.agreed = agreed
        self.options = of.options._replace(profile=None, dry_run=dry or of.options.dry_run)
        self.registry = of.registry
        self.config = of.config.copy()
        self._of = of
        self._reads = reads
        self._tell = tell

    def override(self, nearer: Options) -> None:
        if nearer.profile is not None:
            raise UsageProblem(
                _("The companies are named before the --, and --profile behind it names another.")
            )
        super().override(nearer)

    def use_new_profile(self, _name: str | None = None) -> None:
        raise UsageProblem(_("This command makes a profile; it runs for one company alone."))

    @cached_property
    def _resolution(self) -> ResolvedProfile:
        return ResolvedProfile(self.company.profile, explicit=True)

    @cached_property
    def screen(self) -> Any:
        return KeepingScreen(self.screen_parts(), self.spool, self.dry_run, self._tell)

    def _usual_format(self) -> str:
        """What they have in common: the profiles may want different ones."""
        return str(self.config.settings.get("defaultOutputFormat") or "table")

    def _begin_write(self) -> None:
        if self._reads:
            raise WriteForbidden(
                _("This command changes something, and was only allowed to read."),
                _("`alegra each --write` lets it, after it has asked."),
            )
        super()._begin_write()
        # What shows all of it must not make it look as if nothing had been done either.
        self._of._begin_write()
