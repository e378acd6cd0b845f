"""What limits and computed lines are made from beside results: the patient, the order, the bags, the infusion.

| name | what | unit |
|---|---|---|
| patient.weight | the weight that counts | kg |
| order.dose | the dose ordered | 10⁶ CAR+ viable cells per kg |
| bag.concentration | of one bag; of several, a computed line is made for each and the worst stands | 10⁶ per mL |
| bag.volume | of one bag, likewise | mL |
| bags.count | bags filled | |
| bags.volume | what is in all bags | mL |
| bags.cells | viable cells in all bags: concentration × volume | 10⁶ |
| bags.car_cells | viable CAR+ cells in all bags, by the product's dose formula; made in `lines` | 10⁶ |
| infusion.volume | the largest volume given together: all bags of one portion | mL |
| infusion.hours | planned, at least one: under an hour the whole bag counts as the hour | h |

Source: release.md sections 4, 5 and 12.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, reduce
from types import MappingProxyType

from carbench.domain.measure import Censor, Reading
from carbench.domain.span import Span, add, greatest, multiply, only

Named = Mapping[str, Span]
"""Facts by their dotted name; one that is not known has no entry."""

FACTS = frozenset(
    {
        *("patient.weight", "order.dose", "infusion.hours", "infusion.volume", "bag.concentration", "bag.volume"),
        *("bags.count", "bags.volume", "bags.cells", "bags.car_cells"),
    }
)
"""Every fact a formula may name."""

MINUTES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class BagFact:
    """What is in a bag."""

    portion: int
    """Bags of one portion are given together."""

    concentration: Reading
    """10⁶ viable cells per mL."""

    volume: Reading
    """mL left after all samples."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of the patient, the order, the bags and the infusion."""

    weight: Reading | None = None
    """kg."""

    prescribed: Reading | None = None
    """10⁶ CAR+ viable cells per kg."""

    bags: tuple[BagFact, ...] = ()
    infusion_minutes: int | None = None
    """Planned."""

    @cached_property
    def named(self) -> Named:
        """Give the facts that are known, exactly; without a bag there is no fact of the bags."""
        found = {"patient.weight": self.weight, "order.dose": self.prescribed}
        named = {name: spanned(reading) for name, reading in found.items() if reading is not None}
        if self.infusion_minutes is not None:
            named["infusion.hours"] = counted_hours(only(Fraction(self.infusion_minutes, MINUTES)))
        return MappingProxyType(named | _of_bags(self.bags))


def counted_hours(planned: Span) -> Span:
    """Give the hours a rate counts with: under one hour the whole bag counts as the hour."""
    return greatest([planned, only(Fraction(1))])


def of_bag(bag: BagFact) -> dict[str, Span]:
    """Give the facts of one bag."""
    return {"bag.concentration": spanned(bag.concentration), "bag.volume": spanned(bag.volume)}


NO_FACTS: Named = MappingProxyType({})


def named_of(facts: Facts | Named) -> Named:
    """Give facts by name."""
    return facts.named if isinstance(facts, Facts) else facts


def spanned(reading: Reading) -> Span:
    """Give every value a reading of a fact allows; facts have no possible range of their own."""
    value = Fraction(reading.value)
    match reading.censor:
        case Censor.EXACT:
            return only(value)
        case Censor.BELOW | Censor.AT_MOST:
            return Span(high=value, high_open=reading.censor is Censor.BELOW)
        case Censor.ABOVE | Censor.AT_LEAST:
            return Span(low=value, low_open=reading.censor is Censor.ABOVE)


def total(spans: Iterable[Span]) -> Span:
    """Add spans exactly; of none it is zero."""
    return reduce(add, spans, only(Fraction()))


def _of_bags(bags: tuple[BagFact, ...]) -> dict[str, Span]:
    if not bags:
        return {}
    portions = {bag.portion for bag in bags}
    return (of_bag(bags[0]) if len(bags) == 1 else {}) | {
        "bags.count": only(Fraction(len(bags))),
        "bags.volume": total(spanned(bag.volume) for bag in bags),
        "bags.cells": total(multiply(spanned(bag.concentration), spanned(bag.volume)) for bag in bags),
        "infusion.volume": greatest(
            total(spanned(bag.volume) for bag in bags if bag.portion == portion) for portion in portions
        ),
    }
