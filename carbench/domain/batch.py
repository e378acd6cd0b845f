"""What the acts so far add up to.

A batch is its acts under the product revision it is pinned to; everything else is
derived from them. Facts are taken in any order: one that falls outside its stage
is kept, counts, and is marked.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cached_property, reduce
from typing import TypeVar

from carbench.domain.acts import (
    BagFilled,
    BatchAct,
    BatchOpened,
    CountTaken,
    DataReviewed,
    MaterialReceived,
    PerformanceConfirmed,
    ProvisionalCertified,
    Recorded,
    ResultChecked,
    ResultRecorded,
    StepSigned,
)
from carbench.domain.measure import Censor, Reading
from carbench.domain.moment import Moment
from carbench.domain.product import Product
from carbench.domain.specification import EXACT, Judgement, Test, Verdict, judge

ActT = TypeVar("ActT", bound=BatchAct)


class Stage(Enum):
    """Where a batch stands."""

    ORDERED = "ordered"
    RECEIVED = "received"
    IN_CULTURE = "in_culture"
    FILLED = "filled"
    REFUSED = "refused"
    PROVISIONAL = "provisional"
    SUPPLIED = "supplied"
    ENDED = "ended"
    FINAL = "final"


S = Stage
TRANSITIONS: dict[type[BatchAct], dict[Stage, Stage]] = {
    MaterialReceived: {S.ORDERED: S.RECEIVED},
    CountTaken: {S.RECEIVED: S.IN_CULTURE, S.IN_CULTURE: S.IN_CULTURE},
    BagFilled: {S.RECEIVED: S.FILLED, S.IN_CULTURE: S.FILLED, S.FILLED: S.FILLED},
    ProvisionalCertified: {S.FILLED: S.PROVISIONAL},
}
"""What an act makes of a stage; an act of these kinds in any other stage is out of order and moves nothing."""


def settled(stage: Stage, *, filled: bool) -> Stage:
    """Give the stage of a batch whose acts were typed in any order: received and with a bag, it is filled."""
    return Stage.FILLED if filled and stage in {Stage.RECEIVED, Stage.IN_CULTURE} else stage


DECISIONS: dict[str, frozenset[Stage]] = {"certify_provisional": frozenset({S.FILLED})}
"""In which stages a decision may be taken at all (release.md section 6)."""

ENTERING = (BatchOpened, MaterialReceived, CountTaken, BagFilled, ResultRecorded)
"""Acts that enter something; signing, checking and reviewing do not (release.md section 12)."""

PERFORMING = (MaterialReceived, CountTaken, BagFilled, ResultRecorded)
"""Acts whose performer, if somebody else typed them, confirms on coming out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One recorded result of a test, judged under the batch's product."""

    recorded: Recorded
    act: ResultRecorded
    judgement: Judgement
    check: Recorded | None
    """The second person's check of exactly this result."""

    @property
    def seq(self) -> int:
        """Give the entry's sequence number."""
        return self.recorded.seq

    @property
    def shown(self) -> str:
        """Give the reading as typed, or the outcome's name."""
        return self.act.reading.text if self.act.reading else str(self.act.outcome)


