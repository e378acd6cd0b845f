"""The final certificate: what it concludes, what bars it, what supersedes it."""

from collections.abc import Callable

from carbench.domain.act_errors import AssessmentMissing
from carbench.domain.acts import AlertKind, AlertRaised, Conclusion, FinalCertified, ProvisionalCertified
from carbench.domain.release import Reason
from carbench.domain.stages import Stage
from carbench.operations import looking
from carbench.operations.assess_deviation import assess_deviation
from carbench.operations.certify_final import certify_final
from carbench.operations.check_results import check_results
from carbench.operations.circumstances import Circumstances
from carbench.operations.close_not_obtained import close_not_obtained
from carbench.operations.raise_deviation import NewDeviation, raise_deviation
from carbench.operations.record_result import record_result
from carbench.operations.supersede_final import supersede_final
from tests.operations.record import brought, newest, reasons, refused, stands
from tests.operations.stages import BATCH, LATER, come_in, review_everything, switch
from tests.people import NOW, Played

At = Callable[[str], Played]


def deviate(day: Played, *, critical: bool = False) -> None:
    day.as_("chloe")
    found = NewDeviation(deviation_id="D-1", description="the sample was lost", critical=critical)
    raise_deviation(day.bench, batch_id=BATCH, deviation=found, told=NOW)


def assess(day: Played) -> None:
    day.as_("rosa")
    by = day.proof("rosa")
    assess_deviation(
        day.bench, batch_id=BATCH, deviation_id="D-1", critical=False, assessment="no effect on the product", by=by
    )


def finally_(day: Played, assessment: str = "") -> FinalCertified:
    day.as_("quentin")
    certify_final(day.bench, batch_id=BATCH, by=day.proof("quentin"), assessment=assessment)
    return stands(day.bench, FinalCertified)[1]


def test_everything_conforming_is_said_in_the_products_words_and_chained_to_the_provisional(at: At) -> None:
    day = at("whole")
    provisional = next(r for r in looking.register(day.bench) if isinstance(r.act, ProvisionalCertified))
    act = finally_(day)
    assert (act.conclusion, act.number) == (Conclusion.CONFORMING, "DEMO-F-2026-0002")
    assert (act.supersedes, act.supersedes_leaf) == ("DEMO-P-2026-0001", provisional.leaf)
    batch = looking.batch(day.bench, BATCH)
    assert act.statement == batch.product.final_statement["en"]
    assert batch.stage is Stage.FINAL


def test_an_assessed_deviation_is_named(at: At) -> None:
    day = at("followed")
    deviate(day)
    review_everything(day)
    day.as_("quentin")
    by = day.proof("quentin")
    with reasons(day.bench, Reason.DEVIATION_OPEN):
        certify_final(day.bench, batch_id=BATCH, by=by)
    assess(day)
    review_everything(day)
    act = finally_(day)
    assert (act.conclusion, act.deviations) == (Conclusion.CONFORMING_DEVIATIONS_ASSESSED, ("D-1",))


def test_a_line_that_will_never_come_makes_it_incomplete_with_an_assessment(at: At) -> None:
    day = at("infused")
    deviate(day)
    for test_id in ("sterility_final", "mycoplasma_final", "cytotoxicity_a"):
        come_in_only(day, test_id)
    assess(day)
    day.as_("quentin")
    by = day.proof("quentin")
    close_not_obtained(
        day.bench,
        batch_id=BATCH,
        test_id="vector_copies",
        cause="used up",
        impact="followed in the clinic",
        deviation_id="D-1",
        by=by,
    )
    review_everything(day)
    day.as_("quentin")
    with refused(day.bench, AssessmentMissing) as caught:
        certify_final(day.bench, batch_id=BATCH, by=by)
    assert caught.value.conclusion == "INCOMPLETE"
    act = finally_(day, "long-term follow-up agreed")
    assert (act.conclusion, act.assessment) == (Conclusion.INCOMPLETE, "long-term follow-up agreed")
    assert act.statement == looking.batch(day.bench, BATCH).product.non_conforming_statement["en"]


