"""The provisional certificate: granted in spite of deviations, refused, reopened, suspended, reinstated, withdrawn."""

from collections.abc import Callable

import pytest

from carbench.domain.act_errors import DecisionRefused, DeviationsUnreasoned
from carbench.domain.acts import (
    AlertKind,
    AlertRaised,
    ProvisionalCertified,
    ProvisionalRefused,
    RefusalReopened,
    ResultRecorded,
)
from carbench.domain.release import Reason
from carbench.domain.stages import Stage
from carbench.operations import looking
from carbench.operations.certify_final import certify_final
from carbench.operations.certify_provisional import certify_provisional, draft_certificate
from carbench.operations.check_results import check_results
from carbench.operations.circumstances import Circumstances
from carbench.operations.raise_deviation import NewDeviation, raise_deviation
from carbench.operations.record_result import record_result
from carbench.operations.refuse import refuse
from carbench.operations.reinstate_certificate import reinstate_certificate
from carbench.operations.reopen_refused import reopen_refused
from carbench.operations.suspend_certificate import suspend_certificate
from carbench.operations.withdraw_provisional import withdraw_provisional
from tests.operations.record import brought, newest, reasons, refused, stands
from tests.operations.stages import BATCH, certify, refuse_it, review, supply
from tests.people import NOW, Played

At = Callable[[str], Played]


@pytest.fixture
def deviating(at: At) -> Played:
    """A batch whose review is done and whose only blemish is an open minor deviation."""
    day = at("counted_labels")
    day.as_("olivia")
    minor = NewDeviation(deviation_id="D-1", description="door stood open")
    raise_deviation(day.bench, batch_id=BATCH, deviation=minor, told=NOW)
    review(day)
    return day


@pytest.mark.parametrize("said", ["", "  "])
def test_certifying_in_spite_of_an_open_deviation_needs_a_reason(deviating: Played, said: str) -> None:
    shown = draft_certificate(deviating.bench, batch_id=BATCH, language="en", reason=said)
    assert shown.why_not == ()
    by = deviating.proof("quentin")
    with refused(deviating.bench, DeviationsUnreasoned) as caught:
        certify_provisional(deviating.bench, draft=shown, by=by)
    assert caught.value.deviations == "D-1"


def test_the_reason_stands_in_the_entry_and_the_deviation_in_the_act(deviating: Played) -> None:
    certify(deviating, reason="no effect on the bag")
    recorded, act = stands(deviating.bench, ProvisionalCertified)
    assert (recorded.reason, act.deviations) == ("no effect on the bag", ("D-1",))


def test_a_critical_deviation_bars_whatever_is_said(at: At) -> None:
    day = at("counted_labels")
    day.as_("olivia")
    critical = NewDeviation(deviation_id="D-1", description="bag leaks", critical=True)
    raise_deviation(day.bench, batch_id=BATCH, deviation=critical, told=NOW)
    review(day)
    shown = draft_certificate(day.bench, batch_id=BATCH, language="en")
    assert [(why.reason, why.about) for why in shown.why_not] == [(Reason.DEVIATION_OPEN, "D-1")]


def test_a_refusal_keeps_every_reason_as_it_stood(at: At) -> None:
    day = at("out_reviewed")
    day.as_("quentin")
    refuse(day.bench, batch_id=BATCH, statement="viability is too low", by=day.proof("quentin"))
    recorded, act = stands(day.bench, ProvisionalRefused)
    assert act.reasons == ("RESULT_OUT viability",)
    assert (act.number, act.statement, recorded.role) == ("DEMO-R-2026-0001", "viability is too low", "qp")
    assert looking.batch(day.bench, BATCH).stage is Stage.REFUSED


def test_a_batch_is_refused_once(at: At) -> None:
    day = at("refused")
    day.as_("quentin")
    by = day.proof("quentin")
    with reasons(day.bench, Reason.WRONG_STAGE):
        refuse(day.bench, batch_id=BATCH, statement="again", by=by)


def test_a_refused_batch_stays_refused_while_its_reason_stands(at: At) -> None:
    day = at("refused")
    day.as_("quentin")
    by = day.proof("quentin")
    with reasons(day.bench, Reason.RESULT_OUT):
        reopen_refused(day.bench, batch_id=BATCH, by=by)


def test_an_approved_repeat_reopens_a_refused_batch_and_the_new_result_counts(at: At) -> None:
    day = at("mended")
    day.as_("quentin")
    reopen_refused(day.bench, batch_id=BATCH, by=day.proof("quentin"))
    assert stands(day.bench, RefusalReopened)[1].number == "DEMO-R-2026-0001"
    batch = looking.batch(day.bench, BATCH)
    assert batch.stage is Stage.FILLED
    day.as_("chloe")
    record_result(day.bench, batch_id=BATCH, test_id="viability", typed="94.5", told=NOW)
    assert stands(day.bench, ResultRecorded)[1].after_repeat
    both = looking.batch(day.bench, BATCH).results["viability"]
    assert [(result.shown, result.repeat is not None) for result in both] == [("66.8", True), ("94.5", False)]


