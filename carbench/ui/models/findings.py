"""The ten things a Qualified Person must see before signing (release.md section 7), as texts with a tone.

Every tone comes from the domain's reasons: a finding is bad exactly when a reason
against the certificate belongs to it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from carbench.domain.acts import BagScanned, GoDecided, LabelKind, LabelsReconciled, LotUsed
from carbench.domain.batch import Batch
from carbench.domain.certificate import shortened, statement, weighed_text
from carbench.domain.dose import dose_per_kg, volume_to_give
from carbench.domain.identifiers import grouped
from carbench.domain.judgement import Judgement
from carbench.domain.lines import Line
from carbench.domain.people import Person
from carbench.domain.release import Reason, WhyNot
from carbench.domain.result_lines import (
    corrections,
    due,
    limit_in_words,
    line_in_words,
    pending,
    result_in_words,
    verified,
)
from carbench.domain.results import Result
from carbench.domain.specification import Certificate, Group, Test, Verdict
from carbench.domain.watch import alerts, deviations, open_holds, put_off
from carbench.domain.watch_words import about_in_words, count_in_words, deviation_in_words, hold_in_words, lot_in_words
from carbench.operations.certify_provisional import Draft
from carbench.texts import Texts, texts_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One of the ten things."""

    title: str
    lines: tuple[str, ...]
    tone: str
    """good, warn or bad."""


R = Reason
BELONGS: tuple[tuple[str, frozenset[Reason]], ...] = (
    ("identity", frozenset({R.STEP_UNSIGNED, R.WRONG_STAGE, R.ACT_UNCONFIRMED})),
    ("clock", frozenset({R.CLOCK_NOT_STARTED, R.START_UNCHECKED, R.EXPIRED, R.TOO_LATE_TO_LEAVE})),
    (
        "tests",
        frozenset(
            {
                *(R.RESULT_MISSING, R.PENDING, R.RESULT_UNDECIDED, R.RESULT_INVALID, R.RESULT_OUT, R.NOT_VERIFIED),
                R.NOT_OBTAINED,
            }
        ),
    ),
    ("dose", frozenset({R.WEIGHT_MISSING, R.WEIGHT_TOO_OLD})),
    ("microbiology", frozenset()),
    ("pending", frozenset()),
    ("deviations", frozenset({R.DEVIATION_OPEN, R.ON_HOLD})),
    ("materials", frozenset({R.EXAMPLE_PRODUCT, R.LOT_NOT_RELEASED})),
    ("review", frozenset({R.REVIEW_MISSING, R.REVIEW_STALE, R.LABELS_NOT_RECONCILED})),
    ("signature", frozenset({R.NOT_QP, R.CERTIFIER_ENTERED, R.TRAIL_BROKEN})),
)


def findings(draft: Draft, texts: Texts) -> tuple[Finding, ...]:
    """Give the ten things in their order."""
    given = {why.reason for why in draft.why_not}
    found = []
    for place, (name, reasons) in enumerate(BELONGS, start=1):
        lines, warns = LINES[name](draft, texts)
        tone = "bad" if given & reasons else "warn" if warns else "good"
        found.append(Finding(title=f"{place}  {texts.say(f'finding.{name}')}", lines=lines, tone=tone))
    return tuple(found)


def still_against(given: tuple[WhyNot, ...]) -> tuple[WhyNot, ...]:
    """Give what is still to be said of a batch that has its certificate: any result out of limit."""
    return tuple(why for why in given if why.reason is Reason.RESULT_OUT)


def why_in_words(why: WhyNot, batch: Batch, person: Person, texts: Texts) -> str:
    """Say a reason with what it is about; a reason about a person is about the one who asks."""
    return texts.say(f"reason.{why.reason.value}", about=_about(why, batch, person, texts)).strip()


def _about(why: WhyNot, batch: Batch, person: Person, texts: Texts) -> str:
    """Give the name a person knows for what a reason is about."""
    if why.reason is R.WRONG_STAGE:
        return texts.say(batch.stage)
    product = batch.product
    titles = {test.id: test.title for test in product.tests}
    titles |= {step.id.value: step.title for step in product.steps}
    titles |= {rule.id: rule.title for rule in product.lots}
    known = {name: texts.wording(title) for name, title in titles.items()}
    known |= {person.name: person.full_name, "dose": texts.say("finding.dose")}
    if why.reason is R.LABELS_NOT_RECONCILED:
        known |= {kind.value: texts.say(kind) for kind in LabelKind}
    found = [hold_in_words(hold, texts) for hold in open_holds(batch) if hold.hold_id == why.about]
    if why.reason is R.ON_HOLD and found:
        return found[0]
    return known.get(why.about, why.about)


