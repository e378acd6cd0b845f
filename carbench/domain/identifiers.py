"""Donation numbers and their check character.

Source: ISBT 128 Standard Technical Specification v6.2.2, donation identification
number and check character (ISO/IEC 7064 MOD 37-2); published vectors in the tests.
No table of the standard is kept here; codes for scanners are a later capability.
"""

import re

from carbench.domain.errors import CheckCharacterWrong, NotADonationNumber
from carbench.domain.measure import read_text, shown

CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"
"""Value of each character is its place, 0 to 36."""

DONATION = re.compile(r"[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{10}")


def check_character(donation_number: str) -> str:
    """Give the boxed check character of 13 characters. Source: release.md section 10."""
    total = 0
    for character in donation_number:
        total = (total + CHARACTERS.index(character)) * 2 % 37
    return CHARACTERS[(38 - total) % 37]


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
