"""A hook of the site: what is searched in a language is found in that language.

The plugin that builds the languages writes one index for all of them; here it becomes one each.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mkdocs.plugins import event_priority

FOLDER = "es/"


@event_priority(-200)  # after the languages, which come at -100
def on_post_build(config: Any, **_more: Any) -> None:
    site = Path(config.site_dir)
    file = site / "search" / "search_index.json"
    index = json.loads(file.read_text(encoding="utf-8"))
    spanish = [page for page in index["docs"] if page["location"].startswith(FOLDER)]
    if not spanish:  # called for the build of a single language too
        return
    english = [page for page in index["docs"] if not page["location"].startswith(FOLDER)]
    for page in spanish:
        page["location"] = page["location"].removeprefix(FOLDER)
    write(file, index, english, "en")
    write(site / FOLDER / "search" / "search_index.json", index, spanish, "es")


def write(file: Path, index: dict[str, Any], pages: list[Any], language: str) -> None:
    own = index | {"docs": pages, "config": index["config"] | {"lang": [language]}}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(own, separators=(",", ":"), ensure_ascii=False), encoding="utf-8")
