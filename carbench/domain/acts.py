"""Every act that can be recorded, in the past tense.

Facts are never refused: what happened is an act, wherever it falls. Each act at a
batch says when it happened and who performed it; when it was recorded and by whom
is the entry's (release.md section 2). A new field needs a default, so that old
entries still load.
"""

from dataclasses import dataclass
from typing import ClassVar

from carbench.domain.measure import Reading
from carbench.domain.moment import Moment
from carbench.domain.people import Role, Signature
from carbench.domain.specification import SecondCheck, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that was done."""

    kind: ClassVar[str]
    version: ClassVar[int] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchAct(Act):
    """Something that was done to a batch."""

    batch_id: str
    happened_at: Moment
    performed_by: tuple[str, ...]
    """User names; who typed it stands in the entry."""


# The workstation


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkstationSetUp(Act):
    """The store's first entry."""

    kind = "workstation_set_up"
    site: str
    establishment: str
    legal_basis: str
    authorisation: str
    zone: str
    """IANA name; every local time of the record is read in it."""

    workstation: str
    language: str
    """Of the documents printed here."""

    demonstration: bool
    """Cannot be turned off: it is sealed into the first entry."""

    late_entry_minutes: int
    """An entry later than this after its act carries a reason."""

    password_characters: int
    """The fewest a password may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAdded(Act):
    """Somebody may sign in from now on."""

    kind = "person_added"
    name: str
    full_name: str
    roles: tuple[Role, ...]
    language: str
    credential_sha256: str
    """Of the password verifier kept beside the trail; exports of the trail do not carry it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(Act):
    """A person opened a session."""

    kind = "signed_in"
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOut(Act):
    """A person closed their session."""

    kind = "signed_out"
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordRefused(Act):
    """A wrong password was typed for a person."""

    kind = "password_refused"
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRaised(Act):
    """The program failed in a way it does not know; the incident file says where."""

    kind = "incident_raised"
    incident_id: str
    error: str
    """Name of the error's class, never its text: that could name a patient."""

    place: str


# A batch


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchOpened(BatchAct):
    """An order was taken and a batch opened under one revision of a product."""

    kind = "batch_opened"
    product_id: str
    revision: str
    product_sha256: str
    """Of the product file; limits are read from the copy kept under this hash, whatever the file says later."""

    patient_id: str
    patient_name: str
    donation_number: str
    chain_of_identity: str
    prescriber: str
    indication: str
    weight: Reading
    target_dose: Reading
    """Viable CAR+ cells, 10⁶ per kg."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialReceived(BatchAct):
    """The starting material came in and its identity was matched by two people."""

    kind = "material_received"
    establishment: str
    volume: Reading
    temperature: Reading
    witness: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTaken(BatchAct):
    """Cells were counted in a culture."""

    kind = "count_taken"
    concentration: Reading
    """Viable cells, 10⁶ per mL; already viable, so never multiplied by viability again."""

    viability: Reading
    volume: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class BagFilled(BatchAct):
    """A bag was filled; for products whose clock starts at filling this is the start of the shelf life."""

    kind = "bag_filled"
    bag_id: str
    concentration: Reading
    """Viable cells, 10⁶ per mL."""

    volume: Reading
    """Left in the bag after all samples."""

    witness: Signature
    """Checked the start of the shelf life."""


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
    """Sequence number of the result this one corrects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultChecked(BatchAct):
    """A second person found the same result at its source."""

    kind = "result_checked"
    test_id: str
    result_seq: int
    method: SecondCheck
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformanceConfirmed(BatchAct):
    """A performer confirmed what somebody else had typed for them."""

    kind = "performance_confirmed"
    entries: tuple[int, ...]
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSigned(BatchAct):
    """A step of the checklist was signed."""

    kind = "step_signed"
    step: str
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class DataReviewed(BatchAct):
    """The data for the provisional certificate were reviewed up to an entry."""

    kind = "data_reviewed"
    covers: int
    signature: Signature


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


ACTS: dict[str, type[Act]] = {
    act.kind: act
    for act in (
        WorkstationSetUp,
        PersonAdded,
        SignedIn,
        SignedOut,
        PasswordRefused,
        IncidentRaised,
        BatchOpened,
        MaterialReceived,
        CountTaken,
        BagFilled,
        ResultRecorded,
        ResultChecked,
        PerformanceConfirmed,
        StepSigned,
        DataReviewed,
        ProvisionalCertified,
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """An act as it stands in the trail."""

    seq: int
    act: Act
    recorded_by: str
    role: str
    recorded_at: Moment
    reason: str = ""
    leaf: str = ""
    """Leaf hash of its entry, hexadecimal."""
