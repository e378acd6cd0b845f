"""A second check that is put off stands open until another person makes it."""

from collections.abc import Callable

import pytest

from carbench.domain.acts import (
    BagFilled,
    BagHandedOver,
    Harvested,
    LabelKind,
    LabelReprinted,
    LabelsReconciled,
    MaterialReceived,
    Recorded,
)
from carbench.domain.product import StepId
from carbench.domain.release import Reason
from carbench.domain.stages import Decision
from carbench.domain.watch import put_off
from carbench.operations.defer_check import PUT_OFF
from tests.domain import walks
from tests.domain.days import Day, at
from tests.domain.walks import why

NONE = {"printed": 0, "applied": 0, "retained": 0}


def weighed_alone() -> tuple[Day, int]:
    day = walks.assayed()
    entry = day.weighed(witness=None)
    day.deferred(entry)
    day.deviated(about=f"check:{entry.seq}")
    return day, entry.seq


def test_a_check_that_was_put_off_is_due_until_it_is_countersigned() -> None:
    day, seq = weighed_alone()
    assert [waiting.entry for waiting in put_off(day.batch)] == [seq]
    day.countersigned(day.recorded[seq - 2])
    assert [waiting.entry for waiting in put_off(day.batch)] == [seq]
    day.countersigned(day.recorded[seq - 1])
    assert put_off(day.batch) == ()


@pytest.mark.parametrize("own", ["olivia", "oskar"])
def test_nobody_countersigns_what_they_typed_or_performed(own: str) -> None:
    day = Day()
    entry = day.weighed(witness=None, performed_by=("oskar",))
    day.deferred(entry)
    day.countersigned(entry, by=own)
    assert [waiting.entry for waiting in put_off(day.batch)] == [entry.seq]
    result = day.resulted(by="olivia", performed_by=("oskar",))
    day.deferred(result)
    day.checked(result, by=own)
    assert [waiting.entry for waiting in put_off(day.batch)] == [entry.seq, result.seq]
    day.checked(result)
    assert [waiting.entry for waiting in put_off(day.batch)] == [entry.seq]


def test_a_check_put_off_is_listed_and_bars_no_provisional_certificate() -> None:
    day, _ = weighed_alone()
    assert walks.provisional(day) == ()
    day = walks.assayed()
    day.deferred(day.reconciled(witness=None))
    assert walks.provisional(day) == ()


def test_a_result_is_verified_before_any_certificate_although_its_check_was_put_off() -> None:
    day = walks.assayed()
    result = day.resulted("viability", "93")
    day.deferred(result)
    day.deviated()
    assert walks.provisional(day) == (why(Reason.NOT_VERIFIED, "viability", StepId.RESULTS),)


def test_its_deviation_is_assessed_or_closed_before_the_final_certificate() -> None:
    day = walks.complete()
    day.deferred(day.weighed(witness=None))
    day.deviated()
    assert walks.finally_(day) == (why(Reason.DEVIATION_OPEN, "D-1", StepId.WHOLE_REVIEW),)
    day.assessed()
    assert walks.finally_(day) == ()


def test_identity_bag_label_start_and_hand_over_are_never_put_off() -> None:
    assert LabelsReconciled in PUT_OFF
    assert not set(PUT_OFF) & {MaterialReceived, LabelReprinted, Harvested, BagFilled, BagHandedOver}


@pytest.mark.parametrize("act", [Day.weighed, lambda day, **told: day.reconciled(LabelKind.RELEASE, **NONE | told)])
def test_the_program_puts_a_check_off_itself_and_its_deadline_bars_once_it_has_passed(
    act: Callable[..., Recorded],
) -> None:
    day = walks.assayed(walks.Watched())
    act(day)
    assert (put_off(day.batch), walks.raised(day)) == ((), [])
    entry = act(day, witness=None)
    (waiting,) = put_off(day.batch)
    (deviation,) = walks.raised(day)
    assert (waiting.entry, waiting.deviation_id) == (entry.seq, deviation.deviation_id)
    assert (deviation.description, deviation.critical) == ("check_put_off", False)
    assert waiting.due == at(entry.seq + 24 * 60)
    day.reviewed()
    asked = Decision.CERTIFY_PROVISIONAL
    overdue = why(Reason.DEVIATION_OPEN, deviation.deviation_id, StepId.REVIEW)
    assert walks.asked(asked, day, minutes=entry.seq + 24 * 60 - 1) == ()
    assert walks.asked(asked, day, minutes=entry.seq + 24 * 60) == (overdue,)
    day.countersigned(entry)
    day.reviewed()
    assert walks.asked(asked, day, minutes=entry.seq + 24 * 60) == ()
