"""The check of translated forms finds what it is there to find."""

import subprocess
from pathlib import Path

import pytest

from tests.house import translations
from tests.house.tree import write_tree

FORM = """<ui version="4.0"><class>SignIn</class><widget class="QWidget" name="SignIn">
<property name="windowTitle"><string>Sign in</string></property>
<property name="role" stdset="0"><string notr="true">primary</string></property>
<property name="toolTip"><string comment="of a person">Name</string></property>
</widget></ui>"""
MESSAGES = """<!DOCTYPE TS><TS version="2.1" language="{language}"><context><name>SignIn</name>
<message><source>Sign in</source><translation>{sign_in}</translation></message>
<message><source>Name</source><comment>of a person</comment><translation>{name}</translation></message>
</context></TS>"""
FRENCH = MESSAGES.format(language="fr", sign_in="Se connecter", name="Nom")
GERMAN = MESSAGES.format(language="de", sign_in="Anmelden", name="Nachname")
FOLDER = "resources/translations"


def sown(tree: Path, french: str = FRENCH, *, form: str = FORM) -> Path:
    sources = {f"{FOLDER}/carbench_fr.ts": french, f"{FOLDER}/carbench_de.ts": GERMAN}
    write_tree(tree, {"forms/sign_in.ui": form} | sources)
    for name in sources:
        made = (tree / name).with_suffix(".qm")
        subprocess.run([translations.LRELEASE, "-silent", tree / name, "-qm", made], check=True)
    return tree


def test_whole_translations_are_sound(tmp_path: Path) -> None:
    assert translations.defects(sown(tmp_path)) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<translation>Nom<", '<translation type="unfinished">Nom<', "'Name' is unfinished"),
        ("<translation>Nom<", '<translation type="vanished">Nom<', "'Name' is vanished"),
        ("<translation>Nom<", "<translation><", "'Name' is not translated"),
        ("Se connecter", "Sign in", "'Sign in' is the same as in English"),
    ],
)
def test_a_text_that_is_not_translated_is_found(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in FRENCH
    assert translations.defects(sown(tmp_path, FRENCH.replace(old, new))) == [f"carbench_fr.ts: SignIn: {said}"]


def test_a_text_the_translators_never_saw_is_found(tmp_path: Path) -> None:
    tree = sown(tmp_path, form=FORM.replace("Sign in", "Enter"))
    assert "carbench_fr.ts: SignIn: 'Enter' is missing" in translations.defects(tree)
    assert "carbench_de.ts: SignIn: 'Sign in' is on no form" in translations.defects(tree)


def test_a_note_that_tells_texts_apart_counts(tmp_path: Path) -> None:
    tree = sown(tmp_path, form=FORM.replace("of a person", "of a product"))
    assert "carbench_de.ts: SignIn: 'Name' is missing" in translations.defects(tree)


def test_a_released_file_that_is_behind_is_found(tmp_path: Path) -> None:
    tree = sown(tmp_path)
    write_tree(tree, {f"{FOLDER}/carbench_fr.ts": FRENCH.replace("Nom", "Prénom")})
    assert translations.defects(tree) == ["carbench_fr.qm is not what lrelease makes of carbench_fr.ts"]


@pytest.mark.parametrize("name", ["carbench_fr.ts", "carbench_fr.qm"])
def test_a_file_that_is_not_there_is_found(tmp_path: Path, name: str) -> None:
    tree = sown(tmp_path)
    (tree / FOLDER / name).unlink()
    (defect,) = translations.defects(tree)
    assert name in defect
