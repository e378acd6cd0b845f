"""How a batch ends without a certificate: at any stage before one, with the fate of every bag."""

import pytest

from carbench.domain.acts import End, Fate
from carbench.domain.product import StepId
from carbench.domain.release import Reason
from carbench.domain.stages import Decision, Stage
from tests.domain import walks
from tests.domain.days import Day
from tests.domain.walks import BAG, why

D, S = Decision, Stage
BEFORE = [S.ORDERED, S.RECEIVED, S.IN_CULTURE, S.FILLED, S.REFUSED]


@pytest.mark.parametrize("end", End)
@pytest.mark.parametrize("stage", BEFORE)
def test_a_batch_without_a_certificate_ends_at_any_stage_for_any_reason(stage: Stage, end: End) -> None:
    day = walks.AT_STAGE[stage]()
    if day.batch.bags:
        day.fated(Fate.DESTROYED)
    assert walks.asked(D.END_BATCH, day) == ()
    day.ended(end)
    assert day.batch.stage is S.ENDED


@pytest.mark.parametrize("stage", [S.FILLED, S.REFUSED])
def test_the_fate_of_every_bag_is_known_first(stage: Stage) -> None:
    day = walks.AT_STAGE[stage]()
    day.filled("B-1-2")
    unknown = [why(Reason.BAG_FATE_UNKNOWN, bag, StepId.INFUSION) for bag in (BAG, "B-1-2")]
    assert walks.asked(D.END_BATCH, day) == tuple(unknown)
    day.fated(Fate.INVESTIGATION)
    assert walks.asked(D.END_BATCH, day) == (unknown[1],)


@pytest.mark.parametrize("decision", Decision)
def test_nothing_is_decided_over_an_ended_batch(decision: Decision) -> None:
    assert why(Reason.WRONG_STAGE, "ended") in walks.asked(decision, walks.ended(), bag_id=BAG)


def test_facts_of_an_ended_batch_are_recorded_all_the_same() -> None:
    day = walks.ended()
    late = [day.resulted("sterility_final", "growth"), day.received(), day.infused()]
    assert day.batch.stage is S.ENDED
    assert set(late) <= set(day.batch.acts)


@pytest.mark.parametrize("fate", [Fate.DESTROYED, Fate.CRYOPRESERVED, Fate.INVESTIGATION, Fate.RETURNED, Fate.LOST])
def test_after_p_a_bag_that_was_not_given_has_its_fate_and_then_the_final_certificate(fate: Fate) -> None:
    day = walks.certified()
    assert why(Reason.WRONG_STAGE, "provisional") in walks.asked(D.END_BATCH, day)
    day.fated(fate)
    for test_id, typed in walks.LATER.items():
        day.checked(day.resulted(test_id, typed))
    assert walks.finally_(day) == ()


def test_a_no_go_holds_the_batch_or_it_is_ended() -> None:
    day = walks.in_culture(walks.Watched())
    day.decided(go=False)
    assert Reason.ON_HOLD in walks.words(walks.provisional(walks.assayed(day)))
    ended = walks.in_culture()
    ended.ended(End.NO_GO)
    assert ended.batch.stage is S.ENDED


def test_a_withdrawn_batch_may_be_refused_or_ended() -> None:
    day = walks.certified()
    day.withdrawn()
    assert walks.asked(D.REFUSE, day) == ()
    day.fated(Fate.DESTROYED)
    assert walks.asked(D.END_BATCH, day) == ()
    assert isinstance(day, Day)
