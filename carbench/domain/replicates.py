"""Several readings of one test: their number, their scatter, and which of them is judged."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import reduce

from carbench.domain.bounds import Standing, allowed, every, weigh_reading, weigh_span
from carbench.domain.facts import Named
from carbench.domain.judgement import Cause
from carbench.domain.measure import Range, Reading
from carbench.domain.span import ZERO, Span, add, multiply, only
from carbench.domain.specification import Comply, Replicates, Test, Verdict

PER_CENT_SQUARED = 10_000


def mean(readings: Sequence[Reading], possible: Range | None) -> Span:
    """Give the mean exactly; signed replicates make it a span. There is at least one.

    Units: those of the readings.
    """
    total = reduce(add, (allowed(reading, possible) for reading in readings))
    return multiply(total, only(Fraction(1, len(readings))))


def scatter(rule: Replicates, readings: Sequence[Reading]) -> Standing | None:
    """Say what bars replicates from being judged; None if nothing does.

    INVALID above the maximum coefficient of variation, UNDECIDED where another number of them is
    there than the test asks, or where the coefficient cannot be known. Squares are compared, so no
    root is taken. Units: per cent, sample standard deviation ÷ mean.
    """
    if len(readings) != rule.count:
        return Standing(Verdict.UNDECIDED, Cause.REPLICATES_MISSING, f"{len(readings)}/{rule.count}")
    if rule.max_cv is None:
        return None
    values = [allowed(reading, None).exact for reading in readings]
    known = [value for value in values if value is not None]
    middle = sum(known, ZERO) / len(known) if known else ZERO
    if len(known) < len(values) or len(known) == 1 or middle == 0:
        return Standing(Verdict.UNDECIDED, Cause.REPLICATES_UNDECIDED, str(rule.max_cv))
    return _scattered(known, middle, rule.max_cv)


def _scattered(values: Sequence[Fraction], middle: Fraction, max_cv: Decimal) -> Standing | None:
    variance = sum(((value - middle) ** 2 for value in values), ZERO) / (len(values) - 1)
    if variance * PER_CENT_SQUARED <= (Fraction(max_cv) * middle) ** 2:
        return None
    return Standing(Verdict.INVALID, Cause.REPLICATES_SCATTER, str(max_cv))


def weigh(test: Test, rule: Replicates, *, readings: Sequence[Reading], facts: Named) -> Standing:
    """Hold the mean, or each replicate, against the bounds of its test; there is at least one replicate."""
    if rule.comply is Comply.MEAN:
        return weigh_span(test.bounds, mean(readings, test.possible), facts=facts, mean=True)
    return every([weigh_reading(test.bounds, one, possible=test.possible, facts=facts) for one in readings])
