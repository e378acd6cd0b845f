"""What cells counted and cells taken say of a culture's growth, and the dose formulas beside it.

Plain values in, plain values out: no act, no batch, no clock. Everything is exact
until a logarithm is due; a logarithm is a Decimal of `FIGURES` figures, so that every
machine gives the same. Growth is of the cells that were kept: a sample or the part of
a split that left the culture is no loss of cells.

Source: release.md section 5, and "Growth" in section 12.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum
from fractions import Fraction
from math import prod

from carbench.domain.count_errors import TakingImpossible
from carbench.domain.specification import EXACT

FIGURES = 50
"""Of a logarithm and of what is made from one."""

LOGARITHM = Context(prec=FIGURES + 10, rounding=ROUND_HALF_UP)
"""Wide enough that log2 of a power of two comes out whole once it is rounded."""

ROUNDED = Context(prec=FIGURES, rounding=ROUND_HALF_UP)
LN_2 = LOGARITHM.ln(Decimal(2))
HUNDRED = Decimal(100)
EVERYTHING = Fraction(1)
HOUR = timedelta(hours=1) // timedelta(microseconds=1)
"""In microseconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Cells were counted; the count sees the vessel before its own sample left it."""

    at: datetime
    """Aware."""

    viable: Decimal
    """Viable cells in the whole vessel, 10⁶."""

    def __post_init__(self) -> None:
        if self.at.utcoffset() is None or not self.viable.is_finite() or self.viable < 0:
            raise ValueError(f"a count needs an aware time and cells: {self.at}, {self.viable}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Volume left the culture: a sample, or the part of a split that was not kept.

    A split that keeps everything, in however many vessels, takes nothing.
    Raises: TakingImpossible.
    """

    at: datetime
    """Aware."""

    taken_ml: Decimal
    before_ml: Decimal
    """In the vessel just before the taking."""

    def __post_init__(self) -> None:
        kept_part(self.taken_ml, before_ml=self.before_ml)
        if self.at.utcoffset() is None:
            raise ValueError(f"a taking needs an aware time: {self.at}")


CultureEvent = Counted | Taken


class Gap(Enum):
    """Why a count has no growth since the first one."""

    NOTHING_COUNTED = "nothing_counted"
    """It is zero, which has no logarithm."""

    NOTHING_KEPT = "nothing_kept"
    """Everything was taken since the count before it."""

    AFTER_A_GAP = "after_a_gap"
    """A count before it, or what was kept of it, was nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Growth from one count to the next; all None where either count, or what was kept, is nothing."""

    doublings: Decimal | None
    """log2 of the fold; loss is negative."""

    fold: Decimal | None
    """Corrected for cells taken."""

    rate_per_hour: Decimal | None
    """µ, per hour; also None between two counts at one time."""

    doubling_hours: Decimal | None
    """Also None while cells do not increase."""


