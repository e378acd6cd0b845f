"""What each fact leaves in the record: the act, when, by whom, typed by whom, and why."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from carbench.domain.acts import (
    BagFilled,
    BatchOpened,
    CountTaken,
    MaterialReceived,
    PerformanceConfirmed,
    ResultRecorded,
)
from carbench.domain.errors import ReasonMissing
from carbench.domain.people import Meaning, Role
from carbench.domain.release import Reason
from carbench.domain.specification import Verdict
from carbench.domain.stages import Stage
from carbench.operations import looking
from carbench.operations.bench import Bench
from carbench.operations.certify_provisional import reasons_against
from carbench.operations.circumstances import Circumstances
from carbench.operations.confirm_performed import confirm_performed
from carbench.operations.demonstration import SetClock
from carbench.operations.fill_bag import Filling, fill_bag
from carbench.operations.open_batch import open_batch
from carbench.operations.record_result import record_result
from carbench.operations.take_count import Count, take_count
from tests.operations.record import refused, stands
from tests.people import NOW, ORDER, Played

COUNT = Count(concentration="3.60", viability="95.5", volume="800")
AsPerson = Callable[[str], None]


def test_an_order_opens_a_batch_pinned_to_the_product_file_it_was_opened_under(bench: Bench, as_: AsPerson) -> None:
    as_("olivia")
    changes = open_batch(bench, order=ORDER, told=NOW)
    recorded, act = stands(bench, BatchOpened)
    assert changes.acts == (recorded,)
    assert changes.batch_id == act.batch_id == ORDER.batch_id
    assert (recorded.recorded_by, recorded.role, act.performed_by) == ("olivia", "operator", ("olivia",))
    assert recorded.recorded_at == act.happened_at == bench.now()
    assert (act.patient_name, act.donation_number) == (ORDER.patient_name, ORDER.donation_number)
    assert act.weight is not None
    assert (act.weight.value, str(act.weight.unit)) == (Decimal(70), "kg")
    kept = looking.document(bench, act.product_sha256)
    assert hashlib.sha256(kept).hexdigest() == act.product_sha256 == bench.products["demo"][0].sha256
    assert looking.batch(bench, ORDER.batch_id).stage is Stage.ORDERED


def test_a_batch_keeps_its_limits_when_the_product_file_is_revised(played: Played) -> None:
    played.ordered()
    bench = played.bench
    bench.products = {}
    bench.pinned.clear()
    assert looking.batch(bench, ORDER.batch_id).product.test("viability").bounds[0].value == Decimal(70)


def test_a_donation_number_typed_with_blanks_and_its_check_character_stands_bare(bench: Bench, as_: AsPerson) -> None:
    as_("olivia")
    open_batch(bench, order=replace(ORDER, donation_number="a9999 21 123 456 3"), told=NOW)
    assert stands(bench, BatchOpened)[1].donation_number == "A999921123456"


def test_a_receipt_carries_the_signature_of_whoever_matched_the_identity(played: Played) -> None:
    played.received()
    recorded, act = stands(played.bench, MaterialReceived)
    assert (recorded.recorded_by, recorded.role) == ("olivia", "operator")
    assert (act.volume.text, act.temperature.text) == ("102", "6.5")
    assert (act.witness.signer, act.witness.full_name) == ("anselm", "Anselm Erfunden")
    assert (act.witness.role, act.witness.meaning) == (Role.OPERATOR, Meaning.WITNESSED)
    assert looking.batch(played.bench, ORDER.batch_id).stage is Stage.RECEIVED


def test_a_count_is_kept_as_it_was_typed_and_as_precise(played: Played) -> None:
    played.received()
    take_count(played.bench, batch_id=ORDER.batch_id, count=COUNT, told=NOW)
    _, act = stands(played.bench, CountTaken)
    assert [(r.text, r.value) for r in (act.concentration, act.viability, act.volume)] == [
        ("3.60", Decimal("3.60")),
        ("95.5", Decimal("95.5")),
        ("800", Decimal(800)),
    ]
    assert str(act.concentration.value) == "3.60"


def test_when_it_happened_and_who_did_it_are_not_when_and_by_whom_it_was_typed(played: Played, clock: SetClock) -> None:
    played.received()
    clock.advance(timedelta(hours=3))
    told = Circumstances(happened_at="2026-03-10 09:30", performed_by=("anselm",), reason="hands were sterile")
    take_count(played.bench, batch_id=ORDER.batch_id, count=COUNT, told=told)
    recorded, act = stands(played.bench, CountTaken)
    assert act.happened_at.plain() == "2026-03-10 09:30 +01:00"
    assert recorded.recorded_at.plain() == "2026-03-10 12:00 +01:00"
    assert (act.performed_by, recorded.recorded_by) == (("anselm",), "olivia")
    assert recorded.reason == "hands were sterile"


def test_whoever_performed_what_another_typed_confirms_it_and_until_then_it_bars_the_certificate(
    played: Played,
) -> None:
    played.received()
    told = Circumstances(performed_by=("anselm",))
    seq = take_count(played.bench, batch_id=ORDER.batch_id, count=COUNT, told=told).acts[0].seq
    against = reasons_against(played.bench, batch_id=ORDER.batch_id, person=played.proof("quentin").person)
    assert [why.about for why in against if why.reason is Reason.ACT_UNCONFIRMED] == [str(seq)]

    played.as_("anselm")
    confirm_performed(played.bench, batch_id=ORDER.batch_id, by=played.proof("anselm"))
    recorded, act = stands(played.bench, PerformanceConfirmed)
    assert (recorded.recorded_by, act.entries) == ("anselm", (seq,))
    assert (act.signature.signer, act.signature.meaning) == ("anselm", Meaning.CONFIRMED)
    against = reasons_against(played.bench, batch_id=ORDER.batch_id, person=played.proof("quentin").person)
    assert Reason.ACT_UNCONFIRMED not in {why.reason for why in against}


def test_a_bag_starts_the_clock_at_the_time_it_was_filled_not_typed(played: Played, clock: SetClock) -> None:
    played.received()
    clock.advance(timedelta(minutes=50))
    filling = Filling(bag_id="B-0042-1", concentration="12.0", volume="96.0")
    told = Circumstances(happened_at="2026-03-10 09:20")
    fill_bag(played.bench, batch_id=ORDER.batch_id, filling=filling, second=played.proof("anselm"), told=told)
    _, act = stands(played.bench, BagFilled)
    assert (act.bag_id, act.witness.signer) == ("B-0042-1", "anselm")
    batch = looking.batch(played.bench, ORDER.batch_id)
    assert batch.expiry is not None
    assert batch.expiry.plain() == "2026-03-12 09:20 +01:00"
    assert batch.must_leave_by is not None
    assert batch.must_leave_by.plain() == "2026-03-12 07:50 +01:00"  # 60 min transport and 30 min infusion before it
    assert looking.bench_lines(played.bench)[0].leave_by == batch.must_leave_by


@pytest.mark.parametrize(("typed", "verdict"), [("94.5", Verdict.MEETS), ("66.8", Verdict.OUT)])
def test_a_result_is_judged_under_the_limits_of_its_batch(played: Played, typed: str, verdict: Verdict) -> None:
    played.filled()
    played.as_("anselm")
    record_result(played.bench, batch_id=ORDER.batch_id, test_id="viability", typed=typed, told=NOW)
    recorded, act = stands(played.bench, ResultRecorded)
    assert act.reading is not None
    assert (act.reading.text, act.verdict, act.replaces) == (typed, verdict, None)
    assert (recorded.recorded_by, recorded.role, act.performed_by) == ("anselm", "operator", ("anselm",))


def test_a_named_outcome_is_recorded_by_its_name(played: Played) -> None:
    played.filled()
    played.as_("chloe")
    record_result(played.bench, batch_id=ORDER.batch_id, test_id="sterility_final", typed="growth", told=NOW)
    recorded, act = stands(played.bench, ResultRecorded)
    assert (act.outcome, act.reading, act.verdict, recorded.role) == ("growth", None, Verdict.OUT, "qc_analyst")


def test_a_fact_out_of_its_order_is_taken_and_marked(played: Played) -> None:
    played.filled()
    changes = take_count(played.bench, batch_id=ORDER.batch_id, count=COUNT, told=NOW)
    batch = looking.batch(played.bench, ORDER.batch_id)
    assert batch.out_of_order == {changes.acts[0].seq}
    assert batch.stage is Stage.FILLED


def test_a_fact_of_an_hour_ago_needs_no_reason_and_one_a_minute_older_does(played: Played, clock: SetClock) -> None:
    played.received()
    clock.advance(timedelta(minutes=61))
    with refused(played.bench, ReasonMissing) as caught:
        late = Circumstances(happened_at="2026-03-10 09:00")
        take_count(played.bench, batch_id=ORDER.batch_id, count=COUNT, told=late)
    assert caught.value.minutes == 60
    take_count(played.bench, batch_id=ORDER.batch_id, count=COUNT, told=Circumstances(happened_at="2026-03-10 09:01"))
    assert stands(played.bench, CountTaken)[1].happened_at.plain() == "2026-03-10 09:01 +01:00"