@dataclass(frozen=True, kw_only=True)
class Batch:
    """A batch as its acts say it is."""

    batch_id: str
    product: Product
    acts: tuple[Recorded, ...]
    """In order of sequence; the first opens the batch."""

    def of(self, kind: type[ActT]) -> tuple[ActT, ...]:
        """Give the acts of one kind."""
        return tuple(recorded.act for recorded in self.acts if isinstance(recorded.act, kind))

    def entries(self, *kinds: type[BatchAct]) -> tuple[Recorded, ...]:
        """Give the recorded acts of these kinds."""
        return tuple(recorded for recorded in self.acts if isinstance(recorded.act, kinds))

    @cached_property
    def opened(self) -> BatchOpened:
        """Give the order."""
        return self.of(BatchOpened)[0]

    @cached_property
    def received(self) -> MaterialReceived | None:
        """Give the receipt of the starting material."""
        return next(iter(self.of(MaterialReceived)), None)

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

    @cached_property
    def results(self) -> dict[str, tuple[Result, ...]]:
        """Give every result of every test, oldest first; the last one stands."""
        found: dict[str, tuple[Result, ...]] = {}
        for recorded in self.acts:
            if isinstance(act := recorded.act, ResultRecorded):
                judgement = judge(self.product.test(act.test_id), act.reading or act.outcome)
                check = self._check_of(recorded, act)
                result = Result(recorded=recorded, act=act, judgement=judgement, check=check)
                found[act.test_id] = (*found.get(act.test_id, ()), result)
        return found

    @cached_property
    def _checks(self) -> dict[int, Recorded]:
        """Give the last check of each result, by the result's entry."""
        return {r.act.result_seq: r for r in self.acts if isinstance(r.act, ResultChecked)}

    def _check_of(self, recorded: Recorded, act: ResultRecorded) -> Recorded | None:
        """Give the check of a result; whoever entered or performed it is no second person, whatever was recorded."""
        check = self._checks.get(recorded.seq)
        own = {recorded.recorded_by, *act.performed_by}
        return None if check is None or check.recorded_by in own else check

    def result(self, test: Test) -> Result | None:
        """Give the result of a test that stands."""
        return self.results[test.id][-1] if test.id in self.results else None

    def verdict(self, test: Test) -> Verdict:
        """Give the verdict of a test line; nothing yet is PENDING."""
        result = self.result(test)
        return result.judgement.verdict if result else Verdict.PENDING

    def checked(self, test: Test) -> Recorded | None:
        """Give the second person's check of the result that stands."""
        result = self.result(test)
        return result.check if result else None

    @cached_property
    def bags(self) -> tuple[BagFilled, ...]:
        """Give the bags filled."""
        return self.of(BagFilled)

    @cached_property
    def clock_started(self) -> Moment | None:
        """Give the start of the shelf life: the earliest filling."""
        return min((bag.happened_at for bag in self.bags), key=lambda m: m.utc, default=None)

    @cached_property
    def expiry(self) -> Moment | None:
        """Give the instant from which the batch is expired; counted in UTC."""
        return self.product.shelf_life.expiry(self.clock_started) if self.clock_started else None

    @cached_property
    def must_leave_by(self) -> Moment | None:
        """Give the last instant at which a bag may leave and still be given in time (release.md section 12)."""
        return self.product.shelf_life.leave_by(self.clock_started) if self.clock_started else None

    @cached_property
    def enterers(self) -> frozenset[str]:
        """Give everybody who performed or first entered anything."""
        names: set[str] = set()
        for recorded in self.entries(*ENTERING):
            names |= {recorded.recorded_by, *_performers(recorded)}
        return frozenset(names)

    def unconfirmed(self, performer: str | None = None) -> tuple[Recorded, ...]:
        """Give the acts whose performer did not type them and has not confirmed them yet."""
        done = {(seq, act.signature.signer) for act in self.of(PerformanceConfirmed) for seq in act.entries}
        return tuple(
            recorded
            for recorded in self.entries(*PERFORMING)
            if any(
                (recorded.seq, name) not in done and name != recorded.recorded_by and performer in (None, name)
                for name in _performers(recorded)
            )
        )

    def signed(self, step: str) -> Recorded | None:
        """Give the last signature of a step."""
        return next((r for r in reversed(self.acts) if isinstance(r.act, StepSigned) and r.act.step == step), None)

    @cached_property
    def review(self) -> DataReviewed | None:
        """Give the last review of the data for the provisional certificate."""
        return next(reversed(self.of(DataReviewed)), None)

    def since(self, seq: int) -> tuple[Recorded, ...]:
        """Give what was recorded at this batch after an entry, reviews and certificates apart."""
        apart = (DataReviewed, ProvisionalCertified)
        return tuple(r for r in self.acts if r.seq > seq and not isinstance(r.act, apart))

    @cached_property
    def certificate(self) -> ProvisionalCertified | None:
        """Give the provisional certificate."""
        return next(iter(self.of(ProvisionalCertified)), None)

    @cached_property
    def last_seq(self) -> int:
        """Give the sequence number of the batch's newest act."""
        return self.acts[-1].seq

    def earliest(self) -> Moment | None:
        """Give the instant before which no fact of the culture can lie."""
        return self.received.happened_at if self.received else None


def _performers(recorded: Recorded) -> Iterator[str]:
    if isinstance(recorded.act, BatchAct):
        yield from recorded.act.performed_by


def total_cells(concentration: Reading, volume: Reading) -> Decimal:
    """Multiply viable cells per mL by mL, exactly.

    Units: 10⁶ per mL × mL = 10⁶ cells. Source: release.md section 5.
    """
    return EXACT.multiply(concentration.value, volume.value)


def exact_sum(values: Iterable[Decimal]) -> Decimal:
    """Add without losing a digit."""
    return reduce(EXACT.add, values, Decimal(0))


def car_cells(batch: Batch, bags: Iterable[BagFilled]) -> Decimal | None:
    """Give the viable CAR+ cells in bags, exactly; None while the fraction is not known.

    A signed reading ("< 40") stands for many values and gives none. The fraction is of all
    viable cells (the product's dose rule names its test), so no CD3 fraction enters.
    Units: 10⁶ cells. Source: release.md sections 4 and 5.
    """
    result = batch.result(batch.product.test(batch.product.dose.fraction_test))
    if result is None or result.act.reading is None:
        return None
    filled = tuple(bags)
    readings = (result.act.reading, *(reading for bag in filled for reading in (bag.concentration, bag.volume)))
    if any(reading.censor is not Censor.EXACT for reading in readings):
        return None
    cells = exact_sum(total_cells(bag.concentration, bag.volume) for bag in filled)
    return EXACT.divide(EXACT.multiply(cells, result.act.reading.value), Decimal(100))


def dose_per_kg(batch: Batch, bags: Iterable[BagFilled]) -> Decimal | None:
    """Give the viable CAR+ cells in bags per kilogram of the patient. Units: 10⁶ per kg."""
    cells, weight = car_cells(batch, bags), batch.opened.weight
    if cells is None or not weight.value or weight.censor is not Censor.EXACT:
        return None
    return EXACT.divide(cells, weight.value)
