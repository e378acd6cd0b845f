"""How a value stands to the bounds of its test: exact, rounded only where the product says so.

Rulings on censoring, rounding and alternatives: release.md section 12.
"""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from carbench.domain.facts import Named, spanned
from carbench.domain.formula import evaluate
from carbench.domain.judgement import Cause
from carbench.domain.measure import Censor, Range, Reading
from carbench.domain.span import Span, greatest, least, multiply, only, subtract
from carbench.domain.specification import EXACT, Bound, BoundKind, Rounding, Verdict

HALF = Fraction(1, 2)
HUNDRED = Fraction(100)
FIGURES_MORE = 3
"""A number that was made is shown with so many significant figures more than its bounds are printed with."""


class Standing(NamedTuple):
    """How a value stands to one bound, or to several together."""

    verdict: Verdict
    cause: Cause
    about: str = ""


WITHIN = Standing(Verdict.MEETS, Cause.WITHIN)
WORST_FIRST = (Verdict.OUT, Verdict.UNDECIDED, Verdict.MEETS)
"""The only verdicts a comparison gives; of equal ones the first side speaks."""

NO_LIMIT = Standing(Verdict.UNDECIDED, Cause.NO_LIMIT)


def allowed(reading: Reading, possible: Range | None) -> Span:
    """Give every value a reading allows; a signed one reaches to the end of the possible range."""
    values = spanned(reading)
    if possible is None or reading.censor is Censor.EXACT:
        return values
    return replace(
        values,
        low=Fraction(possible.low) if values.low is None else values.low,
        high=Fraction(possible.high) if values.high is None else values.high,
    )


def rounds(bound: Bound) -> bool:
    """Say whether a value is rounded before it meets a bound.

    Strict bounds, ± % and limits from a formula are compared exactly, whatever their file says.
    """
    plain = bound.formula is None and bound.kind in (BoundKind.AT_LEAST, BoundKind.AT_MOST)
    return plain and bound.rounding in (Rounding.DECIMALS, Rounding.SIGNIFICANT)


def rounded(reading: Reading, bound: Bound) -> Decimal:
    """Round a reading by its bound's rule; signed readings are compared as typed."""
    value = reading.value
    if reading.censor is not Censor.EXACT or not rounds(bound):
        return value
    if bound.rounding is Rounding.DECIMALS:
        return value.quantize(Decimal(1).scaleb(-bound.places), context=EXACT)
    if value == 0:
        return value
    return value.quantize(Decimal(1).scaleb(value.adjusted() - bound.figures + 1), context=EXACT)


def rounded_mean(value: Fraction, bound: Bound) -> Fraction:
    """Round an exact number that was made, as a reading of the same value is rounded."""
    if not rounds(bound) or value == 0:
        return value
    places = bound.places if bound.rounding is Rounding.DECIMALS else bound.figures - 1 - _magnitude(abs(value))
    size = Fraction(10) ** places
    whole = Fraction((abs(value) * size + HALF).__floor__())
    return whole / size if value > 0 else -whole / size


def _magnitude(value: Fraction) -> int:
    """Give the power of ten of the first significant figure."""
    guess = len(str(value.numerator)) - len(str(value.denominator))
    return guess if value >= Fraction(10) ** guess else guess - 1


def weigh_reading(bounds: Sequence[Bound], reading: Reading, *, possible: Range | None, facts: Named) -> Standing:
    """Hold a reading against bounds: the unmarked ones all, and one group of those that carry a mark."""
    if reading.censor is Censor.EXACT:
        return _together(bounds, lambda bound: _exactly(bound, reading, facts))
    values = allowed(reading, possible)
    return _together(bounds, lambda bound: _stands(bound, values, facts))


def weigh_span(bounds: Sequence[Bound], values: Span, *, facts: Named, mean: bool = False) -> Standing:
    """Hold a number that was made against bounds, exactly; a mean is rounded like a reading."""
    one = values.exact
    if not mean or one is None:
        return _together(bounds, lambda bound: _stands(bound, values, facts))
    return _together(bounds, lambda bound: _stands(bound, only(rounded_mean(one, bound)), facts))


def _together(bounds: Sequence[Bound], stands: Callable[[Bound], Standing]) -> Standing:
    if not bounds:
        return NO_LIMIT
    groups: dict[str, list[Standing]] = {}
    for bound in bounds:
        groups.setdefault(bound.alternative, []).append(stands(bound))
    sides = groups.pop("", [])
    return every([*sides, any_of([every(group) for group in groups.values()])] if groups else sides)


def every(sides: Sequence[Standing]) -> Standing:
    """Join by "and": OUT as soon as one is, MEETS only if all do."""
    if len(sides) == 1:
        return sides[0]
    return min(sides, key=lambda side: WORST_FIRST.index(side.verdict))


def any_of(sides: Sequence[Standing]) -> Standing:
    """Join by "or": MEETS as soon as one does, OUT only if all are."""
    return max(sides, key=lambda side: WORST_FIRST.index(side.verdict))


def _exactly(bound: Bound, reading: Reading, facts: Named) -> Standing:
    """Compare an exact reading with a plain bound without making a span of either."""
    holds = HOLDS.get(bound.kind)
    if bound.formula is not None or bound.value is None or holds is None:
        return _stands(bound, only(Fraction(reading.value)), facts)
    if holds(rounded(reading, bound), bound.value):
        return WITHIN
    return Standing(Verdict.OUT, Cause.BEYOND_BOUND, named(bound))


