"""What each step of the checklist waits for."""

import pytest

from carbench.domain.checklist import StepState, step_state
from carbench.domain.product import StepId
from tests.domain.days import Day

EMPTY, STARTED, CHANGED, DONE = StepState.EMPTY, StepState.STARTED, StepState.CHANGED, StepState.DONE


def states(day: Day) -> dict[StepId, StepState]:
    return {step: step_state(day.batch, step) for step in StepId}


def test_a_new_batch_has_its_order_and_nothing_else() -> None:
    assert {step for step, state in states(Day()).items() if state is not EMPTY} == {StepId.ORDER}


def test_order_and_receipt_are_done_with_their_act() -> None:
    day = Day()
    day.received()
    assert (states(day)[StepId.ORDER], states(day)[StepId.RECEIPT]) == (DONE, DONE)


@pytest.mark.parametrize(("step", "fact"), [(StepId.CULTURE, "counted"), (StepId.FILL, "filled")])
def test_a_signed_step_is_done_until_something_is_recorded_in_it(step: StepId, fact: str) -> None:
    day = Day()
    seen = [states(day)[step]]
    for act in (getattr(day, fact), lambda: day.signed_step(step.value), getattr(day, fact)):
        act()
        seen.append(states(day)[step])
    day.signed_step(step.value)
    assert [*seen, states(day)[step]] == [EMPTY, STARTED, DONE, CHANGED, DONE]


def test_a_signature_of_another_step_signs_nothing_here() -> None:
    day = Day()
    day.counted()
    day.filled()
    day.signed_step("culture")
    assert (states(day)[StepId.CULTURE], states(day)[StepId.FILL]) == (DONE, STARTED)


def test_results_are_done_when_every_needed_one_is_checked() -> None:
    day = Day()
    results = [day.resulted("viability"), day.resulted("car_positive", "38.4"), day.resulted("endotoxin", "<0.5")]
    assert states(day)[StepId.RESULTS] is STARTED
    for result in results:
        assert states(day)[StepId.RESULTS] is STARTED
        day.checked(result)
    assert states(day)[StepId.RESULTS] is DONE


def test_a_correction_opens_the_results_again() -> None:
    day = Day()
    for test_id, typed in (("viability", "94.5"), ("car_positive", "38.4"), ("endotoxin", "<0.5")):
        day.checked(day.resulted(test_id, typed))
    day.resulted("viability", "93.5")
    assert states(day)[StepId.RESULTS] is STARTED


def test_results_that_only_the_final_certificate_needs_do_not_start_the_step() -> None:
    day = Day()
    day.resulted("sterility_final", "no_growth_to_date")
    assert states(day)[StepId.RESULTS] is EMPTY


def test_a_review_is_done_until_something_is_recorded_at_the_batch() -> None:
    day = Day()
    day.filled()
    day.reviewed()
    assert states(day)[StepId.REVIEW] is DONE
    day.signed_step("fill")
    assert states(day)[StepId.REVIEW] is CHANGED
    day.reviewed()
    assert states(day)[StepId.REVIEW] is DONE


def test_a_review_covers_what_was_seen_and_not_what_came_meanwhile() -> None:
    day = Day()
    seen = day.filled().seq
    day.resulted()
    day.reviewed(covers=seen)
    assert states(day)[StepId.REVIEW] is CHANGED


def test_the_certificate_ends_the_list() -> None:
    day = Day()
    day.filled()
    day.reviewed()
    day.certified()
    assert states(day)[StepId.CERTIFICATE] is DONE
    assert states(day)[StepId.REVIEW] is DONE
