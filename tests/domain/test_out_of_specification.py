"""An OUT is replaced only through an approved repeat with its cause; nothing else takes it away."""

from collections.abc import Callable

import pytest

from carbench.domain.acts import Recorded
from carbench.domain.judgement import CriterionValue
from carbench.domain.result_acts import Ground
from carbench.domain.results import stands
from carbench.domain.specification import BoundKind, Verdict
from tests.domain import walks
from tests.domain.days import DEMO, Day
from tests.domain.lines import PERCENT, asks, bound, typed

VIABILITY = DEMO.test("viability")
V = Verdict


def verdict(day: Day) -> Verdict:
    return day.batch.verdict(VIABILITY)


def out() -> tuple[Day, Recorded]:
    day = Day()
    return day, day.resulted(typed="12")


def test_a_correction_alone_does_not_take_an_out_away() -> None:
    day, entry = out()
    for text in ("94.5", "95", "96"):
        day.checked(day.resulted(typed=text, replaces=entry.seq))
    assert verdict(day) is V.OUT


def test_an_approved_repeat_opens_the_line_and_the_next_result_takes_its_place() -> None:
    day, entry = out()
    day.repeat(entry)
    assert verdict(day) is V.PENDING
    day.resulted(typed="94.5")
    assert verdict(day) is V.MEETS
    day.resulted(typed="93.5")
    assert verdict(day) is V.MEETS


def test_both_values_stay() -> None:
    day, entry = out()
    day.repeat(entry)
    day.resulted(typed="94.5")
    assert [(result.shown, result.judgement.verdict) for result in day.batch.results["viability"]] == [
        ("12", V.OUT),
        ("94.5", V.MEETS),
    ]
    repeat = day.batch.results["viability"][0].repeat
    assert repeat is not None
    assert repeat.cause == "wrong dilution"


def test_a_result_typed_before_the_approval_is_no_repeat() -> None:
    day, entry = out()
    day.resulted(typed="94.5")
    day.repeat(entry)
    assert verdict(day) is V.PENDING
    day.resulted(typed="94.4")
    assert verdict(day) is V.MEETS


def test_an_out_of_the_repeat_stands_until_it_is_opened_itself() -> None:
    day, entry = out()
    day.repeat(entry)
    second = day.resulted(typed="13")
    day.resulted(typed="94.5")
    assert verdict(day) is V.OUT
    day.repeat(second)
    day.resulted(typed="94.5")
    assert verdict(day) is V.MEETS


def test_an_out_after_a_result_that_met_stands() -> None:
    day = Day()
    day.resulted(typed="94.5")
    day.resulted(typed="12")
    day.resulted(typed="94.5")
    assert verdict(day) is V.OUT


@pytest.mark.parametrize("told", [{"cause": ""}, {"analyst": "rosa"}, {"test_id": "viability", "result_seq": 99}])
def test_a_repeat_without_cause_by_one_person_or_of_another_result_opens_nothing(told: dict[str, object]) -> None:
    day, entry = out()
    day.repeat(entry, **told)
    day.resulted(typed="94.5")
    assert verdict(day) is V.OUT


def test_the_first_approval_counts_where_a_repeat_is_approved_twice() -> None:
    day, entry = out()
    day.repeat(entry)
    day.resulted(typed="94.5")
    day.repeat(entry)
    assert verdict(day) is V.MEETS


@pytest.mark.parametrize("later", [Day.invalidated, lambda day, _: day.not_obtained("viability")])
def test_an_out_is_neither_called_invalid_nor_closed_away_by_one_person(
    later: Callable[[Day, Recorded], object],
) -> None:
    day, entry = out()
    later(day, entry)
    day.resulted(typed="94.5")
    assert verdict(day) is not V.MEETS
    assert day.batch.line(VIABILITY).judgement.failing
    day.repeat(entry)
    day.resulted(typed="94.5")
    assert verdict(day) is V.MEETS


def test_a_measurement_that_met_and_was_called_invalid_is_measured_again() -> None:
    day = Day()
    day.invalidated(day.resulted(typed="94.5"))
    assert verdict(day) is V.INVALID
    day.resulted(typed="93.5")
    assert verdict(day) is V.MEETS


def test_a_line_opened_to_a_repeat_that_will_never_come_is_closed_as_not_obtained() -> None:
    day, entry = out()
    day.repeat(entry)
    day.not_obtained("viability")
    assert verdict(day) is V.NOT_OBTAINED


def test_an_amended_report_is_another_result_and_is_judged_again() -> None:
    day = walks.complete()
    day.resulted("vector_copies", "5.58")
    assert day.batch.verdict(DEMO.test("vector_copies")) is V.OUT
    assert [result.shown for result in day.batch.results["vector_copies"]] == ["4.32", "5.58"]


def test_no_result_stands_of_none() -> None:
    assert stands(()) is None


@pytest.mark.parametrize("invalid", [True, False])
def test_a_line_that_is_not_out_is_closed_after_its_newest_result(*, invalid: bool) -> None:
    day = Day()
    entry = day.resulted(typed="94.5")
    if invalid:
        day.invalidated(entry)
    day.not_obtained("viability")
    assert verdict(day) is V.NOT_OBTAINED


def controlled(test_id: str) -> Day:
    """Give a day whose test asks for a control of at least 90 %."""
    control = asks(unit=PERCENT, bounds=(bound(BoundKind.AT_LEAST, "90"),))
    return Day(walks.changing(test_id, criteria=(control,)))


def control(text: str) -> tuple[CriterionValue, ...]:
    return (CriterionValue(id="control", reading=typed(text)),)


def test_a_number_whose_own_control_failed_is_measured_again_freely() -> None:
    day = controlled("viability")
    day.resulted(typed="12", criteria=control("50"))
    assert day.batch.verdict(day.product.test("viability")) is V.INVALID
    day.resulted(typed="94.5", criteria=control("95"))
    assert day.batch.verdict(day.product.test("viability")) is V.MEETS


@pytest.mark.parametrize("given", [control("50"), ()], ids=["failed", "not recorded"])
def test_a_positive_keeps_its_place_whatever_its_control_says(given: tuple[CriterionValue, ...]) -> None:
    day = controlled("sterility_final")
    entry = day.resulted("sterility_final", "growth", criteria=given)
    day.resulted("sterility_final", "no_growth", criteria=control("95"))
    line = day.batch.line(day.product.test("sterility_final"))
    assert line.judgement.verdict is not V.MEETS
    assert line.judgement.failing
    day.repeat(entry, ground=Ground.PROCEDURE)
    day.resulted("sterility_final", "no_growth", criteria=control("95"))
    assert day.batch.verdict(day.product.test("sterility_final")) is V.MEETS


def test_a_number_that_failed_and_whose_control_is_not_recorded_keeps_its_place() -> None:
    day = controlled("viability")
    day.resulted(typed="12")
    day.resulted(typed="94.5", criteria=control("95"))
    assert day.batch.verdict(day.product.test("viability")) is V.UNDECIDED


def test_a_positive_is_annulled_on_a_ground_of_its_compendium_only() -> None:
    day = Day()
    entry = day.resulted("sterility_final", "growth")
    day.repeat(entry)
    day.resulted("sterility_final", "no_growth")
    assert day.batch.verdict(DEMO.test("sterility_final")) is V.OUT
