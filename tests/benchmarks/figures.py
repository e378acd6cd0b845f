"""Times, what they are compared with, and the table of all of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

HEADINGS = ("figure", "measured", "floor", "ratio", "bound", "holds")


@dataclass(frozen=True, slots=True)
class Times:
    """One thing done several times, in milliseconds."""

    ms: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.ms)

    def at(self, percentile: int) -> float:
        return quantiles(self.ms, n=100, method="inclusive")[percentile - 1]

    def __str__(self) -> str:
        parts = (f"median {self.median:.2f}", f"p95 {self.at(95):.2f}", f"p99 {self.at(99):.2f}")
        return f"{', '.join(parts)}, from {min(self.ms):.2f} to {max(self.ms):.2f} ms ({len(self.ms)} times)"


def times(ms: Sequence[float]) -> Times:
    return Times(tuple(ms))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What was measured, beside its floor; without a bound it is told and not judged."""

    name: str
    measured: Times
    floor: Times
    percentile: int = 50
    ratio_at_most: float | None = None
    ms_at_most: float | None = None

    @property
    def value(self) -> float:
        return self.measured.at(self.percentile)

    @property
    def ratio(self) -> float:
        return self.value / self.floor.at(self.percentile)

    @property
    def holds(self) -> bool:
        ratio_holds = self.ratio_at_most is None or self.ratio <= self.ratio_at_most
        return ratio_holds and (self.ms_at_most is None or self.value <= self.ms_at_most)

    def lines(self) -> Iterator[str]:
        yield f"  {self.name.partition(',')[0]}: {self.measured}"
        yield f"  floor: {self.floor}"

    def cells(self) -> tuple[str, ...]:
        bound = f"≤ {self.ratio_at_most:g} ×" if self.ratio_at_most is not None else "–"
        bound = f"≤ {self.ms_at_most:g} ms" if self.ms_at_most is not None else bound
        holds = "–" if bound == "–" else "yes" if self.holds else "NO"
        floor = self.floor.at(self.percentile)
        return (self.name, f"{self.value:.2f} ms", f"{floor:.2f} ms", f"{self.ratio:.2f} ×", bound, holds)


def table(figures: Sequence[Figure]) -> Iterator[str]:
    rows = [HEADINGS, *(figure.cells() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    for row in rows:
        first, *others = zip(row, widths, strict=True)
        yield "  ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)])
