"""The Single European Code for tissues and cells, and its first half alone.

The code is 40 characters: a donation sequence of 21 (country 2, establishment 6,
donation 13) and a product sequence of 19 (coding system 1, product 7, split 3,
expiry 8). On paper "SEC" stands before it and a blank between the halves; neither
is part of the code. The donation sequence alone stands on starting material.
Alphabets are the narrowest the sources allow; lower case only in the split number,
where ISBT 128 puts its division code. No register of establishments or products is
kept: whether one exists is not asked.
Source: release.md sections 10 and 12; Directive 2006/86/EC, Annex VII, as amended by
Directive (EU) 2015/565; ISBT 128 ST-001 v6.2.2 section 2.4.38.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from carbench.domain.code_errors import CodeBroken, CodeCannotCarry, NotACode, NotADay, PartsDoNotFit
from carbench.domain.measure import shown

NAME = "single_european_code"
SHOWN_AT_MOST = 60
"""A code in a sentence is shown whole."""

SEQUENCE = 21
CODE = 40
NO_EXPIRY = "00000000"
PRINTED_BEFORE = re.compile(r"(SEC:? ?)(?P<donation>[^ ]{21})( ?(?P<product>[^ ]{19}))?")

COUNTRY = re.compile(r"[A-Z]{2}")
ESTABLISHMENT = re.compile(r"[A-Z0-9]{6}")
DONATION = re.compile(r"[A-Z0-9]{13}")
SYSTEM = re.compile(r"[EAB]")
"""E is EUTC, A is ISBT 128, B is Eurocode."""

PRODUCT = re.compile(r"[A-Z0-9]{7}")
SPLIT = re.compile(r"[A-Za-z0-9]{3}")
DAY = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})")

DONATION_PARTS = ("country", "establishment", "donation")
PARTS = (*DONATION_PARTS, "coding_system", "product", "split", "sec_expiry")


def _carried(text: str, form: re.Pattern[str]) -> None:
    if form.fullmatch(text) is None:
        raise CodeCannotCarry(code="SEC", text=shown(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class DonationSequence:
    """Where a donation was registered, and under which number; 21 characters."""

    country: str
    establishment: str
    donation: str
    """Unique within the establishment; only the establishment knows whether it is an ISBT 128 donation number."""

    def __post_init__(self) -> None:
        _carried(self.country, COUNTRY)
        _carried(self.establishment, ESTABLISHMENT)
        _carried(self.donation, DONATION)

    def code(self) -> str:
        """Write the 21 characters."""
        return f"{self.country}{self.establishment}{self.donation}"

    def parts(self) -> tuple[tuple[str, str], ...]:
        """Give each part by its name, in the order of the code."""
        return ("country", self.country), ("establishment", self.establishment), ("donation", self.donation)


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleEuropeanCode:
    """A donation, what became of it, which part of it, and until when it may be used."""

    sequence: DonationSequence
    coding_system: str
    product: str
    split: str
    expiry: date | None
    """A day of the calendar; none where no expiry is defined."""

    def __post_init__(self) -> None:
        _carried(self.coding_system, SYSTEM)
        _carried(self.product, PRODUCT)
        _carried(self.split, SPLIT)

    def code(self) -> str:
        """Write the 40 characters."""
        expiry = NO_EXPIRY if self.expiry is None else self.expiry.isoformat().replace("-", "")
        return f"{self.sequence.code()}{self.coding_system}{self.product}{self.split}{expiry}"

    def printed(self) -> str:
        """Write it as it stands on paper: SEC before it, a blank between the halves."""
        code = self.code()
        return f"SEC {code[:SEQUENCE]} {code[SEQUENCE:]}"

    def parts(self) -> tuple[tuple[str, str], ...]:
        """Give each part by its name, in the order of the code; the expiry as 2026-11-22, or 00000000."""
        own = (("coding_system", self.coding_system), ("product", self.product), ("split", self.split))
        return (*self.sequence.parts(), *own, ("sec_expiry", self.expiry.isoformat() if self.expiry else NO_EXPIRY))


def read_day(text: str) -> date:
    """Read a day of the calendar, with or without hyphens. Raises: NotADay."""
    typed = DAY.fullmatch(text)
    try:
        return date.fromisoformat("-".join(typed.groups()) if typed else "")
    except ValueError as impossible:
        raise NotADay(text=shown(text)) from impossible


def read_donation_sequence(text: str) -> DonationSequence:
    """Read the 21 characters on starting material, nothing before, between or after them.

    Raises: NotACode for another length, CodeBroken for a part that cannot be.
    """
    if len(text) != SEQUENCE:
        raise NotACode(text=shown(text, SHOWN_AT_MOST))
    try:
        return DonationSequence(country=text[:2], establishment=text[2:8], donation=text[8:])
    except CodeCannotCarry as wrong:
        raise CodeBroken(code=shown(text, SHOWN_AT_MOST), part=wrong.text) from wrong


def read_sec(text: str) -> SingleEuropeanCode:
    """Read the 40 characters, nothing before, between or after them.

    Raises: NotACode for another length, CodeBroken for a part that cannot be.
    """
    if len(text) != CODE:
        raise NotACode(text=shown(text, SHOWN_AT_MOST))
    sequence = read_donation_sequence(text[:SEQUENCE])
    try:
        expiry = None if text[32:] == NO_EXPIRY else read_day(text[32:])
        return SingleEuropeanCode(
            sequence=sequence, coding_system=text[21], product=text[22:29], split=text[29:32], expiry=expiry
        )
    except (CodeCannotCarry, NotADay) as wrong:
        raise CodeBroken(code=shown(text, SHOWN_AT_MOST), part=wrong.text) from wrong


def unprinted(text: str) -> str:
    """Take off what paper adds: SEC (or SEC:) before the code and one blank between its halves.

    What has neither comes back as it is: a code of 40 characters may begin with SEC itself, as Sweden is SE.
    """
    printed = PRINTED_BEFORE.fullmatch(text)
    if printed is not None:
        return printed["donation"] + (printed["product"] or "")
    first, _, second = text.partition(" ")
    return first + second if (len(first), len(second)) == (SEQUENCE, CODE - SEQUENCE) else text


def read_printed_sec(text: str) -> SingleEuropeanCode:
    """Read the code as printed, or bare. Raises: NotACode, CodeBroken."""
    return read_sec(unprinted(text))


def sec_of(parts: Mapping[str, str]) -> SingleEuropeanCode:
    """Make the code of its named parts; `sec_expiry` is a day or 00000000 for none.

    An empty one is refused: a product must not lose its expiry because a cell was left empty.
    Raises: PartsDoNotFit, CodeCannotCarry, NotADay.
    """
    if set(parts) != set(PARTS):
        raise PartsDoNotFit(structure=NAME, text=shown(", ".join(parts)))
    expiry = parts["sec_expiry"]
    return SingleEuropeanCode(
        sequence=DonationSequence(
            country=parts["country"], establishment=parts["establishment"], donation=parts["donation"]
        ),
        coding_system=parts["coding_system"],
        product=parts["product"],
        split=parts["split"],
        expiry=None if expiry == NO_EXPIRY else read_day(expiry),
    )
