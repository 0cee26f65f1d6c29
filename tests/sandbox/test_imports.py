"""The files of the sandbox import one another in one direction, also inside functions."""

from __future__ import annotations

import graphlib

import grimp

ROOM = "alegra_cli.sandbox"


def test_no_file_is_in_a_circle_of_imports() -> None:
    graph = grimp.build_graph("alegra_cli", cache_dir=None)
    files = {name for name in graph.modules if name.startswith(ROOM)}
    imports = {
        name: {other for other in graph.find_modules_directly_imported_by(name) if other in files}
        for name in files
    }
    assert len(imports) > 60
    # Raises `CycleError`, with the circle in it.
    list(graphlib.TopologicalSorter(imports).static_order())
