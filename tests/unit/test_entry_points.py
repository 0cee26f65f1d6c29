"""The entry points, as the library of Python tells them and faster."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest

from alegra_cli.registry import Registry, entry_points
from tests.cases import cases

GROUPS = ("plugins", "aliases", "formats", "countries", "received", "services", "sandbox")
Install = Callable[[str, str], Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """A folder at the front of the path, with the metadata of a distribution."""

    def make(folder: str, points: str) -> Path:
        place = tmp_path / folder.partition("/")[0]
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "METADATA").write_text("Name: acme\nVersion: 1.5\n")
        (tmp_path / folder / "entry_points.txt").write_text(points)
        monkeypatch.syspath_prepend(str(place))
        return place

    return make


def package_points(group: str) -> set[tuple[str, str]]:
    return {(point.name, point.module) for point in entry_points.points(group)}


def told_by_the_library(group: str) -> set[tuple[str, str]]:
    return {(point.name, point.module) for point in metadata.entry_points(group=group)}


@cases("group", GROUPS)
def test_they_are_those_of_the_library(group: str) -> None:
    group = f"alegra_cli.{group}"
    assert package_points(group) == told_by_the_library(group)


POINTS = """[console_scripts]
acme = acme:main

[alegra_cli.plugins]
# a remark = of somebody
one = acme.one
two=acme.two:plugin [extra]

[alegra_cli.formats]
three = acme.three
"""


def test_who_brings_it_is_told_as_the_library_tells_it(install: Install) -> None:
    place = install("a/acme-1.5.dist-info", POINTS)
    Path(place, "acme-1.5.dist-info", "METADATA").write_text(
        "Metadata-Version: 2.4\nName: acmé\nLicense: MIT\n\nName: a README\nVersion: 9\n", "utf-8"
    )
    points = entry_points.points("alegra_cli.plugins")
    assert {point.metadata("Name") for point in points if point.name == "one"} == {"acmé"}
    assert {point.metadata("Version") for point in points if point.name == "one"} == {"?"}
    for point in set(points) - {point for point in points if point.name in ("one", "two")}:
        assert point.metadata("Version") == point.dist.version
        assert point.metadata("Name") == point.dist.name


@pytest.mark.parametrize("folder", ["a/acme-1.5.dist-info", "a/Acme-1.5-py3.11.egg-info"])
def test_what_an_installer_writes_is_read(install: Install, folder: str) -> None:
    before = package_points("alegra_cli.plugins")
    install(folder, POINTS)
    assert package_points("alegra_cli.plugins") - before == {
        ("one", "acme.one"),
        ("two", "acme.two"),
    }
    assert package_points("alegra_cli.plugins") == told_by_the_library("alegra_cli.plugins")
    assert ("three", "acme.three") in package_points("alegra_cli.formats")
    if "dist" in folder:
        assert Registry({}).entry("one").distribution == "acme"
        assert Registry({}).entry("one").version == "1.5"


def test_the_first_on_the_path_hides_another_of_its_name(install: Install) -> None:
    install("later/acme_tips-1.dist-info", "[alegra_cli.plugins]\nold = acme.old\n")
    install("first/Acme.Tips-2.dist-info", "[alegra_cli.plugins]\nnew = acme.new\n")
    names = {name for name, _module in package_points("alegra_cli.plugins")}
    assert "new" in names
    assert "old" not in names


def test_an_archive_on_the_path_is_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "all.zip"
    with zipfile.ZipFile(archive, "w") as into:
        into.writestr("acme-1.5.dist-info/METADATA", "Name: acme\nVersion: 1.5\n")
        into.writestr("acme-1.5.dist-info/entry_points.txt", POINTS)
    monkeypatch.setattr(sys, "path", [str(archive), *sys.path])
    assert ("one", "acme.one") in package_points("alegra_cli.plugins")
    assert Registry({}).entry("one").version == "1.5"
