"""How each bag stands, where it is, what became of it, and which may leave."""

from collections.abc import Callable

import pytest

from carbench.domain.acts import Fate, LabelKind
from carbench.domain.bags import BagStatus, Place, bags, fate_of, infused, status_of
from carbench.domain.product import StepId
from carbench.domain.release import Reason
from carbench.domain.stages import Decision
from tests.domain import walks
from tests.domain.days import Day, at
from tests.domain.walks import BAG, why

S, R = BagStatus, Reason
SECOND = "B-1-2"
LABEL = why(R.LABELS_NOT_RECONCILED, BAG, StepId.RELEASE_LABELS)


def then(make: Callable[[], Day], *acts: Callable[[Day], object]) -> Callable[[], Day]:
    def made() -> Day:
        day = make()
        for act in acts:
            act(day)
        return day

    return made


def held(day: Day) -> object:
    return day.held("H-1", BAG)


STATUS: dict[str, tuple[Callable[[], Day], BagStatus]] = {
    "filled": (walks.ready, S.QUARANTINE),
    "certified and not released": (walks.certified, S.QUARANTINE),
    "released": (walks.released, S.RELEASED),
    "handed over": (then(walks.released, Day.handed_over), S.RELEASED),
    "infused": (walks.given, S.RELEASED),
    "held by the batch": (then(walks.released, Day.held), S.ON_HOLD),
    "held itself": (then(walks.released, held), S.ON_HOLD),
    "another held": (then(walks.released, lambda day: day.held("H-1", SECOND)), S.RELEASED),
    "hold cleared": (then(walks.released, held, Day.cleared), S.RELEASED),
    "suspended": (then(walks.released, Day.suspended), S.ON_HOLD),
    "reinstated": (then(walks.released, Day.suspended, Day.reinstated), S.RELEASED),
    "destroyed before its release": (then(walks.certified, lambda day: day.fated(Fate.DESTROYED)), S.QUARANTINE),
    "leaked after its release": (then(walks.released, lambda day: day.fated(Fate.LEAKED)), S.RELEASED),
    "returned": (then(walks.released, lambda day: day.fated(Fate.RETURNED)), S.QUARANTINE),
    "returned and released again": (
        then(walks.released, lambda day: day.fated(Fate.RETURNED), Day.released),
        S.RELEASED,
    ),
    "withdrawn": (then(walks.released, Day.withdrawn), S.WITHDRAWN),
    "certified anew": (
        then(walks.released, Day.withdrawn, lambda day: day.certified("DEMO-P-2026-0002")),
        S.QUARANTINE,
    ),
    "released under the old certificate": (
        then(walks.certified, Day.withdrawn, lambda day: day.certified("DEMO-P-2026-0002"), Day.released),
        S.QUARANTINE,
    ),
    "refused": (walks.refused, S.REJECTED),
    "ended": (then(walks.ready, Day.ended), S.REJECTED),
    "supplied": (walks.supplied, S.RELEASED),
    "filled after the supply": (then(walks.supplied, lambda day: day.filled(SECOND)), S.RELEASED),
}


@pytest.mark.parametrize("name", STATUS)
def test_a_bag_stands_as_what_was_decided_of_it_last(name: str) -> None:
    make, status = STATUS[name]
    assert status_of(make().batch, BAG) is status


def test_a_bag_no_certificate_names_stays_in_quarantine() -> None:
    day = walks.released()
    day.filled(SECOND)
    day.released(SECOND)
    assert status_of(day.batch, SECOND) is S.QUARANTINE
    supplied = walks.supplied()
    supplied.filled(SECOND)
    assert status_of(supplied.batch, SECOND) is S.QUARANTINE


def test_every_bag_is_one_of_so_many() -> None:
    day = walks.made()
    day.filled(SECOND, portion=2)
    assert [(bag.id, bag.k, bag.n, bag.filled.portion) for bag in bags(day.batch)] == [
        (BAG, 1, 2, 1),
        (SECOND, 2, 2, 2),
    ]


def test_a_bag_is_where_it_was_last_said_to_be() -> None:
    day = walks.released()
    places = []
    for act in (Day.handed_over, Day.arrived, lambda day: day.fated(Fate.RETURNED), Day.handed_over, Day.infused):
        act(day)
        places.append(bags(day.batch)[0].place)
    assert places == [Place.ON_THE_WAY, Place.WARD, Place.SITE, Place.ON_THE_WAY, Place.WARD]


