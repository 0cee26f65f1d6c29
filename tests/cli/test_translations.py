"""`make docs-check` fails for a translation that is missing, unused, wrong or not compiled."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import click_texts
import translations
import wording
from alegra_cli.i18n import LOCALES

WHERE = Path("es", "LC_MESSAGES", "alegra-cli.po")


@pytest.fixture(scope="module")
def texts() -> list[str | tuple[str, str]]:
    """All that is shown anywhere."""
    return sorted(set(translations.texts()), key=str)


@pytest.fixture
def check(
    texts: list[str | tuple[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., int]:
    """Runs the check on a copy of the catalogue that `changed` changes, with more texts."""
    shutil.copytree(LOCALES, tmp_path / "locale")

    def run(changed: Callable[[str], str] = str, more: tuple[str, ...] = ()) -> int:
        monkeypatch.setattr(translations, "texts", lambda: [*texts, *more])
        po = tmp_path / "locale" / WHERE
        po.write_text(changed(po.read_text(encoding="utf-8")), encoding="utf-8")
        return translations.main(["--check"], tmp_path / "locale")

    return run


def test_the_catalogue_is_complete_and_compiled(check: Callable[..., int]) -> None:
    assert check() == 0


def test_a_new_text_without_translation(
    check: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(more=("A text that is new.",)) == 1
    assert "untranslated: 'A text that is new.'" in capsys.readouterr().out


def test_a_text_that_nothing_uses(check: Callable[..., int]) -> None:
    assert check(lambda po: po + '\nmsgid "Unused."\nmsgstr "Sin uso."\n') == 1


def test_another_placeholder(check: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert check(lambda po: po.replace('msgstr "{file} ya existe."', 'msgstr "{fila} ya existe."'))
    assert "other placeholders: '{fila} ya existe.'" in capsys.readouterr().out


def test_a_catalogue_that_was_not_compiled(check: Callable[..., int]) -> None:
    assert check(lambda po: po.replace('msgstr "Bodega."', 'msgstr "Almacén."')) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{count} of {total}", "{count} de {count}"),
        ("--yes does it.", "--si lo hace."),
        ("Name.", "Nombre"),
        ("E-mail: ", "Correo:"),
        ("Which country?", "Qué país?"),
        ("Two words", "Dos  palabras"),
    ],
)
def test_what_is_wrong_with_a_translation(text: str, told: str) -> None:
    assert list(wording.wrong(text, told))


def test_every_text_of_the_installed_click_is_known() -> None:
    """A new one is translated, or it is said that this program never shows it."""
    assert click_texts.of_click() <= {*click_texts.SHOWN, *click_texts.NOT_SHOWN}


# One word for one thing, and those of an accountant in Bogotá as in Ciudad de México.
NOT_SAID = {
    r"peticion|petición": "solicitud",
    r"complemento(?! de la carta)": "plugin: in Mexico a complemento is part of a CFDI",
    r"directorio": "carpeta",
    r"plan de cuentas": "catálogo de cuentas",
    r"por defecto": "predeterminado",
    r"tiquete": "ticket",
    r"facturas? de compra": "factura de proveedor",
    r"período": "periodo",
    r"cuentas? de banco": "cuenta bancaria",
    r"almac[eé]n": "bodega",
    r"\b(the|of|and|with|is|are|not)\b(?!`)": "Spanish",
}


def test_one_word_for_one_thing() -> None:
    catalogue = translations.read(LOCALES / WHERE, "es")
    found = [
        (told, better)
        for message in catalogue
        for told in translations.strings(message)
        for word, better in NOT_SAID.items()
        if message.id and re.search(word, told, re.IGNORECASE)
    ]
    assert found == []