Lines = tuple[tuple[str, ...], bool]


def _identity(draft: Draft, texts: Texts) -> Lines:
    batch = draft.manifest.batch
    order, received = batch.opened, batch.received
    matched = received.witness.full_name if received else "–"
    return (
        f"{order.patient_id}  {order.patient_name}",
        f"{grouped(order.donation_number)}  {order.chain_of_identity}",
        texts.say("finding.bags", count=len(batch.bags), bags=", ".join(bag.bag_id for bag in batch.bags) or "–"),
        texts.say("finding.order", prescriber=order.prescriber, indication=order.indication),
        texts.say("finding.matched", name=matched),
    ), received is None


def _clock(draft: Draft, texts: Texts) -> Lines:
    batch = draft.manifest.batch
    leave, expiry = batch.must_leave_by, batch.expiry
    return (
        texts.say("finding.leave_by", at=leave.plain() if leave else "–"),
        texts.say("finding.expiry", at=expiry.plain() if expiry else "–"),
        _lymphodepletion(batch, texts),
    ), False


def _lymphodepletion(batch: Batch, texts: Texts) -> str:
    decided = next(reversed(batch.of(GoDecided)), None)
    if decided is None:
        return texts.say("finding.no_lymphodepletion")
    return texts.say("finding.lymphodepletion", state=texts.say(decided.lymphodepletion), told=decided.told)


def _tests(draft: Draft, texts: Texts) -> Lines:
    batch = draft.manifest.batch
    needed = batch.product.needed_for(Certificate.PROVISIONAL)
    stands = batch.lines_at(draft.manifest.at)
    met = sum(stands[test.id].provisional.verdict is Verdict.MEETS and verified(batch, test) for test in needed)
    out = [t for t in batch.product.tests if t not in needed and batch.verdict(t) is Verdict.OUT]
    lines = [texts.say("finding.n_of_n", met=met, needed=len(needed))]
    lines += [_test_line(batch, test, stands=stands, texts=texts) for test in (*needed, *out)]
    return tuple(lines), False


def _test_line(batch: Batch, test: Test, *, stands: Mapping[str, Line], texts: Texts) -> str:
    """Say a line with every value it ever had; an unchecked value is not told to who may have to read it unseen."""
    judgement = stands[test.id].provisional
    limit = limit_in_words(test, texts, product=batch.product, facts=batch.facts)
    return f"{texts.wording(test.title)} ({limit}): {_value(batch, test, judgement=judgement, texts=texts)}"


def _value(batch: Batch, test: Test, *, judgement: Judgement, texts: Texts) -> str:
    results = batch.results.get(test.id, ())
    if not results and (not batch.parts(test) or judgement.verdict is Verdict.PENDING):
        return texts.say(judgement.verdict)
    if not verified(batch, test):
        return texts.say("certificate.not_checked")
    chain = " → ".join(result_in_words(test, result, texts) for result in results)
    value = f"{chain or line_in_words(batch, test, texts)}  {texts.say(judgement.verdict)}"
    hours = _hours(test, results[-1] if results else None, texts)
    return f"{value}  {hours}".rstrip()


def _hours(test: Test, result: Result | None, texts: Texts) -> str:
    """Say how long a test that is read again and again had run when it was read, minutes cut."""
    if test.interim is None or result is None or result.act.inoculated_at is None:
        return ""
    ran = result.act.inoculated_at.minutes_until(result.act.happened_at) // 60
    return texts.say("finding.interim", hours=ran, whole=test.interim.whole_hours, at=result.act.happened_at.plain())


def _dose(draft: Draft, texts: Texts) -> Lines:
    batch = draft.manifest.batch
    order = batch.opened
    return (
        texts.say(
            "finding.dose_line",
            dose=shortened(dose_per_kg(batch, batch.counted), texts),
            target=texts.reading(order.target_dose),
        ),
        weighed_text(batch, texts),
        texts.say("finding.to_give", volume=shortened(volume_to_give(batch), texts)),
    ), False


