"""`make docs-check` fails for a translation that is missing, unused, wrong or not compiled."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import click_texts
import live_tree
import translations
import wording
from alegra_cli import cli
from alegra_cli.commands.build import OF_ONE, SUMMARIES
from alegra_cli.declare import Resource
from alegra_cli.i18n import LOCALES
from alegra_cli.registry import Registry

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


# What is told to whoever is "tú": of verbs in -ar, then of others. The help of a command says
# what it does, in the same form ("Crea un registro."), and so is looked at no further.
TO_A_FRIEND = frozenset(
    re.findall(
        r"\w+",
        """
    activa agrega ajusta anula aplica asegúrate asigna asocia baja borra busca cambia cierra compara
    compra completa comprueba configura confirma consulta contacta copia crea da deja descarga
    desactiva elimina emplea ejecuta entra envía espera genera guarda habilita indica ingresa inicia
    instala intenta llama llena marca mira modifica nombra numera paga pasa pega pregunta prueba
    quita regístra registra renueva repasa revisa selecciona separa solicita timbra toma usa
    abre añade corrige da define descomprime devuelve di divide elige emite escribe haz imprime
    incluye lee pide pon reduce repite resuelve ten ve verifica
    vuelve
    """,
    )
)
OF_A_FRIEND = re.compile(
    r"\b(tú|tu|tus|tuy[oa]s?|contigo|puedes|quieres|tienes|debes|necesitas|sabes|eres|estás|hagas"
    r"|uses|envíes|timbres|olvides|dejes|escribas|agregues|asegúrate)\b"
)
PRONOUN = re.compile(r"(\w*[áéíó]\w*?[ae])(?:se)?(?:l[oae]s?|te)\b")
SENTENCE = re.compile(r"(?:^|[.:;?!] |\n)[¿¡(]*(\w+)")
_PLAIN = str.maketrans("áéíó", "aeio")


def friendly(told: str, helps: bool = False) -> list[str]:
    """What a Spanish text says to a friend. helps: whether it says what a command does."""
    found = OF_A_FRIEND.findall(told.casefold())
    verbs = {verb.translate(_PLAIN) for verb in TO_A_FRIEND}
    for stem in PRONOUN.findall(told.casefold()):
        found += [stem] if stem.translate(_PLAIN) in verbs else []
    first = [] if helps else SENTENCE.findall(told.casefold())
    return found + [word for word in first if word in TO_A_FRIEND]


@pytest.mark.parametrize(
    "told",
    [
        "Agrega un ítem.",
        "No hay ninguno. Usa --id.",
        "Quítalo de la factura.",
        "Escríbelo otra vez.",
        "Se envía a tu correo.",
        "Corrija y no lo envíes.",
    ],
)
def test_what_is_said_to_a_friend_is_found(told: str) -> None:
    assert friendly(told)


@pytest.mark.parametrize(
    "told", ["Escríbalo otra vez.", "Agréguelo.", "Use --id.", "Su correo.", "Envíela: es suya."]
)
def test_what_is_said_to_usted_is_none(told: str) -> None:
    assert friendly(told) == []


def helps() -> Iterator[str]:
    """What says what something does or is: of commands, options, resources and fields."""
    yield from (*SUMMARIES.values(), *OF_ONE.values())
    yield from (summary for _module, summary in cli.BUILTIN.values())
    for context in live_tree.contexts():
        yield from (context.command.help or "", context.command.short_help or "")
        yield from (getattr(param, "help", None) or "" for param in context.command.params)
    for _name, resource in Registry({}).resources():
        if isinstance(resource, Resource):
            yield from (action.summary for action in resource.actions)
            yield from (field.help for field in resource.fields)


def test_spanish_speaks_to_usted() -> None:
    told_of_commands = set(helps())
    catalogue = translations.read(LOCALES / WHERE, "es")
    found = [
        (told, words)
        for message in catalogue
        for told in translations.strings(message)
        if message.id and (words := friendly(told, message.id in told_of_commands))
    ]
    assert found == []
