"""The words of a refusal are an interface: release.md section 12 lists them, nothing may be added or lost unseen."""

import re

from carbench.domain.release import VERDICT_REASONS, Reason
from carbench.domain.specification import Verdict

LISTED = """
RESULT_MISSING, PENDING, RESULT_UNDECIDED, RESULT_INVALID, RESULT_OUT, NOT_VERIFIED, STEP_UNSIGNED, DEVIATION_OPEN,
ACT_UNCONFIRMED, REVIEW_MISSING, REVIEW_STALE, LABELS_NOT_RECONCILED, CLOCK_NOT_STARTED, EXPIRED, TOO_LATE_TO_LEAVE,
ON_HOLD, LOT_NOT_RELEASED, EXAMPLE_PRODUCT, NO_PROVISIONAL, NOT_QP, CERTIFIER_ENTERED, WRONG_STAGE, TRAIL_BROKEN,
NOT_OBTAINED, START_UNCHECKED, BAG_FATE_UNKNOWN, CERTIFICATE_SUSPENDED, WEIGHT_MISSING, WEIGHT_TOO_OLD
"""


def test_the_reasons_are_the_ones_the_design_lists() -> None:
    assert {reason.value for reason in Reason} == set(re.findall(r"[A-Z_]+", LISTED))
    assert all(reason.name == reason.value for reason in Reason)


def test_every_verdict_that_is_no_pass_has_its_own_reason() -> None:
    # OUT is not among them: it bars on any line and is never taken away by a correction.
    assert VERDICT_REASONS.keys() == set(Verdict) - {Verdict.MEETS, Verdict.OUT}
    assert len({*VERDICT_REASONS.values(), Reason.RESULT_OUT}) == len(VERDICT_REASONS) + 1