@pytest.mark.parametrize("fate", Fate)
def test_a_bag_has_the_fate_that_was_said_last(fate: Fate) -> None:
    day = walks.certified()
    assert fate_of(day.batch, BAG) is None
    day.fated(fate)
    day.fated(Fate.LOST, SECOND)
    assert fate_of(day.batch, BAG) is fate
    assert infused(day.batch) is (fate in {Fate.INFUSED, Fate.INFUSED_PART})


@pytest.mark.parametrize(("whole", "fate"), [(True, Fate.INFUSED), (False, Fate.INFUSED_PART)])
def test_an_infusion_is_a_fate(*, whole: bool, fate: Fate) -> None:
    day = walks.released()
    day.infused(whole=whole)
    assert fate_of(day.batch, BAG) is fate


def test_a_bag_that_came_back_and_left_again_has_no_fate_until_it_is_said() -> None:
    day = walks.released()
    day.handed_over()
    day.fated(Fate.RETURNED)
    assert fate_of(day.batch, BAG) is Fate.RETURNED
    day.handed_over()
    assert fate_of(day.batch, BAG) is None
    day.fated(Fate.DESTROYED)
    day.handed_over()
    assert fate_of(day.batch, BAG) is Fate.DESTROYED


# Which may leave


def test_a_returned_bag_is_held_and_released_again_only_after_the_hold_is_cleared() -> None:
    day = walks.released(walks.Watched())
    day.handed_over()
    day.fated(Fate.RETURNED)
    (hold,) = (r.act for r in day.recorded if r.act.kind == "hold_placed")
    on_hold = why(R.ON_HOLD, hold.hold_id, StepId.REVIEW)
    assert walks.asked(Decision.RELEASE_BAG, day, bag_id=BAG) == (on_hold,)
    assert walks.asked(Decision.HAND_OVER_BAG, day, bag_id=BAG) == (LABEL, on_hold)
    day.cleared(hold.hold_id)
    assert walks.asked(Decision.RELEASE_BAG, day, bag_id=BAG) == ()
    assert walks.asked(Decision.HAND_OVER_BAG, day, bag_id=BAG) == (LABEL,)
    day.released()
    assert walks.asked(Decision.HAND_OVER_BAG, day, bag_id=BAG) == ()


def test_an_excursion_holds_its_bag_and_no_other() -> None:
    day = walks.made(walks.Watched())
    day.filled(SECOND)
    day.arrived(excursion=False)
    assert status_of(day.batch, BAG) is S.QUARANTINE
    day.arrived(excursion=True)
    assert (status_of(day.batch, BAG), status_of(day.batch, SECOND)) == (S.ON_HOLD, S.QUARANTINE)


def test_a_bag_leaves_only_with_its_release_label_and_its_release() -> None:
    day = walks.certified()
    assert walks.asked(Decision.RELEASE_BAG, day, bag_id=BAG) == (LABEL,)
    day.scanned(SECOND)
    day.scanned(labels=LabelKind.IDENTITY)
    assert walks.asked(Decision.RELEASE_BAG, day, bag_id=BAG) == (LABEL,)
    day.scanned()
    assert walks.asked(Decision.RELEASE_BAG, day, bag_id=BAG) == ()
    assert walks.asked(Decision.HAND_OVER_BAG, day, bag_id=BAG) == (LABEL,)
    day.released()
    assert walks.asked(Decision.HAND_OVER_BAG, day, bag_id=BAG) == ()


def test_a_label_scanned_before_the_certificate_is_no_release_label_of_it() -> None:
    day = walks.assayed()
    day.scanned()
    day.reviewed()
    day.certified()
    assert walks.asked(Decision.RELEASE_BAG, day, bag_id=BAG) == (LABEL,)


@pytest.mark.parametrize("decision", [Decision.RELEASE_BAG, Decision.HAND_OVER_BAG])
@pytest.mark.parametrize("bag", ["", SECOND, "B-9-1"])
def test_a_bag_the_certificate_does_not_name_never_leaves(decision: Decision, bag: str) -> None:
    day = walks.released()
    day.filled(SECOND)
    day.scanned(SECOND)
    day.released(SECOND)
    assert why(R.NO_PROVISIONAL, bag) in walks.asked(decision, day, bag_id=bag)


