"""Why a decision may not be taken over a batch: every decision, every reason.

In which stages a decision may be taken at all stands in `stages.DECISIONS`; what else it asks is here.
Source: release.md sections 6 and 12.
"""

from collections.abc import Callable, Iterator

from carbench.domain.acts import (
    BagScanned,
    Fate,
    LabelKind,
    ProvisionalRefused,
    RepeatApproved,
    RevisionChanged,
    SuppliedExceptionally,
)
from carbench.domain.bags import Place, bags, infused, released
from carbench.domain.final import fates_known, may_certify_finally, may_supersede_finally
from carbench.domain.judgement import Cause
from carbench.domain.product import StepId
from carbench.domain.release import (
    VERDICT_REASONS,
    Question,
    Reason,
    Rule,
    WhyNot,
    deviations_open,
    has_any,
    in_time,
    may_certify,
    none_out,
    not_qp,
    outs,
    trail_broken,
    wrong_stage,
)
from carbench.domain.specification import Certificate, Severity, Verdict
from carbench.domain.stages import Decision, Stage
from carbench.domain.watch import deviations, open_holds


def against(decision: Decision, question: Question) -> tuple[WhyNot, ...]:
    """Give all reasons why a decision may not be taken; none lets it be taken."""
    return CHECKS[decision](question)


def _all(*rules: Rule) -> Callable[[Question], tuple[WhyNot, ...]]:
    return lambda question: tuple(why for rule in rules for why in rule(question))


def _not_infused(q: Question) -> Iterator[WhyNot]:
    """After an infusion P is never withdrawn, only followed."""
    if infused(q.batch):
        yield WhyNot(reason=Reason.WRONG_STAGE, about="infused")


def _standing(q: Question) -> Iterator[WhyNot]:
    """The certificate, or the exceptional supply, names this bag and stands."""
    batch = q.batch
    if batch.stage is Stage.SUPPLIED:
        if all(q.bag_id not in act.bags for act in batch.of(SuppliedExceptionally)):
            yield WhyNot(reason=Reason.NO_PROVISIONAL, about=q.bag_id)
        return
    certificate = batch.certificate
    early = certificate is not None and q.at.minutes_until(certificate.happened_at) > 0
    if certificate is None or q.bag_id not in certificate.bags or early:
        yield WhyNot(reason=Reason.NO_PROVISIONAL, about=q.bag_id)
    elif batch.suspended:
        yield WhyNot(reason=Reason.CERTIFICATE_SUSPENDED, about=certificate.number)


def _release_label(q: Question) -> Iterator[WhyNot]:
    """The release label was scanned on this bag under the standing certificate."""
    if q.scanned:
        return
    certified = next((r.seq for r in reversed(q.batch.acts) if r.act is q.batch.certificate), 0)
    scans = (
        r for r in q.batch.entries(BagScanned) if isinstance(r.act, BagScanned) and r.act.labels is LabelKind.RELEASE
    )
    if not any(r.act.bag_id == q.bag_id and r.seq > certified for r in scans if isinstance(r.act, BagScanned)):
        yield WhyNot(reason=Reason.LABELS_NOT_RECONCILED, about=q.bag_id, mended_in=StepId.RELEASE_LABELS)


def _bag_holds(q: Question) -> Iterator[WhyNot]:
    """Neither this bag nor the whole batch is on hold."""
    for hold in open_holds(q.batch, q.bag_id):
        yield WhyNot(reason=Reason.ON_HOLD, about=hold.hold_id, mended_in=StepId.REVIEW)


def _bag_released(q: Question) -> Iterator[WhyNot]:
    if q.batch.stage is not Stage.SUPPLIED and q.bag_id and not released(q.batch, q.bag_id):
        yield WhyNot(reason=Reason.LABELS_NOT_RECONCILED, about=q.bag_id, mended_in=StepId.RELEASE_LABELS)


def _bag_here(q: Question) -> Iterator[WhyNot]:
    """A bag leaves once: one that left, or whose fate is known, is here again only when it came back."""
    bag = next((bag for bag in bags(q.batch) if bag.id == q.bag_id), None)
    gone = bag is not None and (bag.place is not Place.SITE or bag.fate not in {None, Fate.RETURNED})
    if bag is not None and gone:
        yield WhyNot(reason=Reason.WRONG_STAGE, about=bag.id, mended_in=StepId.HAND_OVER)


def _suspended(q: Question) -> Iterator[WhyNot]:
    """Only a suspended certificate is reinstated."""
    if q.batch.certificate is not None and not q.batch.suspended:
        yield WhyNot(reason=Reason.WRONG_STAGE, about=q.batch.certificate.number)


def _overtaken(q: Question) -> Iterator[WhyNot]:
    """A final certificate is superseded only once something was recorded after it."""
    final = next((r.seq for r in reversed(q.batch.acts) if r.act is q.batch.final), None)
    if final is not None and not q.batch.since(final):
        yield WhyNot(reason=Reason.WRONG_STAGE, about=q.batch.stage.value)


def _still_meets(q: Question) -> Iterator[WhyNot]:
    """Nothing leaves under a certificate while a line is OUT or what it rests on met and does no more.

    Whoever reinstated it. Under an exceptional supply nothing leaves that is never releasable.
    """
    if q.batch.stage is Stage.SUPPLIED:
        yield from _out_never(q)
        return
    yield from none_out(q)
    own = {f"bag:{q.bag_id}"}
    at = q.batch.certificate.happened_at if q.batch.certificate else None
    for test in q.batch.product.needed_for(Certificate.PROVISIONAL):
        said = q.batch.lines_at(at)[test.id].provisional
        verdict = said.verdict
        if verdict in LOST or (verdict is Verdict.PENDING and said.cause is Cause.NOTHING_YET):
            yield WhyNot(reason=VERDICT_REASONS[verdict], about=test.id, mended_in=StepId.RESULTS)
    others = {d.id for d in deviations(q.batch) if d.raised.about in {f"bag:{b.id}" for b in bags(q.batch)} - own}
    yield from (why for why in deviations_open(q) if why.about not in others)


