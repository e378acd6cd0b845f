"""What may be recorded with fewer people than usual, and what then waits for another person."""

from collections.abc import Callable

import pytest

from carbench.domain.act_errors import CheckStillDue, LabelOfAnother
from carbench.domain.acts import BagFilled, BagReleased, BagScanned, DeviationClosed, Harvested, LabelKind
from carbench.domain.errors import DutyRefused, OwnEntry
from carbench.domain.people import Person
from carbench.domain.release import Reason
from carbench.domain.stages import Decision
from carbench.domain.watch import put_off
from carbench.operations import looking
from carbench.operations.circumstances import Circumstances
from carbench.operations.close_deviation import close_deviation
from carbench.operations.countersign_check import countersign_check
from carbench.operations.deciding import why_not
from carbench.operations.end_person import end_person
from carbench.operations.fill_bag import Filling, fill_bag
from carbench.operations.name_deputy import Deputyship, name_deputy
from carbench.operations.record_harvest import record_harvest
from carbench.operations.refuse import refuse
from carbench.operations.release_bag import release_bag
from carbench.operations.set_role import set_role
from tests.operations.record import reasons, refused, stands
from tests.operations.stages import BAG, BATCH, hand_over
from tests.people import NOW, Played

At = Callable[[str], Played]
FILLING = Filling(bag_id=BAG, concentration="12.0", volume="96.0")


def quentin(day: Played) -> Person:
    return next(person for person in looking.people(day.bench) if person.name == "quentin")


def unchecked(day: Played) -> set[str]:
    """Give what nobody else saw start the shelf life."""
    found = why_not(day.bench, batch_id=BATCH, decision=Decision.CERTIFY_PROVISIONAL, person=quentin(day))
    return {why.about for why in found if why.reason is Reason.START_UNCHECKED}


# At 23:00


def test_an_analyst_alone_scans_the_release_label_releases_and_hands_over(at: At) -> None:
    day = at("certified")
    day.as_("chloe")
    changes = release_bag(day.bench, batch_id=BATCH, bag_id=BAG, scanned=BAG, told=NOW)
    scan, release = (recorded.act for recorded in changes.acts)
    assert isinstance(scan, BagScanned)
    assert (scan.bag_id, scan.labels) == (BAG, LabelKind.RELEASE)
    assert isinstance(release, BagReleased)
    hand_over(day)


@pytest.mark.parametrize("label", ["B-0042-2", "b-0042-1", f"{BAG} ", "turned \u202eround"])
def test_the_label_of_another_bag_releases_nothing(at: At, label: str) -> None:
    day = at("certified")
    day.as_("chloe")
    with refused(day.bench, LabelOfAnother) as caught:
        release_bag(day.bench, batch_id=BATCH, bag_id=BAG, scanned=label, told=NOW)
    assert caught.value.bag_id == BAG
    assert caught.value.text.isprintable()


def test_a_release_typed_as_if_it_had_been_before_the_certificate_is_refused(at: At) -> None:
    day = at("released")
    day.as_("olivia")
    told = Circumstances(happened_at="2026-03-19 09:00", reason="typed late")
    with reasons(day.bench, Reason.NO_PROVISIONAL):
        release_bag(day.bench, batch_id=BATCH, bag_id=BAG, told=told)
    with reasons(day.bench, Reason.NO_PROVISIONAL):
        hand_over(day, told)


# A start of shelf life nobody else saw


def test_a_filling_nobody_else_saw_is_recorded_and_bars_until_another_person_countersigns(at: At) -> None:
    day = at("counted")
    day.as_("olivia")
    fill_bag(day.bench, batch_id=BATCH, filling=FILLING, told=NOW)
    recorded, act = stands(day.bench, BagFilled)
    assert act.witness is None
    assert unchecked(day) == {BAG}
    own = day.proof("olivia")
    with refused(day.bench, OwnEntry):
        countersign_check(day.bench, batch_id=BATCH, entry=recorded.seq, by=own)
    day.as_("anselm")
    countersign_check(day.bench, batch_id=BATCH, entry=recorded.seq, by=day.proof("anselm"))
    assert unchecked(day) == set()


def test_a_harvest_nobody_else_saw_is_recorded_and_countersigned(at: At) -> None:
    day = at("counted")
    day.as_("olivia")
    record_harvest(day.bench, batch_id=BATCH, volume="96", told=NOW)
    recorded, act = stands(day.bench, Harvested)
    assert act.witness is None
    day.as_("anselm")
    countersign_check(day.bench, batch_id=BATCH, entry=recorded.seq, by=day.proof("anselm"))


# A check that was put off


def test_the_deviation_of_a_check_put_off_is_closed_only_once_the_check_is_made(at: At) -> None:
    day = at("weighed_alone")
    (waiting,) = put_off(looking.batch(day.bench, BATCH))
    number = waiting.deviation_id
    day.as_("rosa")
    by = day.proof("rosa")
    with refused(day.bench, CheckStillDue):
        close_deviation(day.bench, batch_id=BATCH, deviation_id=number, conclusion="done", by=by)
    countersign_check(day.bench, batch_id=BATCH, entry=waiting.entry, by=by)
    close_deviation(day.bench, batch_id=BATCH, deviation_id=number, conclusion="done", by=by)
    assert stands(day.bench, DeviationClosed)[1].deviation_id == number


# A deputy


@pytest.mark.parametrize("gone", ["ended", "another role"])
def test_a_deputy_stands_in_for_nobody_who_is_no_qualified_person_here_any_more(at: At, gone: str) -> None:
    day = at("out_reviewed")
    day.as_("adam")
    here = Deputyship(name="rosa", absent="quentin", starts="2026-03-20 09:00", ends="2026-03-21 09:00")
    name_deputy(day.bench, deputy=here, reason="on leave")
    if gone == "ended":
        end_person(day.bench, name="quentin", reason="left the unit")
    else:
        set_role(day.bench, name="quentin", roles=("qa_reviewer",), reason="moved")
    day.as_("rosa")
    by = day.proof("rosa")
    with refused(day.bench, DutyRefused):
        refuse(day.bench, batch_id=BATCH, statement="too low", by=by)
