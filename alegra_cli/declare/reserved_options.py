"""The options that commands have anyway: a field or a filter that takes one of them hides it.

As they are in version 1 of the contract. One that comes later is not among them, and gives way to a
plugin's (`commands.options.give_way`).
"""

# Those of ``export`` and of files for ``update`` are not among them where a declared option of the
# same name goes before them, as ``--format`` and ``--from`` do.
GLOBAL = frozenset(
    (
        "--base-url",
        "--bom",
        "--columns",
        "--delimiter",
        "--dry-run",
        "--excel",
        "--help",
        "--insecure",
        "--lang",
        "--no-color",
        "--no-pager",
        "--output",
        "--profile",
        "--quiet",
        "--raw",
        "--requests-per-second",
        "--select",
        "--show-token",
        "--sort",
        "--timeout",
        "--verbose",
    )
)
OF_LISTS = frozenset(
    (
        "--all",
        "--count",
        "--force",
        "--jobs",
        "--limit",
        "--newest",
        "--order-direction",
        "--order-field",
        "--out",
        "--param",
        "--query",
        "--since-last",
        "--start",
        "--watch",
    )
)
OF_BODIES = frozenset(("--data", "--file", "--set", "--yes"))
OF_WRITES = OF_BODIES | {"--country", "--draft", "--jobs", "--no-validate", "--strict"}
OF_PERIODS = frozenset(("--period", "--since", "--until"))