def _out_never(q: Question) -> Iterator[WhyNot]:
    """Where one OUT line is "never" and another "exceptional supply possible", never wins."""
    for test in outs(q.batch):
        if test.severity is Severity.NEVER:
            yield WhyNot(reason=Reason.RESULT_OUT, about=test.id, mended_in=StepId.RESULTS)


def _followed(q: Question) -> Iterator[WhyNot]:
    """The pending tests of an exceptional supply are followed to its closing report."""
    for test in q.batch.product.needed_for(Certificate.FINAL):
        verdict = q.batch.verdict(test)
        if verdict in VERDICT_REASONS and VERDICT_REASONS[verdict] is not Reason.NOT_OBTAINED:
            missing = not has_any(q.batch, test)
            reason = Reason.RESULT_MISSING if missing else VERDICT_REASONS[verdict]
            yield WhyNot(reason=reason, about=test.id, mended_in=StepId.PENDING)


LOST = {Verdict.INVALID, Verdict.UNDECIDED, Verdict.NOT_OBTAINED}
"""Verdicts a line of P cannot have while a bag leaves; OUT is named by itself."""


def _as_provisional(q: Question) -> Iterator[WhyNot]:
    """Everything P asks, but for lines that are OUT and may be supplied exceptionally; reviews are the physician's.

    A supply in the place of a certificate that could be granted is none.
    """
    excused = {test.id for test in outs(q.batch) if test.severity is Severity.EXCEPTIONAL}
    apart = {Reason.WRONG_STAGE, Reason.REVIEW_MISSING, Reason.REVIEW_STALE}
    for why in may_certify(q):
        allowed = why.reason is Reason.RESULT_OUT and why.about in excused
        if not allowed and why.reason not in apart:
            yield why
    if not excused:
        yield WhyNot(reason=Reason.WRONG_STAGE, about="nothing_out")


REVIEWED_AGAIN = {Reason.REVIEW_STALE, Reason.REVIEW_MISSING}
"""Reasons of a refusal that certifying again asks anew: the reopening itself makes every review stale."""


def _refusal_gone(q: Question) -> Iterator[WhyNot]:
    """Every reason of the refusal is gone; what was not looked at then is looked at when certifying."""
    refusals = q.batch.entries(ProvisionalRefused)
    last = refusals[-1] if refusals else None
    then = set(last.act.reasons) if last and isinstance(last.act, ProvisionalRefused) else set()
    mended = any(r.seq > last.seq for r in q.batch.entries(RepeatApproved, RevisionChanged)) if last else False
    if not then and not mended:  # refused on grounds of the QP's own, which nothing here can say are gone
        yield WhyNot(reason=Reason.WRONG_STAGE, about=q.batch.stage.value)
    for why in may_certify(q):
        if why.reason not in REVIEWED_AGAIN and said(why) in then:
            yield why


def said(why: WhyNot) -> str:
    """Write a reason and what it is about as a refusal keeps it: "RESULT_OUT viability"."""
    return f"{why.reason.value} {why.about}".strip()


D = Decision
CHECKS: dict[Decision, Callable[[Question], tuple[WhyNot, ...]]] = {
    D.CERTIFY_PROVISIONAL: may_certify,
    D.REFUSE: _all(trail_broken, wrong_stage(D.REFUSE), not_qp),
    D.EXCEPTIONAL_SUPPLY: _all(
        wrong_stage(D.EXCEPTIONAL_SUPPLY),
        _as_provisional,
    ),
    D.CHANGE_PINNED_REVISION: _all(trail_broken, wrong_stage(D.CHANGE_PINNED_REVISION)),
    D.END_BATCH: _all(wrong_stage(D.END_BATCH), fates_known),
    D.SUSPEND_CERTIFICATE: _all(wrong_stage(D.SUSPEND_CERTIFICATE)),
    D.REINSTATE_CERTIFICATE: _all(trail_broken, wrong_stage(D.REINSTATE_CERTIFICATE), not_qp, _suspended),
    D.WITHDRAW_PROVISIONAL: _all(wrong_stage(D.WITHDRAW_PROVISIONAL), not_qp, _not_infused),
    D.RELEASE_BAG: _all(
        trail_broken,
        wrong_stage(D.RELEASE_BAG),
        _standing,
        _bag_here,
        _bag_holds,
        in_time,
        _still_meets,
        _release_label,
    ),
    D.HAND_OVER_BAG: _all(
        trail_broken,
        wrong_stage(D.HAND_OVER_BAG),
        _standing,
        _bag_here,
        _bag_released,
        _bag_holds,
        in_time,
        _still_meets,
    ),
    D.CERTIFY_FINAL: may_certify_finally,
    D.CLOSE_SUPPLY: _all(wrong_stage(D.CLOSE_SUPPLY), not_qp, _followed, fates_known),
    D.SUPERSEDE_FINAL: lambda question: (*may_supersede_finally(question), *_overtaken(question)),
    D.REOPEN_REFUSED: _all(trail_broken, wrong_stage(D.REOPEN_REFUSED), not_qp, _refusal_gone),
}
