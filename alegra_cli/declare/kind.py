"""Kinds of actions that are more than a request and its reply.

Each takes the words that mean something for it and no others, so that a report with a body, or
a download without its link, can't be written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from alegra_cli.declare.action import Action, Ids

if TYPE_CHECKING:
    from alegra_cli.declare.field import Field
    from alegra_cli.declare.mailing import Mailing


@attrs.frozen(eq=False, init=False, repr=False)
class Kind(Action):
    """What none of the kinds says of itself; it is only made as one of them."""

    body: str = attrs.field(default="none", init=False)
    fields: tuple[Field, ...] = attrs.field(default=(), init=False)
    ids: Ids | None = attrs.field(default=None, init=False)
    merge: bool = attrs.field(default=False, init=False)
    required_keys: tuple[str, ...] = attrs.field(default=(), init=False)
    confirm: str = attrs.field(default="", init=False)
    show: str = attrs.field(default="", init=False)
    mailing: Mailing | None = attrs.field(default=None, init=False)
    accounting_only: bool = attrs.field(default=False, init=False)
    message_key: str = attrs.field(default="message", init=False)
