"""The check of languages finds what it is there to find."""

from pathlib import Path

import pytest

from tests.house import languages
from tests.house.tree import write_tree

MISSING = 'range = "{{low}}–{{high}} mL"\n[missing]\none = "{{count}} {one}"\nother = "{{count}} {other}"\n'
SOUND = {
    "en": MISSING.format(one="result is missing", other="results are missing"),
    "fr": MISSING.format(one="résultat manque", other="résultats manquent"),
    "de": MISSING.format(one="Ergebnis fehlt", other="Ergebnisse fehlen"),
}


def sown(tree: Path, **changed: str) -> Path:
    return write_tree(tree, {f"resources/texts/{name}.toml": text for name, text in (SOUND | changed).items()})


def test_three_whole_languages_are_sound(tmp_path: Path) -> None:
    assert languages.defects(sown(tmp_path)) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('range = "{low}–{high} mL"\n', "", "fr: range is missing"),
        ("[missing]", 'stray = "perdu"\n[missing]', "fr: stray is not in English"),
        ("{low}–{high}", "{low}–{top}", "fr: range has other fields than in English"),
        ("{low}–{high}", "{low}", "fr: range has other fields than in English"),
        ("{count} résultat manque", "{count} result is missing", "fr: missing.one is not translated"),
    ],
)
def test_a_sentence_that_is_not_translated_is_found(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in SOUND["fr"]
    assert languages.defects(sown(tmp_path, fr=SOUND["fr"].replace(old, new))) == [said]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('empty = " "\n', "empty is empty"),
        ('nameless = "{} mL"\n', "nameless has a field without a name"),
        ('unclosed = "{low mL"\n', "unclosed has a field without a name"),
        ('few.one = "{count} mL"\n', "few has one plural form only"),
    ],
)
def test_a_broken_sentence_is_found(tmp_path: Path, line: str, said: str) -> None:
    tree = sown(tmp_path, **{name: line + text for name, text in SOUND.items()})
    assert languages.defects(tree) == [f"{name}: {said}" for name in ("en", "fr", "de")]


def test_a_language_that_is_not_there_is_found(tmp_path: Path) -> None:
    tree = sown(tmp_path)
    (tree / "resources/texts/de.toml").unlink()
    assert "de: there is no text" in languages.defects(tree)
