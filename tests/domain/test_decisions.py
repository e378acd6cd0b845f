"""Every decision in every stage: it is asked as the oracle says, and otherwise the stage is the reason."""

import pytest

from carbench.domain.acts import Fate
from carbench.domain.decisions import CHECKS
from carbench.domain.release import Reason, WhyNot
from carbench.domain.stages import DECISIONS, Decision, Stage
from tests.domain import walks
from tests.domain.days import Day

D = Decision


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("decision", Decision)
def test_a_decision_outside_its_stages_is_refused_for_its_stage_and_inside_never_for_it(
    decision: Decision, stage: Stage
) -> None:
    day = walks.AT_STAGE[stage]()
    if decision is D.WITHDRAW_PROVISIONAL and stage is Stage.PROVISIONAL:
        day = walks.certified()  # nothing was infused yet
    if decision is D.SUPERSEDE_FINAL and stage is Stage.FINAL:
        overtaken(day)
    reasons = walks.asked(decision, day, bag_id=walks.BAG)
    wrong = WhyNot(reason=Reason.WRONG_STAGE, about=stage.value)
    assert (wrong in reasons) is (stage not in DECISIONS[decision])


GRANTED = {
    D.CERTIFY_PROVISIONAL: walks.ready,
    D.REFUSE: walks.ready,
    D.EXCEPTIONAL_SUPPLY: lambda: walks.assayed(viability="12"),
    D.CHANGE_PINNED_REVISION: walks.in_culture,
    D.END_BATCH: walks.in_culture,
    D.SUSPEND_CERTIFICATE: walks.certified,
    D.REINSTATE_CERTIFICATE: lambda: suspended(walks.certified()),
    D.WITHDRAW_PROVISIONAL: walks.certified,
    D.RELEASE_BAG: lambda: scanned(walks.certified()),
    D.HAND_OVER_BAG: walks.released,
    D.CERTIFY_FINAL: walks.complete,
    D.CLOSE_SUPPLY: lambda: followed(walks.supplied()),
    D.SUPERSEDE_FINAL: lambda: walks.whole(overtaken(walks.final())),
    D.REOPEN_REFUSED: lambda: opened(walks.refused()),
}


def suspended(day: Day) -> Day:
    day.suspended()
    return day


def scanned(day: Day) -> Day:
    day.scanned()
    return day


def followed(day: Day) -> Day:
    day.infused()
    for test_id, typed in walks.LATER.items():
        day.resulted(test_id, typed)
    return day


def overtaken(day: Day) -> Day:
    """Let an amended report come in."""
    day.checked(day.resulted("vector_copies", "4.33"))
    return day


def opened(day: Day) -> Day:
    day.repeat(next(r for r in day.recorded if getattr(r.act, "test_id", "") == "viability"))
    return day


@pytest.mark.parametrize("decision", Decision)
def test_a_decision_with_everything_in_order_has_no_reason_against_it(decision: Decision) -> None:
    assert walks.asked(decision, GRANTED[decision](), bag_id=walks.BAG) == ()


SAFE = {D.END_BATCH, D.SUSPEND_CERTIFICATE, D.WITHDRAW_PROVISIONAL, D.CLOSE_SUPPLY}
"""What takes a batch out of use may be done over a damaged record."""


@pytest.mark.parametrize("decision", Decision)
def test_a_broken_trail_stops_whatever_lets_a_batch_go_on(decision: Decision) -> None:
    reasons = walks.asked(decision, GRANTED[decision](), bag_id=walks.BAG, trail_holds=False)
    assert reasons == (() if decision in SAFE else (WhyNot(reason=Reason.TRAIL_BROKEN),))


BY_ROLE = {
    *(D.CHANGE_PINNED_REVISION, D.END_BATCH, D.SUSPEND_CERTIFICATE, D.RELEASE_BAG, D.HAND_OVER_BAG),
}
"""Decisions whose roles the matrix of duties asks, where they are recorded."""


@pytest.mark.parametrize("decision", Decision)
def test_only_a_qualified_person_decides_what_is_theirs(decision: Decision) -> None:
    reasons = walks.asked(decision, GRANTED[decision](), bag_id=walks.BAG, person=walks.ROSA)
    asked = WhyNot(reason=Reason.NOT_QP, about="rosa") in reasons
    assert asked is (decision not in BY_ROLE)


def test_every_decision_has_its_rules() -> None:
    assert CHECKS.keys() == DECISIONS.keys() == GRANTED.keys() == set(Decision)


def test_after_an_infusion_a_certificate_is_never_withdrawn() -> None:
    assert walks.asked(D.WITHDRAW_PROVISIONAL, walks.given()) == (WhyNot(reason=Reason.WRONG_STAGE, about="infused"),)
    part = walks.released()
    part.fated(Fate.INFUSED_PART)
    assert walks.asked(D.WITHDRAW_PROVISIONAL, part) == (WhyNot(reason=Reason.WRONG_STAGE, about="infused"),)


def test_a_suspended_certificate_bars_what_rests_on_it_until_it_is_reinstated() -> None:
    day = suspended(walks.released())
    why = WhyNot(reason=Reason.CERTIFICATE_SUSPENDED, about=walks.NUMBER)
    for decision in (D.RELEASE_BAG, D.HAND_OVER_BAG):
        assert walks.asked(decision, day, bag_id=walks.BAG) == (why,)
    assert why in walks.asked(D.CERTIFY_FINAL, day)
    day.reinstated()
    for decision in (D.RELEASE_BAG, D.HAND_OVER_BAG):
        assert walks.asked(decision, day, bag_id=walks.BAG) == ()
    assert why not in walks.asked(D.CERTIFY_FINAL, day)


def test_a_suspension_can_follow_a_reinstatement() -> None:
    day = suspended(walks.released())
    day.reinstated()
    day.suspended()
    assert day.batch.suspended


def test_only_a_suspended_certificate_is_reinstated() -> None:
    day = walks.certified()
    standing = (WhyNot(reason=Reason.WRONG_STAGE, about=walks.NUMBER),)
    assert walks.asked(D.REINSTATE_CERTIFICATE, day) == standing
    suspended(day)
    day.reinstated()
    assert walks.asked(D.REINSTATE_CERTIFICATE, day) == standing
