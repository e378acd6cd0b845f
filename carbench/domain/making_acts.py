"""Acts from the order to the filled bag."""

from dataclasses import dataclass
from enum import Enum

from carbench.domain.act import BatchAct
from carbench.domain.measure import Reading
from carbench.domain.moment import Moment
from carbench.domain.people import Signature


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
    weight: Reading | None
    """Kilograms; None while nobody has said it."""

    target_dose: Reading
    """Viable CAR+ cells, 10⁶ per kg."""

    rehearsal: bool = False
    """Opened to practise on: an example product may be used, and nothing of it can be certified at a real site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialReceived(BatchAct):
    """The starting material came in and its identity was matched by two people."""

    kind = "material_received"
    establishment: str
    volume: Reading
    temperature: Reading
    witness: Signature
    """Matched the identity."""

    collected_at: Moment | None = None


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

    witness: Signature | None
    """Checked the start of the shelf life; None where nobody did, which bars every certificate until somebody has."""

    portion: int = 1
    """Which of the portions of a split dose; bags of one portion are given together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightMeasured(BatchAct):
    """The patient was weighed again; dose and endotoxin are judged by the newest weight."""

    kind = "weight_measured"
    weight: Reading
    source: str
    capped: bool
    """The weight used is a cap, not the patient's own."""

    witness: Signature | None
    """None while the second person's check is put off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CultureSplit(BatchAct):
    """A culture was split; what was taken out of it does not come back."""

    kind = "culture_split"
    taken: Reading
    """Millilitres; nothing where all parts are kept."""

    before: Reading
    """Millilitres of the culture before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleTaken(BatchAct):
    """A sample was taken from the culture, or from a bag."""

    kind = "sample_taken"
    sample_id: str
    sample: str
    """Which sample of the product this is."""

    volume: Reading
    before: Reading | None
    """Millilitres of the culture before; None for a sample from a bag."""

    bag_id: str = ""


class SampleMove(Enum):
    """What became of a sample."""

    SENT = "sent"
    RECEIVED = "received"
    RETAINED = "retained"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleMoved(BatchAct):
    """A sample left, arrived, was put aside or got lost."""

    kind = "sample_moved"
    sample_id: str
    move: SampleMove
    place: str
    temperature: Reading | None


class LotStatus(Enum):
    """Whether a lot may be used."""

    RELEASED = "released"
    QUARANTINE = "quarantine"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class LotUsed(BatchAct):
    """A lot of a material went into the batch."""

    kind = "lot_used"
    material: str
    """Which of the product's materials, by id."""

    lot: str
    status: LotStatus
    expires: Moment | None
    certificate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPagesReviewed(BatchAct):
    """Culture is on paper: these pages of the paper record were reviewed."""

    kind = "paper_pages_reviewed"
    pages: int
    """Pages 1 to this one."""

    signature: Signature


class Lymphodepletion(Enum):
    """How far the patient's preparation is."""

    PLANNED = "planned"
    STARTED = "started"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoDecided(BatchAct):
    """It was decided whether the product will be made, and the ward was told before lymphodepletion."""

    kind = "go_decided"
    go: bool
    lymphodepletion: Lymphodepletion
    told: str
    """Who was told what."""

    witness: Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvested(BatchAct):
    """The culture was harvested."""

    kind = "harvested"
    volume: Reading
    witness: Signature | None
    """Checked the time, which may start the shelf life; None where nobody did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCleared(BatchAct):
    """Nothing of another batch was left where this one is worked on."""

    kind = "line_cleared"
    place: str
