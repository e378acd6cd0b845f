"""What the acts so far add up to.

A batch is its acts under the product revision it is pinned to; everything else is
derived from them. Facts are taken in any order: one that falls outside its stage
is kept, counts, and is marked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from carbench.domain.act import Act, BatchAct, Recorded
from carbench.domain.acts import (
    BagArrived,
    BagFateRecorded,
    BagFilled,
    BagHandedOver,
    BagReleased,
    BagScanned,
    BatchOpened,
    CertificateReinstated,
    CertificateSuspended,
    CountTaken,
    CultureSplit,
    DataReviewed,
    Fate,
    FinalCertified,
    GoDecided,
    Harvested,
    InfusionReported,
    LabelReprinted,
    LabelsPrinted,
    LabelsReconciled,
    LineCleared,
    LotUsed,
    MaterialReceived,
    PerformanceConfirmed,
    ProvisionalCertified,
    ProvisionalWithdrawn,
    ResultInvalidated,
    ResultRecorded,
    RevisionChanged,
    SampleMoved,
    SampleTaken,
    StepSigned,
    SuppliedExceptionally,
    TrailReviewed,
    WeightMeasured,
)
from carbench.domain.judgement import Cause, Value
from carbench.domain.lines import BagFact, Facts, Line, lines
from carbench.domain.measure import Reading
from carbench.domain.moment import Moment
from carbench.domain.product import Event, Product
from carbench.domain.results import Result, results_of, standing
from carbench.domain.specification import Test, Verdict
from carbench.domain.stages import TRANSITIONS, Stage, settled

ActT = TypeVar("ActT", bound=Act)

PERFORMING = (
    MaterialReceived,
    WeightMeasured,
    CountTaken,
    CultureSplit,
    SampleTaken,
    SampleMoved,
    LotUsed,
    Harvested,
    BagFilled,
    LineCleared,
    LabelsPrinted,
    LabelReprinted,
    BagScanned,
    LabelsReconciled,
    ResultRecorded,
    ResultInvalidated,
    GoDecided,
    BagReleased,
    BagHandedOver,
    BagArrived,
    InfusionReported,
)
"""Acts whose performer, if somebody else typed them, confirms on coming out."""

ENTERING = (BatchOpened, *PERFORMING)
"""Acts that enter something; signing, checking and reviewing do not (release.md section 12)."""

APART = (
    DataReviewed,
    TrailReviewed,
    ProvisionalCertified,
    FinalCertified,
    SuppliedExceptionally,
)
"""Acts that make no review stale: reviews themselves, and what was signed on the strength of one.

