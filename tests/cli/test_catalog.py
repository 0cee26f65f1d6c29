"""The lists of codes: nine countries, offline, by any word in any case."""

from __future__ import annotations

import csv
import io

import pytest

from alegra_cli import exact
from alegra_cli.registry import Registry
from alegra_cli.rules import catalogs
from alegra_cli.testing import Runner

COUNTRIES = Registry({}).countries()


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_there_are_nine_countries() -> None:
    assert len(COUNTRIES) == 9


@pytest.mark.parametrize("version", COUNTRIES)
def test_every_list_of_a_country_is_shown_whole(alegra: Runner, version: str) -> None:
    lists = rows(alegra("catalog", "--country", version, "-o", "csv").out)
    assert len(lists) >= 5
    for item in lists:
        if int(item["entries"]) < 3000:
            shown = rows(alegra("catalog", item["list"], "--country", version, "-o", "csv").out)
            assert len(shown) == int(item["entries"])
            assert len({row["code"] for row in shown}) == len(shown)


def test_case_and_accents_make_no_difference(alegra: Runner) -> None:
    line = ("catalog", "product-keys")
    told = [
        alegra(*line, *words, "--country", "mexico", "-o", "json").out
        for words in (("caña", "azúcar"), ("AZUCAR", "CANA"), ("azúcar caña",))
    ]
    assert told[0] == told[1] == told[2]
    assert [row["code"] for row in exact.loads(told[0])] == ["70141507"]


def test_the_search_of_the_large_list_misses_nothing() -> None:
    pack = Registry({}).country("mexico")
    assert pack is not None
    whole = catalogs.entries(pack, "product-keys") or []
    assert len(whole) == 52_514
    folded = catalogs.plain("\n".join(" ".join(item) for item in whole)).split("\n")
    assert len(folded) == len(whole)
    for word in ("perros", "nino", "10101502", "ñ", "a"):
        wanted = catalogs.plain(word)
        expected = [item for item, text in zip(whole, folded, strict=True) if wanted in text]
        assert catalogs.entries(pack, "product-keys", word) == expected


def test_other_names_and_the_accounts_own_country(alegra: Runner) -> None:
    env = {"ALEGRA_PROFILE": "sandbox"}
    first = alegra("catalog", "medios-de-pago", env=env)
    assert first.code == 0
    for name in ("catalogs", "reference"):
        assert alegra(name, "medios-de-pago", env=env).out == first.out
    assert alegra("catalog", "--country", "costa-rica").code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("medio-de-pagos-x", "--country", "colombia"), "medios-de-pago"),
        (("x", "--country", "atlantis"), "argentina"),
        ((), "--country"),
    ],
)
def test_what_is_not_there_is_a_usage_error(
    alegra: Runner, words: tuple[str, ...], told: str
) -> None:
    result = alegra("catalog", *words)
    assert result.code == 2
    assert told in result.err
