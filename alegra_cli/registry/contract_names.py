"""The names that a plugin may import, where a module has more than those.

The page of the contract (docs/plugins.md) is held against them.
"""

CONTRACT_NAMES = {
    "hookspecs": ("hookimpl",),
    "declare.computed": ("Computed", "Reader"),
    "dotted_path": ("at",),
    "errors": (
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
    "i18n": ("N_", "_", "language", "ngettext"),
    "output": (
        "OutputOptions",
        "PAGE",
        "View",
        "Writer",
        "bounded",
        "cell_text",
        "header_of",
        "lookup",
    ),
    "output.sheet": ("SheetColumn", "workbook"),
    "output.visible": ("visible",),
    "update.installer": ("hint",),
    "app": ("App",),
    "wire": ("Reply", "Request", "Session"),
    "sandbox.extension": ("Books", "Call", "Mount", "Refusal", "Route"),
    "testing": ("API", "FakeClock", "Result", "Runner", "Terminal", "words"),
}
"""By module below `alegra_cli`. Of the others that the page names, all that `__all__` has."""
