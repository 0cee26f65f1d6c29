"""What a connection is told besides the profile: options, and who hears of what happens."""

# Without the postponed annotations of other files: a NamedTuple would compile each of its own, and
# every command that sends something would wait for that.
from collections.abc import Callable
from typing import NamedTuple

TIMEOUT = 60.0  # seconds


class ConnectionOptions(NamedTuple):
    """What the command line says of it.

    base_url: another address than the profile's. insecure: one without https will do. timeout:
    seconds for connecting and for each silence. retried: a request that fails is sent again, and a
    quota that is used up is waited for.
    """

    base_url: str | None = None
    insecure: bool = False
    timeout: float = TIMEOUT
    retried: bool = True


class Notes(NamedTuple):
    """Who is told what happens.

    note: takes lines that a person must see. log: takes one line a request, for ``--verbose``.
    write_begins: called before each write goes out.
    """

    note: Callable[[str], None]
    log: Callable[[str], None]
    write_begins: Callable[[], None]
