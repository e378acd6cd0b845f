"""Why a batch may not be certified provisionally: every reason, as data.

A certificate is granted when this list is empty; nothing else grants one. The
words are the program's interface, and the set is complete (release.md section 12).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from carbench.domain.act import Recorded
from carbench.domain.acts import (
    BagFilled,
    BatchAct,
    CheckCountersigned,
    Harvested,
    LabelKind,
    LotUsed,
    MaterialReceived,
    PaperPagesReviewed,
    RepeatApproved,
    ResultRecorded,
)
from carbench.domain.batch import Batch
from carbench.domain.checklist import StepState, step_state
from carbench.domain.dose import car_cells
from carbench.domain.duties import allowed
from carbench.domain.label_counts import accounted_for
from carbench.domain.lines import Line
from carbench.domain.lots import lot_accepted
from carbench.domain.moment import Moment
from carbench.domain.people import Person
from carbench.domain.product import Event, StepId
from carbench.domain.specification import Certificate, Test, Verdict
from carbench.domain.stages import DECISIONS, Decision
from carbench.domain.watch import closed_about, deviations, open_holds, put_off


class Reason(Enum):
    """Why not."""

    RESULT_MISSING = "RESULT_MISSING"
    PENDING = "PENDING"
    RESULT_UNDECIDED = "RESULT_UNDECIDED"
    RESULT_INVALID = "RESULT_INVALID"
    RESULT_OUT = "RESULT_OUT"
    NOT_VERIFIED = "NOT_VERIFIED"
    STEP_UNSIGNED = "STEP_UNSIGNED"
    DEVIATION_OPEN = "DEVIATION_OPEN"
    ACT_UNCONFIRMED = "ACT_UNCONFIRMED"
    REVIEW_MISSING = "REVIEW_MISSING"
    REVIEW_STALE = "REVIEW_STALE"
    LABELS_NOT_RECONCILED = "LABELS_NOT_RECONCILED"
    CLOCK_NOT_STARTED = "CLOCK_NOT_STARTED"
    EXPIRED = "EXPIRED"
    TOO_LATE_TO_LEAVE = "TOO_LATE_TO_LEAVE"
    ON_HOLD = "ON_HOLD"
    LOT_NOT_RELEASED = "LOT_NOT_RELEASED"
    EXAMPLE_PRODUCT = "EXAMPLE_PRODUCT"
    NO_PROVISIONAL = "NO_PROVISIONAL"
    NOT_QP = "NOT_QP"
    CERTIFIER_ENTERED = "CERTIFIER_ENTERED"
    WRONG_STAGE = "WRONG_STAGE"
    TRAIL_BROKEN = "TRAIL_BROKEN"
    NOT_OBTAINED = "NOT_OBTAINED"
    START_UNCHECKED = "START_UNCHECKED"
    BAG_FATE_UNKNOWN = "BAG_FATE_UNKNOWN"
    CERTIFICATE_SUSPENDED = "CERTIFICATE_SUSPENDED"
    WEIGHT_MISSING = "WEIGHT_MISSING"
    WEIGHT_TOO_OLD = "WEIGHT_TOO_OLD"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """One reason, what it is about, and the step where it is mended."""

    reason: Reason
    about: str = ""
    """A test, a step, a bag, a lot, a deviation or a person, by id."""

    mended_in: StepId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: whether this person may decide this over a batch at this instant."""

    batch: Batch
    person: Person
    at: Moment
    demonstration: bool
    trail_holds: bool
    approved: bool = False
    """QA and a Qualified Person signed the revision the batch is pinned to."""

    two_people: bool = True
    """The site's switch of 23:00: who checked and reviewed may certify."""

    certifier_reviews: bool = False
    """The site's switch: the certifier of F may review the whole trail."""

    bag_id: str = ""
    """Of decisions over one bag."""

    scanned: bool = False
    """Its release label is scanned in the same breath."""


Rule = Callable[[Question], Iterator[WhyNot]]


def may_certify(question: Question) -> tuple[WhyNot, ...]:
    """Give all reasons against the provisional certificate, in the order a person would mend them; none grants it."""
    return tuple(why for rule in RULES for why in rule(question))


def trail_broken(q: Question) -> Iterator[WhyNot]:
    """The record itself must hold."""
    if not q.trail_holds:
        yield WhyNot(reason=Reason.TRAIL_BROKEN)


