"""Every value a reading or a formula allows, in exact numbers.

An operation gives every value its operands allow together, each taken for itself: where one reading
enters a formula twice the answer is too wide, never too narrow, so judging it fails closed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

ZERO = Fraction(0)


class End(NamedTuple):
    """One end of a span, ordered from the lowest to the highest."""

    beyond: int
    """-1 and 1 where there is no end on that side, else 0."""

    value: Fraction
    open: bool

    @property
    def place(self) -> tuple[int, Fraction]:
        """Give where the end lies, whether it belongs to the span or not."""
        return self.beyond, self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """All values between two ends; None is no end."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    @property
    def empty(self) -> bool:
        """Say whether there is no such value."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    @property
    def exact(self) -> Fraction | None:
        """Give the value where there is only one."""
        return self.low if self.low == self.high and not self.empty else None

    @property
    def bottom(self) -> End:
        """Give the low end."""
        return End(-1, ZERO, open=True) if self.low is None else End(0, self.low, self.low_open)

    @property
    def top(self) -> End:
        """Give the high end."""
        return End(1, ZERO, open=True) if self.high is None else End(0, self.high, self.high_open)

    def holds(self, value: Fraction) -> bool:
        """Say whether a value is one of them."""
        above = self.low is None or self.low < value or (self.low == value and not self.low_open)
        below = self.high is None or value < self.high or (value == self.high and not self.high_open)
        return above and below


def only(value: Fraction) -> Span:
    """Give the span of one exact value."""
    return Span(low=value, high=value)


def add(a: Span, b: Span) -> Span:
    """Give every sum."""
    low = None if a.low is None or b.low is None else a.low + b.low
    high = None if a.high is None or b.high is None else a.high + b.high
    return Span(
        low=low,
        high=high,
        low_open=low is not None and (a.low_open or b.low_open),
        high_open=high is not None and (a.high_open or b.high_open),
    )


def subtract(a: Span, b: Span) -> Span:
    """Give every difference."""
    low = None if a.low is None or b.high is None else a.low - b.high
    high = None if a.high is None or b.low is None else a.high - b.low
    return Span(
        low=low,
        high=high,
        low_open=low is not None and (a.low_open or b.high_open),
        high_open=high is not None and (a.high_open or b.low_open),
    )


def multiply(a: Span, b: Span) -> Span:
    """Give every product."""
    corners = [_product(x, y) for x in (a.bottom, a.top) for y in (b.bottom, b.top)]
    return _between(_lowest(corners), _highest(corners))


def divide(a: Span, b: Span) -> Span | None:
    """Give every quotient; None where the divisor may be zero."""
    if b.holds(ZERO) or b.empty:
        return None
    return multiply(a, _between(_turned(b.top), _turned(b.bottom)))


def least(spans: Iterable[Span]) -> Span:
    """Give every value the smallest of several can have."""
    given = list(spans)
    tops = [span.top for span in given]
    lowest = min(top.place for top in tops)
    shut = End(*lowest, open=any(top.open for top in tops if top.place == lowest))
    return _between(_lowest([span.bottom for span in given]), shut)


def greatest(spans: Iterable[Span]) -> Span:
    """Give every value the largest of several can have."""
    given = list(spans)
    bottoms = [span.bottom for span in given]
    highest = max(bottom.place for bottom in bottoms)
    shut = End(*highest, open=any(bottom.open for bottom in bottoms if bottom.place == highest))
    return _between(shut, _highest([span.top for span in given]))


def _product(x: End, y: End) -> End:
    """Multiply two ends; zero times no end is zero, which is reached only if that zero is."""
    if (not x.beyond and not x.value) or (not y.beyond and not y.value):
        reached = any(not end.open and not end.beyond and not end.value for end in (x, y))
        return End(0, ZERO, open=not reached)
    if x.beyond or y.beyond:
        return End(_sign(x) * _sign(y), ZERO, open=True)
    return End(0, x.value * y.value, open=x.open or y.open)


def _sign(end: End) -> int:
    return end.beyond or (1 if end.value > 0 else -1)


def _turned(end: End) -> End:
    """Give one divided by an end of a span that does not hold zero."""
    if end.beyond:
        return End(0, ZERO, open=True)
    return End(0, 1 / end.value, end.open) if end.value else End(1, ZERO, open=True)


def _lowest(ends: list[End]) -> End:
    lowest = min(end.place for end in ends)
    return End(*lowest, open=all(end.open for end in ends if end.place == lowest))


def _highest(ends: list[End]) -> End:
    highest = max(end.place for end in ends)
    return End(*highest, open=all(end.open for end in ends if end.place == highest))


def _between(low: End, high: End) -> Span:
    return Span(
        low=None if low.beyond else low.value,
        high=None if high.beyond else high.value,
        low_open=low.open and not low.beyond,
        high_open=high.open and not high.beyond,
    )