def test_suspending_raises_the_wards_alert_in_the_same_transaction(at: At) -> None:
    day = at("certified")
    day.as_("rosa")
    changes = suspend_certificate(day.bench, batch_id=BATCH, cause="a doubt", told=NOW)
    (alert,) = brought(changes, AlertRaised)
    assert (alert.alert, alert.about, alert.preliminary) == (AlertKind.CERTIFICATE, "DEMO-P-2026-0001", False)
    assert [r.seq for r in changes.acts] == [newest(day.bench)[0].seq - 1, newest(day.bench)[0].seq]
    batch = looking.batch(day.bench, BATCH)
    assert batch.suspended
    assert batch.stage is Stage.PROVISIONAL


def test_a_suspended_certificate_stands_again_once_a_qp_says_so(at: At) -> None:
    day = at("suspended")
    day.as_("quentin")
    by = day.proof("quentin")
    with refused(day.bench, DecisionRefused) as caught:
        certify_final(day.bench, batch_id=BATCH, by=by)
    assert Reason.CERTIFICATE_SUSPENDED.value in caught.value.reasons
    reinstate_certificate(day.bench, batch_id=BATCH, assessment="the count was right", by=by)
    assert not looking.batch(day.bench, BATCH).suspended


def test_withdrawing_raises_the_wards_alert_and_takes_the_batch_back_to_filled(at: At) -> None:
    day = at("certified")
    day.as_("quentin")
    changes = withdraw_provisional(day.bench, batch_id=BATCH, cause="the box was warm", by=day.proof("quentin"))
    (alert,) = brought(changes, AlertRaised)
    assert (alert.alert, alert.about) == (AlertKind.CERTIFICATE, "DEMO-P-2026-0001")
    batch = looking.batch(day.bench, BATCH)
    assert (batch.stage, batch.certificate, batch.suspended) == (Stage.FILLED, None, False)


def test_a_suspended_certificate_that_was_withdrawn_suspends_no_later_one(at: At) -> None:
    day = at("suspended")
    day.as_("quentin")
    withdraw_provisional(day.bench, batch_id=BATCH, cause="the doubt stays", by=day.proof("quentin"))
    review(day)
    certify(day)
    batch = looking.batch(day.bench, BATCH)
    assert batch.certificate is not None
    assert (batch.certificate.number, batch.suspended) == ("DEMO-P-2026-0003", False)


def test_after_an_infusion_nothing_is_withdrawn(at: At) -> None:
    day = at("infused")
    day.as_("quentin")
    by = day.proof("quentin")
    with reasons(day.bench, Reason.WRONG_STAGE):
        withdraw_provisional(day.bench, batch_id=BATCH, cause="too late", by=by)


@pytest.mark.parametrize("stage", ["counted_labels", "refused", "final", "supplied"])
def test_what_is_not_certified_provisionally_is_neither_suspended_nor_withdrawn(at: At, stage: str) -> None:
    day = at(stage)
    day.as_("quentin")
    by = day.proof("quentin")
    with refused(day.bench, DecisionRefused) as suspending:
        suspend_certificate(day.bench, batch_id=BATCH, cause="a doubt", told=NOW)
    with refused(day.bench, DecisionRefused) as withdrawing:
        withdraw_provisional(day.bench, batch_id=BATCH, cause="a doubt", by=by)
    for caught in (suspending, withdrawing):
        assert Reason.WRONG_STAGE.value in caught.value.reasons


def test_the_register_has_no_gap_over_certificates_withdrawals_refusals_and_supplies(at: At) -> None:
    day = at("certified")
    day.as_("quentin")
    withdraw_provisional(day.bench, batch_id=BATCH, cause="the box was warm", by=day.proof("quentin"))
    day.as_("anselm")
    told = Circumstances(reason="read from the wrong tube")
    record_result(day.bench, batch_id=BATCH, test_id="viability", typed="66.8", told=told)
    day.as_("chloe")
    check_results(day.bench, batch_id=BATCH, typed={"viability": "66.8"}, by=day.proof("chloe"))
    refuse_it(day)
    supply(day)
    register = looking.register(day.bench)
    assert [getattr(recorded.act, "number", "") for recorded in register] == [
        "DEMO-P-2026-0001",
        "DEMO-W-2026-0002",
        "DEMO-R-2026-0003",
        "DEMO-X-2026-0004",
    ]
    assert [recorded.seq for recorded in register] == sorted(recorded.seq for recorded in register)
