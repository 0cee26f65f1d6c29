"""What several tests of plugins need."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Put a distribution with one plugin on the path, as an installer would."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))

    def make(
        distribution: str,
        name: str,
        module: str,
        source: str,
        group: str = "alegra_cli.plugins",
        installed_from: str = "",
    ) -> None:
        (site / f"{module}.py").write_text(textwrap.dedent(source).lstrip())
        info = site / f"{distribution.replace('-', '_')}-1.5.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.5\n"
        )
        (info / "entry_points.txt").write_text(f"[{group}]\n{name} = {module}\n")
        if installed_from:
            (info / "direct_url.json").write_text(installed_from)

    return make