A refusal, a withdrawal and a reopening come before another request, so its review covers them.
"""


@dataclass(frozen=True, kw_only=True)
class Batch:
    """A batch as its acts say it is."""

    batch_id: str
    product: Product
    acts: tuple[Recorded, ...]
    """In order of sequence; the first opens the batch."""

    @cached_property
    def _by_kind(self) -> dict[type[Act], list[Recorded]]:
        found: dict[type[Act], list[Recorded]] = {}
        for recorded in self.acts:
            found.setdefault(type(recorded.act), []).append(recorded)
        return found

    def of(self, kind: type[ActT]) -> tuple[ActT, ...]:
        """Give the acts of one kind."""
        return tuple(r.act for r in self._by_kind.get(kind, ()) if isinstance(r.act, kind))

    def entries(self, *kinds: type[Act]) -> tuple[Recorded, ...]:
        """Give the recorded acts of these kinds, in order of sequence."""
        if len(kinds) == 1:
            return tuple(self._by_kind.get(kinds[0], ()))
        found = [recorded for kind in kinds for recorded in self._by_kind.get(kind, ())]
        return tuple(sorted(found, key=lambda recorded: recorded.seq))

    def last(self, *kinds: type[Act]) -> Recorded | None:
        """Give the newest recorded act of these kinds."""
        return max((self._by_kind[k][-1] for k in kinds if k in self._by_kind), key=lambda r: r.seq, default=None)

    @cached_property
    def opened(self) -> BatchOpened:
        """Give the order."""
        return self.of(BatchOpened)[0]

    @cached_property
    def received(self) -> MaterialReceived | None:
        """Give the receipt of the starting material."""
        return next(iter(self.of(MaterialReceived)), None)

    # Where it stands

    @cached_property
    def stage(self) -> Stage:
        """Give where the batch stands."""
        return self._walk[0]

    @cached_property
    def out_of_order(self) -> frozenset[int]:
        """Give the sequence numbers of acts that fell outside their stage."""
        return self._walk[1]

    @cached_property
    def _walk(self) -> tuple[Stage, frozenset[int]]:
        stage, strays, filled = Stage.ORDERED, set[int](), False
        for recorded in self.acts:
            moves = TRANSITIONS.get(type(recorded.act)) if isinstance(recorded.act, BatchAct) else None
            if moves is None:
                continue
            if stage not in moves:
                strays.add(recorded.seq)
            filled = filled or isinstance(recorded.act, BagFilled)
            stage = settled(moves.get(stage, stage), filled=filled)
        return stage, frozenset(strays)

    # Results

    @cached_property
    def results(self) -> dict[str, tuple[Result, ...]]:
        """Give every result of every test, oldest first, each judged under the batch's product."""
        return results_of(self)

    def result(self, test: Test) -> Result | None:
        """Give the newest result of a test."""
        return self.results[test.id][-1] if test.id in self.results else None

    def lines_at(self, at: Moment | None) -> dict[str, Line]:
        """Give every line of the specification as it stands; interim readings are as old as `at` makes them."""
        if any(line.judgement.cause is Cause.INTERIM for line in self.lines.values()):
            return lines(self.product, self._values, self.facts, at)
        return self.lines

    @cached_property
    def lines(self) -> dict[str, Line]:
        """Give every line as the final certificate sees it."""
        return lines(self.product, self._values, self.facts, None)

    @cached_property
    def _values(self) -> dict[str, Value]:
        """Give what stands for each line that has anything."""
        found = {test.id: standing(self, test) for test in self.product.tests}
        return {test_id: value for test_id, value in found.items() if value is not None}

    def line(self, test: Test) -> Line:
        """Give a line as the final certificate sees it."""
        return self.lines[test.id]

    def verdict(self, test: Test) -> Verdict:
        """Give the verdict of a line; nothing yet is PENDING."""
        return self.line(test).judgement.verdict

    def checked(self, test: Test) -> Recorded | None:
        """Give the second person's check of the newest result, or, of a line that is never typed, of its last part."""
        parts = self.parts(test)
        if not parts:
            result = self.result(test)
            return result.check if result else None
        meeting = [part for part in parts if test.any_of and self.verdict(part) is Verdict.MEETS]
        known = [part for part in parts if test.formula or self.result(part)]
        checks = [self.checked(part) for part in meeting or known]
        found = [check for check in checks if check is not None]
        whole = bool(meeting) or len(found) == len(checks)  # of several that meet one is enough
        return max(found, key=lambda r: r.seq) if found and whole else None

    def parts(self, test: Test) -> tuple[Test, ...]:
        """Give the lines a line is made from; none for one that is typed."""
        names = test.formula.names | self._dose_names(test) if test.formula else frozenset(test.any_of)
        return tuple(part for part in self.product.tests if part.id in names)

    def _dose_names(self, test: Test) -> frozenset[str]:
        """Give what the dose is made from, where a line is made from the dose."""
        uses = test.formula is not None and "bags.car_cells" in test.formula.names
        return self.product.dose.formula.names if uses else frozenset()

    # The patient, the bags, the clock

    @cached_property
    def facts(self) -> Facts:
        """Give what limits and computed lines are made from beside results."""
        bags = tuple(BagFact(portion=b.portion, concentration=b.concentration, volume=b.volume) for b in self.counted)
        return Facts(
            weight=self.weight,
            prescribed=self.opened.target_dose,
            bags=bags,
            infusion_minutes=self.product.shelf_life.infusion_minutes,
        )

    @cached_property
    def weighed(self) -> BatchOpened | WeightMeasured:
        """Give the act that says the weight that counts: the newest weighing, else the order."""
        said: list[BatchOpened | WeightMeasured] = [*reversed(self.of(WeightMeasured)), self.opened]
        known = [act for act in said if act.weight is not None]
        return max(known, key=lambda act: act.happened_at.utc, default=self.opened)  # of two the one typed last

    @property
    def weight(self) -> Reading | None:
        """Give the patient's weight in kg."""
        return self.weighed.weight

    @cached_property
    def bags(self) -> tuple[BagFilled, ...]:
        """Give the bags filled."""
        return self.of(BagFilled)

    @cached_property
    def givable(self) -> tuple[BagFilled, ...]:
        """Give the bags of which nobody said what became of them, or which came back."""
        fates: dict[str, bool] = {}
        for recorded in self.entries(InfusionReported, BagFateRecorded):
            act = recorded.act
            if isinstance(act, InfusionReported | BagFateRecorded):
                fates[act.bag_id] = isinstance(act, BagFateRecorded) and act.fate is Fate.RETURNED
        return tuple(bag for bag in self.bags if fates.get(bag.bag_id, True))

    @cached_property
    def counted(self) -> tuple[BagFilled, ...]:
        """Give the bags whose content is the dose: those a certificate or a supply names, else those still there."""
        named = {bag for act in self.of(SuppliedExceptionally) for bag in act.bags}
        named |= set(self.certificate.bags) if self.certificate else set()
        return tuple(bag for bag in self.bags if bag.bag_id in named) if named else self.givable

    def event(self, event: Event) -> Moment | None:
        """Give when an event of the batch happened first."""
        match event:
            case Event.COLLECTION:
                moments = [act.collected_at for act in self.of(MaterialReceived)]
            case Event.RECEIPT:
                moments = [act.happened_at for act in self.of(MaterialReceived)]
            case Event.CULTURE:
                moments = [act.happened_at for act in self.of(CountTaken)]
            case Event.HARVEST:
                moments = [act.happened_at for act in self.of(Harvested)]
            case Event.FILL:
                moments = [act.happened_at for act in self.bags]
        return min((m for m in moments if m is not None), key=lambda m: m.utc, default=None)

    @cached_property
    def clock_started(self) -> Moment | None:
        """Give the start of the shelf life: the event the product names, once a bag is filled."""
        return self.event(self.product.shelf_life.starts) if self.bags else None

    @cached_property
    def expiry(self) -> Moment | None:
        """Give the instant from which the batch is expired; counted in UTC."""
        return self.product.shelf_life.expiry(self.clock_started) if self.clock_started else None

    @cached_property
    def must_leave_by(self) -> Moment | None:
        """Give the last instant at which a bag may leave and still be given in time (release.md section 12)."""
        return self.product.shelf_life.leave_by(self.clock_started) if self.clock_started else None

    # People

    @cached_property
    def enterers(self) -> frozenset[str]:
        """Give everybody who performed or first entered anything."""
        names: set[str] = set()
        for recorded in self.entries(*ENTERING):
            names |= {recorded.recorded_by, *performers(recorded)}
        return frozenset(names)

    def unconfirmed(self, performer: str | None = None) -> tuple[Recorded, ...]:
        """Give the acts whose performer did not type them and has not confirmed them yet."""
        done = {(seq, act.signature.signer) for act in self.of(PerformanceConfirmed) for seq in act.entries}
        return tuple(
            recorded
            for recorded in self.entries(*PERFORMING)
            if any(
                (recorded.seq, name) not in done and name != recorded.recorded_by and performer in (None, name)
                for name in performers(recorded)
            )
        )

    def signed(self, step: str) -> Recorded | None:
        """Give the last signature of a step."""
        signatures = self._by_kind.get(StepSigned, ())
        return next((r for r in reversed(signatures) if isinstance(r.act, StepSigned) and r.act.step == step), None)

    @cached_property
    def review(self) -> DataReviewed | None:
        """Give the last review of the data for the provisional certificate."""
        return next(reversed(self.of(DataReviewed)), None)

    def since(self, seq: int) -> tuple[Recorded, ...]:
        """Give what was recorded at this batch after an entry, reviews and decisions that rest on them apart."""
        return tuple(r for r in self.acts if r.seq > seq and not isinstance(r.act, APART))

    # Certificates

    @cached_property
    def certificate(self) -> ProvisionalCertified | None:
        """Give the provisional certificate that was not withdrawn, suspended or not."""
        gone = {act.withdrawn for act in self.of(ProvisionalWithdrawn)}
        return next((act for act in reversed(self.of(ProvisionalCertified)) if act.number not in gone), None)

    @cached_property
    def suspended(self) -> bool:
        """Say whether the provisional certificate is suspended now."""
        newest = self.last(CertificateSuspended, CertificateReinstated, ProvisionalCertified)
        return newest is not None and isinstance(newest.act, CertificateSuspended)

    @cached_property
    def final(self) -> FinalCertified | None:
        """Give the final certificate that stands."""
        return next(reversed(self.of(FinalCertified)), None)

    @cached_property
    def last_seq(self) -> int:
        """Give the sequence number of the batch's newest act."""
        return self.acts[-1].seq

    @cached_property
    def pinned_sha256(self) -> str:
        """Give the hash of the product revision the batch is pinned to now."""
        changed = self.of(RevisionChanged)
        return changed[-1].product_sha256 if changed else self.opened.product_sha256

    def earliest(self) -> Moment | None:
        """Give the instant before which no fact of the culture can lie."""
        return self.event(Event.RECEIPT)


def performers(recorded: Recorded) -> Iterator[str]:
    """Give who performed an act at a batch."""
    if isinstance(recorded.act, BatchAct):
        yield from recorded.act.performed_by
