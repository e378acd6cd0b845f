"""Reasons against the provisional certificate that lie in its lines."""

from dataclasses import replace

import pytest

from carbench.domain.measure import Unit
from carbench.domain.product import StepId
from carbench.domain.release import Reason
from carbench.domain.specification import Certificate
from tests.domain import walks
from tests.domain.days import Day, at, number
from tests.domain.walks import why

R, P = Reason, Certificate.PROVISIONAL


STERILITY = walks.needed_for("sterility_final", P)


@pytest.mark.parametrize("unit", [Unit(name="%", denominator="cells"), Unit(name="copies", denominator="cell")])
def test_a_result_against_something_else_is_undecided_and_so_is_what_is_made_of_it(unit: Unit) -> None:
    day = walks.assayed()
    day.checked(day.resulted("car_positive", "38.4"))
    reading = number("38.4", unit.name, unit.denominator)
    day.recorded[-2] = replace(day.recorded[-2], act=replace(day.recorded[-2].act, reading=reading))
    assert walks.provisional(day) == (
        why(R.RESULT_UNDECIDED, "car_positive", StepId.RESULTS),
        why(R.RESULT_UNDECIDED, "dose_per_kg", StepId.RESULTS),
        why(R.RESULT_UNDECIDED, "dose", StepId.RESULTS),
    )


@pytest.mark.parametrize(
    ("hours", "age", "enough"), [(48, 24, True), (47.99, 1, False), (200, 24.01, False), (48, 0, True)]
)
def test_an_interim_reading_is_enough_for_its_hours_and_its_age(hours: float, age: float, *, enough: bool) -> None:
    asked_at = 40 * 60
    read = asked_at - age * 60
    day = walks.assayed(Day(STERILITY))
    told = {"happened": read, "inoculated_at": at(read - hours * 60)}
    day.checked(day.resulted("sterility_final", "no_growth_to_date", **told))
    reasons = walks.provisional(day, minutes=asked_at)
    assert reasons == (() if enough else (why(R.PENDING, "sterility_final", StepId.RESULTS),))


def test_an_or_meets_with_one_part_whatever_the_other_is() -> None:
    day = walks.assayed(Day(walks.needed_for("potency", P)))
    day.checked(day.resulted("cytotoxicity_a", "40.4"))
    assert walks.provisional(day) == ()
    day.checked(day.resulted("cytotoxicity_b", "12"))
    assert walks.provisional(day) == ()
    day.checked(day.resulted("cytotoxicity_a", "99"))
    assert walks.provisional(day) == (why(R.RESULT_OUT, "potency", StepId.RESULTS),)


@pytest.mark.parametrize("test_id", ["appearance", "residual_beads", "acidity_day_5"])
def test_an_in_process_out_bars_until_its_deviation_is_closed(test_id: str) -> None:
    day = walks.assayed(walks.Watched())
    typed = {"appearance": "other", "residual_beads": "100", "acidity_day_5": "7.7"}[test_id]
    day.checked(day.resulted(test_id, typed))
    deviation = f"AUTO-1-{test_id}"
    out = why(R.RESULT_OUT, test_id, StepId.RESULTS)
    assert walks.provisional(day) == (out, why(R.DEVIATION_OPEN, deviation, StepId.REVIEW))
    day.closed(deviation)
    assert walks.provisional(day) == ()


def test_an_in_process_out_bars_for_good_where_the_test_says_so() -> None:
    day = walks.assayed(walks.Watched())
    day.checked(day.resulted("car_positive_day_5", "4"))
    day.closed("AUTO-1-car_positive_day_5")
    assert walks.provisional(day) == (why(R.RESULT_OUT, "car_positive_day_5", StepId.RESULTS),)


def test_an_in_process_line_the_final_certificate_needs_bars_whatever_is_closed() -> None:
    day = walks.assayed(walks.Watched(walks.needed_for("residual_beads", Certificate.IN_PROCESS, Certificate.FINAL)))
    day.checked(day.resulted("residual_beads", "100"))
    day.closed("AUTO-1-residual_beads")
    assert walks.provisional(day) == (why(R.RESULT_OUT, "residual_beads", StepId.RESULTS),)


def test_a_dose_of_nothing_is_not_certified() -> None:
    day = walks.assayed()
    for place, entry in enumerate(day.recorded):
        if entry.act.kind == "bag_filled":
            day.recorded[place] = replace(entry, act=replace(entry.act, volume=number("0")))
    reasons = walks.provisional(day)
    assert why(R.RESULT_OUT, "dose_per_kg", StepId.RESULTS) in reasons
    assert why(R.RESULT_UNDECIDED, "dose", StepId.RESULTS) in reasons
