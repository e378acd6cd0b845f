"""Acts on results: recorded, checked, invalid, repeated, not obtained."""

from dataclasses import dataclass
from enum import Enum

from carbench.domain.act import BatchAct
from carbench.domain.judgement import CriterionValue
from carbench.domain.measure import Reading
from carbench.domain.moment import Moment
from carbench.domain.people import Signature
from carbench.domain.specification import SecondCheck, Verdict


class ReportStatus(Enum):
    """How final an outside report is."""

    PRELIMINARY = "preliminary"
    FINAL = "final"
    AMENDED = "amended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The report of an outside laboratory a result was taken from."""

    laboratory: str
    number: str
    version: int
    status: ReportStatus
    authorised_by: str
    reported_at: Moment
    received_at: Moment
    attachment_sha256: str
    """Of the document kept in the store; empty where only paper came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRecorded(BatchAct):
    """A test gave a result."""

    kind = "result_recorded"
    test_id: str
    reading: Reading | None
    outcome: str | None
    verdict: Verdict
    """As shown to the person who recorded it; reading the batch judges again."""

    replaces: int | None
    """Sequence number of the result this one corrects or repeats."""

    declared: str = ""
    """What was determined, of a test that gives neither number nor outcome."""

    replicates: tuple[Reading, ...] = ()
    criteria: tuple[CriterionValue, ...] = ()
    inoculated_at: Moment | None = None
    """Start of a test that is read again and again; `happened_at` is the reading."""

    sample_id: str = ""
    report: Report | None = None
    plausible: Signature | None = None
    """Second person for a reading that looks like a slip."""

    after_repeat: bool = False
    """Measured again after a repeat was approved; else it is a correction of what was typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultChecked(BatchAct):
    """A second person found the same result at its source."""

    kind = "result_checked"
    test_id: str
    result_seq: int
    method: SecondCheck
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultInvalidated(BatchAct):
    """A measurement does not count: a validity criterion failed. It is kept, counted and shown."""

    kind = "result_invalidated"
    test_id: str
    result_seq: int
    criterion: str


class Ground(Enum):
    """On what a positive microbiological test may be annulled. Source: Ph. Eur. 2.6.1, observation of results."""

    MONITORING = "monitoring"
    """Monitoring of the testing facility shows a fault."""

    PROCEDURE = "procedure"
    """A review of the testing procedure shows a fault."""

    NEGATIVE_CONTROLS = "negative_controls"
    """Growth is found in the negative controls."""

    MATERIAL = "material"
    """The organism found is ascribed without doubt to a fault of the test's material or technique."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatApproved(BatchAct):
    """An out-of-specification record: a laboratory cause was identified and a repeat approved by two."""

    kind = "repeat_approved"
    test_id: str
    result_seq: int
    cause: str
    analyst: Signature
    approver: Signature
    ground: Ground | None = None
    """Of a positive that is annulled; None for any other result."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineNotObtained(BatchAct):
    """A result will never come: the sample is lost or used up."""

    kind = "line_not_obtained"
    test_id: str
    cause: str
    impact: str
    deviation_id: str
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckDeferred(BatchAct):
    """A second check was put off; it is countersigned in time, and a deviation stands open meanwhile."""

    kind = "check_deferred"
    entry: int
    """Of the act that waits for its second person."""

    due: Moment
    deviation_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckCountersigned(BatchAct):
    """The second person checked what had been put off."""

    kind = "check_countersigned"
    entry: int
    signature: Signature
