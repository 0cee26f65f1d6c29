"""Files that import each other can't be read one after the other, nor tested one without the other.

Imports inside functions count: they postpone a circle and do not open it. Imports for the type
checker alone don't, since nothing of them is left when the program runs.
"""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

import grimp
import pytest

Imports = dict[str, set[str]]


def imports() -> Imports:
    """Each module of the program and the ones that it imports."""
    graph = grimp.build_graph("alegra_cli", exclude_type_checking_imports=True, cache_dir=None)
    return {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}


def check(found: Imports) -> None:
    try:
        TopologicalSorter(found).prepare()
    except CycleError as problem:
        # Each one of the list is imported by the one after it.
        circle = "\n  imports ".join(reversed(problem.args[1]))
        pytest.fail(f"These files import each other in a circle:\n  {circle}", pytrace=False)


def test_no_file_of_the_program_imports_itself_by_way_of_others() -> None:
    found = imports()
    assert len(found) > 150
    check(found)


def test_a_circle_is_named_in_the_order_of_its_imports() -> None:
    found = {"cli": {"app"}, "app": {"connection"}, "connection": {"session"}, "session": {"app"}}
    with pytest.raises(pytest.fail.Exception) as failure:
        check(found)
    names = str(failure.value).partition(":\n  ")[2].split("\n  imports ")
    assert names[0] == names[-1]
    assert all(other in found[one] for one, other in pairwise(names))
    assert set(names) == {"app", "connection", "session"}
