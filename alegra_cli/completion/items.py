"""What the word under the cursor could be."""

from __future__ import annotations

from collections.abc import Callable

WordMeaning = Callable[[list[str]], list[str]]
"""The words of a command line with the person's own words replaced."""


class Item:
    """One thing that the word could be.

    text: what a list shows for it, where the value has more in front. record: it is an id.
    """

    def __init__(self, value: str, label: str = "", record: bool = False) -> None:
        self.value = value
        self.text = value
        self.label = label
        self.record = record


class Completions:
    """files: names of files are what it takes. open: more follows, without a blank."""

    def __init__(self, items: list[Item] | None = None, files: bool = False, open: bool = False):
        self.items = items or []
        self.files = files
        self.open = open

    def behind(self, start: str) -> Completions:
        """The same where the word has `start` in front of the value."""
        for item in self.items:
            item.value = start + item.value
        return self
