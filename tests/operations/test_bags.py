"""A bag leaves only released, in time, under a certificate that stands."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from carbench.domain.acts import BagHandedOver, BagReleased, HoldPlaced
from carbench.domain.bags import BagStatus, status_of
from carbench.domain.release import Reason
from carbench.operations import looking
from carbench.operations.circumstances import Circumstances
from carbench.operations.clear_hold import clear_hold
from carbench.operations.fill_bag import Filling, fill_bag
from carbench.operations.place_hold import place_hold
from carbench.operations.record_arrival import Arrival, record_arrival
from carbench.operations.record_bag_fate import record_bag_fate
from carbench.operations.release_bag import release_bag
from carbench.operations.scan_bag import scan_bag
from carbench.operations.withdraw_provisional import withdraw_provisional
from tests.operations.record import brought, reasons, stands
from tests.operations.stages import BAG, BATCH, hand_over, suspend
from tests.people import NOW, Played

At = Callable[[str], Played]
OTHER = f"{BATCH}-2"


def scan(day: Played, bag_id: str = BAG, labels: str = "release") -> None:
    day.as_("olivia")
    scan_bag(day.bench, batch_id=BATCH, labels=labels, bag_id=bag_id, told=NOW)


def release(day: Played, bag_id: str = BAG) -> None:
    release_bag(day.bench, batch_id=BATCH, bag_id=bag_id, told=NOW)


def expire(day: Played, minutes: int = 0) -> None:
    """Move the clock to the last instant at which a bag may leave, and on."""
    leave_by = looking.batch(day.bench, BATCH).must_leave_by
    assert leave_by is not None
    day.clock.at = leave_by.utc + timedelta(minutes=minutes)


def test_a_bag_is_released_under_the_certificate_once_its_label_is_scanned(at: At) -> None:
    day = at("certified")
    scan(day)
    release(day)
    assert stands(day.bench, BagReleased)[1].certificate == "DEMO-P-2026-0001"
    assert status_of(looking.batch(day.bench, BATCH), BAG) is BagStatus.RELEASED


@pytest.mark.parametrize("labels", ["", "identity"])
def test_a_bag_without_its_release_label_is_not_released(at: At, labels: str) -> None:
    day = at("certified")
    day.as_("olivia")
    if labels:
        scan(day, labels=labels)
    with reasons(day.bench, Reason.LABELS_NOT_RECONCILED):
        release(day)


def test_a_label_scanned_before_the_certificate_is_none(at: At) -> None:
    day = at("reviewed")
    scan(day)
    with reasons(day.bench, Reason.WRONG_STAGE, Reason.NO_PROVISIONAL):
        release(day)


def test_a_bag_the_certificate_does_not_name_is_not_released(at: At) -> None:
    day = at("certified")
    day.as_("olivia")
    filling = Filling(bag_id=OTHER, concentration="12.0", volume="20.0")
    fill_bag(day.bench, batch_id=BATCH, filling=filling, second=day.proof("anselm"), told=NOW)
    scan(day, OTHER)
    with reasons(day.bench, Reason.NO_PROVISIONAL):
        release(day, OTHER)


def test_nothing_is_released_or_handed_over_under_a_suspended_certificate(at: At) -> None:
    day = at("released")
    suspend(day)
    scan(day)
    with reasons(day.bench, Reason.CERTIFICATE_SUSPENDED):
        release(day)
    with reasons(day.bench, Reason.CERTIFICATE_SUSPENDED):
        hand_over(day)


@pytest.mark.parametrize("bags", [(), (BAG,)])
def test_what_is_on_hold_stays(at: At, bags: tuple[str, ...]) -> None:
    day = at("released")
    day.as_("olivia")
    place_hold(day.bench, batch_id=BATCH, hold_id="H-1", cause="waiting", bags=bags, told=NOW)
    with reasons(day.bench, Reason.ON_HOLD):
        release(day)
    with reasons(day.bench, Reason.ON_HOLD):
        hand_over(day)


@pytest.mark.parametrize(("minutes", "why"), [(0, [Reason.TOO_LATE_TO_LEAVE]), (90, [Reason.TOO_LATE_TO_LEAVE])])
def test_from_the_very_minute_it_must_have_left_it_stays(at: At, minutes: int, why: list[Reason]) -> None:
    day = at("released")
    day.as_("olivia")
    expire(day, minutes)
    expected = [*why, Reason.EXPIRED] if minutes else why
    with reasons(day.bench, *expected):
        release(day)
    with reasons(day.bench, *expected):
        hand_over(day)


def test_one_second_before_it_may_still_leave(at: At) -> None:
    day = at("released")
    day.as_("olivia")
    expire(day)
    day.clock.advance(timedelta(seconds=-1))
    hand_over(day)
    assert stands(day.bench, BagHandedOver)[1].witness.signer == "anselm"


def test_a_bag_that_was_not_released_is_not_handed_over(at: At) -> None:
    day = at("certified")
    scan(day)
    with reasons(day.bench, Reason.LABELS_NOT_RECONCILED):
        hand_over(day)


def test_a_bag_of_a_withdrawn_certificate_is_not_handed_over(at: At) -> None:
    day = at("released")
    day.as_("quentin")
    withdraw_provisional(day.bench, batch_id=BATCH, cause="warm", by=day.proof("quentin"))
    day.as_("olivia")
    with reasons(day.bench, Reason.WRONG_STAGE, Reason.NO_PROVISIONAL, Reason.LABELS_NOT_RECONCILED):
        hand_over(day)


def test_a_returned_bag_is_on_hold_until_a_qp_looked_and_is_released_again(at: At) -> None:
    day = at("handed_over")
    day.as_("olivia")
    changes = record_bag_fate(
        day.bench, batch_id=BATCH, bag_id=BAG, fate="returned", detail="patient has a fever", told=NOW
    )
    (hold,) = brought(changes, HoldPlaced)
    assert hold.bags == (BAG,)
    with reasons(day.bench, Reason.ON_HOLD, Reason.LABELS_NOT_RECONCILED):
        hand_over(day)
    day.as_("quentin")
    by = day.proof("quentin")
    clear_hold(day.bench, batch_id=BATCH, hold_id=hold.hold_id, assessment="never left its box", by=by)
    day.as_("olivia")
    with reasons(day.bench, Reason.LABELS_NOT_RECONCILED):
        hand_over(day)
    release(day)
    hand_over(day)


def test_an_excursion_puts_the_bag_on_hold_by_itself(at: At) -> None:
    day = at("handed_over")
    day.as_("olivia")
    arrival = Arrival(bag_id=BAG, received_by="Nurse Nobody", lowest="2.5", highest="11.0", excursion=True)
    (hold,) = brought(record_arrival(day.bench, batch_id=BATCH, arrival=arrival, told=NOW), HoldPlaced)
    assert (hold.bags, hold.cause) == ((BAG,), "excursion")
    assert status_of(looking.batch(day.bench, BATCH), BAG) is BagStatus.ON_HOLD


def test_a_destroyed_bag_that_was_never_released_does_not_leave(at: At) -> None:
    day = at("certified")
    day.as_("olivia")
    record_bag_fate(day.bench, batch_id=BATCH, bag_id=BAG, fate="destroyed", detail="dropped", told=NOW)
    with reasons(day.bench, Reason.WRONG_STAGE, Reason.LABELS_NOT_RECONCILED):
        hand_over(day)


def test_a_bag_that_left_does_not_leave_again(at: At) -> None:
    day = at("handed_over")
    day.as_("olivia")
    with reasons(day.bench, Reason.WRONG_STAGE):
        hand_over(day)


def test_a_hand_over_in_time_is_recorded_although_it_is_typed_late(at: At) -> None:
    day = at("released")
    day.as_("olivia")
    before = day.bench.now()
    day.clock.advance(timedelta(days=3))
    with reasons(day.bench, Reason.EXPIRED, Reason.TOO_LATE_TO_LEAVE):
        hand_over(day)
    told = Circumstances(happened_at=before.plain()[:16], reason="the network was down")
    hand_over(day, told=told)
    assert stands(day.bench, BagHandedOver)[1].happened_at.plain() == before.plain()


def test_a_bag_supplied_exceptionally_is_handed_over_without_a_certificate(at: At) -> None:
    day = at("supplied")
    day.as_("olivia")
    hand_over(day)
    assert stands(day.bench, BagHandedOver)[1].bag_id == BAG
