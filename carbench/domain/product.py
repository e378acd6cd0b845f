"""What is known of a product: its tests, its checklist, its shelf life, its wording."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from carbench.domain.moment import Moment
from carbench.domain.people import Role
from carbench.domain.specification import Certificate, Test, Wording


class InfusionRule(Enum):
    """Whether the infusion must have started or have ended before expiry."""

    START = "start"
    END = "end"


class StepId(Enum):
    """The steps of a release day that this version guides."""

    ORDER = "order"
    RECEIPT = "receipt"
    CULTURE = "culture"
    FILL = "fill"
    RESULTS = "results"
    REVIEW = "review"
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the checklist."""

    id: StepId
    title: Wording
    instruction: Wording
    signed_by: frozenset[Role]
    """Roles that may sign it; empty where recording it with two people is its signature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfLife:
    """How long a bag may wait; counted in UTC from the filling."""

    hours: int
    transport_minutes: int
    infusion_minutes: int
    infusion: InfusionRule
    source: str

    def expiry(self, started: Moment) -> Moment:
        """Give the instant from which a bag is expired; counted in UTC."""
        return started.after(timedelta(hours=self.hours))

    def leave_by(self, started: Moment) -> Moment:
        """Give the last instant at which a bag may leave and still be given in time (release.md section 12)."""
        before = self.transport_minutes + (self.infusion_minutes if self.infusion is InfusionRule.END else 0)
        return self.expiry(started).after(timedelta(minutes=-before))


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseRule:
    """Which test the dose is made from: bag volume × viable concentration × this fraction."""

    fraction_test: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One revision of a product, as its file says it."""

    id: str
    revision: str
    sha256: str
    example: bool
    """EXAMPLE SPECIFICATION, NOT FOR USE: opens only demonstration batches."""

    title: Wording
    description: Wording
    storage: Wording
    transport: Wording
    conditions: Wording
    statement: Wording
    """What the Qualified Person signs."""

    steps: tuple[Step, ...]
    tests: tuple[Test, ...]
    shelf_life: ShelfLife
    dose: DoseRule
    source: str

    def test(self, test_id: str) -> Test:
        """Find a test of this product. Raises: KeyError."""
        return {test.id: test for test in self.tests}[test_id]

    def needed_for(self, certificate: Certificate) -> tuple[Test, ...]:
        """Give the tests a certificate needs, in the order of the file."""
        return tuple(test for test in self.tests if certificate in test.needed_for)
