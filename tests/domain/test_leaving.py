"""What bars a bag from being released and handed over although its certificate was granted."""

from collections.abc import Callable

import pytest

from carbench.domain.acts import Fate
from carbench.domain.product import StepId
from carbench.domain.release import Reason
from carbench.domain.stages import Decision
from tests.domain import walks
from tests.domain.days import Day, at
from tests.domain.test_bags import SECOND, both
from tests.domain.walks import BAG, why

R = Reason
RELEASE, HAND_OVER = Decision.RELEASE_BAG, Decision.HAND_OVER_BAG
LEAVING = pytest.mark.parametrize("decision", [RELEASE, HAND_OVER])
GONE = why(R.WRONG_STAGE, BAG, StepId.HAND_OVER)
KNOWN = [fate for fate in Fate if fate is not Fate.RETURNED]


def deviation(number: str) -> object:
    return why(R.DEVIATION_OPEN, number, StepId.REVIEW)


# A bag that is not here


@LEAVING
@pytest.mark.parametrize("left", [Day.handed_over, Day.arrived, Day.infused])
def test_a_bag_that_left_neither_leaves_nor_is_released_again(
    decision: Decision, left: Callable[[Day], object]
) -> None:
    day = walks.released()
    left(day)
    assert GONE in walks.asked(decision, day, bag_id=BAG)


@LEAVING
@pytest.mark.parametrize("fate", KNOWN)
def test_a_bag_whose_fate_is_known_does_not_leave(decision: Decision, fate: Fate) -> None:
    day = walks.released()
    day.fated(fate)
    assert GONE in walks.asked(decision, day, bag_id=BAG)


@LEAVING
def test_another_bag_that_left_bars_nothing(decision: Decision) -> None:
    day = both()
    day.handed_over(SECOND)
    assert walks.asked(decision, day, bag_id=BAG) == ()


def test_a_bag_that_came_back_is_here_again() -> None:
    day = walks.released()
    day.handed_over()
    day.fated(Fate.RETURNED)
    assert walks.asked(RELEASE, day, bag_id=BAG) == ()


# What stands open


@LEAVING
def test_an_open_critical_deviation_keeps_every_bag_until_it_is_closed(decision: Decision) -> None:
    day = both()
    day.deviated(critical=True)
    for bag in (BAG, SECOND):
        assert walks.asked(decision, day, bag_id=bag) == (deviation("D-1"),)
    day.closed()
    assert walks.asked(decision, day, bag_id=BAG) == ()


@LEAVING
def test_a_critical_deviation_about_one_bag_keeps_that_bag_only(decision: Decision) -> None:
    day = both()
    day.deviated(critical=True, about=f"bag:{SECOND}")
    assert walks.asked(decision, day, bag_id=BAG) == ()
    assert walks.asked(decision, day, bag_id=SECOND) == (deviation("D-1"),)


@LEAVING
def test_a_deviation_that_is_not_critical_keeps_no_bag(decision: Decision) -> None:
    day = walks.released()
    day.deviated()
    assert walks.asked(decision, day, bag_id=BAG) == ()


@LEAVING
def test_a_check_put_off_that_is_overdue_keeps_the_bag_until_it_is_made(decision: Decision) -> None:
    day = walks.released()
    entry = day.weighed(witness=None)
    day.deferred(entry, due=at(59))
    assert walks.asked(decision, day, bag_id=BAG, minutes=58) == ()
    assert walks.asked(decision, day, bag_id=BAG, minutes=59) == (deviation("D-1"),)
    day.countersigned(entry)
    assert walks.asked(decision, day, bag_id=BAG, minutes=59) == ()


# What does not meet any more


LOST: dict[str, tuple[Callable[[Day], object], Reason, str]] = {
    "invalid": (
        lambda day: day.invalidated(day.batch.results["viability"][-1].recorded),
        R.RESULT_INVALID,
        "viability",
    ),
    "undecided": (lambda day: day.resulted("endotoxin", "< 0.6"), R.RESULT_UNDECIDED, "endotoxin"),
    "not obtained": (lambda day: day.not_obtained("viability"), R.NOT_OBTAINED, "viability"),
}


@LEAVING
@pytest.mark.parametrize("name", LOST)
def test_nothing_leaves_while_a_line_the_certificate_needed_does_not_meet_any_more(
    decision: Decision, name: str
) -> None:
    act, reason, test_id = LOST[name]
    day = walks.released()
    act(day)
    day.suspended()
    day.reinstated()
    assert walks.asked(decision, day, bag_id=BAG) == (why(reason, test_id, StepId.RESULTS),)


@LEAVING
def test_what_only_the_final_certificate_needs_may_be_undecided_while_the_bag_leaves(decision: Decision) -> None:
    day = walks.released()
    day.not_obtained("vector_copies")
    assert walks.asked(decision, day, bag_id=BAG) == ()


# When it happened


@LEAVING
def test_nothing_left_before_its_certificate_was_signed(decision: Decision) -> None:
    day = walks.released()
    signed = next(entry.seq for entry in day.recorded if entry.act.kind == "provisional_certified")
    assert walks.asked(decision, day, bag_id=BAG, minutes=signed) == ()
    assert walks.asked(decision, day, bag_id=BAG, minutes=signed - 1) == (why(R.NO_PROVISIONAL, BAG),)


def test_a_release_label_scanned_in_the_same_breath_is_scanned() -> None:
    day = walks.certified()
    label = why(R.LABELS_NOT_RECONCILED, BAG, StepId.RELEASE_LABELS)
    assert walks.asked(RELEASE, day, bag_id=BAG) == (label,)
    assert walks.asked(RELEASE, day, bag_id=BAG, scanned=True) == ()
