"""``make fuzz``: odd input for as long as it was told, and a line to repeat what it finds.

FUZZ_SECONDS, FUZZ_SEED; FUZZ_GROUPS=files,kept for some; FUZZ_CASE=files/12 for one of them,
which is shown.
"""

from __future__ import annotations

import io
import itertools
import os
import secrets
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.fuzz.case import wrong
from tests.fuzz.groups import GROUPS, case
from tests.fuzz.running import judged, lived_in, run


def main() -> int:
    assert isinstance(sys.stdout, io.TextIOWrapper)
    sys.stdout.reconfigure(errors="backslashreplace")
    seed = os.environ.get("FUZZ_SEED") or secrets.token_hex(4)
    with tempfile.TemporaryDirectory(prefix="alegra-fuzz-") as folder:
        lived = lived_in(Path(folder))
        if one := os.environ.get("FUZZ_CASE"):
            return show(seed, one, lived)
        return search(seed, lived)


def show(seed: str, one: str, lived: Path) -> int:
    group, _slash, number = one.partition("/")
    tried = case(seed, group, int(number))
    for name in ("line", "stdin", "env", "files", "answers"):
        print(f"{name}: {getattr(tried, name)!r}"[:4000])
    outcome = run(tried, lived)
    print(f"exit code {outcome.code}\n{outcome.out[:2000]}\n{outcome.err[:2000]}")
    for name, note in outcome.notes.items():
        print(f"{name}: {note}")
    found = wrong(tried, outcome)
    print(f"wrong: {'; '.join(found) or 'nothing'}")
    return bool(found)


def search(seed: str, lived: Path) -> int:
    limit = float(os.environ.get("FUZZ_SECONDS") or 60)
    groups = (os.environ.get("FUZZ_GROUPS") or ",".join(GROUPS)).split(",")
    print(f"{limit:.0f} seconds of {', '.join(groups)}; FUZZ_SEED={seed}", flush=True)
    until = time.monotonic() + limit
    tried: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    found: dict[str, list[str]] = {}

    def attempt(place: tuple[int, str]) -> None:
        number, group = place
        if time.monotonic() > until:
            return
        made = case(seed, group, number)
        outcome, problems = judged(made, lived)
        tried[group] += 1
        codes[str(outcome.code)] += 1
        for problem in problems:
            if problem not in found:
                print(f"!! {group}/{number}: {problem}\n   {made.line!r}"[:500], flush=True)
            found.setdefault(problem, []).append(f"{group}/{number}")

    places = ((number, group) for number in itertools.count() for group in groups)
    with ThreadPoolExecutor(2) as pool:
        while time.monotonic() < until:
            list(pool.map(attempt, itertools.islice(places, 60)))
    print("tried: " + ", ".join(f"{group} {count}" for group, count in tried.items()))
    print("exit codes: " + ", ".join(f"{code}: {count}" for code, count in sorted(codes.items())))
    for problem, where in found.items():
        print(f"{len(where)} times {problem}")
        print(f"  FUZZ_SEED={seed} FUZZ_CASE={where[0]} make fuzz")
    print(f"{len(found)} kinds of findings")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
