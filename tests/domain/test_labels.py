"""Labels are counted: at least one a bag, and every one that was printed is accounted for."""

import pytest

from carbench.domain.acts import LabelKind
from carbench.domain.label_counts import accounted_for, printed
from carbench.domain.product import StepId
from carbench.domain.release import Reason
from tests.domain import walks
from tests.domain.days import Day
from tests.domain.walks import why

IDENTITY, RELEASE = LabelKind.IDENTITY, LabelKind.RELEASE
UNCOUNTED = why(Reason.LABELS_NOT_RECONCILED, "identity", StepId.LABELS)


def filled(bags: int = 1, labels: int = 7) -> Day:
    day = walks.Watched()
    day.received()
    for k in range(1, bags + 1):
        day.filled(f"B-1-{k}")
    day.printed(labels)
    return day


@pytest.mark.parametrize("place", ["applied", "retained", "held", "spoiled", "destroyed"])
def test_a_label_may_be_in_any_of_five_places_and_each_counts(place: str) -> None:
    counted = {"printed": 7, "applied": 1, "retained": 0} | {place: 7 if place == "applied" else 6}
    day = filled()
    day.reconciled(**counted)
    assert accounted_for(day.batch, IDENTITY)
    day.reconciled(**counted | {place: counted[place] - 1})
    assert not accounted_for(day.batch, IDENTITY)


@pytest.mark.parametrize(("bags", "applied", "agrees"), [(1, 0, False), (1, 1, True), (2, 1, False), (2, 2, True)])
def test_at_least_one_label_is_on_each_bag(bags: int, applied: int, *, agrees: bool) -> None:
    day = filled(bags)
    day.reconciled(printed=7, applied=applied, retained=7 - applied)
    assert accounted_for(day.batch, IDENTITY) is agrees


def test_no_count_and_no_bag_account_for_nothing() -> None:
    assert not accounted_for(filled().batch, IDENTITY)
    day = walks.Watched()
    day.printed(2)
    day.reconciled()
    assert not accounted_for(day.batch, IDENTITY)


def test_the_count_is_of_what_left_the_printer_reprints_too() -> None:
    day = filled(labels=2)
    day.printed(3, RELEASE)
    day.reprinted()
    assert (printed(day.batch, IDENTITY), printed(day.batch, RELEASE)) == (3, 3)
    day.reconciled(printed=2, applied=1, retained=1)
    assert not accounted_for(day.batch, IDENTITY)
    day.reconciled(printed=3, applied=1, retained=2)
    assert accounted_for(day.batch, IDENTITY)


@pytest.mark.parametrize("later", [Day.printed, Day.reprinted])
def test_labels_printed_after_the_count_are_not_counted(later: object) -> None:
    day = filled()
    day.reconciled(printed=7, applied=1, retained=6)
    later(day)  # type: ignore[operator]  # a method of a day
    assert not accounted_for(day.batch, IDENTITY)


def test_a_bag_filled_after_the_count_makes_it_no_count() -> None:
    day = filled()
    day.reconciled(printed=7, applied=5, retained=2)
    assert accounted_for(day.batch, IDENTITY)
    day.filled("B-1-2")
    assert not accounted_for(day.batch, IDENTITY)
    day.reconciled(printed=7, applied=5, retained=2)
    assert accounted_for(day.batch, IDENTITY)


def test_a_count_of_the_other_set_counts_nothing_here() -> None:
    day = filled()
    day.reconciled(RELEASE, printed=7, applied=7, retained=0)
    assert not accounted_for(day.batch, IDENTITY)
    day.reconciled(printed=7, applied=7, retained=0)
    day.printed(1, RELEASE)
    assert accounted_for(day.batch, IDENTITY)
    assert not accounted_for(day.batch, RELEASE)


@pytest.mark.parametrize("count", [{"printed": 7, "retained": 5}, {"printed": 6, "retained": 5}])
def test_a_count_that_does_not_agree_is_accepted_once_its_critical_deviation_is_closed(count: dict[str, int]) -> None:
    day = filled()
    day.reconciled(**count)
    assert not accounted_for(day.batch, IDENTITY)
    (deviation,) = walks.raised(day)
    assert (deviation.about, deviation.critical) == ("labels:identity", True)
    day.closed(deviation.deviation_id)
    assert accounted_for(day.batch, IDENTITY)
    day.reconciled(**count)
    assert not accounted_for(day.batch, IDENTITY)


def test_a_closed_deviation_puts_no_label_on_a_bag() -> None:
    day = filled()
    day.reconciled(printed=7, applied=0, retained=6)
    day.closed(walks.raised(day)[0].deviation_id)
    assert not accounted_for(day.batch, IDENTITY)


def test_release_labels_are_not_asked_before_the_certificate() -> None:
    day = walks.assayed()
    day.printed(1, RELEASE)
    assert walks.provisional(day) == ()
    day.printed(1)
    assert walks.provisional(day) == (UNCOUNTED,)
