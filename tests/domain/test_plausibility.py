"""A reading that looks like a slip of the hand waits for a second person; it is never refused for it."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbench.domain.measure import Range, Unit, read
from carbench.domain.plausibility import Doubt, slip
from carbench.domain.specification import BoundKind
from tests.domain.lines import bound, line, typed

WEIGHT = line(bound(BoundKind.AT_LEAST, "2"))
PLAUSIBLE = replace(WEIGHT, plausible=Range(low=Decimal(3), high=Decimal(150)))
COLD = Range(low=Decimal(-200), high=Decimal(60))


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        *(("3", None), ("150", None), ("70.5", None), ("2.99", Doubt.IMPLAUSIBLE), ("150.1", Doubt.IMPLAUSIBLE)),
        *(("< 2", Doubt.IMPLAUSIBLE), ("> 100", None), ("0", Doubt.IMPLAUSIBLE)),
    ],
)
def test_outside_what_is_plausible_a_second_person_is_asked(text: str, doubt: Doubt | None) -> None:
    found = slip(PLAUSIBLE, typed(text), None)
    assert (found and found.doubt) is doubt
    assert slip(WEIGHT, typed(text), None) is None


@pytest.mark.parametrize(
    ("now", "before", "doubted"),
    [
        *(("705", "70.5", True), ("704.9", "70.5", False), ("7.05", "70.5", True), ("7.06", "70.5", False)),
        *(("70.5", "70.5", False), ("0", "0.00", False), ("0", "1", True), ("1", "0", True), ("< 0.5", "5.0", True)),
        *(("< 0.5", "< 0.5", False), ("1.000", "0.1", True)),
    ],
)
def test_ten_times_or_a_tenth_of_the_last_reading_is_asked_too(now: str, before: str, *, doubted: bool) -> None:
    found = slip(WEIGHT, typed(now), typed(before))
    assert (found is not None) is doubted
    if found is not None:
        assert (found.doubt, found.previous) == (Doubt.TENFOLD, typed(before))


def test_below_zero_sizes_are_compared() -> None:
    def degrees(text: str, before: str) -> bool:
        unit = Unit(name="°C")
        now, then = (read(t, unit=unit, separator=".", possible=COLD) for t in (text, before))
        return slip(replace(WEIGHT, unit=unit), now, then) is not None

    assert degrees("-150", "-15")
    assert not degrees("-80", "-79")


def test_readings_in_different_units_are_not_compared() -> None:
    other = typed("0.7", Unit(name="copies"))
    assert slip(WEIGHT, typed("70"), other) is None
    assert slip(PLAUSIBLE, other, None) is None


@settings(deadline=None, max_examples=200)
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_it_does_not_matter_which_of_two_readings_came_first(one: int, other: int) -> None:
    a, b = typed(str(one)), typed(str(other))
    assert (slip(WEIGHT, a, b) is None) == (slip(WEIGHT, b, a) is None)
