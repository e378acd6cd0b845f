"""The same reasons over a real store, by the right people; rule by rule they stand in test_reasons_provisional."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from carbench.domain.acts import BagFilled
from carbench.domain.batch import Batch
from carbench.domain.people import Person, Role
from carbench.domain.product import Product, StepId
from carbench.domain.release import Question, Reason, WhyNot, may_certify
from carbench.domain.specification import Certificate
from carbench.operations import looking
from carbench.operations.certify_provisional import reasons_against
from carbench.operations.check_results import check_results
from carbench.operations.fill_bag import Filling, fill_bag
from carbench.operations.record_result import record_result
from carbench.operations.review_data import review_data
from carbench.operations.take_count import Count, take_count
from tests.people import NOW, RESULTS, Played

QP = Person(name="quentin", full_name="Quentin Fictif", roles=frozenset({Role.QP}), language="en")
CORRECTED = replace(NOW, reason="read from the wrong tube")


def question(played: Played, **other: object) -> Question:
    asked = Question(
        batch=looking.batch(played.bench, played.batch_id),
        person=QP,
        at=played.bench.now(),
        demonstration=True,
        trail_holds=True,
    )
    return replace(asked, **other)  # type: ignore[arg-type]  # fields of a question


def changed(batch: Batch, kind: type, **fields: object) -> Batch:
    """Give the batch as if its acts of one kind had said something else."""
    acts = (
        replace(entry, act=replace(entry.act, **fields)) if isinstance(entry.act, kind) else entry  # type: ignore[arg-type]
        for entry in batch.acts
    )
    return replace(batch, acts=tuple(acts))


def without(batch: Batch, *gone: Callable[[object], bool]) -> Batch:
    return replace(batch, acts=tuple(entry for entry in batch.acts if not any(is_it(entry.act) for is_it in gone)))


def under(batch: Batch, product: Product) -> Batch:
    return replace(batch, product=product)


def review_again(played: Played) -> None:
    played.as_("quentin")
    seen = looking.batch(played.bench, played.batch_id).last_seq
    review_data(played.bench, batch_id=played.batch_id, seen=seen, by=played.proof("quentin"))


def correct(played: Played, test_id: str, typed: str, *, check: bool = True) -> None:
    """Let anselm type another result, chloe check it and the QP review it."""
    played.as_("anselm")
    record_result(played.bench, batch_id=played.batch_id, test_id=test_id, typed=typed, told=CORRECTED)
    if check:
        played.as_("chloe")
        check_results(played.bench, batch_id=played.batch_id, typed={test_id: typed}, by=played.proof("chloe"))
    review_again(played)


def test_a_batch_with_everything_in_order_has_no_reason_against_it(played: Played) -> None:
    played.reviewed()
    assert may_certify(question(played)) == ()
    assert reasons_against(played.bench, batch_id=played.batch_id, person=QP) == ()


def test_a_broken_trail(played: Played) -> None:
    asked = question(played.reviewed(), trail_holds=False)
    assert may_certify(asked) == (WhyNot(reason=Reason.TRAIL_BROKEN),)


def test_a_store_that_is_shut_certifies_nothing(played: Played) -> None:
    played.reviewed().bench.store.shut = True
    assert reasons_against(played.bench, batch_id=played.batch_id, person=QP) == (WhyNot(reason=Reason.TRAIL_BROKEN),)


def test_an_example_product_outside_a_demonstration(played: Played) -> None:
    asked = question(played.reviewed(), demonstration=False)
    assert may_certify(asked) == (WhyNot(reason=Reason.EXAMPLE_PRODUCT, about="demo"),)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.QP])
def test_somebody_who_is_no_qualified_person(played: Played, role: Role) -> None:
    asked = question(played.reviewed(), person=replace(QP, name="rosa", roles=frozenset({role})))
    assert may_certify(asked) == (WhyNot(reason=Reason.NOT_QP, about="rosa"),)


@pytest.mark.parametrize("name", ["olivia", "anselm"])
def test_a_qualified_person_who_typed_anything_of_the_batch(played: Played, name: str) -> None:
    typist = replace(QP, name=name, roles=frozenset({Role.QP, Role.OPERATOR}))
    assert may_certify(question(played.reviewed(), person=typist)) == (
        WhyNot(reason=Reason.CERTIFIER_ENTERED, about=name),
    )


def test_a_qualified_person_who_checked_the_results_may_certify(played: Played) -> None:
    played.resulted().as_("quentin")
    check_results(played.bench, batch_id=played.batch_id, typed=RESULTS, by=played.proof("quentin"))
    review_again(played)
    assert reasons_against(played.bench, batch_id=played.batch_id, person=QP) == ()


def test_a_step_with_something_recorded_after_its_signature(played: Played) -> None:
    played.reviewed().as_("olivia")
    count = Count(concentration="3.70", viability="95.0", volume="800")
    take_count(played.bench, batch_id=played.batch_id, count=count, told=NOW)
    review_again(played)
    assert reasons_against(played.bench, batch_id=played.batch_id, person=QP) == (
        WhyNot(reason=Reason.STEP_UNSIGNED, about="culture", mended_in=StepId.CULTURE),
    )


def test_a_bag_whose_start_was_checked_by_who_typed_it(played: Played) -> None:
    batch = question(played.reviewed()).batch
    scribe = tuple(replace(e, recorded_by="anselm") if isinstance(e.act, BagFilled) else e for e in batch.acts)
    reasons = may_certify(question(played, batch=replace(batch, acts=scribe)))
    assert WhyNot(reason=Reason.START_UNCHECKED, about="B-0042-1", mended_in=StepId.FILL) in reasons


def test_a_bag_among_several_is_named(played: Played) -> None:
    played.filled()
    filling = Filling(bag_id="B-0042-2", concentration="12.0", volume="50.0")
    fill_bag(played.bench, batch_id=played.batch_id, filling=filling, second=played.proof("anselm"), told=NOW)
    batch = question(played).batch
    last = batch.acts[-1]
    assert isinstance(last.act, BagFilled)
    alone = replace(last, act=replace(last.act, witness=replace(last.act.witness, signer="")))
    reasons = may_certify(question(played, batch=replace(batch, acts=(*batch.acts[:-1], alone))))
    assert [why.about for why in reasons if why.reason is Reason.START_UNCHECKED] == ["B-0042-2"]


def test_no_bag_means_wrong_stage_and_no_clock(played: Played) -> None:
    asked = question(played.counted())
    reasons = may_certify(asked)
    assert WhyNot(reason=Reason.CLOCK_NOT_STARTED, mended_in=StepId.FILL) in reasons
    assert WhyNot(reason=Reason.WRONG_STAGE, about="in_culture") in reasons
    assert not {Reason.EXPIRED, Reason.TOO_LATE_TO_LEAVE} & {why.reason for why in reasons}


def test_a_batch_too_late_to_leave_from_that_very_instant(played: Played) -> None:
    leave_by = question(played.reviewed()).batch.must_leave_by
    assert leave_by is not None
    assert may_certify(question(played, at=leave_by.after(timedelta(seconds=-1)))) == ()
    assert may_certify(question(played, at=leave_by)) == (
        WhyNot(reason=Reason.TOO_LATE_TO_LEAVE, about=leave_by.plain()),
    )


def test_a_batch_expired_from_that_very_instant_and_too_late_as_well(played: Played) -> None:
    batch = question(played.reviewed()).batch
    expiry, leave_by = batch.expiry, batch.must_leave_by
    assert expiry is not None
    assert leave_by is not None
    too_late = WhyNot(reason=Reason.TOO_LATE_TO_LEAVE, about=leave_by.plain())
    assert may_certify(question(played, at=expiry.after(timedelta(seconds=-1)))) == (too_late,)
    assert may_certify(question(played, at=expiry)) == (WhyNot(reason=Reason.EXPIRED, about=expiry.plain()), too_late)


def test_an_act_its_performer_has_not_confirmed(played: Played) -> None:
    played.resulted().as_("anselm")
    told = replace(NOW, performed_by=("olivia",), reason="called to the scribe")
    record_result(played.bench, batch_id=played.batch_id, test_id="viability", typed="94.5", told=told)
    called = looking.batch(played.bench, played.batch_id).last_seq
    played.as_("chloe")
    check_results(played.bench, batch_id=played.batch_id, typed=RESULTS, by=played.proof("chloe"))
    review_again(played)
    assert reasons_against(played.bench, batch_id=played.batch_id, person=QP) == (
        WhyNot(reason=Reason.ACT_UNCONFIRMED, about=str(called)),
    )


@pytest.mark.parametrize(("test_id", "typed"), [("viability", "69.4"), ("car_positive", "19.4"), ("endotoxin", "0.55")])
def test_a_line_out_of_its_limit(played: Played, test_id: str, typed: str) -> None:
    played.reviewed(**{test_id: typed})
    assert reasons_against(played.bench, batch_id=played.batch_id, person=QP) == (
        WhyNot(reason=Reason.RESULT_OUT, about=test_id, mended_in=StepId.RESULTS),
    )


def test_a_correction_does_not_take_an_out_away(played: Played) -> None:
    played.reviewed(viability="69.4")
    correct(played, "viability", "94.5")
    assert reasons_against(played.bench, batch_id=played.batch_id, person=QP) == (
        WhyNot(reason=Reason.RESULT_OUT, about="viability", mended_in=StepId.RESULTS),
    )


def test_a_reading_that_may_or_may_not_meet(played: Played) -> None:
    played.reviewed(endotoxin="< 0.6")
    assert reasons_against(played.bench, batch_id=played.batch_id, person=QP) == (
        WhyNot(reason=Reason.RESULT_UNDECIDED, about="endotoxin", mended_in=StepId.RESULTS),
    )


def test_an_interim_reading_of_a_line_that_is_needed(played: Played) -> None:
    played.reviewed()
    correct(played, "sterility_final", "no_growth_to_date")
    batch = question(played).batch
    needed = tuple(
        replace(test, needed_for=frozenset(Certificate)) if test.id == "sterility_final" else test
        for test in batch.product.tests
    )
    assert may_certify(question(played, batch=batch)) == ()
    assert may_certify(question(played, batch=under(batch, replace(batch.product, tests=needed)))) == (
        WhyNot(reason=Reason.PENDING, about="sterility_final", mended_in=StepId.RESULTS),
    )


@pytest.mark.parametrize(("test_id", "typed"), [("sterility_final", "growth"), ("vector_copies", "5.58")])
def test_a_line_of_the_final_certificate_that_is_out_bars_the_provisional_one(
    played: Played, test_id: str, typed: str
) -> None:
    played.reviewed()
    correct(played, test_id, typed, check=False)
    assert reasons_against(played.bench, batch_id=played.batch_id, person=QP) == (
        WhyNot(reason=Reason.RESULT_OUT, about=test_id, mended_in=StepId.RESULTS),
    )


@pytest.mark.parametrize(("test_id", "typed"), [("sterility_final", "no_growth"), ("vector_copies", "≤ 5")])
def test_a_line_of_the_final_certificate_that_is_not_out_bars_nothing(played: Played, test_id: str, typed: str) -> None:
    played.reviewed()
    correct(played, test_id, typed, check=False)
    assert reasons_against(played.bench, batch_id=played.batch_id, person=QP) == ()


def test_a_corrected_result_is_not_verified_by_the_check_of_the_old_one(played: Played) -> None:
    played.reviewed()
    correct(played, "viability", "93.0", check=False)
    assert reasons_against(played.bench, batch_id=played.batch_id, person=QP) == (
        WhyNot(reason=Reason.NOT_VERIFIED, about="viability", mended_in=StepId.RESULTS),
    )


def test_no_review(played: Played) -> None:
    played.checked()
    assert reasons_against(played.bench, batch_id=played.batch_id, person=QP) == (
        WhyNot(reason=Reason.REVIEW_MISSING, mended_in=StepId.REVIEW),
    )


def test_a_review_older_than_what_was_recorded(played: Played) -> None:
    played.reviewed().as_("anselm")
    record_result(played.bench, batch_id=played.batch_id, test_id="mycoplasma_final", typed="not_detected", told=NOW)
    assert reasons_against(played.bench, batch_id=played.batch_id, person=QP) == (
        WhyNot(reason=Reason.REVIEW_STALE, mended_in=StepId.REVIEW),
    )


def test_one_line_can_be_out_and_unverified_together(played: Played) -> None:
    played.reviewed()
    correct(played, "viability", "12", check=False)
    reasons = reasons_against(played.bench, batch_id=played.batch_id, person=QP)
    assert {why.reason for why in reasons} == {Reason.RESULT_OUT, Reason.NOT_VERIFIED}
    assert {why.about for why in reasons} == {"viability"}
