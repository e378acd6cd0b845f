"""Donation numbers with their check character and flags, facility numbers, chain of identity identifiers.

Source: ISBT 128 Standard Technical Specification v6.2.2, donation identification
number and check character (ISO/IEC 7064 MOD 37-2); published vectors in the tests;
release.md sections 10 and 12. No table of the standard is kept here. The donation
sequence of 21 characters is the first half of a Single European Code: see `sec`.
"""

import re

from carbench.domain.code_errors import CodeCannotCarry, NotAFacility
from carbench.domain.errors import CheckCharacterWrong, NotADonationNumber, NotAnIdentifier
from carbench.domain.measure import read_text, shown

CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"
"""Value of each character is its place, 0 to 36."""

FACILITY = re.compile(r"[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{2}")
"""α is A–N, P–Z, 1–9, the next two A–N, P–Z, 0–9, then two digits: no letter O, it would be taken for zero."""

DONATION = re.compile(rf"{FACILITY.pattern}[0-9]{{8}}")
CHAIN = re.compile(rf"CH({FACILITY.pattern})([0-9]{{2}})([A-Z0-9]{{6}})")
"""Facility, year and serial. The serial may hold letters: ST-001 v6.2.2 section 2.4.40."""

FLAGS_UNCHECKED = re.compile(r"[0-5][0-9]")
FLAGS_CHECKED = re.compile(r"[6-8][0-9]|9[0-6]")
"""97 to 99 and flags with letters are not given out: ST-001 v6.2.2 Table 3."""


def check_character(donation_number: str) -> str:
    """Give the boxed check character of 13 characters. Source: release.md section 10."""
    total = 0
    for character in donation_number:
        total = (total + CHARACTERS.index(character)) * 2 % 37
    return CHARACTERS[(38 - total) % 37]


def check_flags(donation_number: str) -> str:
    """Give the flags that carry the check character: 60 and its value. Source: release.md section 12, Codes."""
    return str(60 + CHARACTERS.index(check_character(donation_number)))


def verify_flags(donation_number: str, flags: str) -> bool:
    """Say whether the two flags prove the 13 characters before them.

    60 to 96 carry the check character and are compared. 00 to 59 carry none (00 is no flag, the others say which
    label of a set it is, which is not interpreted): such a scan must match the batch by itself.
    Raises: CheckCharacterWrong, CodeCannotCarry for flags that are not given out.
    """
    if FLAGS_UNCHECKED.fullmatch(flags):
        return False
    if FLAGS_CHECKED.fullmatch(flags) is None:
        raise CodeCannotCarry(code="=", text=shown(flags))
    if flags != check_flags(donation_number):
        raise CheckCharacterWrong(text=f"{donation_number} {flags}")
    return True


def read_donation_number(text: str) -> str:
    """Read 13 characters, or 13 and the boxed check character, with or without blanks between.

    True on return: 13 characters, upper case, and the check character was right if it was typed.
    Raises: FieldEmpty, NotADonationNumber, CheckCharacterWrong.
    """
    typed = read_text(text, field="donation_number")
    bare = typed.replace(" ", "").upper()
    number, check = bare[:13], bare[13:]
    # Upper case of another script's letter can be one of ours: "ſ" would be read as "S".
    if not typed.isascii() or DONATION.fullmatch(number) is None or len(check) > 1:
        raise NotADonationNumber(text=shown(text))
    if check and check != check_character(number):
        raise CheckCharacterWrong(text=shown(text))
    return number


def grouped(donation_number: str) -> str:
    """Write a donation number as it is printed: facility, year, serial in two threes, check character."""
    n = donation_number
    return f"{n[:5]} {n[5:7]} {n[7:10]} {n[10:]} [{check_character(n)}]"


def read_facility(text: str) -> str:
    """Read the five characters of a facility, exactly as the register writes them.

    Raises: NotAFacility.
    """
    if FACILITY.fullmatch(text) is None:
        raise NotAFacility(text=shown(text))
    return text


def read_chain_of_identity(text: str) -> str:
    """Read a chain of identity identifier: CH, facility, year, six characters; 15 in capitals, nothing between.

    It carries no check character, so nothing about it is corrected, not even case.
    Raises: NotAnIdentifier.
    """
    if CHAIN.fullmatch(text) is None:
        raise NotAnIdentifier(text=shown(text))
    return text
