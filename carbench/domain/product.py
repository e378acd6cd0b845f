"""What is known of a product: its tests, its checklist, its shelf life, its wording.

Everything release.md section 3 and the issue that asked for it say a product file can say; which file
said it stands in `Product.sha256`. Data only.
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import Enum

from carbench.domain.formula import Formula
from carbench.domain.moment import Moment
from carbench.domain.people import Role
from carbench.domain.specification import Certificate, Test, Verdict, Wording


class InfusionRule(Enum):
    """Whether the infusion must have started or have ended before expiry."""

    START = "start"
    END = "end"


class Event(Enum):
    """Instants of a batch that hold times and the shelf life are counted from and to."""

    COLLECTION = "collection"
    RECEIPT = "receipt"
    CULTURE = "culture"
    """The first count of the culture."""

    HARVEST = "harvest"
    FILL = "fill"
    """The earliest filling of a bag."""


class StepId(Enum):
    """The steps of a release day (release.md section 6)."""

    ORDER = "order"
    RECEIPT = "receipt"
    CULTURE = "culture"
    GO_NO_GO = "go_no_go"
    HARVEST = "harvest"
    FILL = "fill"
    LABELS = "labels"
    RESULTS = "results"
    REVIEW = "review"
    CERTIFICATE = "certificate"
    RELEASE_LABELS = "release_labels"
    HAND_OVER = "hand_over"
    INFUSION = "infusion"
    PENDING = "pending"
    WHOLE_REVIEW = "whole_review"
    FINAL = "final"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the checklist."""

    id: StepId
    title: Wording
    instruction: Wording
    signed_by: frozenset[Role]
    """Roles that may sign it; empty where recording it with two people is its signature."""

    second_person: bool = False
    """What is recorded here is recorded with a second person."""

    records: tuple[str, ...] = ()
    """What is recorded here, as acts name it."""

    after: tuple[StepId, ...] = ()
    """Steps that must be done before this one may be signed."""

    needed_for: Certificate = Certificate.PROVISIONAL


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldTime:
    """How long two events of a batch may lie apart; beyond it a deviation is due."""

    id: str
    title: Wording
    start: Event
    end: Event
    at_most_minutes: int
    critical: bool
    """Whether the deviation is critical, which bars the provisional certificate while it is open."""

    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfLife:
    """How long a bag may wait; counted in UTC from the event the product names."""

    hours: int
    transport_minutes: int
    infusion_minutes: int
    infusion: InfusionRule
    source: str
    starts: Event = Event.FILL

    def expiry(self, started: Moment) -> Moment:
        """Give the instant from which a bag is expired; counted in UTC."""
        return started.after(timedelta(hours=self.hours))

    def leave_by(self, started: Moment) -> Moment:
        """Give the last instant at which a bag may leave and still be given in time (release.md section 12)."""
        before = self.transport_minutes + (self.infusion_minutes if self.infusion is InfusionRule.END else 0)
        return self.expiry(started).after(timedelta(minutes=-before))


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseTarget:
    """What the product aims at, apart from what its specification asks. Units: 10⁶ CAR+ viable cells per kg."""

    low: Decimal
    high: Decimal
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseRule:
    """What the dose is made from."""

    formula: Formula
    """Viable CAR+ cells in one bag, 10⁶; names `bag.concentration`, `bag.volume` and tests by id."""

    whole: str
    """The cells that are counted at filling, as the denominator of a fraction names them."""

    target: DoseTarget | None
    weight_oldest_days: int
    """A weight older than this at the decision is too old."""

    source: str
    cells: str = ""
    """The cells that are the dose, as the last fraction of the formula counts them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LotRule:
    """A material every batch needs, by lot."""

    id: str
    title: Wording
    certificate: bool
    """Whether the lot's own certificate must be named."""

    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSet:
    """What one set of labels says."""

    id: str
    """`identity` or `release`."""

    status: Wording
    fields: tuple[str, ...]
    """Facts printed, by name, in their order."""

    texts: tuple[Wording, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """By when something that was put off is due."""

    deferred_check_hours: int
    written_confirmation_hours: int
    """Of what was agreed by telephone."""

    alert_minutes: int
    """From an alert to the Qualified Person's acknowledgement."""

    final_days: int
    """From the provisional certificate to the final one."""

    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedCase:
    """A case the product's author worked out by hand; it is run whenever the file is loaded."""

    id: str
    typed: tuple[tuple[str, str], ...]
    """What is typed for each line, by test id; facts of the batch by their dotted name."""

    expected: tuple[tuple[str, Verdict], ...]
    """By test id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One revision of a product, as its file says it."""

    id: str
    revision: str
    sha256: str
    example: bool
    """EXAMPLE SPECIFICATION, NOT FOR USE: opens only demonstration and rehearsal batches."""

    title: Wording
    description: Wording
    storage: Wording
    transport: Wording
    conditions: Wording
    statement: Wording
    """What the Qualified Person signs provisionally."""

    final_statement: Wording
    """What the Qualified Person signs finally where everything conforms."""

    non_conforming_statement: Wording
    """What the Qualified Person signs finally where something does not conform or was not obtained."""

    steps: tuple[Step, ...]
    tests: tuple[Test, ...]
    shelf_life: ShelfLife
    dose: DoseRule
    deadlines: Deadlines
    hold_times: tuple[HoldTime, ...]
    lots: tuple[LotRule, ...]
    labels: tuple[LabelSet, ...]
    paper_record: bool
    """Culture is recorded by summary values and "paper record pages 1 to n reviewed"."""

    exceptional_supply: bool
    """This product's half of the switch; the site's stands beside it."""

    cases: tuple[WorkedCase, ...]
    source: str

    def test(self, test_id: str) -> Test:
        """Find a test of this product. Raises: KeyError."""
        return {test.id: test for test in self.tests}[test_id]

    def needed_for(self, certificate: Certificate) -> tuple[Test, ...]:
        """Give the tests a certificate needs, in the order of the file."""
        return tuple(test for test in self.tests if certificate in test.needed_for)

    def step(self, step_id: StepId) -> Step | None:
        """Find a step of the checklist."""
        return next((step for step in self.steps if step.id is step_id), None)
