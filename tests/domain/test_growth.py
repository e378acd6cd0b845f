"""Growth from counts and takings, against printed tables and figures worked out by hand."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbench.domain.count_errors import TakingImpossible
from carbench.domain.growth import (
    NO_GROWTH,
    Counted,
    CultureEvent,
    Gap,
    Growth,
    GrowthPoint,
    Taken,
    between,
    cells_per_kg,
    doubling_hours,
    growth,
    kept_part,
    percent_of,
    vcn_per_transduced,
    viable_cells,
    volume_for_dose,
)

START = datetime(2026, 3, 10, 8, tzinfo=UTC)
D = Decimal


def counted(hours: int, viable: str) -> CultureEvent:
    return Counted(at=START + timedelta(hours=hours), viable=D(viable))


def taken(hours: int, taken_ml: str, before_ml: str) -> CultureEvent:
    return Taken(at=START + timedelta(hours=hours), taken_ml=D(taken_ml), before_ml=D(before_ml))


def last(found: Growth) -> GrowthPoint:
    assert found.last is not None
    return found.last


def printed(text: str) -> tuple[Decimal, Decimal]:
    """Give the least and the greatest number that is printed like this: half a unit of its last place either way."""
    half = D(5).scaleb(-1 - len(text.partition(".")[2]))
    return D(text) - half, D(text) + half


def meet(one: tuple[Decimal, Decimal], other: tuple[Decimal, Decimal]) -> bool:
    return max(one[0], other[0]) <= min(one[1], other[1])


# Growth


def test_doublings_are_log2_of_the_fold_and_whole_where_it_is_a_power_of_two() -> None:
    points = growth([counted(0, "100"), counted(48, "400"), counted(120, "3200")]).points
    assert [point.doublings for point in points] == [0, 2, 5]
    assert [point.fold for point in points] == [1, 4, 32]
    assert [point.hours for point in points] == [0, 48, 120]


def test_the_rate_is_that_of_each_interval_and_its_doubling_time_ln_2_by_it() -> None:
    # 100 → 400 in 48 h: two doublings, 24 h each, µ = ln 2 / 24 = 0.0288811…; then 400 → 3200 in 72 h, the same.
    # 3200 → 6400 in 12 h: µ = ln 2 / 12 = 0.0577622…
    points = growth([counted(0, "100"), counted(48, "400"), counted(120, "3200"), counted(132, "6400")]).points
    assert [f"{point.rate_per_hour:.7f}" for point in points[1:]] == ["0.0288811", "0.0288811", "0.0577623"]
    assert [f"{point.doubling_hours:.30f}" for point in points[1:]] == [
        f"{hours:.30f}" for hours in map(D, (24, 24, 12))
    ]


def test_the_first_count_has_no_interval() -> None:
    (point,) = growth([counted(0, "100")]).points
    assert (point.fold, point.doublings, point.since, point.gap) == (D(1), D(0), NO_GROWTH, None)


def test_a_sample_is_no_loss_of_cells() -> None:
    # 10 of 100 mL leave 90 of 100 cells; they double to 180: one doubling, where the plain ratio says 1.8.
    point = last(growth([counted(0, "100"), taken(0, "10", "100"), counted(24, "180")]))
    assert (point.fold, point.doublings) == (D(2), D(1))
    assert f"{point.doubling_hours:.30f}" == f"{D(24):.30f}"


def test_everything_taken_between_two_counts_is_multiplied() -> None:
    # Kept 9/10 × 3/4 = 27/40 of 400 = 270; 540 is one doubling.
    events = [counted(0, "400"), taken(3, "10", "100"), taken(8, "50", "200"), counted(24, "540")]
    assert last(growth(events)).fold == 2


def test_cumulative_growth_goes_across_splits() -> None:
    # 100 → 400, half discarded, 200 → 800, three quarters discarded, 200 → 400: 2 + 2 + 1 doublings.
    events = [counted(0, "100"), counted(48, "400"), taken(48, "100", "200"), counted(96, "800")]
    events += [taken(96, "300", "400"), counted(120, "400")]
    assert [point.doublings for point in growth(events).points] == [0, 2, 4, 5]
    assert last(growth(events)).fold == 32


def test_a_count_sees_the_volume_before_its_own_sample() -> None:
    # The sample of the second count left after it: 200 were there, 100 stayed and became 200.
    events = [counted(0, "100"), taken(24, "50", "100"), counted(24, "200"), counted(48, "200")]
    assert [point.fold for point in growth(events).points] == [1, 2, 4]


def test_what_was_taken_before_the_first_count_or_after_the_last_says_nothing() -> None:
    apart = [taken(0, "10", "100"), counted(1, "100"), counted(25, "200"), taken(25, "10", "100"), taken(30, "1", "90")]
    assert growth(apart) == growth([counted(1, "100"), counted(25, "200")])


def test_loss_counts_negative_and_has_no_doubling_time() -> None:
    point = last(growth([counted(0, "100"), counted(24, "50")]))
    assert (point.doublings, point.fold, point.doubling_hours) == (D(-1), D("0.5"), None)
    assert f"{point.rate_per_hour:.7f}" == "-0.0288811"


def test_a_culture_that_stands_still_has_a_rate_of_zero_and_no_doubling_time() -> None:
    point = last(growth([counted(0, "100"), counted(24, "100")]))
    assert (point.doublings, point.rate_per_hour, point.doubling_hours) == (D(0), D(0), None)


def test_two_counts_at_one_time_are_both_kept_without_a_rate_between_them() -> None:
    points = growth([counted(0, "100"), counted(24, "200"), counted(24, "220"), counted(48, "400")]).points
    assert [point.viable for point in points] == [100, 200, 220, 400]
    assert [point.rate_per_hour is None for point in points] == [True, False, True, False]
    assert points[2].doubling_hours is None
    assert [point.fold for point in points] == [1, 2, D("2.2"), 4]


def test_counts_of_one_time_stand_as_they_were_given() -> None:
    assert [point.viable for point in growth([counted(0, "120"), counted(0, "100")]).points] == [120, 100]


def test_a_count_of_nothing_is_kept_and_named_as_a_gap() -> None:
    point = last(growth([counted(0, "100"), counted(24, "0")]))
    assert (point.viable, point.gap) == (D(0), Gap.NOTHING_COUNTED)
    assert (point.fold, point.doublings, point.since) == (None, None, NO_GROWTH)


def test_nothing_is_cumulated_across_a_gap_but_later_intervals_have_their_rate() -> None:
    points = growth([counted(0, "100"), counted(24, "0"), counted(48, "50"), counted(72, "100")]).points
    assert [point.gap for point in points] == [None, Gap.NOTHING_COUNTED, Gap.AFTER_A_GAP, Gap.AFTER_A_GAP]
    assert [point.fold for point in points] == [1, None, None, None]
    assert points[2].since == NO_GROWTH
    assert (points[3].since.fold, points[3].since.doublings, points[3].doublings) == (D(2), D(1), None)
    assert f"{points[3].doubling_hours:.30f}" == f"{D(24):.30f}"


def test_nothing_is_compared_with_a_first_count_of_nothing() -> None:
    points = growth([counted(0, "0"), counted(24, "100")]).points
    assert [(point.fold, point.gap) for point in points] == [(None, Gap.NOTHING_COUNTED), (None, Gap.AFTER_A_GAP)]


def test_nothing_grows_from_a_culture_that_was_taken_whole() -> None:
    points = growth([counted(0, "100"), taken(1, "80", "80"), counted(24, "100"), counted(48, "100")]).points
    assert [point.gap for point in points] == [None, Gap.NOTHING_KEPT, Gap.AFTER_A_GAP]
    assert points[1].since == NO_GROWTH


def test_a_culture_without_counts_has_no_points() -> None:
    assert growth([]) == growth([taken(0, "1", "2")]) == Growth(points=())
    assert growth([]).last is None


def test_hours_are_counted_in_utc_over_a_change_of_clocks() -> None:
    # 29 March 2026: from 01:00 to 04:00 on the clock of Paris two hours pass.
    paris = ZoneInfo("Europe/Paris")
    night = [Counted(at=datetime(2026, 3, 29, hour, tzinfo=paris), viable=D(hour)) for hour in (1, 4)]
    assert last(growth(night)).hours == 2
    assert last(growth(night)).at.tzinfo is UTC


def test_forty_figures_are_not_lost() -> None:
    precise = "1.000000000000000000000000000000000000001"
    point = last(growth([counted(0, "1"), counted(24, precise)]))
    assert point.fold == D(precise)
    assert f"{point.doublings:.3e}" == "1.443e-39"


@pytest.mark.parametrize(
    ("gone", "before"), [("101", "100"), ("0", "0"), ("1", "0"), ("1", "-5"), ("-1", "100"), ("NaN", "1")]
)
def test_more_than_was_there_cannot_be_taken(gone: str, before: str) -> None:
    with pytest.raises(TakingImpossible) as refused:
        taken(0, gone, before)
    assert str(refused.value.taken_ml) == gone
    with pytest.raises(TakingImpossible):
        kept_part(D(gone), before_ml=D(before))


def test_everything_and_nothing_can_be_taken() -> None:
    assert (kept_part(D(100), before_ml=D(100)), kept_part(D(0), before_ml=D(100))) == (Fraction(0), Fraction(1))


@pytest.mark.parametrize("viable", ["-1", "NaN", "Infinity"])
def test_a_count_that_is_no_number_of_cells_is_a_defect(viable: str) -> None:
    with pytest.raises(ValueError, match="a count needs"):
        counted(0, viable)


def test_a_time_without_its_offset_is_a_defect() -> None:
    with pytest.raises(ValueError, match="aware time"):
        Counted(at=START.replace(tzinfo=None), viable=D(1))
    with pytest.raises(ValueError, match="aware time"):
        Taken(at=START.replace(tzinfo=None), taken_ml=D(1), before_ml=D(2))


def test_an_interval_is_asked_without_a_culture() -> None:
    found = between(D(100), D(180), hours=D(24), kept=Fraction(9, 10))
    assert (found.fold, found.doublings) == (D(2), D(1))
    assert between(D(0), D(1), hours=D(1)) == between(D(1), D(0), hours=D(1)) == NO_GROWTH
    assert between(D(1), D(2), hours=D(0)).rate_per_hour is None


# Growth, whatever the culture

CELLS = st.integers(1, 10**9).map(lambda thousandths: D(thousandths).scaleb(-3))
HOURS = st.integers(0, 400)


@st.composite
def takings(draw: st.DrawFn) -> CultureEvent:
    before = draw(st.integers(2, 10**4))
    return taken(draw(HOURS), str(draw(st.integers(0, before - 1))), str(before))


@st.composite
def cultures(draw: st.DrawFn) -> list[CultureEvent]:
    """Draw a culture in which no two counts are of one time."""
    times = draw(st.lists(HOURS, min_size=1, max_size=8, unique=True))
    counts = [counted(hours, str(draw(CELLS))) for hours in times]
    return [*counts, *draw(st.lists(takings(), max_size=8))]


@settings(deadline=None)
@given(cultures(), st.randoms(use_true_random=False))
def test_events_come_in_any_order(events: list[CultureEvent], chance: Random) -> None:
    shuffled = list(events)
    chance.shuffle(shuffled)
    assert growth(shuffled) == growth(events)


@settings(deadline=None)
@given(cultures(), HOURS, st.integers(3, 10**4), st.data())
def test_a_taking_in_two_is_one(events: list[CultureEvent], hours: int, before: int, drawn: st.DataObject) -> None:
    first = drawn.draw(st.integers(0, before - 2))
    second = drawn.draw(st.integers(0, before - first - 1))
    whole = taken(hours, str(first + second), str(before))
    parts = [taken(hours, str(first), str(before)), taken(hours, str(second), str(before - first))]
    assert growth([*events, whole]) == growth([*events, *parts])


@settings(deadline=None)
@given(cultures(), HOURS, st.integers(1, 10**4))
def test_a_split_that_keeps_everything_takes_nothing(events: list[CultureEvent], hours: int, before: int) -> None:
    assert growth([*events, taken(hours, "0", str(before))]) == growth(events)


@settings(deadline=None)
@given(cultures(), st.integers(1, 399), CELLS)
def test_a_count_in_between_does_not_change_the_end(events: list[CultureEvent], hours: int, cells: Decimal) -> None:
    ends = [counted(-1, "100"), counted(401, "200")]
    between_them = [counted(hours, str(cells)), *(event for event in events if isinstance(event, Taken))]
    with_it, without = growth([*ends, *between_them]), growth([*ends, *between_them[1:]])
    assert (last(with_it).fold, last(with_it).doublings) == (last(without).fold, last(without).doublings)


@settings(deadline=None)
@given(cultures())
def test_the_fold_is_the_product_and_doublings_the_sum_of_the_intervals(events: list[CultureEvent]) -> None:
    found = growth(events)
    for before, now in pairwise(found.points):
        product = (before.fold or D(0)) * (now.since.fold or D(0))
        assert abs(product / (now.fold or D(0)) - 1) < D("1e-20")
    total = sum((point.since.doublings or D(0) for point in found.points), start=D(0))
    end = last(found)
    assert end.doublings is not None
    assert abs(total - end.doublings) < D("1e-20")
    assert abs(D(2) ** end.doublings / (end.fold or D(0)) - 1) < D("1e-20")


@settings(deadline=None)
@given(cultures())
def test_a_rate_and_its_doubling_time_agree_with_the_fold(events: list[CultureEvent]) -> None:
    found = growth(events)
    for before, now in pairwise(found.points):
        assert now.rate_per_hour is not None
        assert now.since.fold
        grown = (now.rate_per_hour * (now.hours - before.hours)).exp()
        assert abs(grown / now.since.fold - 1) < D("1e-20")
        assert (now.doubling_hours is None) == (now.rate_per_hour <= 0)


# Printed tables

TCELL_GROWTH = [
    ("AIM-V", "30", "1.90", "56.9", "0.030", "23.2"),
    ("OpTmizer", "30", "2.83", "84.8", "0.030", "23.1"),
    ("ImmunoCult", "30", "3.49", "104.6", "0.041", "17.1"),
    ("Day 0 seed", "80", "8.33", "666.0", "0.053", "13.0"),
    ("Day 2 seed", "80", "1.89", "151.2", "0.029", "23.8"),
    ("Day 5 seed", "80", "0.55", "44.1", "0.007", "99.5"),
]
"""Condition, mL, viable 10⁶ per mL, total viable 10⁶, µ per hour, doubling time in hours; J Biol Eng 2019, Table 1,
doi 10.1186/s13036-019-0167-2. Human T cells, not CAR-T."""


@pytest.mark.parametrize("row", TCELL_GROWTH, ids=lambda row: row[0])
def test_printed_doubling_times_are_ln_2_by_the_printed_rate(row: tuple[str, ...]) -> None:
    shortest, longest = (doubling_hours(rate) or D(0) for rate in reversed(printed(row[4])))
    assert meet((shortest, longest), printed(row[5]))


@pytest.mark.parametrize("row", TCELL_GROWTH, ids=lambda row: row[0])
def test_printed_total_cells_are_density_times_volume(row: tuple[str, ...]) -> None:
    low, high = (viable_cells(concentration=end, viability=None, volume_ml=D(row[1])) for end in printed(row[2]))
    assert meet((low, high), printed(row[3]))


DOSES = "1 39.7 0.4; 2 36.4 0.7; 4 60.8 2.4; 4 55.3 2.2; 1.5 64.5 1.0; 7 65.8 4.6; 1 68.9 0.7; 7 55.5 3.9"
"""Total T cells, CAR+ per cent, CAR T cells, 10⁶ per kg; Table 2 of PMC4872017 (a donor-derived product)."""


@pytest.mark.parametrize("row", DOSES.split("; "))
def test_printed_doses_are_total_cells_times_the_car_fraction(row: str) -> None:
    total, car_percent, car = map(printed, row.split())
    low, high = (percent_of(cells, percent=percent) for cells, percent in zip(total, car_percent, strict=True))
    assert meet((low, high), car)


SYNTHETIC = [
    ("30", ("100.0", "82.0", "95.0", "210.0", "360.0", "590.0", "930.0", "1380.0", "1920.0", "2460.0", "3000.0")),
    ("13.2", ("45.0", "36.9", "42.8", "65.8", "94.1", "137.6", "201.9", "286.9", "389.0", "491.0", "593.1")),
    ("21.3", ("100.0", "82.0", "95.0", "177.0", "282.0", "443.0", "681.0", "996.0", "1374.0", "1752.0", "2130.0")),
    ("37.2", ("100.0", "82.0", "95.0", "237.5", "425.0", "712.5", "1137.5", "1700.0", "2375.0", "3050.0", "3725.0")),
]
"""Fold and total viable cells, 10⁶, on these days; invented, shaped on published averages (about 30-fold)."""

DAYS = (0, 1, 3, 5, 6, 7, 8, 9, 10, 11, 12)


@pytest.mark.parametrize(("fold", "cells"), SYNTHETIC)
def test_invented_cultures_expand_as_they_were_invented(fold: str, cells: tuple[str, ...]) -> None:
    points = growth(counted(24 * day, viable) for day, viable in zip(DAYS, cells, strict=True)).points
    end = points[-1].fold
    assert end is not None
    assert meet((end, end), printed(fold))
    assert [point.doublings is not None and point.doublings < 0 for point in points] == [
        False,
        True,
        True,
        *[False] * 8,
    ]


# Cells and doses


def test_viable_cells_are_concentration_times_viability_times_volume() -> None:
    # 4.00 × 95 % × 250 = 950.
    assert viable_cells(concentration=D("4.00"), viability=D(95), volume_ml=D(250)) == 950


def test_a_concentration_that_is_already_viable_is_not_multiplied_again() -> None:
    assert viable_cells(concentration=D("3.60"), viability=None, volume_ml=D(800)) == 2880


def test_viable_cells_are_exact() -> None:
    precise = D("1." + "0" * 62 + "1")
    found = viable_cells(concentration=precise, viability=D("0." + "0" * 61 + "1"), volume_ml=D(3))
    assert found == D(f"{3 * (10**63 + 1)}E-127")


def test_the_dose_per_kilogram_is_cells_by_weight() -> None:
    assert cells_per_kg(D("442.4"), weight_kg=D(70)) == D("6.32")
    assert cells_per_kg(D("442.4"), weight_kg=D(0)) is None


def test_the_volume_for_a_dose_is_dose_times_weight_by_concentration() -> None:
    # 2.0 × 10⁶ per kg × 70 kg = 140 × 10⁶; of 4.0 × 10⁶ per mL it takes 35 mL.
    assert volume_for_dose(D("2.0"), weight_kg=D(70), car_concentration=D("4.0")) == 35
    assert volume_for_dose(D("2.0"), weight_kg=D(70), car_concentration=D(0)) is None


def test_copies_per_transduced_cell_are_more_than_per_bulk_cell() -> None:
    # ARI0001/01: 1.45 copies at 26.0 % CAR+ is 5.58 per transduced cell; doi 10.1016/j.omtm.2018.11.010, Table 2.
    found = vcn_per_transduced(D("1.45"), transduced_percent=D("26.0"))
    assert found is not None
    assert meet((found, found), printed("5.58"))
    assert vcn_per_transduced(D("1.45"), transduced_percent=D(0)) is None
