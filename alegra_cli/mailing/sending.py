"""Letters on their way, none of them twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from alegra_cli.errors import (
    AlegraError,
    Forbidden,
    Interrupted,
    InterruptedWrite,
    NotSignedIn,
    PlanLimit,
    RateLimited,
    UnknownOutcome,
    Unreachable,
)
from alegra_cli.mailing.journal import NOT_SENT, REFUSED, SENDING, SENT, UNKNOWN, MailJournal
from alegra_cli.mailing.letters import Letter, Now
from alegra_cli.wire import Request, Session

_ENDS_THE_RUN = (NotSignedIn, Forbidden, PlanLimit, RateLimited, Unreachable)


class MailOutcome(NamedTuple):
    letter: Letter
    state: str
    message: str = ""


class Mailer:
    """Sends one letter after another; each is in the journal before it leaves.

    request: makes a letter's request. `stopped` is the error that made the rest pointless.
    """

    def __init__(
        self,
        session: Session,
        journal: MailJournal,
        name: str,
        request: Callable[[Letter], Request],
        now: Now,
    ) -> None:
        self.obstacle: AlegraError | None = None
        self._session = session
        self._journal = journal
        self._name = name
        self._request = request
        self._now = now
        self._under_way: Letter | None = None

    def send(self, letters: Sequence[Letter]) -> Iterator[MailOutcome]:
        """What became of each, as it is known. Raises ``KeyboardInterrupt`` where it comes."""
        for letter in letters:
            if self.obstacle is None:
                self._under_way = letter
                outcome = self._send(letter)
                self._under_way = None
                yield outcome

    def interruption(self) -> Iterator[MailOutcome]:
        """The letter that was under way when the sending ended, once."""
        if self._under_way is not None:
            yield MailOutcome(self._under_way, UNKNOWN)
            self._under_way = None

    def _send(self, letter: Letter) -> MailOutcome:
        self._write(letter, SENDING)
        try:
            self._session.send(self._request(letter))
        except InterruptedWrite as problem:
            self.obstacle = problem
            return self._end(letter, UNKNOWN, problem.message)
        except Interrupted as problem:
            self.obstacle = problem
            return self._end(letter, NOT_SENT, "")
        except UnknownOutcome as problem:
            self.obstacle = problem
            return self._end(letter, UNKNOWN, problem.message)
        except AlegraError as problem:
            if isinstance(problem, _ENDS_THE_RUN):
                self.obstacle = problem
            return self._end(letter, REFUSED, problem.message)
        return self._end(letter, SENT, "")

    def _end(self, letter: Letter, state: str, message: str) -> MailOutcome:
        self._write(letter, state)
        return MailOutcome(letter, state, message)

    def _write(self, letter: Letter, state: str) -> None:
        self._journal.write(f"{self._name}/{letter.id}", letter.addresses, state, self._now())
