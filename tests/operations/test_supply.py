"""Exceptional supply: switched on by site and product, every step on record, followed to its closing report."""

from collections.abc import Callable

import pytest

from carbench.domain.act_errors import DecisionRefused, SupplyOff, SupplyStepMissing
from carbench.domain.acts import SuppliedExceptionally, SupplyClosed
from carbench.domain.release import Reason
from carbench.domain.stages import Stage
from carbench.operations import looking
from carbench.operations.certify_final import certify_final
from carbench.operations.close_supply import close_supply
from carbench.operations.supply_exceptionally import supply_exceptionally
from tests.operations.record import reasons, refused, stands
from tests.operations.stages import (
    BAG,
    BASIS,
    BATCH,
    STEPS,
    come_in,
    hand_over,
    identity_labels,
    infuse,
    refuse_it,
    review,
    supply,
    supply_steps,
    switch,
    unit_copy,
)
from tests.people import Played

At = Callable[[str], Played]


def ask(day: Played) -> None:
    by = day.proof("quentin")
    supply_exceptionally(day.bench, batch_id=BATCH, statement="asked for by the physician", by=by)


def test_it_is_off_until_the_site_types_its_legal_basis(at: At) -> None:
    day = at("refused")
    supply_steps(day, *STEPS)
    with refused(day.bench, SupplyOff):
        ask(day)
    switch(day, "exceptional_supply", BASIS)
    switch(day, "exceptional_supply", "")
    day.as_("quentin")
    with refused(day.bench, SupplyOff):
        ask(day)


def test_it_is_off_for_a_product_that_does_not_know_it(at: At) -> None:
    day = at("nothing")
    unit_copy(day, ("exceptional_supply = true", "exceptional_supply = false"))
    day.checked(viability="66.8")
    switch(day, "exceptional_supply", BASIS)
    supply_steps(day, *STEPS)
    with refused(day.bench, SupplyOff):
        ask(day)


@pytest.mark.parametrize("missing", STEPS)
def test_every_one_of_its_steps_is_on_record_before(at: At, missing: str) -> None:
    day = at("refused")
    switch(day, "exceptional_supply", BASIS)
    supply_steps(day, "authority", *(step for step in STEPS if step != missing))
    with refused(day.bench, SupplyStepMissing) as caught:
        ask(day)
    assert caught.value.step == missing


def test_what_is_supplied_names_its_legal_basis_and_bags_and_is_no_certificate(at: At) -> None:
    day = at("ready_to_supply")
    day.as_("quentin")
    ask(day)
    act = stands(day.bench, SuppliedExceptionally)[1]
    assert (act.legal_basis, act.bags, act.number) == (BASIS, (BAG,), "DEMO-X-2026-0002")
    batch = looking.batch(day.bench, BATCH)
    assert (batch.stage, batch.certificate) == (Stage.SUPPLIED, None)
    by = day.proof("quentin")
    with refused(day.bench, DecisionRefused) as caught:
        certify_final(day.bench, batch_id=BATCH, by=by)
    assert Reason.NO_PROVISIONAL.value in caught.value.reasons


def test_a_line_that_is_never_releasable_wins_over_one_that_may_be_supplied(at: At) -> None:
    day = at("nothing")
    day.checked(viability="66.8", endotoxin="0.6")
    switch(day, "exceptional_supply", BASIS)
    supply_steps(day, *STEPS)
    with reasons(day.bench, Reason.RESULT_OUT):
        ask(day)


def test_it_is_also_granted_without_a_refusal_before(at: At) -> None:
    day = at("out_reviewed")
    supply(day)
    assert looking.batch(day.bench, BATCH).stage is Stage.SUPPLIED


@pytest.mark.parametrize("stage", ["counted", "certified", "final", "supplied"])
def test_it_is_granted_in_no_other_stage(at: At, stage: str) -> None:
    day = at(stage)
    switch(day, "exceptional_supply", BASIS)
    supply_steps(day, *STEPS)
    with refused(day.bench, DecisionRefused) as caught:
        ask(day)
    assert Reason.WRONG_STAGE.value in caught.value.reasons


def test_its_pending_tests_and_bags_are_followed_to_the_closing_report(at: At) -> None:
    day = at("supplied")
    day.as_("quentin")
    by = day.proof("quentin")
    with reasons(day.bench, Reason.RESULT_MISSING, Reason.BAG_FATE_UNKNOWN):
        close_supply(day.bench, batch_id=BATCH, report="followed", by=by)
    day = at("supply_followed")
    day.as_("quentin")
    close_supply(day.bench, batch_id=BATCH, report="followed to the end", by=day.proof("quentin"))
    assert stands(day.bench, SupplyClosed)[1].report == "followed to the end"
    assert looking.batch(day.bench, BATCH).stage is Stage.ENDED


@pytest.mark.parametrize("missing", [*STEPS, "authority"])
def test_it_is_closed_only_with_every_step_in_writing_and_the_authority_told(at: At, missing: str) -> None:
    day = at("supplied")
    follow_without(day, missing)
    by = day.proof("quentin")
    with refused(day.bench, SupplyStepMissing) as caught:
        close_supply(day.bench, batch_id=BATCH, report="followed", by=by)
    assert caught.value.step == missing


def follow_without(day: Played, missing: str) -> None:
    """Follow a supply to its end, but for one step that was never confirmed in writing."""
    day.as_("olivia")
    hand_over(day)
    infuse(day)
    come_in(day)
    supply_steps(day, *(step for step in (*STEPS, "authority") if step != missing), in_writing=True)


def test_a_supplied_batch_is_handed_over_and_given(at: At) -> None:
    day = at("supplied")
    day.as_("olivia")
    hand_over(day)
    infuse(day)
    assert looking.batch(day.bench, BATCH).stage is Stage.SUPPLIED


def test_a_refused_batch_keeps_its_reasons_when_it_is_supplied(at: At) -> None:
    day = at("out")
    identity_labels(day)
    review(day)
    refuse_it(day)
    supply(day)
    numbers = [getattr(recorded.act, "number", "") for recorded in looking.register(day.bench)]
    assert numbers == ["DEMO-R-2026-0001", "DEMO-X-2026-0002"]
