"""Every sentence is there in every language, with the same fields, and is really another language."""

import re
import string
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import LANGUAGES, texts

UNITS = {
    "kg",
    "mL",
    "L",
    "EU",
    "h",
    "min",
    "s",
    "d",
    "mm",
    "px",
    "pH",
    "CAR",
    "QP",
    "QC",
    "QA",
    "PDF",
    "UTC",
    "carbench",
}
"""Words that are the same in every language: units, abbreviations of the trade, the program's name."""

NATIVE = {"English", "Français", "Deutsch"}
"""A language is offered by its own name, whatever the window speaks."""

SAME = {
    "fr": frozenset(
        {
            *NATIVE,
            *("Cause", "Complications", "Conclusion", "Culture", "Description", "Dose", "Impact", "Incident"),
            *("Indication", "Patient", "Signature", "Site", "Source", "Transport", "Version", "Volume"),
        }
    ),
    "de": frozenset(
        {
            *NATIVE,
            *("Demonstration", "Infusion", "Lymphodepletion", "Material", "Patient", "Revision"),
            *("Status", "Transport", "Version"),
        }
    ),
}
"""Sentences that are rightly the same as in English, as this language happens to have the same word."""


def defects(tree: Path) -> list[str]:
    english = texts(tree, "en")
    found = [f"{language}: there is no text" for language in LANGUAGES if not texts(tree, language)]
    for language in LANGUAGES:
        sentences = texts(tree, language)
        found += [f"{language}: {defect}" for defect in _broken(sentences)]
        if language != "en":
            found += [f"{language}: {defect}" for defect in _unlike(english, sentences)]
            found += [f"{language}: {key} is not translated" for key in _same(english, sentences, language)]
    return found


def _broken(sentences: dict[str, str]) -> Iterator[str]:
    for key, sentence in sentences.items():
        if not sentence.strip():
            yield f"{key} is empty"
        if any(not name.isidentifier() for name in fields(sentence)):
            yield f"{key} has a field without a name"
        stem, _, form = key.rpartition(".")
        if form in {"one", "other"} and not {f"{stem}.one", f"{stem}.other"} <= sentences.keys():
            yield f"{stem} has one plural form only"


def _unlike(english: dict[str, str], sentences: dict[str, str]) -> Iterator[str]:
    yield from (f"{key} is missing" for key in english if key not in sentences)
    yield from (f"{key} is not in English" for key in sentences if key not in english)
    for key in english.keys() & sentences.keys():
        if fields(english[key]) != fields(sentences[key]):
            yield f"{key} has other fields than in English"


def _same(english: dict[str, str], sentences: dict[str, str], language: str) -> Iterator[str]:
    for key, sentence in sentences.items():
        if (
            sentence == english.get(key)
            and "?" not in fields(sentence)
            and needs_translation(sentence)
            and sentence not in SAME[language]
        ):
            yield key


def fields(sentence: str) -> set[str]:
    """Give the names of the fields; "" for one without a name, "?" for braces that do not close."""
    try:
        parsed = list(string.Formatter().parse(sentence))
    except ValueError:
        return {"?"}
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in parsed if name is not None}


def needs_translation(sentence: str) -> bool:
    """Say whether anything but fields, numbers, signs and units is left of a sentence."""
    bare = re.sub(r"\{[^}]*\}", " ", sentence)
    return bool(set(re.findall(r"[^\W\d_]{2,}", bare)) - UNITS)
