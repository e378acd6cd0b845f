"""What single operations ask beyond what all of them do."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from carbench.domain.act_errors import (
    AlertTaken,
    BagUnknown,
    DeviationTaken,
    HoldTaken,
    LooksLikeASlip,
    NothingToRepeat,
    PaperRecordOff,
    SampleTwice,
    SampleUnknown,
    TestUnknown,
)
from carbench.domain.acts import LabelReprinted, RepeatApproved, ResultRecorded, SampleTaken
from carbench.domain.count_errors import TakingImpossible
from carbench.domain.errors import (
    BenchError,
    CorrectionReasonMissing,
    DutyRefused,
    FieldEmpty,
    ManifestChanged,
    NothingToCheck,
    OwnEntries,
    SamePerson,
    SignerDiffers,
    TimeInFuture,
)
from carbench.domain.people import Meaning
from carbench.domain.roles import Role
from carbench.operations import looking
from carbench.operations.approve_repeat import approve_repeat
from carbench.operations.bench import Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.log_alert_call import Call, log_alert_call
from carbench.operations.mark_invalid import mark_invalid
from carbench.operations.place_hold import place_hold
from carbench.operations.raise_alert import raise_alert
from carbench.operations.raise_deviation import NewDeviation, raise_deviation
from carbench.operations.record_result import record_result
from carbench.operations.record_split import Split, record_split
from carbench.operations.recording import Command
from carbench.operations.report_infusion import Infusion, report_infusion
from carbench.operations.reprint_label import reprint_label
from carbench.operations.review_paper_pages import review_paper_pages
from carbench.operations.review_trail import review_trail
from carbench.operations.set_role import set_role
from carbench.operations.take_sample import Sample, take_sample
from carbench.operations.typed_result import Beside
from tests.operations.record import newest, refused, stands
from tests.operations.stages import BAG, BATCH
from tests.people import NOW, Played

At = Callable[[str], Played]


def repeat(
    day: Played,
    *,
    who: str = "chloe",
    analyst: str = "chloe",
    approver: str = "rosa",
    test_id: str = "viability",
    cause: str = "wrong dilution",
    command: Command | None = None,
) -> Changes:
    if day.bench.person is None or day.bench.person.name != who:
        day.as_(who)
    signers = {"analyst": day.proof(analyst), "approver": day.proof(approver)}
    return approve_repeat(day.bench, batch_id=BATCH, test_id=test_id, cause=cause, command=command, **signers)


@pytest.mark.parametrize(("approver", "role"), [("rosa", Role.QA_REVIEWER), ("quentin", Role.QP)])
def test_a_repeat_is_approved_by_an_analyst_and_one_of_qa_or_qp(at: At, approver: str, role: Role) -> None:
    day = at("out")
    standing = looking.batch(day.bench, BATCH).results["viability"][-1].seq
    repeat(day, approver=approver, who=approver)
    recorded, act = stands(day.bench, RepeatApproved)
    assert (act.result_seq, act.cause) == (standing, "wrong dilution")
    assert (act.analyst.role, act.approver.role) == (Role.QC_ANALYST, role)
    assert act.analyst.meaning is act.approver.meaning is Meaning.APPROVED
    assert recorded.role == role.value


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ({"approver": "chloe"}, SamePerson),
        ({"analyst": "olivia"}, DutyRefused),
        ({"analyst": "quentin", "who": "rosa"}, DutyRefused),
        ({"approver": "olivia"}, DutyRefused),
        ({"approver": "anselm"}, DutyRefused),
        ({"who": "olivia"}, SignerDiffers),
        ({"test_id": "no-such"}, TestUnknown),
        ({"test_id": "vector_copies"}, NothingToRepeat),
        ({"cause": " "}, FieldEmpty),
    ],
)
def test_a_repeat_nobody_may_approve_is_not_approved(at: At, asked: dict[str, str], kind: type[BenchError]) -> None:
    day = at("out")
    day.as_(asked.get("who", asked.get("analyst", "chloe")))
    with refused(day.bench, kind):
        repeat(day, **{"who": day.bench.signed_in.name} | asked)  # type: ignore[arg-type]


def test_a_repeat_is_approved_once_a_result(at: At) -> None:
    day, command = at("out"), Command()
    first = repeat(day, command=command)
    assert repeat(day, command=command) == first
    with refused(day.bench, NothingToRepeat):
        repeat(day)


def test_an_out_without_a_repeat_stays_whatever_is_typed_after_it(at: At) -> None:
    day = at("out")
    day.as_("chloe")
    told = Circumstances(reason="typed wrongly")
    record_result(day.bench, batch_id=BATCH, test_id="viability", typed="94.5", told=told)
    batch = looking.batch(day.bench, BATCH)
    assert batch.verdict(batch.product.test("viability")).value == "OUT"


# Numbers given out once, and what must be there


def test_numbers_of_samples_deviations_holds_and_alerts_are_given_out_once(at: At) -> None:
    day = at("furnished")
    bench = day.bench
    day.as_("anselm")
    sample = Sample(sample_id="S-1", sample="culture", volume="1", before="800")
    with refused(bench, SampleTwice):
        take_sample(bench, batch_id=BATCH, sample=sample, told=NOW)
    with refused(bench, DeviationTaken):
        raise_deviation(
            bench, batch_id=BATCH, deviation=NewDeviation(deviation_id="D-1", description="again"), told=NOW
        )
    with refused(bench, HoldTaken):
        place_hold(bench, batch_id=BATCH, hold_id="H-1", cause="again", told=NOW)
    with refused(bench, AlertTaken):
        raise_alert(bench, batch_id=BATCH, alert_id="A-1", about="again", told=NOW)


def test_a_sample_comes_from_a_bag_that_is_there_or_a_culture_that_is_large_enough(at: At) -> None:
    day = at("filled")
    day.as_("olivia")
    from_bag = Sample(sample_id="S-1", sample="final", volume="1", bag_id="B-0043-1")
    with refused(day.bench, BagUnknown):
        take_sample(day.bench, batch_id=BATCH, sample=from_bag, told=NOW)
    too_much = Sample(sample_id="S-1", sample="culture", volume="801", before="800")
    with refused(day.bench, TakingImpossible):
        take_sample(day.bench, batch_id=BATCH, sample=too_much, told=NOW)
    with refused(day.bench, TakingImpossible):
        record_split(day.bench, batch_id=BATCH, split=Split(taken="801", before="800"), told=NOW)
    take_sample(
        day.bench, batch_id=BATCH, sample=Sample(sample_id="S-1", sample="final", volume="1", bag_id=BAG), told=NOW
    )
    assert stands(day.bench, SampleTaken)[1].before is None


def test_a_hold_names_bags_that_are_there(at: At) -> None:
    day = at("filled")
    day.as_("olivia")
    with refused(day.bench, BagUnknown):
        place_hold(day.bench, batch_id=BATCH, hold_id="H-1", cause="wait", bags=(BAG, "B-0043-1"), told=NOW)


def test_a_result_names_a_sample_of_its_batch(at: At) -> None:
    day = at("furnished")
    day.as_("chloe")
    with refused(day.bench, SampleUnknown):
        record_result(
            day.bench,
            batch_id=BATCH,
            test_id="mycoplasma_final",
            typed="not_detected",
            told=NOW,
            beside=Beside(sample_id="S-9"),
        )
    record_result(
        day.bench,
        batch_id=BATCH,
        test_id="mycoplasma_final",
        typed="not_detected",
        told=NOW,
        beside=Beside(sample_id="S-1"),
    )
    assert stands(day.bench, ResultRecorded)[1].sample_id == "S-1"


def test_a_reading_that_looks_like_a_slip_is_confirmed_by_a_second_person_at_once(at: At) -> None:
    day = at("filled")
    day.as_("chloe")
    asked = {"batch_id": BATCH, "test_id": "vector_copies", "typed": "43.2", "told": NOW}
    with refused(day.bench, LooksLikeASlip) as caught:
        record_result(day.bench, **asked)  # type: ignore[arg-type]
    assert caught.value.text == "43.2"
    with refused(day.bench, SamePerson):
        record_result(day.bench, second=day.proof("chloe"), **asked)  # type: ignore[arg-type]
    record_result(day.bench, second=day.proof("rosa"), **asked)  # type: ignore[arg-type]
    plausible = stands(day.bench, ResultRecorded)[1].plausible
    assert plausible is not None
    assert plausible.signer == "rosa"


def test_a_measurement_that_was_not_made_is_not_invalid(at: At) -> None:
    day = at("filled")
    day.as_("chloe")
    with refused(day.bench, NothingToCheck):
        mark_invalid(day.bench, batch_id=BATCH, test_id="viability", criterion="control", told=NOW)


def test_each_reprint_has_a_reason_and_its_own_copy_number(at: At) -> None:
    day = at("filled")
    day.as_("olivia")
    second = day.proof("anselm")
    with refused(day.bench, CorrectionReasonMissing):
        reprint_label(day.bench, batch_id=BATCH, labels="identity", bag_id=BAG, second=second, told=NOW)
    told = Circumstances(reason="smeared")
    for labels in ("identity", "identity", "release"):
        reprint_label(day.bench, batch_id=BATCH, labels=labels, bag_id=BAG, second=second, told=told)
    copies = [r.act.copy for r in reversed(newest(day.bench, 3)) if isinstance(r.act, LabelReprinted)]
    assert copies == [2, 3, 2]


def test_whoever_read_back_what_they_were_told_has_a_name(at: At) -> None:
    day = at("furnished")
    day.as_("chloe")
    with refused(day.bench, FieldEmpty):
        log_alert_call(day.bench, batch_id=BATCH, call=Call(alert_id="A-1", number="+00 0", read_back=True), told=NOW)
    log_alert_call(day.bench, batch_id=BATCH, call=Call(alert_id="A-1", number="+00 0"), told=NOW)


def test_an_infusion_has_not_ended_before_it_did(at: At) -> None:
    day = at("handed_over")
    day.as_("olivia")
    later = day.bench.now().after(timedelta(minutes=1)).plain()
    infusion = Infusion(bag_id=BAG, given="96", professional="Nurse Nobody", ended_at=later)
    with refused(day.bench, TimeInFuture):
        report_infusion(day.bench, batch_id=BATCH, infusion=infusion, told=NOW)


# Reviews


def test_whoever_entered_something_does_not_review_the_whole_trail(at: At) -> None:
    day = at("resulted")
    day.as_("adam")
    set_role(day.bench, name="olivia", roles=("operator", "qa_reviewer"), reason="trained")
    day.as_("olivia")
    by, seen = day.proof("olivia"), looking.batch(day.bench, BATCH).last_seq
    with refused(day.bench, OwnEntries):
        review_trail(day.bench, batch_id=BATCH, seen=seen, by=by)


@pytest.mark.parametrize("beyond", [-1, 1])
def test_the_whole_trail_is_reviewed_as_it_stands(at: At, beyond: int) -> None:
    day = at("resulted")
    day.as_("rosa")
    by, seen = day.proof("rosa"), looking.batch(day.bench, BATCH).last_seq + beyond
    with refused(day.bench, ManifestChanged):
        review_trail(day.bench, batch_id=BATCH, seen=seen, by=by)


def test_a_product_that_keeps_no_paper_record_has_no_pages(at: At) -> None:
    day = at("filled")
    day.as_("olivia")
    by = day.proof("olivia")
    with refused(day.bench, PaperRecordOff):
        review_paper_pages(day.bench, batch_id=BATCH, pages="12", by=by)
