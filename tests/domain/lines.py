"""Lines of a specification and readings of them, as tests need them."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cache

from carbench.domain.facts import BagFact, Facts
from carbench.domain.formula import parse
from carbench.domain.judging import Value, judge
from carbench.domain.lines import Line, lines
from carbench.domain.measure import Range, Reading, Unit, read
from carbench.domain.moment import Moment
from carbench.domain.people import Role
from carbench.domain.product import Product, WorkedCase
from carbench.domain.specification import (
    Bound,
    BoundKind,
    Certificate,
    Criterion,
    Effect,
    Outcome,
    Rounding,
    SecondCheck,
    Test,
    TestKind,
    Verdict,
)
from carbench.paths import RESOURCES
from carbench.store.products import load_product

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


GROWTH = (
    Outcome(id="no_growth", effect=Effect.MEETS, title=words("no growth")),
    Outcome(id="no_growth_to_date", effect=Effect.INTERIM, title=words("no growth to date")),
    Outcome(id="growth", effect=Effect.FAILS, title=words("growth")),
)
STERILITY = line(outcomes=GROWTH)


def typed(text: str, unit: Unit = PERCENT) -> Reading:
    """Read a text as an English keyboard gives it, whatever the test can give."""
    return read(text, unit=unit, separator=".")


def verdict(test: Test, text: str) -> Verdict:
    return judge(test, typed(text)).verdict


def made(kind: BoundKind, text: str, *, percent: str | None = None) -> Bound:
    """Make a bound from a formula."""
    plain = replace(bound(kind, "1"), value=None, rounding=None, formula=parse(text))
    return replace(plain, percent=Decimal(percent)) if percent else plain


def within(stated: str, percent: str) -> Bound:
    """Make a bound of a stated value and a percentage on both sides of it."""
    return replace(bound(BoundKind.WITHIN_PERCENT, stated), rounding=None, percent=Decimal(percent))


def either(*groups: Iterable[Bound]) -> tuple[Bound, ...]:
    """Join groups of bounds by "or"."""
    return tuple(replace(one, alternative=f"group {k}") for k, group in enumerate(groups) for one in group)


def asks(*, unit: Unit | None = None, bounds: tuple[Bound, ...] = (), outcomes: tuple[Outcome, ...] = ()) -> Criterion:
    """Make a validity criterion called control."""
    return Criterion(
        id="control", title=words("control"), unit=unit, bounds=bounds, outcomes=outcomes, source="invented"
    )


def named(test_id: str, test: Test) -> Test:
    return replace(test, id=test_id, title=words(test_id))


def computed(test_id: str, formula: str, *bounds: Bound) -> Test:
    return named(test_id, replace(line(*bounds), kind=TestKind.COMPUTED, formula=parse(formula)))


def one_of(test_id: str, *names: str) -> Test:
    return named(test_id, replace(line(), kind=TestKind.ANY_OF, unit=None, unit_title={}, any_of=names))


@cache
def _demonstration() -> Product:
    return load_product((RESOURCES / "products" / "demo.toml").read_bytes(), "demo.toml")


def product(*tests: Test, dose: str = "bag.concentration * bag.volume") -> Product:
    """Make a product of these tests; everything else is that of the demonstration."""
    shown = _demonstration()
    return replace(shown, tests=tests, dose=replace(shown.dose, formula=parse(dose)), cases=())


def bag(concentration: str, volume: str, portion: int = 1) -> BagFact:
    return BagFact(portion=portion, concentration=typed(concentration), volume=typed(volume))


def facts(*bags: BagFact, weight: str = "70", minutes: int | None = 30, dose: str = "1.0") -> Facts:
    return Facts(weight=typed(weight), prescribed=typed(dose), bags=bags, infusion_minutes=minutes)


def stand(
    tests: tuple[Test, ...], given: dict[str, Value | str], known: Facts | None = None, at: Moment | None = None
) -> dict[str, Line]:
    """Give lines from what was typed: a text is a reading in per cent of cells, or an outcome where there are some."""
    values = {
        test.id: text if isinstance(text, Value) else Value(**_as(test, text))
        for test in tests
        if (text := given.get(test.id)) is not None
    }
    return lines(product(*tests), values, known or facts(bag("12.0", "96.0")), at)


def _as(test: Test, text: str) -> dict[str, Reading | str]:
    return {"outcome": text} if test.outcomes else {"reading": typed(text)}


def case(typed_texts: dict[str, str], expected: dict[str, Verdict] | None = None) -> WorkedCase:
    return WorkedCase(id="case", typed=tuple(typed_texts.items()), expected=tuple((expected or {}).items()))
