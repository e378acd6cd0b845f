"""Expansion and viability from counts.

Source: release.md section 5. Two counts at one time are both kept. A count of
nothing has no place on a logarithmic axis; it is kept and named as a gap.
"""

from dataclasses import dataclass
from decimal import Decimal
from math import log2

from carbench.domain.acts import CountTaken
from carbench.domain.batch import Batch, total_cells


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
    """Against the first count; None where that was nothing."""

    doublings: float | None
    """log2 of the fold; None where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """The counts of one batch in order of when they were taken, and its viability limit."""

    points: tuple[Point, ...]
    viability_limit: Decimal | None


def curve(batch: Batch, viability_test: str = "viability") -> Curve:
    """Give the expansion of a batch; the limit is that of the product's release test."""
    counts = sorted(batch.of(CountTaken), key=lambda count: count.happened_at.utc)
    points = tuple(_point(count, counts[0]) for count in counts)
    limits = [b.value for test in batch.product.tests if test.id == viability_test for b in test.bounds]
    return Curve(points=points, viability_limit=limits[0] if limits else None)


def _point(count: CountTaken, first: CountTaken) -> Point:
    cells = total_cells(count.concentration, count.volume)
    start = total_cells(first.concentration, first.volume)
    fold = cells / start if start else None
    return Point(
        days=(count.happened_at.utc - first.happened_at.utc).total_seconds() / 86400,
        label=count.happened_at.plain(),
        cells=cells,
        viability=count.viability.value,
        fold=fold,
        doublings=log2(fold) if fold else None,
    )