@pytest.mark.parametrize("decision", [Decision.RELEASE_BAG, Decision.HAND_OVER_BAG])
def test_a_bag_leaves_before_it_must(decision: Decision) -> None:
    day = walks.released()
    leave_by = day.batch.must_leave_by
    assert leave_by is not None
    minutes = (leave_by.utc - at(0).utc).total_seconds() / 60
    assert walks.asked(decision, day, bag_id=BAG, minutes=minutes - 1) == ()
    late = (why(R.TOO_LATE_TO_LEAVE, leave_by.plain()),)
    assert walks.asked(decision, day, bag_id=BAG, minutes=minutes) == late
    assert R.EXPIRED in walks.words(walks.asked(decision, day, bag_id=BAG, minutes=minutes + 90))


@pytest.mark.parametrize("decision", [Decision.RELEASE_BAG, Decision.HAND_OVER_BAG])
def test_nothing_out_of_specification_leaves_under_a_certificate_even_a_reinstated_one(decision: Decision) -> None:
    day = walks.released()
    day.resulted("vector_copies", "5.58")
    day.suspended()
    day.reinstated()
    assert walks.asked(decision, day, bag_id=BAG) == (why(R.RESULT_OUT, "vector_copies", StepId.RESULTS),)


# Split doses


def both() -> Day:
    """Certify and release two bags of two days."""
    day = walks.made(walks.Watched())
    day.filled(SECOND, portion=2)
    day.signed_step("fill")
    day.printed(1)
    day.reconciled(printed=3, applied=2)
    for test_id, typed in walks.RESULTS.items():
        day.checked(day.resulted(test_id, typed))
    day.reviewed()
    day.certified(bags=(BAG, SECOND))
    for bag in (BAG, SECOND):
        day.scanned(bag)
        day.released(bag)
    return day


def split() -> Day:
    """Give the first of two bags."""
    day = both()
    day.handed_over()
    day.infused()
    return day


def test_the_second_bag_of_a_split_dose_leaves_on_its_own_day() -> None:
    day = split()
    assert walks.asked(Decision.HAND_OVER_BAG, day, bag_id=SECOND, minutes=1440) == ()
    assert [(bag.fate, bag.status) for bag in bags(day.batch)] == [(Fate.INFUSED, S.RELEASED), (None, S.RELEASED)]


def test_a_positive_after_the_first_bag_stops_the_second() -> None:
    day = split()
    day.resulted("sterility_final", "growth")
    assert walks.asked(Decision.HAND_OVER_BAG, day, bag_id=SECOND, minutes=1440) == (
        why(R.CERTIFICATE_SUSPENDED, walks.NUMBER),
        why(R.RESULT_OUT, "sterility_final", StepId.RESULTS),
    )
    assert status_of(day.batch, SECOND) is S.ON_HOLD


def test_the_final_certificate_waits_for_the_fate_of_every_bag() -> None:
    day = split()
    for test_id, typed in walks.LATER.items():
        day.checked(day.resulted(test_id, typed))
    assert walks.finally_(day) == (why(R.BAG_FATE_UNKNOWN, SECOND, StepId.INFUSION),)
    day.fated(Fate.DESTROYED, SECOND)
    assert walks.finally_(day) == ()


def test_a_hold_on_any_bag_bars_what_is_decided_over_the_whole_batch_and_only_that_bag_of_its_own() -> None:
    day = both()
    day.held("H-1", BAG)
    assert walks.asked(Decision.HAND_OVER_BAG, day, bag_id=SECOND) == ()
    on_hold = why(R.ON_HOLD, "H-1", StepId.REVIEW)
    assert walks.asked(Decision.HAND_OVER_BAG, day, bag_id=BAG) == (on_hold,)
    for decision in (Decision.CERTIFY_PROVISIONAL, Decision.EXCEPTIONAL_SUPPLY, Decision.CERTIFY_FINAL):
        assert on_hold in walks.asked(decision, day, bag_id=SECOND)