def _microbiology(draft: Draft, texts: Texts) -> Lines:
    batch = draft.manifest.batch
    stands = batch.lines_at(draft.manifest.at)
    tests = [test for test in batch.product.tests if test.group is Group.MICROBIOLOGY]
    return tuple(_test_line(batch, test, stands=stands, texts=texts) for test in tests), False


def _pending(draft: Draft, texts: Texts) -> Lines:
    batch = draft.manifest.batch
    lines = []
    for test in pending(batch):
        at = due(batch, test)
        lines.append(f"{texts.wording(test.title)} – {at.plain() if at else '–'}. {texts.wording(test.consequence)}")
    return tuple(lines) or (texts.say("certificate.none_pending"),), False


def _deviations(draft: Draft, texts: Texts) -> Lines:
    batch = draft.manifest.batch
    strays = ", ".join(str(seq) for seq in sorted(batch.out_of_order))
    late = ", ".join(f"{r.seq}: {r.reason}" for r in batch.acts if r.reason)
    found, holds = deviations(batch), open_holds(batch)
    waiting = ", ".join(str(act.entry) for act in put_off(batch))
    lines = [deviation_in_words(batch, deviation, texts) for deviation in found]
    lines = lines or [texts.say("finding.no_deviations")]
    lines += [texts.say("finding.hold", hold=hold_in_words(hold, texts)) for hold in holds]
    lines += [texts.say("finding.put_off", entries=waiting)] if waiting else []
    unknown = [alert.raised.about for alert in alerts(batch) if alert.acknowledged is None]
    lines += [texts.say("finding.alert", about=about_in_words(batch.product, about, texts)) for about in unknown]
    lines += [
        texts.say("finding.out_of_order", entries=strays or "–"),
        texts.say("finding.reasons_given", entries=late or "–"),
    ]
    checkers = {r.check.recorded_by for rs in batch.results.values() for r in rs[-1:] if r.check}
    same = draft.manifest.signature.signer in checkers
    if same:
        lines.append(texts.say("certificate.same_person"))
    return tuple(lines), bool(found or holds or waiting or unknown or strays or late or same)


def _materials(draft: Draft, texts: Texts) -> Lines:
    batch = draft.manifest.batch
    product, used = batch.product, batch.of(LotUsed)
    changes = sum(len(list(corrections(results))) for results in batch.results.values())
    lots = [lot_in_words(product, lot, texts) for lot in used]
    missing = [rule for rule in product.lots if not any(lot.material == rule.id for lot in used)]
    lots += [texts.say("reason.LOT_NOT_RELEASED", about=texts.wording(rule.title)) for rule in missing]
    lines = [f"{product.id} {product.revision}  {product.sha256[:16]}…"]
    lines += [texts.say("finding.changed_values", count=changes)]
    lines += lots or [texts.say("finding.no_lots_needed")]
    return tuple(lines), product.example or changes > 0


def _review(draft: Draft, texts: Texts) -> Lines:
    batch = draft.manifest.batch
    name = batch.review.signature.full_name if batch.review else "–"
    counts = [act for act in batch.of(LabelsReconciled) if act.labels is LabelKind.IDENTITY]
    key = "finding.labels" if counts else "finding.labels_not_counted"
    counted = texts.say(key, said=count_in_words(counts[-1], texts)) if counts else texts.say(key)
    scanned = {act.bag_id for act in batch.of(BagScanned) if act.labels is LabelKind.IDENTITY}
    total = len(batch.bags)
    return (
        texts.say("finding.reviewed", name=name),
        counted,
        texts.say("finding.scanned", found=len(scanned), total=total),
    ), len(scanned) < total


def _signature(draft: Draft, _: Texts) -> Lines:
    """The statement is said in the language of the document: what is read is what is signed."""
    return (statement(draft.manifest, texts_in(draft.manifest.language)),), False


LINES: dict[str, Callable[[Draft, Texts], Lines]] = {
    "identity": _identity,
    "clock": _clock,
    "tests": _tests,
    "dose": _dose,
    "microbiology": _microbiology,
    "pending": _pending,
    "deviations": _deviations,
    "materials": _materials,
    "review": _review,
    "signature": _signature,
}