def example_product(q: Question) -> Iterator[WhyNot]:
    """A real batch is made under a revision the unit signed; a demonstration's is marked on every page instead."""
    if not q.demonstration and (q.batch.product.example or not q.approved or q.batch.opened.rehearsal):
        yield WhyNot(reason=Reason.EXAMPLE_PRODUCT, about=q.batch.product.id)


def wrong_stage(decision: Decision) -> Rule:
    """Make the rule that a decision is taken only in its stages."""

    def rule(q: Question) -> Iterator[WhyNot]:
        if q.batch.stage not in DECISIONS[decision]:
            yield WhyNot(reason=Reason.WRONG_STAGE, about=q.batch.stage.value)

    return rule


def not_qp(q: Question) -> Iterator[WhyNot]:
    """Only a Qualified Person, or a deputy for the time, certifies."""
    if not q.person.roles & allowed("certify_provisional"):
        yield WhyNot(reason=Reason.NOT_QP, about=q.person.name)


def certifier_entered(q: Question) -> Iterator[WhyNot]:
    """The certifier performed and first-entered nothing of the batch."""
    if q.person.name in q.batch.enterers:
        yield WhyNot(reason=Reason.CERTIFIER_ENTERED, about=q.person.name)


def weight(q: Question) -> Iterator[WhyNot]:
    """Dose and endotoxin are judged by a weight that is there and not too old."""
    weighed = q.batch.weighed
    if weighed.weight is None or not weighed.weight.value:
        yield WhyNot(reason=Reason.WEIGHT_MISSING, mended_in=StepId.ORDER)
    elif q.at.utc - weighed.happened_at.utc > timedelta(days=q.batch.product.dose.weight_oldest_days):
        yield WhyNot(reason=Reason.WEIGHT_TOO_OLD, about=weighed.happened_at.plain(), mended_in=StepId.ORDER)


def steps_for(certificate: Certificate) -> Rule:
    """Make the rule that the steps a certificate needs are signed."""

    def rule(q: Question) -> Iterator[WhyNot]:
        for step in q.batch.product.steps:
            asked = step.signed_by and step.needed_for is certificate
            if asked and step_state(q.batch, step.id) is not StepState.DONE:
                yield WhyNot(reason=Reason.STEP_UNSIGNED, about=step.id.value, mended_in=step.id)

    return rule


def paper_pages(q: Question) -> Iterator[WhyNot]:
    """Where the culture is on paper, its pages were reviewed."""
    if q.batch.product.paper_record and not q.batch.of(PaperPagesReviewed):
        yield WhyNot(reason=Reason.STEP_UNSIGNED, about="paper_record", mended_in=StepId.CULTURE)


STARTS: dict[Event, type[BatchAct]] = {
    Event.COLLECTION: MaterialReceived,
    Event.RECEIPT: MaterialReceived,
    Event.HARVEST: Harvested,
}
START_STEPS = {MaterialReceived: StepId.RECEIPT, Harvested: StepId.HARVEST, BagFilled: StepId.FILL}
"""Which acts may start a shelf life, and where each is recorded."""


def start_unchecked(q: Question) -> Iterator[WhyNot]:
    """The start of the shelf life was checked by a second person, who neither performed nor typed it.

    One a count starts is checked with the filling: a count has no second person.
    """
    starts = STARTS.get(q.batch.product.shelf_life.starts, BagFilled)
    for recorded in q.batch.entries(starts):
        act = recorded.act
        own = {"", recorded.recorded_by, *getattr(act, "performed_by", ())}
        if isinstance(act, Harvested | BagFilled | MaterialReceived) and not _witnessed(q.batch, recorded, own):
            about = act.bag_id if isinstance(act, BagFilled) else act.kind
            yield WhyNot(reason=Reason.START_UNCHECKED, about=about, mended_in=START_STEPS[starts])


def _witnessed(batch: Batch, recorded: Recorded, own: set[str]) -> bool:
    """Say whether a second person checked an act, as it was typed or by countersigning it since."""
    witness = getattr(recorded.act, "witness", None)
    signers = {act.signature.signer for act in batch.of(CheckCountersigned) if act.entry == recorded.seq}
    return bool(({witness.signer} if witness else set()) - own or signers - own)


def clock(q: Question) -> Iterator[WhyNot]:
    """The shelf life has started, and there is time left to leave in."""
    batch = q.batch
    if batch.expiry is None or batch.must_leave_by is None:
        yield WhyNot(reason=Reason.CLOCK_NOT_STARTED, mended_in=StepId.FILL)
        return
    yield from start_unchecked(q)
    yield from in_time(q)


