"""A change after the signature: an amendment, a suspension before the infusion, an alert after it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from carbench.domain.acts import (
    AlertKind,
    AlertRaised,
    CertificateSuspended,
    DeviationRaised,
    FinalCertified,
    HoldPlaced,
    LotUsed,
)
from carbench.operations import looking
from carbench.operations.bench import Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.close_deviation import close_deviation
from carbench.operations.decide_go import Going, decide_go
from carbench.operations.mark_invalid import mark_invalid
from carbench.operations.measure_weight import Weighing, measure_weight
from carbench.operations.record_lot_use import Lot, record_lot_use
from carbench.operations.record_result import record_result
from carbench.store import queries
from tests.operations.record import brought
from tests.operations.stages import BATCH
from tests.people import NOW, Played

At = Callable[[str], Played]
CORRECTED = Circumstances(reason="read from the wrong tube")


def correct(day: Played, test_id: str, typed: str) -> Changes:
    day.as_("chloe")
    return record_result(day.bench, batch_id=BATCH, test_id=test_id, typed=typed, told=CORRECTED)


def weigh(day: Played, weight: str) -> Changes:
    day.as_("olivia")
    weighing, second = Weighing(weight=weight, source="ward scales"), day.proof("anselm")
    return measure_weight(day.bench, batch_id=BATCH, weighing=weighing, told=NOW, second=second)


def kinds(changes: Changes) -> list[AlertKind]:
    return [alert.alert for alert in brought(changes, AlertRaised)]


def suspended(day: Played) -> bool:
    return looking.batch(day.bench, BATCH).suspended


def test_a_correction_that_touches_nothing_certified_is_an_amendment(at: At) -> None:
    day = at("certified")
    changes = correct(day, "viability", "93.0")
    assert len(changes.acts) == 1
    assert not suspended(day)


def test_the_same_weight_again_touches_nothing(at: At) -> None:
    day = at("certified")
    assert len(weigh(day, "70").acts) == 1


@pytest.mark.parametrize("change", ["dose", "weight", "verdict", "invalid"])
def test_before_the_infusion_a_change_of_dose_weight_or_verdict_suspends_and_calls_the_ward(
    at: At, change: str
) -> None:
    day = at("released")
    if change == "invalid":
        day.as_("chloe")
        changes = mark_invalid(day.bench, batch_id=BATCH, test_id="viability", criterion="control", told=NOW)
    elif change == "weight":
        changes = weigh(day, "80")
    else:
        changes = correct(day, *{"dose": ("car_positive", "30"), "verdict": ("viability", "66.8")}[change])
    (suspension,) = brought(changes, CertificateSuspended)
    assert (suspension.number, suspension.cause) == ("DEMO-P-2026-0001", "changed_after_signature")
    assert AlertKind.CERTIFICATE in kinds(changes)
    assert (AlertKind.RESULT in kinds(changes)) is (change == "verdict")
    assert suspended(day)
    assert {recorded.role for recorded in changes.acts[1:]} == {"program"}


def test_after_the_infusion_nothing_is_suspended_and_everybody_is_told(at: At) -> None:
    day = at("infused")
    changes = weigh(day, "80")
    assert kinds(changes) == [AlertKind.CHANGE]
    assert not suspended(day)


def test_a_pending_result_that_comes_in_well_changes_nothing(at: At) -> None:
    day = at("certified")
    day.as_("chloe")
    changes = record_result(day.bench, batch_id=BATCH, test_id="sterility_final", typed="no_growth", told=NOW)
    assert len(changes.acts) == 1


def test_growth_before_the_infusion_alerts_and_suspends_at_once(at: At) -> None:
    day = at("handed_over")
    day.as_("chloe")
    changes = record_result(day.bench, batch_id=BATCH, test_id="sterility_final", typed="growth", told=NOW)
    assert kinds(changes) == [AlertKind.RESULT, AlertKind.CERTIFICATE]
    assert suspended(day)


def test_the_first_positive_is_told_at_once_unverified_and_told_once(at: At) -> None:
    day = at("filled")
    day.as_("chloe")
    changes = record_result(day.bench, batch_id=BATCH, test_id="sterility_final", typed="growth", told=NOW)
    (alert,) = brought(changes, AlertRaised)
    assert (alert.about, alert.preliminary, alert.alert) == ("sterility_final", True, AlertKind.RESULT)
    assert len(correct(day, "sterility_final", "growth").acts) == 1


def test_a_correction_of_a_known_result_after_the_final_certificate_changes_no_certificate_by_itself(at: At) -> None:
    day = at("final")
    before = looking.batch(day.bench, BATCH).final
    correct(day, "vector_copies", "6.19")
    after = looking.batch(day.bench, BATCH)
    assert after.final == before
    assert isinstance(after.final, FinalCertified)
    assert not after.suspended


@pytest.mark.parametrize(
    ("status", "expires", "usable"),
    [
        ("released", "", True),
        ("released", "2026-03-20 09:01", True),
        ("released", "2026-03-20 09:00", False),
        ("quarantine", "", False),
        ("rejected", "", False),
    ],
)
def test_a_lot_that_may_not_be_used_opens_a_critical_deviation(
    at: At,
    status: str,
    expires: str,
    usable: bool,  # noqa: FBT001
) -> None:
    day = at("filled")
    day.as_("olivia")
    lot = Lot(material="vector", lot="V-17", status=status, expires=expires, certificate="CoA 17")
    changes = record_lot_use(day.bench, batch_id=BATCH, lot=lot, told=NOW)
    assert isinstance(changes.acts[0].act, LotUsed)
    deviations = brought(changes, DeviationRaised)
    assert [(found.critical, found.about) for found in deviations] == ([] if usable else [(True, "lot:V-17")])
    if deviations:
        day.as_("rosa")
        number, by = deviations[0].deviation_id, day.proof("rosa")
        close_deviation(day.bench, batch_id=BATCH, deviation_id=number, conclusion="released since", by=by)


def test_batches_are_found_by_a_lot_however_its_number_was_typed(at: At) -> None:
    day = at("filled")
    day.as_("olivia")
    for number in ("V-17", "v-17", "V-18"):
        lot = Lot(material="vector", lot=number, status="released")
        record_lot_use(day.bench, batch_id=BATCH, lot=lot, told=NOW)
    store = day.bench.store
    assert queries.batches_with_lot(store, "V-17") == queries.batches_with_lot(store, "v-17") == (BATCH,)
    assert queries.batches_with_lot(store, "V-1") == ()


def test_a_no_go_puts_the_batch_on_hold(at: At) -> None:
    day = at("counted")
    day.as_("chloe")
    going = Going(go=False, lymphodepletion="planned", told_to="Dr. Nobody: not enough cells")
    changes = decide_go(day.bench, batch_id=BATCH, going=going, second=day.proof("olivia"), told=NOW)
    (hold,) = brought(changes, HoldPlaced)
    assert hold.bags == ()
    told = replace(going, go=True)
    changes = decide_go(day.bench, batch_id=BATCH, going=told, second=day.proof("olivia"), told=NOW)
    assert len(changes.acts) == 1
