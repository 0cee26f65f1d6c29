"""The names that a plugin may import, where a module has more than those.

The page of the contract (docs/plugins.md) is held against them.
"""

CONTRACT_NAMES = {
    "alegra_cli.hookspecs": ("hookimpl",),
    "alegra_cli.declare.computed": ("Computed", "Reader"),
    "alegra_cli.dotted_path": ("at",),
    "alegra_cli.errors": (
        "AlegraError",
        "ExitCode",
        "Forbidden",
        "Invalid",
        "NotFound",
        "NotSignedIn",
        "PlanLimit",
        "RateLimited",
        "UnknownOutcome",
        "Unreachable",
        "UsageProblem",
        "reason",
    ),
    "alegra_cli.i18n": ("N_", "_", "language", "ngettext"),
    "alegra_cli.output": (
        "OutputOptions",
        "PAGE",
        "View",
        "Writer",
        "bounded",
        "cell_text",
        "header_of",
        "lookup",
    ),
    "alegra_cli.output.sheet": ("SheetColumn", "workbook"),
    "alegra_cli.output.visible": ("visible",),
    "alegra_cli.update.installer": ("hint",),
    "alegra_cli.app": ("App",),
    "alegra_cli.wire": ("Reply", "Request", "Session"),
    "alegra_cli.sandbox.extension": ("Books", "Call", "Mount", "Refusal", "Route"),
    "alegra_cli.testing": ("API", "FakeClock", "Result", "Runner", "Terminal", "words"),
}
"""By module. Of the others that the page names, all that `__all__` has."""
