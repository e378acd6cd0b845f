"""Lines of a specification and readings of them, as tests need them."""

from decimal import Decimal

from carbench.domain.measure import Range, Reading, Unit, read
from carbench.domain.people import Role
from carbench.domain.specification import (
    Bound,
    BoundKind,
    Certificate,
    Effect,
    Outcome,
    Rounding,
    SecondCheck,
    Test,
    Verdict,
    judge,
)

PERCENT = Unit(name="%", denominator="cells")
STRICT = {BoundKind.MORE_THAN, BoundKind.BELOW}
HUNDRED = Range(low=Decimal(0), high=Decimal(100))


def words(text: str) -> dict[str, str]:
    return dict.fromkeys(("en", "fr", "de"), text)


def bound(kind: BoundKind, printed: str, rounding: Rounding = Rounding.DECIMALS) -> Bound:
    """Make a bound as its source prints it."""
    value = Decimal(printed)
    digits = value.as_tuple()
    return Bound(
        kind=kind,
        value=value,
        places=-int(digits.exponent),
        figures=len(digits.digits),
        rounding=None if kind in STRICT else rounding,
        source="invented",
    )


def line(*bounds: Bound, possible: Range | None = None, outcomes: tuple[Outcome, ...] = ()) -> Test:
    return Test(
        id="line",
        title=words("line"),
        method="invented",
        unit=None if outcomes else PERCENT,
        unit_title={} if outcomes else words("%"),
        bounds=bounds,
        outcomes=outcomes,
        possible=possible,
        needed_for=frozenset({Certificate.PROVISIONAL}),
        enters=frozenset({Role.QC_ANALYST}),
        second_check=SecondCheck.BLIND,
        due_hours=3,
        consequence=words("invented"),
        source="invented",
    )


STERILITY = line(
    outcomes=(
        Outcome(id="no_growth", effect=Effect.MEETS, title=words("no growth")),
        Outcome(id="no_growth_to_date", effect=Effect.INTERIM, title=words("no growth to date")),
        Outcome(id="growth", effect=Effect.FAILS, title=words("growth")),
    )
)


def typed(text: str, unit: Unit = PERCENT) -> Reading:
    """Read a text as an English keyboard gives it, whatever the test can give."""
    return read(text, unit=unit, separator=".")


def verdict(test: Test, text: str) -> Verdict:
    return judge(test, typed(text)).verdict
