"""Codes of ISBT 128, read by anybody, written by a site that has confirmed its licence.

ICCBBA asks sites and makers of software to register; a `Licence` is therefore an argument
of everything that writes. Reading needs none.
Source: release.md sections 10 and 12; ISBT 128 ST-001 v6.2.2 section 2.4.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self

from carbench.domain import sec
from carbench.domain.code_errors import CodeBroken, CodeCannotCarry, LicenceMissing, NotACode, PartsDoNotFit
from carbench.domain.identifiers import read_facility
from carbench.domain.isbt128_structures import (
    BloodGroup,
    ChainOfIdentity,
    DonationNumber,
    Parts,
    PatientId,
    ProductCode,
    Structure,
)
from carbench.domain.isbt128_times import Collected, Expiry, FlexibleTime, Produced
from carbench.domain.measure import read_text, shown

SHOWN_AT_MOST = 120
"""A message in a sentence is shown whole."""

FIRST_OF_DONATION = re.compile(r"=[A-NP-Z1-9]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """What a site says of its licence; made by `confirm_licence`, and refused when a part of it is missing."""

    facility: str
    confirmed_by: str
    confirmed_on: date

    def __post_init__(self) -> None:
        read_facility(self.facility)
        if not self.confirmed_by.strip():
            raise LicenceMissing


def confirm_licence(*, facility: str, confirmed_by: str, confirmed_on: str) -> Licence:
    """Read what the site entered: its facility number, who confirmed the licence, the day as 2026-01-31.

    Whether the licence exists is the site's word; whether the day lies in the past is for who has the clock.
    Raises: LicenceMissing when any of them is empty, NotAFacility, NotPlainText, NotADay.
    """
    if not (facility.strip() and confirmed_by.strip() and confirmed_on.strip()):
        raise LicenceMissing
    return Licence(
        facility=read_facility(facility),
        confirmed_by=read_text(confirmed_by, field="full_name"),
        confirmed_on=sec.read_day(confirmed_on),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EuropeanCode(Structure):
    """A Single European Code in a frame of ISBT 128, without the SEC that is printed before it."""

    name: ClassVar[str] = sec.NAME
    identifier: ClassVar[str] = "&,4"
    size: ClassVar[int] = sec.CODE
    part_names: ClassVar[tuple[str, ...]] = sec.PARTS

    european: sec.SingleEuropeanCode

    @classmethod
    def read(cls, content: str) -> Self:
        """Read the 40 characters. Raises: CodeCannotCarry."""
        try:
            return cls(european=sec.read_sec(content))
        except CodeBroken as broken:
            raise CodeCannotCarry(code=cls.identifier, text=broken.part) from broken
        except NotACode as short:
            raise CodeCannotCarry(code=cls.identifier, text=short.text) from short

    @classmethod
    def of(cls, parts: Mapping[str, str]) -> Self:
        """Make it of its parts. Raises: CodeCannotCarry, NotADay."""
        return cls(european=sec.sec_of(parts))

    def content(self) -> str:
        """Give the 40 characters."""
        return self.european.code()

    def parts(self) -> Parts:
        """Give the parts of the European code by name."""
        return self.european.parts()


STRUCTURES: tuple[type[Structure], ...] = (
    *(DonationNumber, BloodGroup, ProductCode, Expiry, Collected, Produced),
    *(PatientId, ChainOfIdentity, FlexibleTime, EuropeanCode),
)
"""Every structure the program knows; release.md section 10."""


def structure_at(text: str) -> type[Structure] | None:
    """Find the structure a text begins with; none where no known identifier stands there."""
    if FIRST_OF_DONATION.match(text):
        return DonationNumber
    others = (kind for kind in STRUCTURES if kind is not DonationNumber)
    return next((kind for kind in others if text.startswith(kind.identifier)), None)


def read_first(text: str, *, code: str) -> tuple[Structure, str]:
    """Read the structure a text begins with, and give what follows it; `code` is the whole scan, for the refusal.

    Raises: NotACode, CodeBroken, CheckCharacterWrong.
    """
    kind = structure_at(text)
    if kind is None:
        raise NotACode(text=shown(text, SHOWN_AT_MOST))
    rest = text[len(kind.identifier) :]
    content = rest[: kind.size_in(rest)]
    try:
        return kind.read(content), rest[len(content) :]
    except CodeCannotCarry as wrong:
        raise CodeBroken(code=shown(code, SHOWN_AT_MOST), part=wrong.text or kind.identifier) from wrong


def read(code: str) -> Structure:
    """Read a code of one structure, nothing before or after it.

    Raises: NotACode for an unknown identifier, CodeBroken for a content that cannot be, CheckCharacterWrong.
    """
    structure, rest = read_first(code, code=code)
    if rest:
        raise CodeBroken(code=shown(code, SHOWN_AT_MOST), part=shown(rest))
    return structure


def write(structure: Structure, licence: Licence) -> str:
    """Write a code of one structure, for a site with a licence. Reading it gives the structure again."""
    if not isinstance(licence, Licence):
        raise LicenceMissing
    return structure.identifier + structure.content()


def rewritten(code: str) -> str:
    """Give a code that was read as the program would write it, to compare; it says nothing the scan did not say.

    Raises: as `read`.
    """
    structure = read(code)
    return structure.identifier + structure.content()


def structure_of(name: str, parts: Mapping[str, str]) -> Structure:
    """Make a structure by its name of its named parts: all of them, and no others.

    Raises: PartsDoNotFit, CodeCannotCarry, CheckCharacterWrong, NotADay.
    """
    kind = next((kind for kind in STRUCTURES if kind.name == name), None)
    if kind is None or set(parts) != set(kind.part_names):
        raise PartsDoNotFit(structure=shown(name), text=shown(", ".join(parts)))
    return kind.of(parts)