def in_time(q: Question) -> Iterator[WhyNot]:
    """Expired from the very instant on, and given together with too late where both hold."""
    expiry, leave_by = q.batch.expiry, q.batch.must_leave_by
    if expiry and q.at.utc >= expiry.utc:
        yield WhyNot(reason=Reason.EXPIRED, about=expiry.plain())
    if leave_by and q.at.utc >= leave_by.utc:
        yield WhyNot(reason=Reason.TOO_LATE_TO_LEAVE, about=leave_by.plain())


def confirmations(q: Question) -> Iterator[WhyNot]:
    """Performers confirmed what others typed for them."""
    for recorded in q.batch.unconfirmed():
        yield WhyNot(reason=Reason.ACT_UNCONFIRMED, about=str(recorded.seq))


def lots(q: Question) -> Iterator[WhyNot]:
    """Each material the product names is there by lot, and every lot used was released and not expired.

    A lot that was not is accepted once its critical deviation is closed (release.md section 12).
    """
    used = q.batch.of(LotUsed)
    for rule in q.batch.product.lots:
        if not any(lot.material == rule.id for lot in used):
            yield WhyNot(reason=Reason.LOT_NOT_RELEASED, about=rule.id, mended_in=StepId.CULTURE)
    for lot in used:
        if not lot_accepted(lot, q.batch.product) and not closed_about(q.batch, f"lot:{lot.lot}"):
            yield WhyNot(reason=Reason.LOT_NOT_RELEASED, about=lot.lot, mended_in=StepId.CULTURE)


VERDICT_REASONS = {
    Verdict.PENDING: Reason.PENDING,
    Verdict.UNDECIDED: Reason.RESULT_UNDECIDED,
    Verdict.INVALID: Reason.RESULT_INVALID,
    Verdict.NOT_OBTAINED: Reason.NOT_OBTAINED,
}


def results(q: Question) -> Iterator[WhyNot]:
    """Every line of P is MEETS and checked after its last correction; no recorded result of any line is OUT."""
    lines = q.batch.lines_at(q.at)
    parts = {name for test in q.batch.product.tests for name in test.any_of}
    for test in q.batch.product.tests:
        if Certificate.PROVISIONAL in test.needed_for:
            yield from _needed(q, test, lines[test.id])
        elif test.id not in parts and is_out(q.batch, test, lines[test.id]):
            yield WhyNot(reason=Reason.RESULT_OUT, about=test.id, mended_in=StepId.RESULTS)
    for test_id in dropped_outs(q.batch):
        yield WhyNot(reason=Reason.RESULT_OUT, about=test_id, mended_in=StepId.RESULTS)


def dropped_outs(batch: Batch) -> tuple[str, ...]:
    """Give lines an earlier revision had whose result was OUT and never opened to a repeat: none vanishes."""
    tests = {test.id for test in batch.product.tests}
    repeated = {act.result_seq for act in batch.of(RepeatApproved)}
    found = [r for r in batch.entries(ResultRecorded) if isinstance(r.act, ResultRecorded) and r.seq not in repeated]
    outs = [r.act for r in found if isinstance(r.act, ResultRecorded) and r.act.verdict is Verdict.OUT]
    return tuple(dict.fromkeys(act.test_id for act in outs if act.test_id not in tests))


def outs(batch: Batch) -> tuple[Test, ...]:
    """Give the lines that are OUT; of lines joined by "or" the whole, and never a part alone."""
    parts = {name for test in batch.product.tests for name in test.any_of}
    return tuple(t for t in batch.product.tests if t.id not in parts and is_out(batch, t, batch.line(t)))


def none_out(q: Question) -> Iterator[WhyNot]:
    """No line is OUT: under a certificate nothing that is out of specification leaves."""
    for test in outs(q.batch):
        yield WhyNot(reason=Reason.RESULT_OUT, about=test.id, mended_in=StepId.RESULTS)


def _needed(q: Question, test: Test, line: Line) -> Iterator[WhyNot]:
    verdict = line.provisional.verdict
    if verdict is Verdict.OUT:
        yield WhyNot(reason=Reason.RESULT_OUT, about=test.id, mended_in=StepId.RESULTS)
    elif verdict is not Verdict.MEETS:
        missing = verdict is Verdict.PENDING and not has_any(q.batch, test)
        reason = Reason.RESULT_MISSING if missing else VERDICT_REASONS[verdict]
        yield WhyNot(reason=reason, about=test.id, mended_in=StepId.RESULTS)
    if has_any(q.batch, test) and not _second_check(q, test):
        yield WhyNot(reason=Reason.NOT_VERIFIED, about=test.id, mended_in=StepId.RESULTS)


