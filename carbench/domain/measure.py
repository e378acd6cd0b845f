"""Text to an exact number with a unit, or a clear refusal.

The grammar is release.md section 12: an optional sign of censoring and one
blank, ASCII digits, the language's own separator and digits. No exponent, no
thousands separator, no inner blank, no other digits. Precision is never lost.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from carbench.domain.errors import (
    ExactReadingDue,
    FieldEmpty,
    NotAnIdentifier,
    NotAReading,
    NothingTyped,
    NotPlainText,
    OutsidePossible,
    WrongSeparator,
)

BLANKS = " \t\u00a0"
NUMBER = re.compile(r"(?P<sign><=|>=|[<≤>≥])? ?(?P<minus>-)?(?P<whole>[0-9]+)((?P<separator>[.,])(?P<places>[0-9]+))?")
IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
DIGITS_AT_MOST = 64
"""Longer than any balance or counter prints; keeps a stuck key out of the record."""


class Censor(Enum):
    """What a reading says of the value it stands for."""

    EXACT = "="
    BELOW = "<"
    AT_MOST = "≤"
    ABOVE = ">"
    AT_LEAST = "≥"


SIGNS = {None: Censor.EXACT, "<": Censor.BELOW, "<=": Censor.AT_MOST, "≤": Censor.AT_MOST}
SIGNS |= {">": Censor.ABOVE, ">=": Censor.AT_LEAST, "≥": Censor.AT_LEAST}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit and what it is counted against; compared by name, never converted."""

    name: str
    denominator: str = ""
    """"viable CD45+", "transduced cell"; empty where nothing is divided by."""

    def __str__(self) -> str:
        return f"{self.name} / {self.denominator}" if self.denominator else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """What a test can give at all, ends included, in the unit of its test."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a person read and typed, exactly, with its unit."""

    text: str
    """As typed, blanks at the ends removed."""

    censor: Censor
    value: Decimal
    unit: Unit


def read(text: str, *, unit: Unit, separator: str, possible: Range | None = None, exact: bool = False) -> Reading:
    """Read a typed number in the person's language; `exact` refuses a sign of censoring.

    Units: the caller's; nothing is converted.
    Raises: NothingTyped, NotAReading, WrongSeparator, OutsidePossible, ExactReadingDue.
    """
    bare = text.strip(BLANKS)
    if not bare:
        raise NothingTyped
    typed = NUMBER.fullmatch(bare)
    if typed is None or len(bare) > DIGITS_AT_MOST:
        raise NotAReading(text=shown(bare))
    if typed["separator"] not in (None, separator):
        raise WrongSeparator(text=bare, separator=separator)
    if exact and typed["sign"]:
        raise ExactReadingDue(text=bare)
    value = Decimal((typed["minus"] or "") + typed["whole"] + (f".{typed['places']}" if typed["places"] else ""))
    reading = Reading(text=bare, censor=SIGNS[typed["sign"]], value=value, unit=unit)
    if possible is not None and not _possible(reading, possible):
        low, high = (str(end).replace(".", separator) for end in (possible.low, possible.high))
        raise OutsidePossible(text=bare, low=low, high=high)
    if typed["minus"] and (possible is None or possible.low >= 0):
        raise NotAReading(text=bare)
    return reading


def _possible(reading: Reading, possible: Range) -> bool:
    """Say whether a test can give a reading; "< 0" of what begins at zero stands for no value at all."""
    if reading.censor is Censor.BELOW:
        return possible.low < reading.value <= possible.high
    if reading.censor is Censor.ABOVE:
        return possible.low <= reading.value < possible.high
    return possible.low <= reading.value <= possible.high


def shown(text: str, longest: int = 40) -> str:
    """Make typed text safe to show in a sentence: short, with control characters named."""
    plain = "".join(c if c.isprintable() else f"[U+{ord(c):04X}]" for c in text)
    return plain if len(plain) <= longest else plain[:longest] + "…"


def read_text(text: str, *, field: str, optional: bool = False) -> str:
    """Read free text: one line, NFC, nothing invisible.

    Raises: FieldEmpty, NotPlainText.
    """
    bare = unicodedata.normalize("NFC", text).strip(BLANKS)
    if not bare and not optional:
        raise FieldEmpty(field=field)
    for character in bare:
        # Cf holds zero-width and direction marks, Cc line breaks: a page could say another thing than the record.
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
            raise NotPlainText(character=f"U+{ord(character):04X}")
    return bare


def read_identifier(text: str, *, field: str) -> str:
    """Read a batch, bag or patient identifier: letters, digits and hyphens.

    Raises: FieldEmpty, NotPlainText, NotAnIdentifier.
    """
    bare = read_text(text, field=field)
    if IDENTIFIER.fullmatch(bare) is None:
        raise NotAnIdentifier(text=shown(bare))
    return bare
