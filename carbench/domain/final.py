"""Whether a batch can be certified finally, and what the final certificate then says.

Source: release.md section 12, "F is granted" and "Also".
"""

from collections.abc import Iterator

from carbench.domain.acts import Conclusion, TrailReviewed
from carbench.domain.bags import bags
from carbench.domain.batch import Batch
from carbench.domain.product import StepId
from carbench.domain.release import (
    VERDICT_REASONS,
    Question,
    Reason,
    Rule,
    WhyNot,
    certifier_entered,
    confirmations,
    example_product,
    has_any,
    holds,
    not_qp,
    outs,
    steps_for,
    trail_broken,
    wrong_stage,
)
from carbench.domain.specification import Certificate, Test, Verdict
from carbench.domain.stages import Decision
from carbench.domain.watch import deviations

STANDS = {Verdict.MEETS, Verdict.OUT, Verdict.NOT_OBTAINED}
"""Verdicts with which a line is closed."""


def may_certify_finally(question: Question) -> tuple[WhyNot, ...]:
    """Give all reasons against the final certificate; with none, `conclusion` says what it states."""
    return tuple(why for rule in RULES for why in rule(question))


def may_supersede_finally(question: Question) -> tuple[WhyNot, ...]:
    """Give all reasons against a final certificate in the place of one that an amendment or late positive overtook."""
    return tuple(why for rule in (*RULES[:-1], wrong_stage(Decision.SUPERSEDE_FINAL)) for why in rule(question))


def conclusion(batch: Batch) -> Conclusion:
    """Say what the final certificate states once nothing stands against it; the worst comes first."""
    if outs(batch):
        return Conclusion.NON_CONFORMING
    parts = {name for test in batch.product.tests for name in test.any_of}
    whole = (test for test in batch.product.tests if test.needed_for or test.id not in parts)
    if any(batch.verdict(test) is Verdict.NOT_OBTAINED for test in whole):
        return Conclusion.INCOMPLETE
    return Conclusion.CONFORMING_DEVIATIONS_ASSESSED if deviations(batch) else Conclusion.CONFORMING


def _provisional(q: Question) -> Iterator[WhyNot]:
    if q.batch.certificate is None:
        yield WhyNot(reason=Reason.NO_PROVISIONAL, mended_in=StepId.CERTIFICATE)
    elif q.batch.suspended:
        yield WhyNot(reason=Reason.CERTIFICATE_SUSPENDED, about=q.batch.certificate.number)


def _results(q: Question) -> Iterator[WhyNot]:
    """No line of F is pending, undecided or invalid, and every result that stands was checked."""
    for test in q.batch.product.tests:
        if test.needed_for & {Certificate.PROVISIONAL, Certificate.FINAL}:
            yield from _line(q.batch, test)


def _line(batch: Batch, test: Test) -> Iterator[WhyNot]:
    verdict = batch.verdict(test)
    if verdict not in STANDS:
        missing = verdict is Verdict.PENDING and not has_any(batch, test)
        reason = Reason.RESULT_MISSING if missing else VERDICT_REASONS[verdict]
        yield WhyNot(reason=reason, about=test.id, mended_in=StepId.PENDING)
    typed = batch.parts(test) or not test.formula
    if typed and has_any(batch, test) and verdict is not Verdict.NOT_OBTAINED and batch.checked(test) is None:
        yield WhyNot(reason=Reason.NOT_VERIFIED, about=test.id, mended_in=StepId.PENDING)


def fates_known(q: Question) -> Iterator[WhyNot]:
    """Somebody said what became of every bag."""
    for bag in bags(q.batch):
        if bag.fate is None:
            yield WhyNot(reason=Reason.BAG_FATE_UNKNOWN, about=bag.id, mended_in=StepId.INFUSION)


def _deviations(q: Question) -> Iterator[WhyNot]:
    """A critical deviation that is open bars F, and so does one of any severity that nobody assessed."""
    for deviation in deviations(q.batch):
        if deviation.open and (deviation.critical or deviation.assessed is None):
            yield WhyNot(reason=Reason.DEVIATION_OPEN, about=deviation.id, mended_in=StepId.WHOLE_REVIEW)


def _review(q: Question) -> Iterator[WhyNot]:
    """The whole trail was reviewed by somebody who entered nothing and does not certify F, unless the site lets them.

    Every act before the request is covered.
    """
    found = [act for act in q.batch.of(TrailReviewed) if _may_review(q, act.signature.signer)]
    if not found:
        yield WhyNot(reason=Reason.REVIEW_MISSING, mended_in=StepId.WHOLE_REVIEW)
    elif any(r.seq > found[-1].covers and not isinstance(r.act, TrailReviewed) for r in q.batch.acts):
        yield WhyNot(reason=Reason.REVIEW_STALE, mended_in=StepId.WHOLE_REVIEW)


def _may_review(q: Question, reviewer: str) -> bool:
    return reviewer not in q.batch.enterers and (q.certifier_reviews or reviewer != q.person.name)


RULES: tuple[Rule, ...] = (
    trail_broken,
    example_product,
    not_qp,
    certifier_entered,
    _provisional,
    steps_for(Certificate.FINAL),
    holds,
    confirmations,
    _results,
    fates_known,
    _deviations,
    _review,
    wrong_stage(Decision.CERTIFY_FINAL),
)