def has_any(batch: Batch, test: Test) -> bool:
    """Say whether there is a result of a line; of a line that is never typed, of all it is made from."""
    parts = batch.parts(test)
    if test.any_of:
        return any(has_any(batch, part) for part in parts)
    if test.formula:
        return all(has_any(batch, part) for part in parts)
    return batch.result(test) is not None


def _second_check(q: Question, test: Test) -> bool:
    check = q.batch.checked(test)
    if not q.batch.parts(test) and test.formula:  # made of facts alone, each checked as an act
        return True
    return check is not None and (q.two_people or check.recorded_by != q.person.name)


def is_out(batch: Batch, test: Test, line: Line) -> bool:
    """Say whether an OUT bars P; an in-process one does not once its deviation is closed, unless the test says so.

    A positive bars it too although its control failed, and so does what fails but cannot be judged in full.
    """
    said = line.judgement
    positive = said.failing and line.value is not None and line.value.outcome is not None
    if said.verdict is not Verdict.OUT and not positive and not (said.failing and said.verdict is Verdict.UNDECIDED):
        return False
    in_process = test.needed_for == {Certificate.IN_PROCESS} and not test.bars_provisional
    return not (in_process and closed_about(batch, test.id))


def dose(q: Question) -> Iterator[WhyNot]:
    """A dose that cannot be computed, or is nothing, is not certified."""
    batch = q.batch
    typed = all(has_any(batch, test) for test in batch.product.tests if test.id in batch.product.dose.formula.names)
    if batch.bags and typed and not car_cells(batch, batch.counted):
        yield WhyNot(reason=Reason.RESULT_UNDECIDED, about="dose", mended_in=StepId.RESULTS)


def deviations_open(q: Question) -> Iterator[WhyNot]:
    """No critical deviation stands open; others are listed, with the reason of who certifies."""
    for deviation in deviations(q.batch):
        if deviation.open and deviation.critical:
            yield WhyNot(reason=Reason.DEVIATION_OPEN, about=deviation.id, mended_in=StepId.REVIEW)
    for waiting in put_off(q.batch):
        if waiting.due.utc <= q.at.utc:
            yield WhyNot(reason=Reason.DEVIATION_OPEN, about=waiting.deviation_id, mended_in=StepId.REVIEW)


def holds(q: Question) -> Iterator[WhyNot]:
    """Nothing of the batch is on hold, neither the whole of it nor a bag."""
    for hold in open_holds(q.batch):
        yield WhyNot(reason=Reason.ON_HOLD, about=hold.hold_id, mended_in=StepId.REVIEW)


def labels(q: Question) -> Iterator[WhyNot]:
    """The identity labels were counted."""
    if not accounted_for(q.batch, LabelKind.IDENTITY):
        yield WhyNot(reason=Reason.LABELS_NOT_RECONCILED, about=LabelKind.IDENTITY.value, mended_in=StepId.LABELS)


def review(q: Question) -> Iterator[WhyNot]:
    """The data of P were reviewed, and nothing was recorded since."""
    match step_state(q.batch, StepId.REVIEW):
        case StepState.EMPTY:
            yield WhyNot(reason=Reason.REVIEW_MISSING, mended_in=StepId.REVIEW)
        case StepState.CHANGED:
            yield WhyNot(reason=Reason.REVIEW_STALE, mended_in=StepId.REVIEW)
        case _:
            yield from _reviewer(q)


def _reviewer(q: Question) -> Iterator[WhyNot]:
    """Nobody reviews their own entries; the certifier reviews only where two people suffice."""
    name = q.batch.review.signature.signer if q.batch.review else ""
    if name in q.batch.enterers or (name == q.person.name and not q.two_people):
        yield WhyNot(reason=Reason.REVIEW_MISSING, about=name, mended_in=StepId.REVIEW)


RULES: tuple[Rule, ...] = (
    trail_broken,
    example_product,
    wrong_stage(Decision.CERTIFY_PROVISIONAL),
    not_qp,
    certifier_entered,
    weight,
    lots,
    steps_for(Certificate.PROVISIONAL),
    paper_pages,
    clock,
    holds,
    labels,
    confirmations,
    results,
    dose,
    deviations_open,
    review,
)
