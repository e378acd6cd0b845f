"""What is recorded of one result, and what is said of it with the reason why."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from carbench.domain.measure import Reading
from carbench.domain.moment import Moment
from carbench.domain.specification import Verdict


class Cause(Enum):
    """Why a verdict is what it is; one sentence each in the texts."""

    NOTHING_YET = "nothing_yet"
    WITHIN = "within"
    BEYOND_BOUND = "beyond_bound"
    STRADDLES_BOUND = "straddles_bound"
    """A signed reading allows values on both sides."""

    NO_VALUE = "no_value"
    """A signed reading allows no value at all: more than 100 of what ends at 100."""

    NO_LIMIT = "no_limit"
    OTHER_UNIT = "other_unit"
    """A unit or denominator the source may use, but not the one the limit is in."""

    UNIT_NOT_LISTED = "unit_not_listed"
    OUTCOME = "outcome"
    NO_SUCH_OUTCOME = "no_such_outcome"
    TWO_RESULTS = "two_results"
    """Recorded as a number and as a word, or once and as replicates."""

    DECLARED = "declared"
    NEVER_TYPED = "never_typed"
    """Something was recorded for a line that is only ever computed or made from other lines."""

    NOT_OBTAINED = "not_obtained"
    CRITERION_FAILED = "criterion_failed"
    CRITERION_MISSING = "criterion_missing"
    CRITERION_UNDECIDED = "criterion_undecided"
    REPLICATES_MISSING = "replicates_missing"
    """Another number of replicates than the test asks."""

    REPLICATES_SCATTER = "replicates_scatter"
    REPLICATES_UNDECIDED = "replicates_undecided"
    """Their coefficient of variation cannot be known: a signed replicate, or a mean of zero."""

    INTERIM = "interim"
    INTERIM_ENOUGH = "interim_enough"
    INTERIM_TOO_SHORT = "interim_too_short"
    INTERIM_TOO_OLD = "interim_too_old"
    INTERIM_TIMES = "interim_times"
    """Inoculation, reading or signature has no time, or they do not follow each other."""

    FACT_MISSING = "fact_missing"
    INPUT_PENDING = "input_pending"
    INPUT_UNKNOWN = "input_unknown"
    DENOMINATORS_DIFFER = "denominators_differ"
    NO_QUOTIENT = "no_quotient"
    """A divisor of the formula may be zero."""

    ONE_MEETS = "one_meets"
    NONE_MEETS = "none_meets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A verdict, why it is that, and the numbers that led to it."""

    verdict: Verdict
    cause: Cause = Cause.NOTHING_YET
    compared: Decimal | None = None
    """The rounded value where rounding changed it; printed beside the reading as "79.5 → 80"."""

    about: str = ""
    """The bound, criterion, outcome or input the cause speaks of, as the product file names it."""

    value: Decimal | None = None
    """A number that was made and not typed, as it is shown: a mean, a computed value. The exact one was compared."""

    action: bool = False
    """Not surely inside the action limits: a deviation is due. The verdict does not ask for it."""

    failing: bool = False
    """What was read is beyond a bound or a failing outcome, whether or not the measurement counts.

    An alert asks for this: growth is told at once although its control was forgotten.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionValue:
    """What was recorded of one validity criterion."""

    id: str
    reading: Reading | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """Everything that is recorded of one result."""

    reading: Reading | None = None
    outcome: str | None = None
    declared: str = ""
    """Text of a test that is stated without a limit and has no unit."""

    replicates: tuple[Reading, ...] = ()
    criteria: tuple[CriterionValue, ...] = ()
    inoculated_at: Moment | None = None
    read_at: Moment | None = None
    invalid: str = ""
    """The criterion a person named when calling the measurement invalid."""

    not_obtained: bool = False
    preliminary: bool = False
    """Taken from a report that is not final yet: what meets may still change, what fails is told at once."""

    @property
    def nothing(self) -> bool:
        """Say whether no result is recorded, whatever else is."""
        return self.reading is None and self.outcome is None and not self.declared and not self.replicates
