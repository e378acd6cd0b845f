"""Second checks that are put off, and weights measured again."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from carbench.domain.act_errors import AlertTaken, CheckNotDeferrable, DeviationTaken, HoldTaken, SecondMissing
from carbench.domain.acts import BagFilled, CheckDeferred, DeviationRaised, LabelsReconciled, WeightMeasured
from carbench.domain.dose import dose_per_kg
from carbench.domain.errors import CorrectionReasonMissing, NothingToCheck, OwnEntry
from carbench.domain.watch import open_deviations, put_off
from carbench.operations import looking
from carbench.operations.bench import Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.countersign_check import countersign_check
from carbench.operations.defer_check import defer_check
from carbench.operations.measure_weight import Weighing, measure_weight
from carbench.operations.place_hold import place_hold
from carbench.operations.raise_alert import raise_alert
from carbench.operations.raise_deviation import NewDeviation, raise_deviation
from carbench.operations.reconcile_labels import LabelCount, reconcile_labels
from tests.operations.record import brought, refused, stands
from tests.operations.stages import BATCH
from tests.people import NOW, Played

At = Callable[[str], Played]
ALONE = Circumstances(reason="alone in the night")
WEIGHING = Weighing(weight="80", source="ward scales")


def seq_of(day: Played, kind: type) -> int:
    return looking.batch(day.bench, BATCH).entries(kind)[-1].seq


def weigh(day: Played, *, alone: bool = False, told: Circumstances = NOW) -> Changes:
    second = None if alone else day.proof("anselm")
    return measure_weight(day.bench, batch_id=BATCH, weighing=WEIGHING, told=told, second=second)


def defer(day: Played, entry: int, number: str = "D-9", told: Circumstances = ALONE) -> None:
    defer_check(day.bench, batch_id=BATCH, entry=entry, deviation_id=number, told=told)


def test_a_new_weight_counts_at_once_for_the_dose(at: At) -> None:
    day = at("resulted")
    before = looking.batch(day.bench, BATCH)
    day.as_("olivia")
    weigh(day)
    _, act = stands(day.bench, WeightMeasured)
    assert (act.weight.value, act.source, act.capped) == (Decimal(80), "ward scales", False)
    after = looking.batch(day.bench, BATCH)
    old, new = dose_per_kg(before, before.bags), dose_per_kg(after, after.bags)
    assert old is not None
    assert new is not None
    assert new * 80 == old * 70


def test_the_ward_may_have_weighed_before_the_material_came_in(at: At) -> None:
    day = at("filled")
    day.as_("olivia")
    weigh(day, told=Circumstances(happened_at="2026-03-09 08:00", reason="told by the ward"))
    assert stands(day.bench, WeightMeasured)[1].happened_at.plain() == "2026-03-09 08:00 +01:00"


@pytest.mark.parametrize("kind", [WeightMeasured, LabelsReconciled])
def test_without_a_second_person_a_reason_is_due(at: At, kind: type) -> None:
    day = at("filled")
    day.as_("olivia")
    count = LabelCount(labels="release", printed="0", applied="0")

    def act(told: Circumstances) -> Changes:
        if kind is WeightMeasured:
            return weigh(day, alone=True, told=told)
        return reconcile_labels(day.bench, batch_id=BATCH, count=count, told=told)

    with refused(day.bench, SecondMissing):
        act(NOW)
    recorded = act(ALONE).acts[0]
    assert recorded.reason == "alone in the night"
    assert getattr(recorded.act, "witness", "") is None


def test_a_count_of_identity_labels_is_never_put_off(at: At) -> None:
    day = at("filled")
    day.as_("olivia")
    count = LabelCount(labels="identity", printed="0", applied="0")
    with refused(day.bench, SecondMissing):
        reconcile_labels(day.bench, batch_id=BATCH, count=count, told=ALONE)


@pytest.mark.parametrize("kind", [WeightMeasured, LabelsReconciled])
def test_a_check_that_is_put_off_has_a_deadline_and_an_open_deviation(at: At, kind: type) -> None:
    day = at("filled")
    day.as_("olivia")
    if kind is WeightMeasured:
        changes = weigh(day, alone=True, told=ALONE)
    else:
        count = LabelCount(labels="release", printed="0", applied="0")
        changes = reconcile_labels(day.bench, batch_id=BATCH, count=count, told=ALONE)
    entry = seq_of(day, kind)
    batch = looking.batch(day.bench, BATCH)
    (waiting,) = put_off(batch)
    (deviation,) = brought(changes, DeviationRaised)
    assert (waiting.entry, waiting.deviation_id) == (entry, deviation.deviation_id)
    assert waiting.due.minutes_until(day.bench.now()) == -24 * 60
    assert (deviation.about, deviation.critical, deviation.description) == (f"check:{entry}", False, "check_put_off")
    assert open_deviations(batch) == (deviation.deviation_id,)
    with refused(day.bench, CheckNotDeferrable):
        defer(day, entry)


def test_putting_off_needs_a_reason_and_a_number_of_its_own(at: At) -> None:
    day = at("furnished")
    day.as_("olivia")
    entry = looking.batch(day.bench, BATCH).results["viability"][-1].seq
    with refused(day.bench, CorrectionReasonMissing):
        defer(day, entry, told=NOW)
    with refused(day.bench, DeviationTaken):
        defer(day, entry, "D-1")


@pytest.mark.parametrize("which", ["filling", "nothing", "another batch", "checked", "witnessed", "put off"])
def test_only_what_waits_for_its_second_person_is_put_off(at: At, which: str) -> None:
    day = at("checked" if which == "checked" else "furnished")
    day.as_("olivia")
    weigh(day)
    batch = looking.batch(day.bench, BATCH)
    entry = {
        "filling": batch.entries(BagFilled)[-1].seq,
        "nothing": 10**6,
        "another batch": 1,
        "checked": batch.results["viability"][-1].seq,
        "witnessed": batch.entries(WeightMeasured)[-1].seq,
        "put off": batch.results["endotoxin"][-1].seq,
    }[which]
    with refused(day.bench, CheckNotDeferrable) as caught:
        defer(day, entry)
    assert caught.value.entry == entry


def test_the_one_who_entered_it_does_not_countersign_and_another_does_once(at: At) -> None:
    day = at("filled")
    day.as_("olivia")
    weigh(day, alone=True, told=ALONE)
    entry = put_off(looking.batch(day.bench, BATCH))[0].entry
    by = day.proof("olivia")
    with refused(day.bench, OwnEntry):
        countersign_check(day.bench, batch_id=BATCH, entry=entry, by=by)
    day.as_("rosa")
    by = day.proof("rosa")
    countersign_check(day.bench, batch_id=BATCH, entry=entry, by=by)
    assert put_off(looking.batch(day.bench, BATCH)) == ()
    with refused(day.bench, NothingToCheck):
        countersign_check(day.bench, batch_id=BATCH, entry=entry, by=by)


def test_a_result_that_was_put_off_is_checked_against_its_source_and_not_countersigned(at: At) -> None:
    day = at("furnished")
    entry = put_off(looking.batch(day.bench, BATCH))[0].entry
    day.as_("rosa")
    by = day.proof("rosa")
    with refused(day.bench, NothingToCheck):
        countersign_check(day.bench, batch_id=BATCH, entry=entry, by=by)


def test_what_was_not_put_off_is_not_countersigned(at: At) -> None:
    day = at("furnished")
    entry = looking.batch(day.bench, BATCH).results["viability"][-1].seq
    day.as_("rosa")
    by = day.proof("rosa")
    with refused(day.bench, NothingToCheck):
        countersign_check(day.bench, batch_id=BATCH, entry=entry, by=by)


def test_a_count_of_labels_that_differs_opens_a_critical_deviation_by_itself(at: At) -> None:
    day = at("filled")
    day.as_("olivia")
    count = LabelCount(labels="identity", printed="3", applied="1", retained="1")
    changes = reconcile_labels(day.bench, batch_id=BATCH, count=count, told=NOW, second=day.proof("anselm"))
    (deviation,) = brought(changes, DeviationRaised)
    assert (deviation.critical, deviation.about) == (True, "labels:identity")


def test_numbers_the_program_gives_by_itself_are_nobodys(at: At) -> None:
    day = at("furnished")
    day.as_("chloe")
    bench, number = day.bench, "AUTO-1-lot:V-17"
    deviation = NewDeviation(deviation_id=number, description="a trick")
    with refused(bench, DeviationTaken):
        raise_deviation(bench, batch_id=BATCH, deviation=deviation, told=NOW)
    with refused(bench, HoldTaken):
        place_hold(bench, batch_id=BATCH, hold_id=number, cause="a trick", told=NOW)
    with refused(bench, AlertTaken):
        raise_alert(bench, batch_id=BATCH, alert_id=number, about="a trick", told=NOW)


def test_a_deferral_is_recorded_with_the_deviation_in_one_transaction(at: At) -> None:
    day = at("furnished")
    day.as_("olivia")
    before = day.bench.store.head.seq
    defer(day, looking.batch(day.bench, BATCH).results["viability"][-1].seq)
    batch = looking.batch(day.bench, BATCH)
    assert [type(r.act) for r in batch.acts[-2:]] == [CheckDeferred, DeviationRaised]
    assert day.bench.store.head.seq == before + 2
