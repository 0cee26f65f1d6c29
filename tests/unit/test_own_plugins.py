"""Pages and catalogues are of our own plugins, whatever is installed beside them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import manpages
import reference
import translations
from tests.unit.conftest import Install

STRANGER = '''
    """Projects of a stranger."""
    from alegra_cli.declare import GET, LIST, Column, Country, CountryRule, Resource
    from alegra_cli.hookspecs import hookimpl

    @hookimpl
    def alegra_resources():
        return [Resource("projects", singular="project of a stranger", path="/projects",
                         actions=(LIST, GET), columns=(Column("Id", "id"),))]

    @hookimpl
    def alegra_countries():
        rule = CountryRule("atlantis", "name", message="A rule of a stranger.", on=("contacts",))
        return [Country("atlantis", label="Atlantis of a stranger", authority="ATA", rules=(rule,))]
'''

pytestmark = pytest.mark.usefixtures("copied")


def test_a_plugin_that_is_installed_beside_ours_is_on_no_page(
    install: Install, tmp_path: Path
) -> None:
    install("acme-projects", "projects", "acme_projects_beside", STRANGER)
    install("acme-land", "atlantis", "acme_projects_beside", STRANGER, "alegra_cli.countries")
    assert [text for text in translations.texts() if "stranger" in str(text)] == []
    assert reference.main([str(tmp_path / "reference")]) == 0
    assert manpages.main([str(tmp_path / "share")]) == 0
    pages = [file for file in tmp_path.rglob("*") if file.suffix in (".md", ".1")]
    assert len(pages) > 80
    assert [file for file in pages if "stranger" in file.read_text(encoding="utf-8")] == []


def test_what_is_untranslated_is_told_before_the_pages_that_it_makes_stale() -> None:
    makefile = (Path(__file__).parents[2] / "Makefile").read_text(encoding="utf-8")
    recipe = re.search(r"^docs-check:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    assert recipe is not None
    assert "tools/translations.py --check" in recipe[1].splitlines()[0]
