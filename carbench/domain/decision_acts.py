"""Acts that decide over a batch; only these can be refused."""

from dataclasses import dataclass
from enum import Enum

from carbench.domain.act import BatchAct
from carbench.domain.people import Signature
from carbench.domain.specification import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionalCertified(BatchAct):
    """The Qualified Person certified named bags provisionally."""

    kind = "provisional_certified"
    number: str
    bags: tuple[str, ...]
    statement: str
    language: str
    head_seq: int
    head_leaf: str
    """The last entry before this act; the document shows both."""

    manifest_sha256: str
    body_sha256: str
    file_sha256: str
    signature: Signature
    deviations: tuple[str, ...] = ()
    """Open deviations the Qualified Person certifies in spite of; the reason stands in the entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionalRefused(BatchAct):
    """The Qualified Person refused the provisional certificate."""

    kind = "provisional_refused"
    number: str
    reasons: tuple[str, ...]
    """Each reason and what it is about, as they stood: "RESULT_OUT viability"."""

    statement: str
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalReopened(BatchAct):
    """Every reason of a refusal is gone; the batch may be certified again."""

    kind = "refusal_reopened"
    number: str
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateSuspended(BatchAct):
    """The standing certificate may not be used until it is reinstated; by a person, or by a graded change."""

    kind = "certificate_suspended"
    number: str
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateReinstated(BatchAct):
    """The suspended certificate stands again."""

    kind = "certificate_reinstated"
    number: str
    assessment: str
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionalWithdrawn(BatchAct):
    """The provisional certificate was taken back before any infusion."""

    kind = "provisional_withdrawn"
    number: str
    withdrawn: str
    """Number of the certificate."""

    cause: str
    signature: Signature


class SupplyStage(Enum):
    """What must be on record before a batch out of specification is supplied (Part IV 11.53 and 11.54)."""

    REQUEST = "request"
    """The physician's."""

    EVALUATION = "evaluation"
    """The manufacturer's, of the risk."""

    NOTICE = "notice"
    """That the product is out of specification."""

    ACCEPTANCE = "acceptance"
    """The physician's."""

    AUTHORITY = "authority"
    """The authority was told; follows the supply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyStepRecorded(BatchAct):
    """One step towards an exceptional supply was taken."""

    kind = "supply_step_recorded"
    supply: SupplyStage
    person: str
    text: str
    in_writing: bool
    """Else by telephone, to be confirmed in writing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuppliedExceptionally(BatchAct):
    """The batch is supplied although it is out of specification; never a certificate of conformity."""

    kind = "supplied_exceptionally"
    number: str
    bags: tuple[str, ...]
    legal_basis: str
    statement: str
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyClosed(BatchAct):
    """The closing report of an exceptional supply was signed."""

    kind = "supply_closed"
    report: str
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a change of revision makes of one line."""

    test_id: str
    old: Verdict | None
    """None where the old revision has no such line."""

    new: Verdict | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionChanged(BatchAct):
    """The batch is judged by another revision from now on, signed by QA and a Qualified Person."""

    kind = "revision_changed"
    revision: str
    product_sha256: str
    differences: tuple[Difference, ...]
    reviewer: Signature
    qualified_person: Signature


class End(Enum):
    """Why a batch ends without a certificate (release.md section 6)."""

    CANCELLED = "cancelled"
    COLLECTION_FAILED = "collection_failed"
    CULTURE_FAILED = "culture_failed"
    CONTAMINATED = "contaminated"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    PATIENT_DIED = "patient_died"
    PATIENT_UNFIT = "patient_unfit"
    REFUSED = "refused"
    NO_GO = "no_go"


class PendingTests(Enum):
    """What becomes of tests that are still running."""

    FOLLOWED = "followed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchEnded(BatchAct):
    """The batch was ended without a certificate."""

    kind = "batch_ended"
    end: End
    cause: str
    decided_by: str
    pending: PendingTests
    signature: Signature


class Conclusion(Enum):
    """What the final certificate says (release.md section 12)."""

    CONFORMING = "CONFORMING"
    CONFORMING_DEVIATIONS_ASSESSED = "CONFORMING_DEVIATIONS_ASSESSED"
    INCOMPLETE = "INCOMPLETE"
    NON_CONFORMING = "NON_CONFORMING"


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalCertified(BatchAct):
    """The Qualified Person certified finally, superseding the provisional certificate or an earlier final one."""

    kind = "final_certified"
    number: str
    conclusion: Conclusion
    supersedes: str
    """Number of the certificate this one takes the place of."""

    supersedes_leaf: str
    """Leaf hash of that certificate's entry."""

    deviations: tuple[str, ...]
    """Named as assessed."""

    assessment: str
    """What an incomplete or non-conforming result means; empty where everything conforms."""

    statement: str
    signature: Signature
