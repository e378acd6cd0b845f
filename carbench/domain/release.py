"""Why a batch may not be certified: every reason, as data.

A certificate is granted when this list is empty; nothing else grants one. The
words are the program's interface (release.md section 12). Reasons whose acts the
program does not record yet (labels, deviations, lots, holds) are named here and
never given; until they are, no product but a demonstration's can be certified.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from carbench.domain.acts import BagFilled
from carbench.domain.batch import DECISIONS, Batch, dose_per_kg
from carbench.domain.checklist import StepState, step_state
from carbench.domain.moment import Moment
from carbench.domain.people import DUTIES, Person
from carbench.domain.product import StepId
from carbench.domain.specification import Certificate, Test, Verdict


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
    """A test, a step, a bag or a person, by id."""

    mended_in: StepId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked: whether this person may certify this batch provisionally at this instant."""

    batch: Batch
    person: Person
    at: Moment
    demonstration: bool
    trail_holds: bool


Rule = Callable[[Question], Iterator[WhyNot]]


def may_certify(question: Question) -> tuple[WhyNot, ...]:
    """Give all reasons against the provisional certificate, in the order a person would mend them; none grants it."""
    return tuple(why for rule in RULES for why in rule(question))


def _trail(q: Question) -> Iterator[WhyNot]:
    if not q.trail_holds:
        yield WhyNot(reason=Reason.TRAIL_BROKEN)


def _product(q: Question) -> Iterator[WhyNot]:
    if q.batch.product.example and not q.demonstration:
        yield WhyNot(reason=Reason.EXAMPLE_PRODUCT, about=q.batch.product.id)


def _stage(q: Question) -> Iterator[WhyNot]:
    if q.batch.stage not in DECISIONS["certify_provisional"]:
        yield WhyNot(reason=Reason.WRONG_STAGE, about=q.batch.stage.value)


def _certifier(q: Question) -> Iterator[WhyNot]:
    if not q.person.roles & DUTIES["certify_provisional"]:
        yield WhyNot(reason=Reason.NOT_QP, about=q.person.name)
    if q.person.name in q.batch.enterers:
        yield WhyNot(reason=Reason.CERTIFIER_ENTERED, about=q.person.name)


def _weight(q: Question) -> Iterator[WhyNot]:
    if not q.batch.opened.weight.value:
        yield WhyNot(reason=Reason.WEIGHT_MISSING, mended_in=StepId.ORDER)


def _steps(q: Question) -> Iterator[WhyNot]:
    for step in q.batch.product.steps:
        if step.signed_by and step_state(q.batch, step.id) is not StepState.DONE:
            yield WhyNot(reason=Reason.STEP_UNSIGNED, about=step.id.value, mended_in=step.id)


def _clock(q: Question) -> Iterator[WhyNot]:
    batch = q.batch
    if batch.expiry is None or batch.must_leave_by is None:
        yield WhyNot(reason=Reason.CLOCK_NOT_STARTED, mended_in=StepId.FILL)
        return
    for recorded in batch.entries(BagFilled):
        bag = recorded.act
        if isinstance(bag, BagFilled) and bag.witness.signer in {"", recorded.recorded_by, *bag.performed_by}:
            yield WhyNot(reason=Reason.START_UNCHECKED, about=bag.bag_id, mended_in=StepId.FILL)
    # Expired from the very instant on, and given together with too late where both hold.
    if q.at.utc >= batch.expiry.utc:
        yield WhyNot(reason=Reason.EXPIRED, about=batch.expiry.plain())
    if q.at.utc >= batch.must_leave_by.utc:
        yield WhyNot(reason=Reason.TOO_LATE_TO_LEAVE, about=batch.must_leave_by.plain())


def _confirmations(q: Question) -> Iterator[WhyNot]:
    for recorded in q.batch.unconfirmed():
        yield WhyNot(reason=Reason.ACT_UNCONFIRMED, about=str(recorded.seq))


VERDICT_REASONS = {
    Verdict.PENDING: Reason.PENDING,
    Verdict.UNDECIDED: Reason.RESULT_UNDECIDED,
    Verdict.INVALID: Reason.RESULT_INVALID,
    Verdict.NOT_OBTAINED: Reason.NOT_OBTAINED,
}


def _results(q: Question) -> Iterator[WhyNot]:
    needed = q.batch.product.needed_for(Certificate.PROVISIONAL)
    for test in q.batch.product.tests:
        yield from _line(q.batch, test, needed=test in needed)


def _line(batch: Batch, test: Test, *, needed: bool) -> Iterator[WhyNot]:
    """A needed line must be MEETS and checked; a result that is or was OUT bars P on any line, needed or not.

    An OUT is replaced only through an out-of-specification record with a laboratory cause, which this
    version does not keep; a correction alone does not remove it (release.md section 12).
    """
    result = batch.result(test)
    if result is None:
        if needed:
            yield WhyNot(reason=Reason.RESULT_MISSING, about=test.id, mended_in=StepId.RESULTS)
        return
    if any(each.judgement.verdict is Verdict.OUT for each in batch.results[test.id]):
        yield WhyNot(reason=Reason.RESULT_OUT, about=test.id, mended_in=StepId.RESULTS)
    elif needed and result.judgement.verdict is not Verdict.MEETS:
        yield WhyNot(reason=VERDICT_REASONS[result.judgement.verdict], about=test.id, mended_in=StepId.RESULTS)
    if needed and result.check is None:
        yield WhyNot(reason=Reason.NOT_VERIFIED, about=test.id, mended_in=StepId.RESULTS)


def _dose(q: Question) -> Iterator[WhyNot]:
    """A dose that cannot be computed, or is nothing, is not certified: its fraction is not judgeable."""
    test = q.batch.product.test(q.batch.product.dose.fraction_test)
    if q.batch.bags and q.batch.result(test) is not None and not dose_per_kg(q.batch, q.batch.bags):
        yield WhyNot(reason=Reason.RESULT_UNDECIDED, about=test.id, mended_in=StepId.RESULTS)


def _review(q: Question) -> Iterator[WhyNot]:
    match step_state(q.batch, StepId.REVIEW):
        case StepState.EMPTY:
            yield WhyNot(reason=Reason.REVIEW_MISSING, mended_in=StepId.REVIEW)
        case StepState.CHANGED:
            yield WhyNot(reason=Reason.REVIEW_STALE, mended_in=StepId.REVIEW)
        case _:
            return


RULES: tuple[Rule, ...] = (
    _trail,
    _product,
    _stage,
    _certifier,
    _weight,
    _steps,
    _clock,
    _confirmations,
    _results,
    _dose,
    _review,
)
