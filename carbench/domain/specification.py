"""What a test asks of its result, and whether a result meets it.

Judging fails closed: no reading, no bound, another unit or a word where a number
is due is never MEETS. Rulings on censoring and rounding: release.md section 12.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum

from carbench.domain.measure import Censor, Range, Reading, Unit
from carbench.domain.people import Role

Wording = Mapping[str, str]
"""A text per language: en, fr, de."""

EXACT = Context(prec=200, rounding=ROUND_HALF_UP)
"""Wider than any reading can be typed; half goes away from zero."""


class Verdict(Enum):
    """What is said of a test line; only MEETS counts as a pass."""

    MEETS = "MEETS"
    OUT = "OUT"
    UNDECIDED = "UNDECIDED"
    INVALID = "INVALID"
    NOT_OBTAINED = "NOT_OBTAINED"
    PENDING = "PENDING"


class BoundKind(Enum):
    """How a reading stands to a bound."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    BELOW = "below"


class Rounding(Enum):
    """How a reading is rounded before it meets a bound that includes its own value."""

    DECIMALS = "decimals"
    SIGNIFICANT = "significant"
    AS_MEASURED = "as_measured"


class Certificate(Enum):
    """Which certificate needs a test."""

    PROVISIONAL = "provisional"
    FINAL = "final"


class SecondCheck(Enum):
    """How the second person checks: types what the source says unseen, or compares with it."""

    BLIND = "blind"
    SIGHTED = "sighted"


class Effect(Enum):
    """What a named outcome says of its line."""

    MEETS = "meets"
    FAILS = "fails"
    INTERIM = "interim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """One side of what a test asks of its reading."""

    kind: BoundKind
    value: Decimal
    """In the unit of the test that owns this bound."""

    places: int
    """Decimal places as the source prints the bound; never taken from an exponent."""

    figures: int
    """Significant figures as the source prints the bound."""

    rounding: Rounding | None
    """Chosen by the product for bounds that include their value, none for strict ones."""

    source: str
    """Document that sets the limit, printed on the certificate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A named result of a test that gives no number."""

    id: str
    effect: Effect
    title: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """One line of a specification."""

    __test__ = False  # pytest would collect a class of this name

    id: str
    title: Wording
    method: str
    unit: Unit | None
    """None for a test with named outcomes."""

    unit_title: Wording
    """The unit and its denominator as a person reads them; empty with named outcomes."""

    bounds: tuple[Bound, ...]
    outcomes: tuple[Outcome, ...]
    possible: Range | None
    needed_for: frozenset[Certificate]
    enters: frozenset[Role]
    second_check: SecondCheck
    due_hours: int
    """From filling to when the result is expected."""

    consequence: Wording
    """What happens if the line fails after the bag was given."""

    source: str

    def outcome(self, outcome_id: str) -> Outcome | None:
        """Find a named outcome."""
        return next((outcome for outcome in self.outcomes if outcome.id == outcome_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A verdict and the number that was compared with the bounds."""

    verdict: Verdict
    compared: Decimal | None = None
    """The rounded reading where rounding changed it; printed beside the reading as "79.5 → 80"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Every value a reading allows; None is no end."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    @property
    def empty(self) -> bool:
        """Say whether there is no such value."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))


def judge(test: Test, result: Reading | str | None) -> Judgement:
    """Judge a reading or a named outcome against its test.

    Nothing yet is PENDING. A censored reading ("< 0.5") meets a bound only if every
    value it allows does, and is OUT only if none does. A reading of another unit or
    denominator, or a test without bounds, is UNDECIDED.
    """
    if result is None:
        return Judgement(verdict=Verdict.PENDING)
    if isinstance(result, str):
        return _judge_outcome(test, result)
    if result.unit != test.unit or not test.bounds:
        return Judgement(verdict=Verdict.UNDECIDED)
    sides = [_stands(bound, result, test.possible) for bound in test.bounds]
    if any(side is Verdict.OUT for side in sides):
        verdict = Verdict.OUT
    else:
        verdict = Verdict.MEETS if all(side is Verdict.MEETS for side in sides) else Verdict.UNDECIDED
    return Judgement(verdict=verdict, compared=_compared(test, result))


