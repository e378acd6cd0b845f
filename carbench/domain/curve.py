"""Expansion and viability from counts, corrected for what splits and samples took.

Source: release.md sections 5 and 12. Two counts at one time are both kept. A count of
nothing has no place on a logarithmic axis; it is kept and named as a gap.
"""

from dataclasses import dataclass
from decimal import Decimal

from carbench.domain.acts import CountTaken, CultureSplit, SampleTaken
from carbench.domain.batch import Batch
from carbench.domain.dose import total_cells
from carbench.domain.growth import Counted, CultureEvent, GrowthPoint, Taken, growth


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One count of a culture."""

    days: float
    """Since the first count."""

    label: str
    """When, as a person reads it."""

    cells: Decimal
    """Viable, 10⁶."""

    viability: Decimal
    """Per cent."""

    fold: Decimal | None
    """Against the first count, corrected for cells taken; None where a count or what was kept is nothing."""

    doublings: Decimal | None
    """log2 of the fold, cumulative; None where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """The counts of one batch in order of when they were taken, and its viability limit."""

    points: tuple[Point, ...]
    viability_limit: Decimal | None


def curve(batch: Batch, viability_test: str = "viability") -> Curve:
    """Give the expansion of a batch; the limit is that of the product's release test."""
    counts = sorted(batch.of(CountTaken), key=lambda count: count.happened_at.utc)
    grown = growth(culture_events(batch)).points
    points = tuple(_point(count, counts[0], point) for count, point in zip(counts, grown, strict=True))
    limits = [b.value for test in batch.product.tests if test.id == viability_test for b in test.bounds]
    return Curve(points=points, viability_limit=limits[0] if limits else None)


def culture_events(batch: Batch) -> tuple[CultureEvent, ...]:
    """Give what was counted in a culture and what was taken out of it, in the order it was recorded."""
    events: list[CultureEvent] = []
    for recorded in batch.entries(CountTaken, CultureSplit, SampleTaken):
        match recorded.act:
            case CountTaken(happened_at=at, concentration=concentration, volume=volume):
                events.append(Counted(at=at.utc, viable=total_cells(concentration, volume)))
            case CultureSplit(happened_at=at, taken=taken, before=before):
                events.append(Taken(at=at.utc, taken_ml=taken.value, before_ml=before.value))
            case SampleTaken(happened_at=at, volume=taken, before=before) if before is not None:
                events.append(Taken(at=at.utc, taken_ml=taken.value, before_ml=before.value))
    return tuple(events)


def _point(count: CountTaken, first: CountTaken, grown: GrowthPoint) -> Point:
    return Point(
        days=(count.happened_at.utc - first.happened_at.utc).total_seconds() / 86400,
        label=count.happened_at.plain(),
        cells=grown.viable,
        viability=count.viability.value,
        fold=grown.fold,
        doublings=grown.doublings,
    )
