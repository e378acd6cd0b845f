"""Whether a reading looks like a slip of the hand, so that a second person confirms it as it is typed."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from carbench.domain.measure import Reading
from carbench.domain.specification import EXACT, Test

TENFOLD = Decimal(10)


class Doubt(Enum):
    """Why a reading is doubted."""

    IMPLAUSIBLE = "implausible"
    """Outside what the product calls plausible."""

    TENFOLD = "tenfold"
    """Ten times the previous reading or more, or a tenth of it or less: a digit or a separator slipped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A reading that needs a second person before it is recorded; it is never refused for it."""

    doubt: Doubt
    previous: Reading | None = None
    """The reading it is compared with, where that is what raised the doubt."""


def slip(test: Test, reading: Reading, previous: Reading | None) -> Slip | None:
    """Say why a reading needs a second person; None where it does not.

    Signed readings are taken by the number that was typed. The plausible range includes its ends and holds
    in the test's own unit; readings in different units are never compared. Zero after or before another
    number is a slip, zero after zero is none; below zero sizes are compared.

    Units: none are converted. Source: release.md section 3, plausible range.
    """
    plausible = test.plausible if reading.unit == test.unit else None
    if plausible is not None and not plausible.low <= reading.value <= plausible.high:
        return Slip(doubt=Doubt.IMPLAUSIBLE)
    if previous is not None and previous.unit == reading.unit and _far(abs(reading.value), abs(previous.value)):
        return Slip(doubt=Doubt.TENFOLD, previous=previous)
    return None


def _far(now: Decimal, before: Decimal) -> bool:
    """Compare by multiplying, so that a zero divides nothing."""
    if now == before:
        return False
    return now >= EXACT.multiply(before, TENFOLD) or before >= EXACT.multiply(now, TENFOLD)
