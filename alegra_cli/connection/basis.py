"""What a connection rests on: all that it is told, and nothing that it finds out.

Its parts are made of this alone, so that none of them can lean on another in secret.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alegra_cli.clock import Clock
    from alegra_cli.config.file import ConfigFile, Profile, ResolvedProfile
    from alegra_cli.connection.options import ConnectionOptions, Notes
    from alegra_cli.declare import Api


class Basis:
    """env, config, the resolved profile, its options, clock, service, notes.

    `service` is None for Alegra itself. `mounts` gives what plugins add to the embedded sandbox.
    """

    def __init__(
        self,
        env: Mapping[str, str],
        config: ConfigFile,
        resolved: ResolvedProfile,
        options: ConnectionOptions,
        clock: Clock,
        service: Api | None,
        notes: Notes,
        mounts: Callable[[], Iterable[Any]] = tuple,
    ) -> None:
        self.env = env
        self.config = config
        self.resolution = resolved
        self.options = options
        self.clock = clock
        self.service = service
        self.notes = notes
        self.mounts = mounts

    @property
    def profile(self) -> Profile:
        return self.resolution.profile

    @cached_property
    def sandboxed(self) -> bool:
        """Whether the session is the sandbox inside this program.

        Raises `UsageProblem` when an option asks for another place too.
        """
        from alegra_cli.connection import sandbox

        return sandbox.is_meant(self.profile.name, self.options.base_url)