def _judge_outcome(test: Test, outcome_id: str) -> Judgement:
    outcome = test.outcome(outcome_id)
    if outcome is None:
        return Judgement(verdict=Verdict.UNDECIDED)
    verdicts = {Effect.MEETS: Verdict.MEETS, Effect.FAILS: Verdict.OUT, Effect.INTERIM: Verdict.PENDING}
    return Judgement(verdict=verdicts[outcome.effect])


def _compared(test: Test, reading: Reading) -> Decimal | None:
    """Give the rounded value if rounding changed what was typed and every bound agrees on it."""
    values = {rounded(reading, bound) for bound in test.bounds}
    value = values.pop()
    return value if not values and value != reading.value else None


def rounded(reading: Reading, bound: Bound) -> Decimal:
    """Round a reading by its bound's rule; signed readings and strict bounds are compared as typed.

    Source: release.md section 12, Rounding.
    """
    if reading.censor is not Censor.EXACT or bound.rounding in (None, Rounding.AS_MEASURED):
        return reading.value
    if bound.rounding is Rounding.DECIMALS:
        return reading.value.quantize(Decimal(1).scaleb(-bound.places), context=EXACT)
    if reading.value == 0:
        return reading.value
    return reading.value.quantize(Decimal(1).scaleb(reading.value.adjusted() - bound.figures + 1), context=EXACT)


def allowed(reading: Reading, possible: Range | None, value: Decimal) -> Interval:
    """Give every value a reading allows; a signed one reaches to the end of the possible range."""
    low, high = (possible.low, possible.high) if possible else (None, None)
    match reading.censor:
        case Censor.EXACT:
            return Interval(low=value, high=value)
        case Censor.BELOW | Censor.AT_MOST:
            return Interval(low=low, high=value, high_open=reading.censor is Censor.BELOW)
        case Censor.ABOVE | Censor.AT_LEAST:
            return Interval(low=value, high=high, low_open=reading.censor is Censor.ABOVE)


def _stands(bound: Bound, reading: Reading, possible: Range | None) -> Verdict:
    """MEETS if every allowed value meets the bound, OUT if none does, else UNDECIDED."""
    values = allowed(reading, possible, rounded(reading, bound))
    if values.empty:  # "> 100" of what ends at 100: every value meets and none does
        return Verdict.UNDECIDED
    every, some = SIDES[bound.kind](values, bound.value)
    if every:
        return Verdict.MEETS
    return Verdict.UNDECIDED if some else Verdict.OUT


def _at_least(v: Interval, limit: Decimal) -> tuple[bool, bool]:
    every = v.low is not None and v.low >= limit
    some = v.high is None or v.high > limit or (v.high == limit and not v.high_open)
    return every, some


def _more_than(v: Interval, limit: Decimal) -> tuple[bool, bool]:
    every = v.low is not None and (v.low > limit or (v.low == limit and v.low_open))
    return every, v.high is None or v.high > limit


def _at_most(v: Interval, limit: Decimal) -> tuple[bool, bool]:
    every = v.high is not None and v.high <= limit
    some = v.low is None or v.low < limit or (v.low == limit and not v.low_open)
    return every, some


def _below(v: Interval, limit: Decimal) -> tuple[bool, bool]:
    every = v.high is not None and (v.high < limit or (v.high == limit and v.high_open))
    return every, v.low is None or v.low < limit


SIDES = {
    BoundKind.AT_LEAST: _at_least,
    BoundKind.MORE_THAN: _more_than,
    BoundKind.AT_MOST: _at_most,
    BoundKind.BELOW: _below,
}
