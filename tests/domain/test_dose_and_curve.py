"""Dose and expansion against figures worked out by hand."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from carbench.domain.acts import BagFateRecorded, CountTaken, Fate
from carbench.domain.curve import curve
from carbench.domain.dose import car_cells, dose_per_kg, total_cells, volume_to_give
from carbench.domain.measure import Unit
from carbench.domain.specification import EXACT
from tests.domain import walks
from tests.domain.days import Day, number


def test_cells_are_concentration_times_volume() -> None:
    # 3.60 × 10⁶ per mL × 800 mL = 2880 × 10⁶; already viable, so not multiplied by viability again.
    assert total_cells(number("3.60"), number("800")) == Decimal(2880)


def test_the_dose_is_cells_times_fraction_by_weight() -> None:
    # 12.0 × 96.0 = 1152; 38.4 % of it = 442.368; by 70 kg = 6.3195428571…
    day = Day()
    day.filled()
    day.resulted("car_positive", "38.4")
    batch = day.batch
    assert car_cells(batch, batch.bags) == Decimal("442.368")
    dose = dose_per_kg(batch, batch.bags)
    assert dose is not None
    assert str(dose)[:12] == "6.3195428571"
    assert dose * 70 - Decimal("442.368") < Decimal("1e-25")


def test_the_dose_of_some_bags_is_that_of_those_bags() -> None:
    # 1152 and 10.0 × 50.0 = 500; 40 % of them 460.8 and 200.
    day = Day()
    day.filled()
    day.filled("B-1-2", concentration=number("10.0"), volume=number("50.0"))
    day.resulted("car_positive", "40")
    first, second = day.batch.bags
    assert car_cells(day.batch, [first]) == Decimal("460.8")
    assert car_cells(day.batch, [second]) == Decimal(200)
    assert car_cells(day.batch, (bag for bag in (first, second))) == Decimal("660.8")
    assert dose_per_kg(day.batch, [second]) == EXACT_200_BY_70


EXACT_200_BY_70 = Decimal("2." + "857142" * 33 + "9")
"""200 / 70 to the 200 figures the domain keeps."""


def test_the_dose_follows_a_correction() -> None:
    day = Day()
    day.filled()
    day.resulted("car_positive", "38.4")
    day.resulted("car_positive", "19.2")
    assert car_cells(day.batch, day.batch.bags) == Decimal("221.184")


def test_a_dose_is_exact_to_forty_digits() -> None:
    day = Day()
    precise = "1.000000000000000000000000000000000000001"
    day.filled(concentration=number(precise), volume=number("100"))
    day.resulted("car_positive", "100")
    assert car_cells(day.batch, day.batch.bags) == Decimal("100.0000000000000000000000000000000000001")


def test_there_is_no_dose_without_its_fraction_or_its_weight() -> None:
    day = Day()
    day.filled()
    assert car_cells(day.batch, day.batch.bags) is None
    assert dose_per_kg(day.batch, day.batch.bags) is None
    weightless = Day()
    weightless.recorded.clear()
    weightless.opened(weight="0")
    weightless.filled()
    weightless.resulted("car_positive", "38.4")
    assert dose_per_kg(weightless.batch, weightless.batch.bags) is None


def test_a_signed_fraction_gives_no_dose() -> None:
    day = Day()
    day.filled()
    day.resulted("car_positive", "> 38.4")
    assert car_cells(day.batch, day.batch.bags) is None


@pytest.mark.parametrize("field", ["concentration", "volume"])
def test_a_signed_filling_gives_no_dose(field: str) -> None:
    day = Day()
    day.filled(**{field: number("< 96.0")})
    day.resulted("car_positive", "38.4")
    assert car_cells(day.batch, day.batch.bags) is None


def test_a_signed_weight_gives_no_dose_per_kilogram() -> None:
    day = Day()
    day.recorded.clear()
    day.opened(weight="< 70")
    day.filled()
    day.resulted("car_positive", "38.4")
    assert dose_per_kg(day.batch, day.batch.bags) is None


def test_no_bag_is_no_dose_and_not_a_dose_of_zero() -> None:
    day = Day()
    day.resulted("car_positive", "38.4")
    assert car_cells(day.batch, ()) is None


def test_expansion_is_against_the_first_count() -> None:
    # 1.00 × 100 = 100; 1.60 × 250 = 400, fold 4, two doublings; 3.20 × 1000 = 3200, fold 32, five doublings.
    day = Day()
    for minutes, concentration, volume in ((0, "1.00", "100"), (2880, "1.60", "250"), (7200, "3.20", "1000")):
        day.counted(concentration, volume, happened=minutes)
    points = curve(day.batch).points
    assert [point.cells for point in points] == [Decimal(100), Decimal(400), Decimal(3200)]
    assert [point.fold for point in points] == [Decimal(1), Decimal(4), Decimal(32)]
    assert [point.doublings for point in points] == [0.0, 2.0, 5.0]
    assert [point.days for point in points] == [0.0, 2.0, 5.0]


def test_loss_counts_negative() -> None:
    day = Day()
    day.counted("1.00", "100", happened=0)
    day.counted("0.50", "100", happened=1440)
    assert curve(day.batch).points[-1].doublings == -1.0


def test_counts_stand_in_the_order_they_were_taken_not_typed() -> None:
    day = Day()
    day.counted("2.00", "100", happened=1440)
    day.counted("1.00", "100", happened=0)
    points = curve(day.batch).points
    assert [point.cells for point in points] == [Decimal(100), Decimal(200)]
    assert points[-1].fold == Decimal(2)
    assert points[0].label == "2026-03-10 09:00 +01:00"


def test_two_counts_at_one_time_are_both_kept() -> None:
    day = Day()
    day.counted("1.00", happened=10)
    day.counted("1.10", happened=10)
    assert [point.days for point in curve(day.batch).points] == [0.0, 0.0]


def test_a_count_of_nothing_is_kept_and_has_no_doublings() -> None:
    day = Day()
    day.counted("1.00", happened=0)
    day.counted("0", happened=10)
    last = curve(day.batch).points[-1]
    assert (last.cells, last.fold, last.doublings) == (Decimal(0), None, None)


def test_nothing_is_compared_with_a_first_count_of_nothing() -> None:
    day = Day()
    day.counted("0", happened=0)
    day.counted("1.00", happened=10)
    assert [(point.fold, point.doublings) for point in curve(day.batch).points] == [(None, None)] * 2


def test_a_culture_without_counts_has_its_limit_and_no_points() -> None:
    found = curve(Day().batch)
    assert (found.points, found.viability_limit) == ((), Decimal(70))
    assert curve(Day().batch, "sterility_final").viability_limit is None


def test_a_count_keeps_its_viability_beside_its_cells() -> None:
    day = Day()
    entry = day.counted()
    assert isinstance(entry.act, CountTaken)
    assert entry.act.viability.unit == Unit(name="%")
    assert curve(day.batch).points[0].viability == Decimal("95.5")


def test_a_bag_that_is_not_there_any_more_is_no_part_of_the_dose_and_one_that_came_back_is() -> None:
    day = walks.made()
    day.filled("B-1-2")
    day.resulted("car_positive", "38.4")
    assert [bag.bag_id for bag in day.batch.counted] == ["B-1-1", "B-1-2"]
    day.fated(Fate.LOST, "B-1-2")
    assert [bag.bag_id for bag in day.batch.counted] == ["B-1-1"]
    assert len(day.batch.facts.bags) == 1
    day.fated(Fate.RETURNED, "B-1-2")
    assert [bag.bag_id for bag in day.batch.counted] == ["B-1-1", "B-1-2"]
    day.infused("B-1-1")
    assert [bag.bag_id for bag in day.batch.counted] == ["B-1-2"]


@pytest.mark.parametrize("named", [Day.certified, Day.supplied])
def test_once_bags_are_named_their_dose_is_the_dose_whatever_becomes_of_them(named: Callable[[Day], object]) -> None:
    day = walks.assayed()
    day.filled("B-1-2")
    named(day)
    day.infused("B-1-1")
    day.filled("B-1-3")
    assert [bag.bag_id for bag in day.batch.counted] == ["B-1-1"]


def test_the_weight_of_the_order_counts_by_its_time_as_every_other_does() -> None:
    day = Day()
    day.weighed("80", happened=0)
    assert day.batch.weight == number("70", "kg")
    day.weighed("80", happened=1)
    assert day.batch.weight == number("80", "kg")


def test_the_volume_to_give_holds_the_dose_ordered_and_counts_no_bag_that_is_gone() -> None:
    day = Day()
    day.filled()
    day.resulted("car_positive", "38.4")
    assert volume_to_give(day.batch) == EXACT.divide(Decimal(70), Decimal("4.608"))
    day.record(BagFateRecorded, bag_id="B-1-1", fate=Fate.DESTROYED, detail="dropped")
    assert volume_to_give(day.batch) is None
