"""A list read to its end while others change it: no record twice, none passed over.

Pages are cut by position, so a record that is deleted while we read moves all later ones by
one. Therefore every page begins with the last record of the page before. Where it does not,
the list has moved, and we step back until a page begins with a record that was given already:
what follows such a record was there in one piece when that page was made.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Any

from alegra_cli.errors import Unreachable
from alegra_cli.i18n import _
from alegra_cli.operations.ahead import Ahead, Fetch, Page
from alegra_cli.operations.position import Position

# How far back a list may move while one page is read.
_RECENT = 3000


class Walk:
    """Reads pages of `size` rows, several under way at once.

    own, begin: see `Ahead`. id_key: what tells records apart; empty for rows that have no name
    of their own, which are then read page after page as they come. repeats: the list gives a
    record several times, which is no reason to doubt its ids.
    """

    def __init__(
        self,
        own: Fetch,
        begin: Callable[[], Fetch],
        size: int,
        id_key: str,
        jobs: int,
        repeats: bool = False,
    ) -> None:
        self._ahead = Ahead(own, begin, jobs)
        self._full = self._size = size
        self._id_key = id_key
        self._repeats = repeats
        self._jobs = jobs
        self._guesses = self._steps = 0
        self._barren = False
        self._before: list[Any] = []
        self._recent: OrderedDict[str, None] = OrderedDict()

    def records(self, position: Position, limit: int | None = None) -> Iterator[Any]:
        """The records from `position` on, which moves with them. Raises `AlegraError`."""
        try:
            for fresh, reached in self._lists(position, limit):
                left = len(fresh) if limit is None else limit - position.count
                for offset, record in fresh[:left]:
                    position.count += 1
                    position.next = offset + 1
                    yield record
                if left >= len(fresh):
                    position.next = max(position.next, reached)
                if limit is not None and position.count >= limit:
                    break
            self._ahead.settle()
        finally:
            self._ahead.close()

    def _lists(
        self, position: Position, limit: int | None
    ) -> Iterator[tuple[list[tuple[int, Any]], int]]:
        """(offset, record) of what was not given before, and the offset behind the page."""
        start = offset = position.next
        end = None if limit is None else start + limit
        while True:
            page = self._ahead.page(offset, self._following(offset, position.total, end))
            rows, reached = page.rows, offset + len(page.rows)
            position.total = page.total
            if not position.count and not self._told_apart(rows):
                self._id_key = ""
            if len(rows) > self._full:
                # It ignores limit, and so start, and has given everything at once.
                yield self._fresh(rows, 0, start), len(rows)
                return
            if self._moves(rows, offset, position):
                # Records before this page were deleted, and those that would follow ours have
                # moved into pages that we took for read. What is read twice is dropped below.
                offset = self._back(offset, start)
                continue
            fresh = self._fresh(rows, offset)
            yield fresh, reached
            if self._over(page, bool(fresh)):
                return
            if len(rows) < self._size:
                # A short page that is not the last: the API has a smaller limit for this list,
                # and offsets of pages that are on their way already were worked out with ours.
                self._give_way(len(rows))
            offset = reached - self._overlap

    def _give_way(self, size: int) -> None:
        """It gives fewer rows than it was asked for."""
        self._size = size
        if size == 1:
            self._id_key = ""  # no room for the last one of the page before
        self._ahead.drop()

    @property
    def _overlap(self) -> int:
        return 1 if self._id_key else 0

    def _following(self, offset: int, total: int | None, end: int | None) -> Iterator[int]:
        """Offsets of later pages: all that the total promises, else a few more each time."""
        step = self._size - self._overlap
        if total is None:
            last = offset + step * self._guesses
            self._guesses = min(self._jobs, self._guesses * 2 or 1)
        else:
            last = total - 1 - self._overlap
        if end is not None:
            last = min(last, end - 1 - self._overlap)
        yield from range(offset + step, last + 1, step)

    def _over(self, page: Page, fresh: bool) -> bool:
        barren, self._barren = self._barren, not fresh
        if page.total is None:
            # The last page is one shorter than asked for (S24); a small
            # catalogue that ignores start gives its only page again.
            return len(page.rows) < self._size or not fresh
        # A total may count records that no page shows; two pages of nothing new end it as well.
        at_end = page.offset + len(page.rows) >= page.total
        return at_end or not page.rows or (barren and not fresh)

    def _told_apart(self, rows: list[Any]) -> bool:
        ids = {self._id(row) for row in rows}
        return "" not in ids and (self._repeats or len(ids) == len(rows))

    def _moves(self, rows: list[Any], offset: int, position: Position) -> bool:
        """Whether the page does not follow what was given; what lies at 0 always does."""
        if not self._id_key or not position.count or offset == 0:
            return False
        return not (rows and self._id(rows[0]) in self._recent)

    def _back(self, offset: int, start: int) -> int:
        self._ahead.drop()
        self._barren = False
        step = max(1, self._size - 1)
        # Ids older than `_RECENT` are forgotten, so beyond them nothing could be recognised and
        # the list would seem to have moved for ever.
        self._steps += step
        if offset <= start or self._steps > _RECENT - self._full:
            raise Unreachable(
                _("The list changed too much while it was read."), _("Run the command again.")
            )
        return max(offset - step, start)

    def _fresh(self, rows: list[Any], offset: int, since: int = 0) -> list[tuple[int, Any]]:
        """(offset, row) of the rows that were not given yet; those before `since` were."""
        numbered = list(enumerate(rows, offset))[since:]
        if not self._id_key:
            again, self._before = rows == self._before, rows
            return [] if again else numbered
        self._steps = 0
        fresh = []
        for place, row in numbered:
            if self._id(row) not in self._recent:
                self._recent[self._id(row)] = None
                fresh.append((place, row))
        while len(self._recent) > _RECENT:
            self._recent.popitem(last=False)
        return fresh

    def _id(self, row: Any) -> str:
        value = row.get(self._id_key) if isinstance(row, dict) else None
        return "" if value is None else str(value)
