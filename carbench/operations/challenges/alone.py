"""A product of nothing but the lines a row asks about: no step, no bag, no limit of its own."""

from collections.abc import Sequence
from dataclasses import replace

from carbench.domain.formula import Formula
from carbench.domain.measure import Range, Unit
from carbench.domain.product import Deadlines, DoseRule, InfusionRule, Product, ShelfLife
from carbench.domain.specification import Bound, Outcome, SecondCheck, Test, TestKind, Wording

SOURCE = "challenge"
UNTOLD: Wording = {}


def line(
    *,
    id: str = "line",  # noqa: A002 - as a test calls it
    kind: TestKind = TestKind.NUMBER,
    unit: Unit | None = None,
    units: tuple[Unit, ...] = (),
    bounds: tuple[Bound, ...] = (),
    outcomes: tuple[Outcome, ...] = (),
    possible: Range | None = None,
    formula: Formula | None = None,
    any_of: tuple[str, ...] = (),
) -> Test:
    """Give a line that asks what a row says and is silent of everything else."""
    return Test(
        id=id,
        kind=kind,
        title=UNTOLD,
        method=SOURCE,
        unit=unit,
        unit_title=UNTOLD,
        units=units,
        bounds=bounds,
        outcomes=outcomes,
        possible=possible,
        needed_for=frozenset(),
        enters=frozenset(),
        second_check=SecondCheck.SIGHTED,
        due_hours=0,
        consequence=UNTOLD,
        source=SOURCE,
        formula=formula,
        any_of=any_of,
    )


def shelf_life(*, hours: int, transport_minutes: int, infusion_minutes: int, infusion: InfusionRule) -> ShelfLife:
    """Give the shelf life a row says."""
    return ShelfLife(
        hours=hours,
        transport_minutes=transport_minutes,
        infusion_minutes=infusion_minutes,
        infusion=infusion,
        source=SOURCE,
    )


def product_of(tests: Sequence[Test]) -> Product:
    """Give a product of these lines."""
    return replace(_NOTHING, tests=tuple(tests))


_NOTHING = Product(
    id=SOURCE,
    revision="",
    sha256="",
    example=True,
    title=UNTOLD,
    description=UNTOLD,
    storage=UNTOLD,
    transport=UNTOLD,
    conditions=UNTOLD,
    statement=UNTOLD,
    final_statement=UNTOLD,
    non_conforming_statement=UNTOLD,
    steps=(),
    tests=(),
    shelf_life=shelf_life(hours=0, transport_minutes=0, infusion_minutes=0, infusion=InfusionRule.END),
    dose=DoseRule(
        formula=Formula(text="0", names=frozenset()), whole="", target=None, weight_oldest_days=0, source=SOURCE
    ),
    deadlines=Deadlines(
        deferred_check_hours=0, written_confirmation_hours=0, alert_minutes=0, final_days=0, source=SOURCE
    ),
    hold_times=(),
    lots=(),
    labels=(),
    paper_record=False,
    exceptional_supply=False,
    cases=(),
    source=SOURCE,
)
