"""The ten things a Qualified Person must see before signing (release.md section 7), as texts with a tone.

Every tone comes from the domain's reasons: a finding is bad exactly when a reason
against the certificate belongs to it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from carbench.domain.batch import Batch, car_cells, dose_per_kg, exact_sum
from carbench.domain.certificate import shortened, statement
from carbench.domain.identifiers import grouped
from carbench.domain.people import Person
from carbench.domain.release import Reason, WhyNot
from carbench.domain.result_lines import due, limit_in_words, pending, result_in_words
from carbench.domain.specification import EXACT, Certificate, Test, Verdict
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
    ("tests", frozenset({R.RESULT_MISSING, R.PENDING, R.RESULT_UNDECIDED, R.RESULT_OUT, R.NOT_VERIFIED})),
    ("dose", frozenset({R.WEIGHT_MISSING})),
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
    about = person.full_name if why.about == person.name else why.about
    tests = {test.id: texts.wording(test.title) for test in batch.product.tests}
    steps = {step.id.value: texts.wording(step.title) for step in batch.product.steps}
    about = tests.get(about) or steps.get(about) or about
    if why.reason is Reason.WRONG_STAGE:
        about = texts.say(batch.stage)
    return texts.say(f"reason.{why.reason.value}", about=about)


MICROBIOLOGY = {"endotoxin", "sterility_final", "mycoplasma_final"}

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
        texts.say("finding.no_lymphodepletion"),
    ), False


def _tests(draft: Draft, texts: Texts) -> Lines:
    batch = draft.manifest.batch
    needed = batch.product.needed_for(Certificate.PROVISIONAL)
    met = sum(batch.verdict(test) is Verdict.MEETS and bool(batch.checked(test)) for test in needed)
    out = [t for t in batch.product.tests if t not in needed and batch.verdict(t) is Verdict.OUT]
    lines = [texts.say("finding.n_of_n", met=met, needed=len(needed))]
    lines += [_test_line(batch, test, texts) for test in (*needed, *out)]
    return tuple(lines), False


def _test_line(batch: Batch, test: Test, texts: Texts) -> str:
    """Say a line with every value it ever had; an unchecked value is not told to who may have to read it unseen."""
    results = batch.results.get(test.id, ())
    if not results:
        value = texts.say(Verdict.PENDING)
    elif batch.checked(test) is None:
        value = texts.say("certificate.not_checked")
    else:
        chain = " → ".join(result_in_words(test, result, texts) for result in results)
        value = f"{chain}  {texts.say(batch.verdict(test))}"
    return f"{texts.wording(test.title)} ({limit_in_words(test, texts)}): {value}"


def _dose(draft: Draft, texts: Texts) -> Lines:
    batch = draft.manifest.batch
    order = batch.opened
    return (
        texts.say(
            "finding.dose_line",
            dose=shortened(dose_per_kg(batch, batch.bags), texts),
            target=texts.reading(order.target_dose),
        ),
        texts.say("finding.weight", weight=texts.reading(order.weight), at=order.happened_at.plain()),
        texts.say("finding.to_give", volume=_volume_to_give(batch, texts)),
    ), False


def _volume_to_give(batch: Batch, texts: Texts) -> str:
    """Target dose times weight over CAR+ concentration (release.md section 5); one line, never the bag's content."""
    cells = car_cells(batch, batch.bags)
    volume = exact_sum(bag.volume.value for bag in batch.bags)
    if not cells or not volume:
        return "–"
    order = batch.opened
    wanted = EXACT.multiply(order.target_dose.value, order.weight.value)
    return shortened(EXACT.divide(wanted, EXACT.divide(cells, volume)), texts)


def _microbiology(draft: Draft, texts: Texts) -> Lines:
    batch = draft.manifest.batch
    lines = [_test_line(batch, t, texts) for t in batch.product.tests if t.id in MICROBIOLOGY and batch.result(t)]
    return (*lines, texts.say("finding.no_culture")), False


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
    lines = [
        texts.say("finding.out_of_order", entries=strays or "–"),
        texts.say("finding.reasons_given", entries=late or "–"),
    ]
    checkers = {r.check.recorded_by for rs in batch.results.values() for r in rs[-1:] if r.check}
    same = draft.manifest.signature.signer in checkers
    if same:
        lines.append(texts.say("certificate.same_person"))
    return tuple(lines), bool(strays) or bool(late) or same


def _materials(draft: Draft, texts: Texts) -> Lines:
    product = draft.manifest.batch.product
    changes = sum(len(results) - 1 for results in draft.manifest.batch.results.values())
    return (
        f"{product.id} {product.revision}  {product.sha256[:16]}…",
        texts.say("finding.changed_values", count=changes),
        texts.say("finding.no_lots"),
    ), product.example or changes > 0


def _review(draft: Draft, texts: Texts) -> Lines:
    review = draft.manifest.batch.review
    name = review.signature.full_name if review else "–"
    return (texts.say("finding.reviewed", name=name), texts.say("finding.no_labels")), False


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
