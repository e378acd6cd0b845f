"""What a test asks of its result: everything a product file can say of one line (release.md section 3).

Data only; `judging` says whether a result meets it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum

from carbench.domain.formula import Formula
from carbench.domain.measure import Range, Unit
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


class TestKind(Enum):
    """What a result of a test is."""

    __test__ = False  # pytest would collect a class of this name

    NUMBER = "number"
    OUTCOMES = "outcomes"
    DECLARED = "declared"
    """Determined and stated without a limit: a number where the test has a unit, else a text."""

    COMPUTED = "computed"
    """Made from other lines and facts of the batch by a formula; never typed."""

    ANY_OF = "any_of"
    """Other lines joined by "or"; never typed."""


class BoundKind(Enum):
    """How a reading stands to a bound."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    BELOW = "below"
    WITHIN_PERCENT = "within_percent"
    """The stated value ± a percentage of it, ends included."""


class Rounding(Enum):
    """How a reading is rounded before it meets a bound that includes its own value."""

    DECIMALS = "decimals"
    SIGNIFICANT = "significant"
    AS_MEASURED = "as_measured"


class Certificate(Enum):
    """Which certificate needs a test."""

    PROVISIONAL = "provisional"
    FINAL = "final"
    IN_PROCESS = "in_process"
    """Needed by none: an in-process test, whose OUT opens a deviation."""


class Severity(Enum):
    """What an OUT of a line leaves open."""

    NEVER = "never"
    """Never releasable."""

    EXCEPTIONAL = "exceptional"
    """Exceptional supply is possible."""


class Laboratory(Enum):
    """Who does a test."""

    OWN = "own"
    OUTSIDE = "outside"
    """Results come as reports of another laboratory."""


class Group(Enum):
    """Where a line belongs on the one page the Qualified Person sees (release.md section 7)."""

    IDENTITY = "identity"
    CELLS = "cells"
    DOSE = "dose"
    MICROBIOLOGY = "microbiology"
    SAFETY = "safety"
    POTENCY = "potency"


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
    value: Decimal | None
    """In the unit of the test that owns this bound; None where `formula` gives it."""

    places: int
    """Decimal places as the source prints the bound; never taken from an exponent."""

    figures: int
    """Significant figures as the source prints the bound."""

    rounding: Rounding | None
    """Chosen by the product for bounds that include their value, none for strict ones."""

    source: str
    """Document that sets the limit, printed on the certificate."""

    formula: Formula | None = None
    """Gives the limit from facts of the patient and the batch; compared exactly, never rounded."""

    percent: Decimal | None = None
    """Of a WITHIN_PERCENT bound, on both sides of the stated value."""

    alternative: str = ""
    """Bounds that carry the same mark are asked together, and groups of different marks are joined by "or".

    A bound without a mark is asked in any case.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A named result of a test that gives no number."""

    id: str
    effect: Effect
    title: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What must hold for a measurement to count at all: a control, a spike recovery, a number of events."""

    id: str
    title: Wording
    unit: Unit | None
    bounds: tuple[Bound, ...]
    outcomes: tuple[Outcome, ...]
    source: str


class Comply(Enum):
    """Which number of several replicates meets the bounds."""

    MEAN = "mean"
    EACH = "each"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replicates:
    """How often a test is measured, and what is judged of it."""

    count: int
    """Exactly so many are due."""

    comply: Comply
    max_cv: Decimal | None
    """Per cent: sample standard deviation ÷ mean; above it the measurement is INVALID."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interim:
    """When a reading of a test that still runs is enough for the provisional certificate."""

    least_hours: int
    """Full hours from inoculation to reading, not rounded."""

    oldest_hours: int
    """From the reading to the signature."""

    whole_hours: int
    """From inoculation to the end of the test."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRule:
    """Which sample a test is made on."""

    id: str
    """Kind of sample, as the product names it."""

    day: int | None
    """Day of culture on which it is taken, from its start as day 0."""

    max_age_minutes: int | None
    """From taking to measuring."""


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

    kind: TestKind = TestKind.NUMBER
    units: tuple[Unit, ...] = ()
    """Units beside `unit` in which a source may state a result; chosen from this list, never converted."""

    action: tuple[Bound, ...] = ()
    """Action limits, apart from the release limits in `bounds`: beyond one, a deviation is due."""

    criteria: tuple[Criterion, ...] = ()
    replicates: Replicates | None = None
    interim: Interim | None = None
    formula: Formula | None = None
    """Of a computed test; names lines by test id and facts by dotted names."""

    any_of: tuple[str, ...] = ()
    """Of a test of this kind: the lines that are joined by "or"."""

    sample: SampleRule | None = None
    laboratory: Laboratory = Laboratory.OWN
    group: Group = Group.CELLS
    severity: Severity = Severity.NEVER
    plausible: Range | None = None
    """Outside it a second person confirms the reading as it is typed."""

    tell_minutes: int | None = None
    """Within which the physician is told if the line fails."""

    bars_provisional: bool = False
    """An in-process OUT bars the provisional certificate although its deviation is closed."""

    counts: str = ""
    """Of a fraction: the cells it counts, as another fraction's denominator names them."""

    def outcome(self, outcome_id: str) -> Outcome | None:
        """Find a named outcome."""
        return next((outcome for outcome in self.outcomes if outcome.id == outcome_id), None)