def _stands(bound: Bound, values: Span, facts: Named) -> Standing:
    """MEETS if every allowed value meets the bound, OUT if none does, else UNDECIDED."""
    if values.empty:
        return Standing(Verdict.UNDECIDED, Cause.NO_VALUE, named(bound))
    limits = limits_of(bound, facts)
    if limits is None:
        return Standing(Verdict.UNDECIDED, *_unknown(bound, facts))
    sides = [SIDES[kind](subtract(values, limit)) for kind, limit in limits]
    if all(meets for meets, _ in sides):
        return WITHIN
    if all(may for _, may in sides):
        return Standing(Verdict.UNDECIDED, Cause.STRADDLES_BOUND, named(bound))
    return Standing(Verdict.OUT, Cause.BEYOND_BOUND, named(bound))


def limits_of(bound: Bound, facts: Named) -> tuple[tuple[BoundKind, Span], ...] | None:
    """Give the limits a bound sets, exactly; None where they cannot be known.

    ± % of a stated value is two limits, its ends included.
    """
    stated = _stated(bound, facts)
    if stated is None or bound.kind is not BoundKind.WITHIN_PERCENT:
        return None if stated is None else ((bound.kind, stated),)
    if bound.percent is None:
        return None
    part = Fraction(bound.percent) / HUNDRED
    ends = [multiply(stated, only(1 - part)), multiply(stated, only(1 + part))]
    return (BoundKind.AT_LEAST, least(ends)), (BoundKind.AT_MOST, greatest(ends))


def _stated(bound: Bound, facts: Named) -> Span | None:
    if bound.formula is not None:
        return evaluate(bound.formula, facts)
    return None if bound.value is None else only(Fraction(bound.value))


def _unknown(bound: Bound, facts: Named) -> tuple[Cause, str]:
    if bound.formula is None or (bound.kind is BoundKind.WITHIN_PERCENT and bound.percent is None):
        return Cause.NO_LIMIT, named(bound)
    missing = sorted(name for name in bound.formula.names if name not in facts)
    return (Cause.FACT_MISSING, missing[0]) if missing else (Cause.NO_QUOTIENT, bound.formula.text)


@lru_cache(maxsize=1024)
def _said(kind: BoundKind, stated: str, percent: Decimal | None) -> str:
    return f"{kind.value} {stated}" + ("" if percent is None else f" {percent}")


def named(bound: Bound) -> str:
    """Name a bound in interface words: "at_least 70", "at_most 5 * patient.weight / infusion.volume"."""
    return _said(bound.kind, bound.formula.text if bound.formula else str(bound.value), bound.percent)


def _at_least(beyond: Span) -> tuple[bool, bool]:
    """Say whether every value and whether any value meets, of values less their limit."""
    low, high = beyond.low, beyond.high
    return low is not None and low >= 0, high is None or high > 0 or (high == 0 and not beyond.high_open)


def _more_than(beyond: Span) -> tuple[bool, bool]:
    low, high = beyond.low, beyond.high
    return low is not None and (low > 0 or (low == 0 and beyond.low_open)), high is None or high > 0


def _at_most(beyond: Span) -> tuple[bool, bool]:
    low, high = beyond.low, beyond.high
    return high is not None and high <= 0, low is None or low < 0 or (low == 0 and not beyond.low_open)


def _below(beyond: Span) -> tuple[bool, bool]:
    low, high = beyond.low, beyond.high
    return high is not None and (high < 0 or (high == 0 and beyond.high_open)), low is None or low < 0


SIDES: Mapping[BoundKind, Callable[[Span], tuple[bool, bool]]] = {
    BoundKind.AT_LEAST: _at_least,
    BoundKind.MORE_THAN: _more_than,
    BoundKind.AT_MOST: _at_most,
    BoundKind.BELOW: _below,
}
HOLDS: Mapping[BoundKind, Callable[[Decimal, Decimal], bool]] = {
    BoundKind.AT_LEAST: operator.ge,
    BoundKind.MORE_THAN: operator.gt,
    BoundKind.AT_MOST: operator.le,
    BoundKind.BELOW: operator.lt,
}


def shown(value: Fraction, bounds: Iterable[Bound], facts: Named) -> Decimal:
    """Write an exact number with three significant figures more than its bounds, or all it has if fewer.

    More figures are taken where the shorter number would stand on the other side of a limit.
    """
    asked = tuple(bounds)
    limits = [limit.exact for bound in asked for _, limit in limits_of(bound, facts) or ()]
    figures = max((bound.figures for bound in asked if bound.formula is None), default=1) + FIGURES_MORE
    for precision in range(figures, EXACT.prec):
        short = decimal_of(value, precision)
        if all(limit is None or _side(Fraction(short), limit) == _side(value, limit) for limit in limits):
            return short
    return decimal_of(value, figures)


def _side(value: Fraction, limit: Fraction) -> int:
    return (value > limit) - (value < limit)


def decimal_of(value: Fraction, figures: int = EXACT.prec) -> Decimal:
    """Write an exact number with at most so many significant figures; half goes away from zero."""
    context = Context(prec=figures, rounding=ROUND_HALF_UP)
    return context.divide(Decimal(value.numerator), Decimal(value.denominator))
