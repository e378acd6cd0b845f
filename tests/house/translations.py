"""Every text on a form is translated, and the program loads what the translators wrote."""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import PySide6

from tests.house.languages import needs_translation
from tests.house.tree import files, name_of, xml

LANGUAGES = ("fr", "de")
LRELEASE = Path(PySide6.__file__).with_name("lrelease")

SAME = {
    "fr": frozenset({"Culture", "Indication", "Site", "Volume, mL"}),
    "de": frozenset({"Person"}),
}
"""Texts on forms that are rightly the same as in English, as this language happens to have the same word."""

Message = tuple[str, str, str]
"""Context (the form's class), text in English, and the note that tells equal texts apart."""


def defects(tree: Path) -> list[str]:
    return [defect for language in LANGUAGES for defect in _of_language(tree, language)]


def _of_language(tree: Path, language: str) -> Iterator[str]:
    source = tree / "resources" / "translations" / f"carbench_{language}.ts"
    if not source.exists():
        yield f"{name_of(tree, source)} is missing"
        return
    messages = list(_messages(xml(source)))
    for message, translation in messages:
        if defect := _wrong(message, translation, language):
            yield f"{source.name}: {message[0]}: {message[1]!r} {defect}"
    told, wanted = {message for message, _ in messages}, on_forms(tree)
    for missing in sorted(wanted - told):
        yield f"{source.name}: {missing[0]}: {missing[1]!r} is missing"
    for stray in sorted(told - wanted):
        yield f"{source.name}: {stray[0]}: {stray[1]!r} is on no form"
    if not _released(source):
        yield f"{source.with_suffix('.qm').name} is not what lrelease makes of {source.name}"


def on_forms(tree: Path) -> set[Message]:
    found: set[Message] = set()
    for form in map(xml, files(tree, ("forms",), "*.ui")):
        context = form.findtext("class") or ""
        said = (text for text in form.iter("string") if text.text and text.get("notr") != "true")
        found |= {(context, text.text or "", text.get("comment", "")) for text in said}
    return found


def _messages(translations: ET.Element) -> Iterator[tuple[Message, ET.Element]]:
    for context in translations.iter("context"):
        for message in context.iter("message"):
            said = (message.findtext("source") or "", message.findtext("comment") or "")
            translation = message.find("translation")
            unsaid = ET.Element("translation") if translation is None else translation
            yield (context.findtext("name") or "", *said), unsaid


def _wrong(message: Message, translation: ET.Element, language: str) -> str:
    text = "".join(translation.itertext()).strip()
    if translation.get("type"):
        return f"is {translation.get('type')}"
    if not text:
        return "is not translated"
    same = text == message[1] and needs_translation(text) and text not in SAME[language]
    return "is the same as in English" if same else ""


def _released(source: Path) -> bool:
    """Say whether the file the program loads is, byte for byte, what lrelease makes."""
    shipped = source.with_suffix(".qm")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / shipped.name
        released = subprocess.run([LRELEASE, "-silent", source, "-qm", made], capture_output=True, check=False)
        assert released.returncode == 0, released.stderr
        return shipped.exists() and shipped.read_bytes() == made.read_bytes()
