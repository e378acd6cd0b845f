"""Limits that no value can meet, that none can miss, or that no one would ever notice are refused."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from carbench.domain.product import Product
from carbench.domain.specification import EXACT, Bound, BoundKind, Criterion, Effect, Outcome, Test, TestKind
from carbench.store.product_keys import Keys

LOWER = {BoundKind.AT_LEAST: False, BoundKind.MORE_THAN: True}
UPPER = {BoundKind.AT_MOST: False, BoundKind.BELOW: True}
"""Kinds with one side, and whether the value itself is left out."""


class Side(NamedTuple):
    """One side of what a set of bounds leaves; `open` leaves out the value itself."""

    value: Decimal
    open: bool

    def above(self, other: "Side") -> bool:
        """Say whether nothing lies at or above this lower side and at or below the other, an upper one."""
        return self.value > other.value or (self.value == other.value and (self.open or other.open))


class Reach(NamedTuple):
    """What a line can give at all; None is no end."""

    low: Decimal | None
    high: Decimal | None

    def __str__(self) -> str:
        return f"{'' if self.low is None else self.low} < … < {'' if self.high is None else self.high}"


def limits_agree(product: Product, keys: Keys) -> None:
    """Refuse limits that contradict each other or the range of their line. Raises: ProductBroken."""
    for test in product.tests:
        place = f"tests.{test.id}."
        _ranges_agree(test, keys)
        _outcomes_agree(test.outcomes, keys, place, interim=test.interim is not None)
        _bounds_agree(test.bounds, keys, f"{place}bounds", _reach(test))
        _action_agrees(test, keys)
        for criterion in test.criteria:
            _criterion_agrees(criterion, keys, f"{place}criteria.{criterion.id}.")


def _criterion_agrees(criterion: Criterion, keys: Keys, place: str) -> None:
    _outcomes_agree(criterion.outcomes, keys, place, interim=False)
    _bounds_agree(criterion.bounds, keys, f"{place}bounds", Reach(None, None))


def _reach(test: Test) -> Reach:
    """Give what a line can give; what is typed begins at zero unless its file says otherwise."""
    if test.possible is not None:
        return Reach(test.possible.low, test.possible.high)
    return Reach(None if test.kind is TestKind.COMPUTED else Decimal(0), None)


def _ranges_agree(test: Test, keys: Keys) -> None:
    """Refuse a plausible range that reaches beyond what is possible: it would never ask anybody."""
    reach, plausible = _reach(test), test.plausible
    if plausible is None:
        return
    if reach.low is not None and plausible.low < reach.low:
        raise keys.refused(f"tests.{test.id}.plausible.low", f"≥ {reach.low}")
    if reach.high is not None and plausible.high > reach.high:
        raise keys.refused(f"tests.{test.id}.plausible.high", f"≤ {reach.high}")


def _outcomes_agree(outcomes: Sequence[Outcome], keys: Keys, place: str, *, interim: bool) -> None:
    """Refuse named outcomes of which none meets or none fails, and an interim one without its rule or the reverse."""
    if not outcomes:
        return
    effects = {outcome.effect for outcome in outcomes}
    for due in (Effect.MEETS, Effect.FAILS):
        if due not in effects:
            raise keys.refused(f"{place}outcomes", f'effect = "{due.value}"')
    if Effect.INTERIM in effects and not interim:
        raise keys.refused(f"{place}interim", "least_hours, oldest_hours, whole_hours")
    if interim and Effect.INTERIM not in effects:
        raise keys.refused(f"{place}outcomes", f'effect = "{Effect.INTERIM.value}"')


def groups(bounds: Sequence[Bound]) -> list[list[Bound]]:
    """Give what is asked together: the bounds of each mark with those that are asked in any case."""
    marks = sorted({bound.alternative for bound in bounds if bound.alternative})
    always = [bound for bound in bounds if not bound.alternative]
    return [[*always, *(bound for bound in bounds if bound.alternative == mark)] for mark in marks] or [always]


def _bounds_agree(bounds: Sequence[Bound], keys: Keys, place: str, reach: Reach) -> None:
    marks = {bound.alternative for bound in bounds if bound.alternative}
    if len(marks) == 1:
        raise keys.refused(f"{place}.or", f"{marks.pop()} + 1")
    for group in groups(bounds):
        lows, highs = lowers(group), uppers(group)
        if max(len(lows), len(highs)) > 1:
            raise keys.refused(place, "1 × at_least | more_than, 1 × at_most | below")
        if lows and highs and lows[0].above(highs[0]):
            raise keys.refused(place, f"> {lows[0].value}")
    for bound in bounds:
        _within_reach(bound, keys, place, reach)


def lowers(bounds: Sequence[Bound]) -> list[Side]:
    """Give the lower sides of bounds whose value the file says."""
    plain = [
        Side(bound.value, LOWER[bound.kind]) for bound in bounds if bound.kind in LOWER and bound.value is not None
    ]
    return plain + [Side(_percent_of(bound, -1), open=False) for bound in bounds if _stated(bound)]


def uppers(bounds: Sequence[Bound]) -> list[Side]:
    """Give the upper sides of bounds whose value the file says."""
    plain = [
        Side(bound.value, UPPER[bound.kind]) for bound in bounds if bound.kind in UPPER and bound.value is not None
    ]
    return plain + [Side(_percent_of(bound, 1), open=False) for bound in bounds if _stated(bound)]


def _stated(bound: Bound) -> bool:
    return bound.kind is BoundKind.WITHIN_PERCENT and bound.value is not None


def _percent_of(bound: Bound, sign: int) -> Decimal:
    value, percent = bound.value or Decimal(0), bound.percent or Decimal(0)
    return EXACT.divide(EXACT.multiply(value, EXACT.add(Decimal(100), sign * percent)), Decimal(100))


def _within_reach(bound: Bound, keys: Keys, place: str, reach: Reach) -> None:
    """Refuse a bound that every possible value meets, or none."""
    bottom = None if reach.low is None else Side(reach.low, open=False)
    top = None if reach.high is None else Side(reach.high, open=False)
    for low in lowers([bound]):
        idle = bottom and not _tighter_low(low, bottom)
        if idle or (top and low.above(top)):
            raise keys.refused(place, str(reach))
    for high in uppers([bound]):
        idle = top and not _tighter_high(high, top)
        if idle or (bottom and bottom.above(high)):
            raise keys.refused(place, str(reach))


def _tighter_low(one: Side, other: Side) -> bool:
    return (one.value, one.open) > (other.value, other.open)


def _tighter_high(one: Side, other: Side) -> bool:
    return (-one.value, one.open) > (-other.value, other.open)


def _action_agrees(test: Test, keys: Keys) -> None:
    """Refuse action limits that ask no more than the release limits do, or that nothing releasable meets."""
    place = f"tests.{test.id}.action"
    if any(bound.alternative for bound in test.action):
        raise keys.refused(f"{place}.or", "–")
    _bounds_agree(test.action, keys, place, _reach(test))
    asked = [(lowers(group), uppers(group)) for group in groups(test.bounds)]
    for low in lowers(test.action):
        if all(lows and not _tighter_low(low, lows[0]) for lows, _ in asked):
            raise keys.refused(place, f"> {min(lows[0].value for lows, _ in asked)}")
        if all(highs and low.above(highs[0]) for _, highs in asked):
            raise keys.refused(place, f"< {max(highs[0].value for _, highs in asked)}")
    for high in uppers(test.action):
        if all(highs and not _tighter_high(high, highs[0]) for _, highs in asked):
            raise keys.refused(place, f"< {max(highs[0].value for _, highs in asked)}")
        if all(lows and lows[0].above(high) for lows, _ in asked):
            raise keys.refused(place, f"> {min(lows[0].value for lows, _ in asked)}")
