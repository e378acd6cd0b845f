"""The sentences a person reads, per language; free of Qt.

Window, command line and documents ask the same object. A sentence is found by a
dotted key in resources/texts/<language>.toml and filled with named fields; where
`count` is a field, `<key>.one` and `<key>.other` are its forms.
"""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path

from carbench.domain.errors import BenchError
from carbench.domain.measure import Censor, Reading
from carbench.domain.moment import Moment
from carbench.domain.specification import Wording
from carbench.paths import RESOURCES

LANGUAGES = ("en", "fr", "de")
SEPARATORS = {"en": ".", "fr": ",", "de": ","}


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The sentences of one language."""

    language: str
    sentences: dict[str, str]
    screen: bool = False
    """Read on a screen, where a raised 6 of a few pixels reads as a ring and 10^6 does not."""

    @property
    def separator(self) -> str:
        """Give the one decimal separator this language takes and writes."""
        return SEPARATORS[self.language]

    def say(self, what: str | Enum | BenchError, /, **fields: object) -> str:
        """Give the sentence of a key, of a member of an enumeration or of an error. Raises: KeyError."""
        match what:
            case BenchError():
                return self.say(f"error.{what.kind}", **what.values())
            case Enum():
                return self.say(f"{_snake(type(what).__name__)}.{what.value}")
            case _:
                return self._sentence(what, fields).format(**{k: self._shown(k, v) for k, v in fields.items()})

    def _sentence(self, key: str, fields: dict[str, object]) -> str:
        if "count" in fields and key not in self.sentences:
            return self.sentences[f"{key}.one" if fields["count"] == 1 else f"{key}.other"]
        return self.sentences[key]

    def _shown(self, name: str, value: object) -> str:
        """Write a field: numbers with the language's separator, moments in clear, names of things by their own text."""
        match value:
            case Decimal():
                return self.decimal(value)
            case Moment():
                return value.plain()
            case Enum():
                return self.say(value)
            case str():
                return self._words(name, value)
            case _:
                return str(value)

    def _words(self, name: str, value: str) -> str:
        """Say the names of things an error holds; whatever else it holds stands as it is."""
        match name:
            case "roles" | "field" | "duty" | "decision" | "conclusion":
                return ", ".join(self.say(f"{name.removesuffix('s')}.{word}") for word in value.split())
            case "reasons":
                said = (self.say(f"reason.{word}", about="") for word in value.split(", "))
                return " · ".join(sentence.rstrip(" \u00a0:.") for sentence in said)
            case "step":
                known = (f"{table}.{value}" for table in ("step", "supply_stage"))
                return next((self.sentences[key] for key in known if key in self.sentences), value)
            case _:
                return value

    def decimal(self, value: Decimal) -> str:
        """Write a number as it stands, never as an exponent."""
        return f"{value:f}".replace(".", self.separator)

    def reading(self, reading: Reading) -> str:
        """Write a reading with its sign, as precise as it was typed."""
        sign = "" if reading.censor is Censor.EXACT else f"{reading.censor.value} "
        return sign + self.decimal(reading.value)

    def wording(self, wording: Wording, /) -> str:
        """Choose the text of this language from a product's own wording. Raises: KeyError."""
        return on_pixels(wording[self.language]) if self.screen else wording[self.language]


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


def on_pixels(text: str) -> str:
    """Write powers so that they can be read on a screen."""
    return text.replace("10⁶", "10^6")


@cache
def on_screen(language: str) -> Texts:
    """Read the sentences of a language for a screen."""
    printed = texts_in(language)
    shown = {key: on_pixels(sentence) for key, sentence in printed.sentences.items()}
    return Texts(language=language, sentences=shown, screen=True)


@cache
def texts_in(language: str, folder: Path = RESOURCES / "texts") -> Texts:
    """Read the sentences of a language. Raises: KeyError for a language that is not kept."""
    SEPARATORS[language]
    tree = tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))
    return Texts(language=language, sentences=dict(_flat(tree)))


def _flat(tree: dict[str, object], stem: str = "") -> list[tuple[str, str]]:
    """Flatten nested tables to dotted keys."""
    found: list[tuple[str, str]] = []
    for key, value in tree.items():
        name = f"{stem}{key}"
        found += _flat(value, f"{name}.") if isinstance(value, dict) else [(name, str(value))]
    return found
