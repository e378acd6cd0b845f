"""Which frame a scanned text is, and what it says; or why it cannot be read.

A scanner is a keyboard: what it sends through a keyboard of another country is
recognised and refused, never put right by guess.
Source: release.md sections 10 and 12, Codes.
"""

import re
from dataclasses import dataclass

from carbench.domain import compound, isbt128, sec
from carbench.domain.code_errors import ForeignKeyboard, NotACode, ScannerPrefixLeft
from carbench.domain.errors import BenchError, NothingTyped, NotPlainText
from carbench.domain.identifiers import CHAIN, read_donation_number
from carbench.domain.isbt128_structures import Parts
from carbench.domain.measure import shown

TYPED_DONATION_NUMBER = "typed_donation_number"
PRINTED_SEC = "printed_single_european_code"
DONATION_SEQUENCE = "donation_sequence"
TYPED_CHAIN_OF_IDENTITY = "typed_chain_of_identity"

PREFIX = re.compile(r"\][A-Za-z][0-9A-Za-z]?")
"""What a scanner puts before a code to say which symbol it saw: ISO/IEC 15424. No frame begins with a bracket."""

AZERTY_ONLY = re.compile(r"[éèçàùµ²]")
AZERTY_DIGITS = re.compile(r"[&é\"'(\-è_çà]")
AZERTY_AT_LEAST = 8
"""Every donation number has ten digits and every chain of identity four, so a few such signs prove nothing."""

QWERTZ_ONLY = re.compile(r"[ßäöüÄÖÜ´`ÁÉÍÓÚÝáíóúý]")
"""The "=" of a scanner is a dead accent there: "=A" arrives as Á."""

QWERTZ_BEGINS = re.compile(r"/([:(*§]|-CH|,4)")
"""The "&" of a scanner is a slash there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """A text that was read."""

    frame: str
    """The name of a structure of ISBT 128, `compound_message`, `single_european_code`, or one of the names above."""

    parts: Parts
    """Plain texts by name, in the order of the code."""


def identify(code: str) -> Identified:
    """Say which frame a scanned or typed text is, and its parts.

    Nothing is stripped but the blanks of a donation number and of a printed Single European Code.
    Raises: NothingTyped, NotPlainText, ScannerPrefixLeft, ForeignKeyboard, NotACode, CodeBroken,
    NotADonationNumber, CheckCharacterWrong.
    """
    if not code.strip():
        raise NothingTyped
    hidden = next((character for character in code if not character.isprintable()), None)
    if hidden is not None:
        raise NotPlainText(character=f"U+{ord(hidden):04X}")
    if prefix := PREFIX.match(code):
        raise ScannerPrefixLeft(text=shown(code, isbt128.SHOWN_AT_MOST), prefix=prefix[0])
    try:
        return _framed(code) if code[0] in "=&" else _unframed(code)
    except BenchError as refused:
        layout = _foreign(code)
        if layout:
            raise ForeignKeyboard(text=shown(code, isbt128.SHOWN_AT_MOST), layout=layout) from refused
        raise


def _framed(code: str) -> Identified:
    """Read what begins with an identifier of ISBT 128."""
    if code.startswith(compound.IDENTIFIER):
        return Identified(frame=compound.NAME, parts=compound.read_message(code).parts())
    structure = isbt128.read(code)
    return Identified(frame=structure.name, parts=structure.parts())


def _unframed(code: str) -> Identified:
    """Read what has no identifier: told apart by how many characters there are."""
    bare = sec.unprinted(code)
    if len(bare) == sec.CODE:
        return Identified(frame=sec.NAME if bare == code else PRINTED_SEC, parts=sec.read_sec(bare).parts())
    if len(bare) == sec.SEQUENCE and " " not in bare:
        return Identified(frame=DONATION_SEQUENCE, parts=sec.read_donation_sequence(bare).parts())
    if CHAIN.fullmatch(code):
        return Identified(frame=TYPED_CHAIN_OF_IDENTITY, parts=(("chain_of_identity", code),))
    if len(code.replace(" ", "")) not in (13, 14):
        raise NotACode(text=shown(code, isbt128.SHOWN_AT_MOST))
    return _typed(code)


def _typed(code: str) -> Identified:
    """Read a donation number as a person types it, with or without its check character."""
    number = read_donation_number(code)
    check = code.replace(" ", "").upper()[13:]
    return Identified(
        frame=TYPED_DONATION_NUMBER,
        parts=(("donation_number", number), *((("check_character", check),) if check else ())),
    )


def _foreign(code: str) -> str:
    """Name the keyboard a text seems to have come through; empty where nothing speaks for one."""
    digits = sum(character in "0123456789" for character in code)
    in_place_of_digits = len(AZERTY_DIGITS.findall(code))
    if AZERTY_ONLY.search(code) or (in_place_of_digits >= AZERTY_AT_LEAST and in_place_of_digits > digits):
        return "AZERTY"
    return "QWERTZ" if QWERTZ_ONLY.search(code) or QWERTZ_BEGINS.match(code) else ""
