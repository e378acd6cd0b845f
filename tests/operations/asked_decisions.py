"""What is signed or decided over a batch."""

from typing import Any

from carbench.domain import acts
from carbench.domain.act_errors import AlertUnknown, DeviationUnknown, HoldUnknown, TestUnknown
from carbench.domain.people import Role
from carbench.domain.product import StepId
from carbench.domain.watch import put_off
from carbench.operations import looking
from carbench.operations.acknowledge_alert import acknowledge_alert
from carbench.operations.assess_deviation import assess_deviation
from carbench.operations.certify_final import certify_final
from carbench.operations.check_results import check_results
from carbench.operations.clear_hold import clear_hold
from carbench.operations.close_deviation import close_deviation
from carbench.operations.close_not_obtained import close_not_obtained
from carbench.operations.close_supply import close_supply
from carbench.operations.confirm_performed import confirm_performed
from carbench.operations.countersign_check import countersign_check
from carbench.operations.end_batch import Ending, end_batch
from carbench.operations.refuse import refuse
from carbench.operations.reinstate_certificate import reinstate_certificate
from carbench.operations.reopen_refused import reopen_refused
from carbench.operations.review_data import review_data
from carbench.operations.review_paper_pages import review_paper_pages
from carbench.operations.review_trail import review_trail
from carbench.operations.sign_step import sign_step
from carbench.operations.supersede_final import supersede_final
from carbench.operations.supply_exceptionally import supply_exceptionally
from carbench.operations.withdraw_provisional import withdraw_provisional
from tests.operations.asked import BATCH, Asked, Kind, known, newest_seq, typed
from tests.people import Played


def deferred(day: Played) -> dict[str, Any]:
    """Give the entry whose check was put off."""
    return {"entry": put_off(looking.batch(day.bench, BATCH))[0].entry}


DEVIATIONS = known(DeviationUnknown, deviation_id="D-1")

SIGNED = (
    Asked(
        operation=acknowledge_alert,
        act=acts.AlertAcknowledged,
        duty="acknowledge_alert",
        who="quentin",
        fields=known(AlertUnknown, alert_id="A-1"),
    ),
    Asked(
        operation=assess_deviation,
        act=acts.DeviationAssessed,
        duty="assess_deviation",
        who="rosa",
        fields=DEVIATIONS | typed(Kind.TEXT, assessment="no effect on the product"),
        beside=lambda _: {"critical": True},
    ),
    Asked(
        operation=close_deviation,
        act=acts.DeviationClosed,
        duty="close_deviation",
        who="rosa",
        fields=DEVIATIONS | typed(Kind.TEXT, conclusion="door repaired"),
    ),
    Asked(
        operation=clear_hold,
        act=acts.HoldCleared,
        duty="clear_hold",
        who="quentin",
        fields=known(HoldUnknown, hold_id="H-1") | typed(Kind.TEXT, assessment="the ward called back"),
    ),
    Asked(
        operation=close_not_obtained,
        act=acts.LineNotObtained,
        duty="close_not_obtained",
        who="quentin",
        fields=DEVIATIONS
        | known(TestUnknown, test_id="vector_copies")
        | typed(Kind.TEXT, cause="the sample was used up", impact="none before infusion"),
    ),
    Asked(
        operation=countersign_check,
        act=acts.CheckCountersigned,
        duty="check_result",
        who="rosa",
        at="weighed_alone",
        beside=deferred,
    ),
    Asked(
        operation=check_results,
        act=acts.ResultChecked,
        duty="check_result",
        who="chloe",
        beside=lambda _: {"typed": {"viability": "94.5"}},
    ),
    Asked(
        operation=confirm_performed,
        act=acts.PerformanceConfirmed,
        duty="confirm_performed",
        who="anselm",
        at="unconfirmed",
    ),
    Asked(
        operation=sign_step,
        act=acts.StepSigned,
        duty="sign_step",
        who="olivia",
        roles=frozenset({Role.OPERATOR}),
        beside=lambda _: {"step": StepId.CULTURE},
    ),
    Asked(
        operation=review_data,
        act=acts.DataReviewed,
        duty="review_provisional_data",
        who="rosa",
        beside=newest_seq,
    ),
    Asked(
        operation=review_trail,
        act=acts.TrailReviewed,
        duty="review_whole_trail",
        who="rosa",
        beside=newest_seq,
    ),
    Asked(
        operation=review_paper_pages,
        act=acts.PaperPagesReviewed,
        duty="review_paper_pages",
        who="olivia",
        at="on_paper",
        fields=typed(Kind.COUNT, pages="12"),
    ),
)

DECIDED = (
    Asked(
        operation=refuse,
        act=acts.ProvisionalRefused,
        duty="refuse",
        who="quentin",
        at="out_reviewed",
        fields=typed(Kind.TEXT, statement="viability is too low"),
    ),
    Asked(operation=reopen_refused, act=acts.RefusalReopened, duty="reopen_refused", who="quentin", at="mended"),
    Asked(
        operation=reinstate_certificate,
        act=acts.CertificateReinstated,
        duty="reinstate_certificate",
        who="quentin",
        at="suspended",
        fields=typed(Kind.TEXT, assessment="the count was right"),
    ),
    Asked(
        operation=withdraw_provisional,
        act=acts.ProvisionalWithdrawn,
        duty="withdraw_provisional",
        who="quentin",
        at="certified",
        fields=typed(Kind.TEXT, cause="the box was warm"),
    ),
    Asked(
        operation=supply_exceptionally,
        act=acts.SuppliedExceptionally,
        duty="exceptional_supply",
        who="quentin",
        at="ready_to_supply",
        fields=typed(Kind.TEXT, statement="out of specification, asked for by the physician"),
    ),
    Asked(
        operation=close_supply,
        act=acts.SupplyClosed,
        duty="close_supply",
        who="quentin",
        at="supply_followed",
        fields=typed(Kind.TEXT, report="followed to the end"),
    ),
    Asked(
        operation=end_batch,
        act=acts.BatchEnded,
        duty="end_batch",
        who="rosa",
        at="destroyed",
        into=Ending,
        fields=typed(Kind.NAMED, end="refused", pending="stopped")
        | typed(Kind.TEXT, cause="out of specification", decided_by="Dr. Nemo Nobody"),
    ),
    Asked(
        operation=certify_final,
        act=acts.FinalCertified,
        duty="certify_final",
        who="quentin",
        at="whole",
        fields=typed(Kind.MAYBE, assessment="nothing to add"),
    ),
    Asked(
        operation=supersede_final,
        act=acts.FinalCertified,
        duty="supersede_final",
        who="quentin",
        at="overtaken",
        fields=typed(Kind.MAYBE, assessment="a report was amended"),
    ),
)
