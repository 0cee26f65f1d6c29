"""A bare participle greps like nothing, and a name of two classes says of neither what it is.

CONTRIBUTING.md has the rule: participles are for locals. What is true or false may be called by one
(`required`, `sandboxed`), since that reads as the question that it answers.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.sources import BESIDE, PROGRAM, ROOT, nodes

# Those that do not end in -ed.
BARE = {
    *("begun", "bound", "broken", "built", "chosen", "done", "drawn", "driven", "fed", "found"),
    *(
        "given",
        "gone",
        "held",
        "hidden",
        "kept",
        "known",
        "learnt",
        "left",
        "lost",
        "made",
        "meant",
    ),
    *("met", "paid", "said", "seen", "sent", "shown", "spent", "spoken", "stored", "taken"),
    *("thrown", "told", "unknown", "woken", "won", "worn", "written"),
}
NO_PARTICIPLES = ("embed", "feed", "need", "seed", "speed")
# Words of the contract since its first version, and of the field; exceptions say what happened.
NAMED_SO = {
    "alegra_cli/declare/computed.py",
    "alegra_cli/declare/received.py",
    "bounded",
    "shaped",
    "Balance.left",
    "Cancelled",
    "Computed",
    "Conversion.done",
    "Interrupted",
    "Malformed",
}
CLASS = re.compile(r"^ *class +(\w+)", re.MULTILINE)


# What may be defined in a source: to parse it takes longer than to look at it.
FORMS = re.compile(r"^ +(\w+): |\bdef +(\w+)|\bclass +(\w+)|\bself\.(\w+)", re.MULTILINE)


class Definition(NamedTuple):
    name: str
    place: str


def definitions(file: Path, source: str) -> Iterator[tuple[str, Definition]]:
    """(kind, definition) of the module, its classes, functions and methods, and their fields.

    Those that are true or false are left out.
    """
    where = str(file.relative_to(ROOT))
    for node in nodes(source):
        if isinstance(node, ast.ClassDef):
            yield "class", Definition(node.name, f"{where}:{node.lineno}")
            yield from _fields(node, where)
        if isinstance(node, (ast.ClassDef, ast.Module)):
            for item in node.body:
                if isinstance(item, ast.FunctionDef) and not _is_a_question(item):
                    yield "function", Definition(item.name, f"{where}:{item.lineno}")


def _fields(class_: ast.ClassDef, where: str) -> Iterator[tuple[str, Definition]]:
    found: dict[str, int] = {}
    truths: set[str] = set()
    for item in class_.body:
        if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
            found.setdefault(item.target.id, item.lineno)
            truths |= {item.target.id} if _is_bool(item.annotation) else set()
        elif isinstance(item, ast.FunctionDef):
            for name, line, truth in _assigned(item):
                found.setdefault(name, line)
                truths |= {name} if truth else set()
    for name in found.keys() - truths:
        yield "field", Definition(f"{class_.name}.{name}", f"{where}:{found[name]}")


def _assigned(function: ast.FunctionDef) -> Iterator[tuple[str, int, bool]]:
    """(name, line, whether it is true or false) of what a method assigns to ``self``."""
    arguments = (*function.args.args, *function.args.kwonlyargs)
    questions = {one.arg for one in arguments if _is_bool(one.annotation)}
    for node in ast.walk(function):
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            value = node.value
            truth = isinstance(value, ast.Constant) and isinstance(value.value, bool)
            truth |= isinstance(value, ast.Name) and value.id in questions
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                for one in ast.walk(target):
                    if isinstance(one, ast.Attribute) and ast.unparse(one.value) == "self":
                        yield one.attr, node.lineno, truth


def _is_bool(annotation: ast.expr | None) -> bool:
    return annotation is not None and ast.unparse(annotation) in ("bool", "bool | None")


def _is_a_question(function: ast.FunctionDef) -> bool:
    read = any("property" in ast.unparse(one) for one in function.decorator_list)
    return read and _is_bool(function.returns)


def is_bare(name: str) -> bool:
    """Whether a name, of a field without its class, is one participle and nothing else."""
    word = name.rpartition(".")[2].strip("_")
    if "_" in word or any(letter.isupper() for letter in word[1:]):
        return False
    word = word.casefold()
    return word in BARE or (word.endswith("ed") and not word.endswith(NO_PARTICIPLES))


def bare(file: Path, source: str) -> list[str]:
    """What a file defines by such a name."""
    where = str(file.relative_to(ROOT))
    found = [f"{where} module"] if is_bare(file.stem) and where not in NAMED_SO else []
    if any(is_bare(name) for groups in FORMS.findall(source) for name in groups if name):
        found += [
            f"{place} {kind} {name}"
            for kind, (name, place) in definitions(file, source)
            if is_bare(name) and name not in NAMED_SO
        ]
    return found


def test_nothing_that_is_read_elsewhere_is_called_by_a_bare_participle() -> None:
    assert len(PROGRAM) > 600
    assert [told for file in PROGRAM for told in bare(file, file.read_text("utf-8"))] == []


def test_nothing_beside_the_program_is_called_by_one_that_may_mean_anything() -> None:
    """Tests and tools are read one by one: there it is those of `BARE` alone."""
    assert len(BESIDE) > 250
    found = (told for file in BESIDE for told in bare(file, file.read_text("utf-8")))
    assert [told for told in found if not told.rpartition(".")[2].endswith("ed")] == []


def test_a_bare_name_is_seen_wherever_it_is_defined() -> None:
    assert bare(ROOT / "made.py", "found = known(told)") == ["made.py module"]
    for source, told in (
        ("class Known_: pass", "1 class Known_"),
        ("class A:\n    _found: int\n    sent = 1", "2 field A._found"),
        ("class A:\n    def b(self):\n        self.c, self.Kept = 1, 2", "3 field A.Kept"),
        ("class A:\n    def b(self, c):\n        self.sent: int = c", "3 field A.sent"),
        ("class A:\n    def told(self): pass", "2 function told"),
        ("def parsed(given): known = said(given)", "1 function parsed"),
        ("def b():\n    found: int = 1", ""),
        ("class A:\n    sent: bool = False", ""),
        ("class A:\n    def b(self, c: bool):\n        self.sent = c", ""),
        ("class A:\n    def b(self):\n        self.sent = False", ""),
        ("class A:\n    @property\n    def sent(self) -> bool: return True", ""),
    ):
        assert bare(ROOT / "a.py", source) == [f"a.py:{told}"] * bool(told), source


def test_no_two_classes_have_one_name() -> None:
    places = defaultdict(list)
    for file in PROGRAM:
        for name in CLASS.findall(file.read_text(encoding="utf-8")):
            places[name].append(str(file.relative_to(ROOT)))
    assert len(places) > 250
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
