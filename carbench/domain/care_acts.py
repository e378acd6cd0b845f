"""Acts of watching over a batch: confirmed, signed, reviewed, deviations, holds, labels, bags, alerts."""

from dataclasses import dataclass
from enum import Enum

from carbench.domain.act import BatchAct
from carbench.domain.measure import Reading
from carbench.domain.moment import Moment
from carbench.domain.people import Signature


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
class TrailReviewed(BatchAct):
    """The whole trail of the batch was reviewed up to an entry, for the final certificate."""

    kind = "trail_reviewed"
    covers: int
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationRaised(BatchAct):
    """Something was not as it should be; by a person, or by the program where an act says so itself."""

    kind = "deviation_raised"
    deviation_id: str
    critical: bool
    description: str
    about: str
    """What it is about: a test, a lot, a hold time, an entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationAssessed(BatchAct):
    """What a deviation means for the product was assessed; it stays open."""

    kind = "deviation_assessed"
    deviation_id: str
    critical: bool
    assessment: str
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationClosed(BatchAct):
    """A deviation was closed."""

    kind = "deviation_closed"
    deviation_id: str
    conclusion: str
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldPlaced(BatchAct):
    """The batch, or some of its bags, may not go further until a Qualified Person has looked."""

    kind = "hold_placed"
    hold_id: str
    cause: str
    bags: tuple[str, ...]
    """Empty means the whole batch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldCleared(BatchAct):
    """A Qualified Person assessed a hold and took it away."""

    kind = "hold_cleared"
    hold_id: str
    assessment: str
    signature: Signature


class LabelKind(Enum):
    """The two sets of labels (release.md section 6)."""

    IDENTITY = "identity"
    RELEASE = "release"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelsPrinted(BatchAct):
    """Labels of a set were printed."""

    kind = "labels_printed"
    labels: LabelKind
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelReprinted(BatchAct):
    """One label was printed again; its reason stands in the entry."""

    kind = "label_reprinted"
    labels: LabelKind
    bag_id: str
    copy: int
    """The copy number printed on it."""

    witness: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class BagScanned(BatchAct):
    """A label was scanned on its bag."""

    kind = "bag_scanned"
    bag_id: str
    labels: LabelKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelsReconciled(BatchAct):
    """Every label of a set was counted."""

    kind = "labels_reconciled"
    labels: LabelKind
    printed: int
    applied: int
    retained: int
    held: int
    """For a later printing."""

    spoiled: int
    destroyed: int
    witness: Signature | None
    """None while the second person's check is put off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BagReleased(BatchAct):
    """The release label was scanned onto a bag, which may be handed over from now on."""

    kind = "bag_released"
    bag_id: str
    certificate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BagHandedOver(BatchAct):
    """A bag left with its carrier: bag, certificate and collection request agreed."""

    kind = "bag_handed_over"
    bag_id: str
    carrier: str
    box: str
    logger: str
    request: str
    witness: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class BagArrived(BatchAct):
    """A bag arrived where it is given; an excursion of its temperature puts it on hold."""

    kind = "bag_arrived"
    bag_id: str
    received_by: str
    lowest: Reading
    highest: Reading
    """Degrees Celsius on the way."""

    excursion: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InfusionReported(BatchAct):
    """What the ward said of an infusion; `happened_at` is its start."""

    kind = "infusion_reported"
    bag_id: str
    ended_at: Moment
    given: Reading
    """Millilitres."""

    whole: bool
    professional: str
    complications: str


class Fate(Enum):
    """What became of a bag."""

    INFUSED = "infused"
    INFUSED_PART = "infused_part"
    RETURNED = "returned"
    DESTROYED = "destroyed"
    LOST = "lost"
    LEAKED = "leaked"
    CRYOPRESERVED = "cryopreserved"
    INVESTIGATION = "investigation"


@dataclass(frozen=True, slots=True, kw_only=True)
class BagFateRecorded(BatchAct):
    """What became of a bag that was not simply infused, or why it was not given."""

    kind = "bag_fate_recorded"
    bag_id: str
    fate: Fate
    detail: str


class AlertKind(Enum):
    """What an alert is about."""

    RESULT = "result"
    CERTIFICATE = "certificate"
    CHANGE = "change"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRaised(BatchAct):
    """QC, the Qualified Person and the physician must know at once."""

    kind = "alert_raised"
    alert_id: str
    alert: AlertKind
    about: str
    preliminary: bool
    """Nobody has verified it yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertAcknowledged(BatchAct):
    """A Qualified Person knows of an alert."""

    kind = "alert_acknowledged"
    alert_id: str
    signature: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertCallLogged(BatchAct):
    """Somebody was called about an alert, reached or not."""

    kind = "alert_call_logged"
    alert_id: str
    number: str
    person: str
    attempts: int
    read_back: bool
    """The person called repeated what they were told."""