def come_in_only(day: Played, test_id: str) -> None:
    text = LATER[test_id]
    day.as_("chloe")
    record_result(day.bench, batch_id=BATCH, test_id=test_id, typed=text, told=NOW)
    day.as_("anselm")
    seen = {test_id: "" if test_id.endswith("_final") else text}
    check_results(day.bench, batch_id=BATCH, typed=seen, by=day.proof("anselm"))


def test_growth_after_the_infusion_is_non_conforming_and_never_withdrawn(at: At) -> None:
    day = at("infused")
    come_in(day, sterility_final="growth")
    batch = looking.batch(day.bench, BATCH)
    assert [alert.alert for alert in batch.of(AlertRaised)] == [AlertKind.RESULT, AlertKind.CHANGE]
    assert batch.stage is Stage.PROVISIONAL
    assert not batch.suspended
    review_everything(day)
    day.as_("quentin")
    by = day.proof("quentin")
    with refused(day.bench, AssessmentMissing):
        certify_final(day.bench, batch_id=BATCH, by=by)
    assert finally_(day, "treated at once").conclusion is Conclusion.NON_CONFORMING


def test_nothing_is_certified_finally_before_everything_came_in(at: At) -> None:
    day = at("infused")
    review_everything(day)
    day.as_("quentin")
    by = day.proof("quentin")
    with reasons(day.bench, Reason.RESULT_MISSING):
        certify_final(day.bench, batch_id=BATCH, by=by)


def test_the_certifier_reviews_the_whole_trail_only_where_the_site_lets_them(at: At) -> None:
    day = at("followed")
    review_everything(day, "quentin")
    by = day.proof("quentin")
    with reasons(day.bench, Reason.REVIEW_MISSING):
        certify_final(day.bench, batch_id=BATCH, by=by)
    switch(day, "certifier_reviews", "on")
    assert finally_(day).conclusion is Conclusion.CONFORMING


def test_an_amended_report_alerts_and_a_new_final_certificate_is_chained_to_the_old(at: At) -> None:
    day = at("final")
    old = newest(day.bench)[0]
    day.as_("chloe")
    told = Circumstances(reason="the laboratory amended its report")
    changes = record_result(day.bench, batch_id=BATCH, test_id="vector_copies", typed="6.19", told=told)
    assert {alert.alert for alert in brought(changes, AlertRaised)} >= {AlertKind.CHANGE}
    day.as_("anselm")
    check_results(day.bench, batch_id=BATCH, typed={"vector_copies": "6.19"}, by=day.proof("anselm"))
    day.as_("quentin")
    by = day.proof("quentin")
    with reasons(day.bench, Reason.REVIEW_STALE):
        supersede_final(day.bench, batch_id=BATCH, by=by, assessment="followed")
    review_everything(day)
    day.as_("quentin")
    with refused(day.bench, AssessmentMissing):
        supersede_final(day.bench, batch_id=BATCH, by=by)
    supersede_final(day.bench, batch_id=BATCH, by=by, assessment="followed")
    act = stands(day.bench, FinalCertified)[1]
    assert (act.number, act.conclusion) == ("DEMO-F-2026-0003", Conclusion.NON_CONFORMING)
    assert (act.supersedes, act.supersedes_leaf) == ("DEMO-F-2026-0002", old.leaf)
    assert looking.batch(day.bench, BATCH).stage is Stage.FINAL


def test_a_final_certificate_that_nothing_overtook_is_not_superseded(at: At) -> None:
    day = at("final")
    review_everything(day)
    day.as_("quentin")
    by = day.proof("quentin")
    with reasons(day.bench, Reason.WRONG_STAGE):
        supersede_final(day.bench, batch_id=BATCH, by=by)


def test_a_batch_without_a_final_certificate_has_none_to_supersede(at: At) -> None:
    day = at("whole")
    day.as_("quentin")
    by = day.proof("quentin")
    with reasons(day.bench, Reason.WRONG_STAGE):
        supersede_final(day.bench, batch_id=BATCH, by=by)
    certify_final(day.bench, batch_id=BATCH, by=by)
    with reasons(day.bench, Reason.WRONG_STAGE, Reason.REVIEW_STALE):
        certify_final(day.bench, batch_id=BATCH, by=by)
