"""``--watch``: the same look again and again, until Ctrl-C or until nothing is left to wait for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from alegra_cli.app import App
from alegra_cli.clock import local
from alegra_cli.commands.options import Option, Seconds
from alegra_cli.declare import Column
from alegra_cli.errors import Interrupted, RateLimited, Unreachable, UsageProblem
from alegra_cli.i18n import _
from alegra_cli.output.screen import Screen

CLEAR = "\x1b[H\x1b[2J"
Look = Callable[[], list[Any]]


def watch_option(heading: str = "") -> Option:
    return Option(
        ["--watch"],
        type=Seconds(min=1),
        metavar="SECONDS",
        help=_("Look again every so many seconds; with -o jsonl only what is new or changed."),
        heading=heading,
    )


def check(app: App) -> None:
    """Raises `UsageProblem` where nobody could make sense of what is shown again and again."""
    if not app.stdout.isatty() and app.screen.format != "jsonl":
        raise UsageProblem(
            _("--watch draws on a terminal; this is not one."),
            _("With -o jsonl it writes a line for each record that is new or has changed."),
        )


def watch(
    app: App,
    seconds: float,
    look: Look,
    columns: Sequence[Column],
    over: Callable[[list[Any]], bool] = lambda _found: False,
) -> None:
    """Show what `look` finds, every `seconds`, until it is over or Ctrl-C is pressed.

    When Alegra can't be reached meanwhile that is told, and it goes on; at the first look it is
    an error like any other.
    """
    check(app)
    screen = app.screen.with_options(app.screen.options._replace(pager=False))
    seen: dict[str, str] = {}
    found = look()
    try:
        while True:
            _show(app, screen, found, columns, seconds, seen)
            if over(found):
                return
            found = _later(app, seconds, look)
    except (KeyboardInterrupt, Interrupted):
        return  # the way that it ends


def _later(app: App, seconds: float, look: Look) -> list[Any]:
    while True:
        app.clock.sleep(seconds)
        try:
            return look()
        except (Unreachable, RateLimited) as problem:
            app.screen.note(problem.message)


def _show(
    app: App,
    screen: Screen,
    found: list[Any],
    columns: Sequence[Column],
    seconds: float,
    seen: dict[str, str],
) -> None:
    if screen.format == "jsonl":
        found = _news(found, seen)
    if app.stdout.isatty():
        moment = local(app.clock.now())
        told = _("Every {seconds} s · {time} · Ctrl-C ends it").format(
            seconds=f"{seconds:g}", time=f"{moment:%H:%M:%S}"
        )
        app.screen.raw(f"{CLEAR}{told}\n\n" if screen.format != "jsonl" else "")
    if found or screen.format != "jsonl":
        screen.records(found, columns)
    app.stdout.flush()


def _news(found: list[Any], seen: dict[str, str]) -> list[Any]:
    """Those that were not there before, or not like this."""
    from alegra_cli import exact

    news = []
    for record in found:
        text = exact.dumps(record)
        key = str(record.get("id", text)) if isinstance(record, dict) else text
        if seen.get(key) != text:
            seen[key] = text
            news.append(record)
    return news
