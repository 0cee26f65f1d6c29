"""What a person is told of a journal of rows that can't be used, and what to do then."""

from __future__ import annotations

from typing import NamedTuple

from alegra_cli.i18n import _


class JournalTexts(NamedTuple):
    """All of them translated.

    busy: another run has it, with ``{file}``. wait: what to do then. damage: where a line can't be
    read. unwritable: where it can't be written. elsewhere: where it is of something else.
    """

    busy: str
    wait: str
    damage: str
    unwritable: str
    elsewhere: str


def of_imports() -> JournalTexts:
    """Of a file's rows, by a journal that a person may name."""
    return JournalTexts(
        _("Another import is using the journal {file}."),
        _("Wait until it is over; a file is imported once at a time."),
        _(
            "The journal says which rows were sent. Look the last records up in Alegra, "
            "take the rows that are there out of your file, then move the journal away."
        ),
        _("Nothing is sent without the journal: make room, or name another place with --journal."),
        _(
            "Nothing was sent. To import the file anew, whatever was created before, name "
            "another journal with --journal."
        ),
    )


def of_received() -> JournalTexts:
    """Of what suppliers send, by the journals of the company."""
    return JournalTexts(
        _("Another run is using the journal {file}."),
        _("Wait until it is over; documents are posted by one run at a time."),
        _(
            "The journal says what was sent. See in Alegra that the last documents, suppliers and "
            "files are there, and once; then move the journal away. A document that is in the "
            "account is known again by the tax authority's id, and not sent."
        ),
        _("Nothing is sent without the journal: make room, or let its folder be written to."),
        _(
            "Nothing was sent. Move the journal away; a document that is in the account is known "
            "again by the tax authority's id, and not sent."
        ),
    )