NO_GROWTH = Interval(doublings=None, fold=None, rate_per_hour=None, doubling_hours=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthPoint:
    """One count of a culture, and the growth up to it."""

    at: datetime
    """UTC."""

    hours: Decimal
    """Since the first count."""

    viable: Decimal
    """As counted, 10⁶."""

    doublings: Decimal | None
    """Cumulative since the first count, log2; loss is negative; None where a gap is named."""

    fold: Decimal | None
    """2^doublings: against the first count and corrected for cells taken; never the plain ratio of two counts."""

    since: Interval
    """From the count before it; all None at the first."""

    gap: Gap | None

    @property
    def rate_per_hour(self) -> Decimal | None:
        """Give µ since the count before, per hour."""
        return self.since.rate_per_hour

    @property
    def doubling_hours(self) -> Decimal | None:
        """Give the doubling time since the count before, in hours; None unless cells increased."""
        return self.since.doubling_hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """Every count of a culture in order of time; counts of one time stand as they were given."""

    points: tuple[GrowthPoint, ...]

    @property
    def last(self) -> GrowthPoint | None:
        """Give the last count; None while nothing has been counted."""
        return self.points[-1] if self.points else None


def growth(events: Iterable[CultureEvent]) -> Growth:
    """Work out growth at each count, from events in any order.

    At one instant counts come before takings. Takings before the first count say nothing.
    The sum of doublings is that of one logarithm of the exact product of folds. From a gap
    on there is no cumulative growth: nobody knows what became of the first count's cells;
    from one count to the next there is, as soon as neither is nothing.
    """
    known = tuple(events)
    counts = sorted((e for e in known if isinstance(e, Counted)), key=lambda event: event.at.astimezone(UTC))
    takings = sorted((e for e in known if isinstance(e, Taken)), key=lambda event: event.at.astimezone(UTC))
    points: list[GrowthPoint] = []
    fold = EVERYTHING if counts and counts[0].viable else None
    for place, now in enumerate(counts):
        before = counts[place - 1] if place else None
        kept = _kept_between(takings, before, now) if before else EVERYTHING
        ratio = _ratio(before.viable, now.viable, kept) if before else EVERYTHING
        fold = None if fold is None or ratio is None else fold * ratio
        points.append(
            GrowthPoint(
                at=now.at.astimezone(UTC),
                hours=_exact(_hours(counts[0], now)),
                viable=now.viable,
                doublings=_log2(fold),
                fold=None if fold is None else _exact(fold),
                since=between(before.viable, now.viable, hours=_hours(before, now), kept=kept) if before else NO_GROWTH,
                gap=_gap(now, kept, fold),
            )
        )
    return Growth(points=tuple(points))


def between(before: Decimal, now: Decimal, *, hours: Decimal | Fraction, kept: Fraction = EVERYTHING) -> Interval:
    """Work out the growth from one count to the next; there is no rate where no time has passed.

    Units: counts in one unit of cells; rates per hour. `kept` is the part kept of what was
    there before: µ = ln(now / (before × kept)) / hours, so that a sample is no death.
    """
    ratio = _ratio(before, now, kept)
    if ratio is None:
        return NO_GROWTH
    span = _exact(Fraction(hours))
    rate = ROUNDED.divide(LOGARITHM.ln(_exact(ratio)), span) if span > 0 else None
    return Interval(
        doublings=_log2(ratio),
        fold=_exact(ratio),
        rate_per_hour=rate,
        doubling_hours=None if rate is None else doubling_hours(rate),
    )


def doubling_hours(rate_per_hour: Decimal) -> Decimal | None:
    """Give ln 2 / µ in hours; None when µ is zero or less. Source: release.md section 5."""
    return ROUNDED.divide(LN_2, rate_per_hour) if rate_per_hour > 0 else None


def kept_part(taken_ml: Decimal, *, before_ml: Decimal) -> Fraction:
    """Give the part a taking leaves, 1 − taken/volume before, exactly; 0 when everything was taken.

    Raises: TakingImpossible.
    """
    sound = taken_ml.is_finite() and before_ml.is_finite()
    if not sound or before_ml <= 0 or not 0 <= taken_ml <= before_ml:
        raise TakingImpossible(taken_ml=taken_ml, before_ml=before_ml)
    return 1 - Fraction(taken_ml) / Fraction(before_ml)


def percent_of(cells: Decimal, *, percent: Decimal) -> Decimal:
    """Give a percentage of cells, exactly, in the unit of the cells."""
    return EXACT.divide(EXACT.multiply(cells, percent), HUNDRED)


def viable_cells(*, concentration: Decimal, viability: Decimal | None, volume_ml: Decimal) -> Decimal:
    """Multiply out the viable cells in a volume, exactly.

    `viability` is None for a concentration that is already of viable cells: it is never
    multiplied again (release.md section 4). It has no default, so nobody leaves it out unawares.
    Units: 10⁶ per mL, per cent, mL; 10⁶ cells. Source: release.md section 5.
    """
    counted = EXACT.multiply(concentration, volume_ml)
    return counted if viability is None else percent_of(counted, percent=viability)


def cells_per_kg(car_cells: Decimal, *, weight_kg: Decimal) -> Decimal | None:
    """Give the dose per kilogram of the CAR+ viable cells in a bag; None without a weight.

    Units: 10⁶ cells, kg; 10⁶ per kg. Source: release.md section 5.
    """
    return EXACT.divide(car_cells, weight_kg) if weight_kg > 0 else None


def volume_for_dose(dose_per_kg: Decimal, *, weight_kg: Decimal, car_concentration: Decimal) -> Decimal | None:
    """Give the volume that holds a dose, dose × weight ÷ concentration; None where there are no CAR+ cells.

    It is the volume to give, never the bag's content (release.md section 4).
    Units: 10⁶ per kg, kg, CAR+ viable 10⁶ per mL; mL. Source: release.md section 5.
    """
    dose = EXACT.multiply(dose_per_kg, weight_kg)
    return EXACT.divide(dose, car_concentration) if car_concentration > 0 else None


def vcn_per_transduced(bulk: Decimal, *, transduced_percent: Decimal) -> Decimal | None:
    """Give the vector copies per transduced cell from those per bulk cell; None where no cell is transduced.

    Units: copies per cell, per cent of cells. Source: release.md sections 4 and 5.
    """
    if transduced_percent <= 0:
        return None
    return EXACT.divide(EXACT.multiply(bulk, HUNDRED), transduced_percent)


def _kept_between(takings: Sequence[Taken], before: Counted, now: Counted) -> Fraction:
    """Multiply what was kept from a count on, its own sample included, until the next count, its own left out."""
    start, end = (bisect_left(takings, c.at.astimezone(UTC), key=lambda t: t.at.astimezone(UTC)) for c in (before, now))
    return prod((kept_part(t.taken_ml, before_ml=t.before_ml) for t in takings[start:end]), start=EVERYTHING)


def _ratio(before: Decimal, now: Decimal, kept: Fraction) -> Fraction | None:
    """Give now / (before × kept); None where a logarithm of it would be of nothing, or by nothing."""
    there = Fraction(before) * kept
    return Fraction(now) / there if now > 0 and there > 0 else None


def _gap(now: Counted, kept: Fraction, fold: Fraction | None) -> Gap | None:
    if not now.viable:
        return Gap.NOTHING_COUNTED
    if not kept:
        return Gap.NOTHING_KEPT
    return Gap.AFTER_A_GAP if fold is None else None


def _hours(before: Counted, now: Counted) -> Fraction:
    # Both in UTC: two times of one zone are subtracted as its clocks read, an hour wrong over a change of clocks.
    return Fraction((now.at.astimezone(UTC) - before.at.astimezone(UTC)) // timedelta(microseconds=1), HOUR)


def _exact(value: Fraction) -> Decimal:
    return EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))


def _log2(value: Fraction | None) -> Decimal | None:
    return None if value is None else ROUNDED.divide(LOGARITHM.ln(_exact(value)), LN_2)
