"""Which output format was asked for, and what writes it."""

# Annotations are texts here for the sake of the start, as in `screen`.
from collections.abc import Callable
from typing import TYPE_CHECKING

from alegra_cli.errors import OF_STRANGERS, UsageProblem
from alegra_cli.i18n import _

if TYPE_CHECKING:
    from alegra_cli.declare import Format
    from alegra_cli.output import Writer
    from alegra_cli.registry import Registry


class FormatChoice:
    """A format by its name, with what may stand behind it: ``template=…``.

    registry: asked for what is none of our own. origin: tells where it comes from if nobody typed
    it.
    """

    def __init__(
        self, asked: str, registry: "Callable[[], Registry]", origin: Callable[[], str] = str
    ) -> None:
        self.name, self._equals, self.argument = asked.partition("=")
        self._registry = registry
        self._origin = origin

    def writer_class(self, takes_bytes: bool = True) -> "type[Writer]":
        """takes_bytes: whether what it writes to is no terminal.

        Raises `UsageProblem` for a format that can't be, `PluginProblem` for a broken one.
        """
        from alegra_cli.output import FORMATS, writer_class

        brought = None if self.name in FORMATS else self._registry().format(self.name)
        if brought is None:
            if self.name not in FORMATS:
                formats = _("Formats: {formats}.").format(formats=", ".join(self.names()))
                raise UsageProblem(
                    _("There is no output format {format}.").format(format=repr(self.name)),
                    f"{self._origin()} {formats}".strip(),
                )
            self._check_argument("", optional=False)
            return writer_class(FORMATS[self.name])
        self._check_argument(brought.argument, brought.optional)
        found = plugin_writer(brought, self._registry())
        found.check(self.argument)
        if brought.binary and not takes_bytes:
            raise not_for_a_terminal(brought.name)
        return found

    def names(self) -> list[str]:
        """Of all output formats."""
        from alegra_cli.output import FORMATS

        return [*FORMATS, *self._registry().formats()]

    def _check_argument(self, takes: str, optional: bool) -> None:
        """Raises `UsageProblem` where a format has no argument and needs one, or the other way."""
        if bool(self._equals) != bool(takes) and not (optional and not self._equals):
            like = f"-o '{self.name}={takes}'" if takes else f"-o {self.name}"
            text = _("This format is written {like}.").format(like=like)
            raise UsageProblem(text, self._origin())


def not_for_a_terminal(kind: str) -> UsageProblem:
    """Of bytes, which no person reads."""
    return UsageProblem(
        _("{format} is not for a terminal.").format(format=kind),
        _("Send it into a file: > FILE, or --out FILE where the command has it."),
    )


def plugin_writer(brought: "Format", registry: "Registry") -> "type[Writer]":
    """What writes a plugin's format. Raises `PluginProblem`."""
    from alegra_cli.output import writer_class

    try:
        found = writer_class(brought.writer)
        _check_methods(found)
        return found
    except OF_STRANGERS as problem:
        raise registry.broken_format(brought.name, problem, brought.writer) from problem


def _check_methods(found: type) -> None:
    """Raises ``TypeError`` for a method that can't be called as ours are: in the middle of a
    command nothing would say whose it is."""
    from inspect import signature

    methods = ("records", "record", "one", "value")
    for called, arguments, ours in (
        *((name, (found, None), "") for name in methods),
        ("check", ("",), "; it is a @classmethod of the argument"),
        ("", (None, None, (), None), "; it is made as Writer is"),
    ):
        try:
            signature(getattr(found, called) if called else found).bind(*arguments)
        except TypeError as problem:
            name = f"{found.__name__}.{called}".rstrip(".")
            raise TypeError(f"{name}: {problem}{ours}") from problem
