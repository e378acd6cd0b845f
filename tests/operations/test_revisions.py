"""Approved revisions open real batches; a batch is judged by another one only before its certificate, signed by two."""

import hashlib
from collections.abc import Callable

import pytest

from carbench.domain.act_errors import DecisionRefused, ProductDiffers
from carbench.domain.acts import BatchOpened, Difference, ProductRevisionApproved, ProvisionalCertified, RevisionChanged
from carbench.domain.errors import BenchError, DutyRefused, ExampleProduct, ProductBroken, SamePerson, SignerDiffers
from carbench.domain.people import Meaning
from carbench.domain.release import Reason
from carbench.domain.specification import Verdict
from carbench.operations import looking
from carbench.operations.approve_product_revision import approve_product_revision
from carbench.operations.bench import Bench, Changes
from carbench.operations.certify_provisional import draft_certificate
from carbench.operations.change_pinned_revision import change_pinned_revision
from carbench.operations.demonstration import SetClock
from carbench.operations.open_batch import open_batch
from carbench.operations.record_result import record_result
from carbench.operations.recording import Command
from carbench.store.verify import verify
from tests.operations.conftest import played_at
from tests.operations.record import newest, refused, stands
from tests.operations.stages import BATCH, certify, identity_labels, review, revision
from tests.people import NOW, ORDER, Played

At = Callable[[str], Played]
SECOND = ('revision = "1"', 'revision = "2"')
LOWER = ('value = "70"\nrounding', 'value = "69"\nrounding')
OWN = ("example = true", "example = false")
LAXER = revision(SECOND, LOWER)


@pytest.fixture
def real(real_bench: Bench, clock: SetClock) -> Played:
    """A day at a site that is no demonstration."""
    return played_at(real_bench, clock)


def approve(
    day: Played,
    content: bytes,
    *,
    qa: str = "rosa",
    qp: str = "quentin",
    who: str = "rosa",
    command: Command | None = None,
) -> Changes:
    if day.bench.person is None or day.bench.person.name != who:
        day.as_(who)
    signers = {"qa": day.proof(qa), "qp": day.proof(qp)}
    return approve_product_revision(day.bench, content=content, command=command, **signers)


def change(
    day: Played,
    content: bytes = LAXER,
    *,
    qa: str = "rosa",
    qp: str = "quentin",
    who: str = "quentin",
    command: Command | None = None,
) -> Changes:
    if day.bench.person is None or day.bench.person.name != who:
        day.as_(who)
    signers = {"qa": day.proof(qa), "qp": day.proof(qp)}
    return change_pinned_revision(day.bench, batch_id=BATCH, content=content, command=command, **signers)


# Approving


def test_an_approved_copy_of_the_unit_opens_a_real_batch_that_can_be_certified(real: Played) -> None:
    approve(real, revision(OWN))
    real.checked()
    identity_labels(real)
    review(real)
    shown = draft_certificate(real.bench, batch_id=BATCH, language="en")
    assert shown.why_not == ()
    certify(real)
    act = stands(real.bench, ProvisionalCertified)[1]
    assert act.number == "P-2026-0001"
    assert verify(real.bench.store).holds


def test_the_newest_approved_revision_opens_batches_and_older_ones_keep_theirs(real: Played) -> None:
    approve(real, revision(OWN))
    real.ordered()
    approve(real, revision(OWN, SECOND, LOWER))
    other = real.another("B-0043", donation_number="A999926000043", patient_id="PX-43")
    other.ordered()
    assert looking.batch(real.bench, BATCH).product.revision == "1"
    assert looking.batch(real.bench, "B-0043").product.revision == "2"


def test_an_approval_carries_both_signatures_and_the_very_file(real: Played) -> None:
    content = revision(OWN)
    approve(real, content)
    recorded = newest(real.bench)[0]
    act = recorded.act
    assert isinstance(act, ProductRevisionApproved)
    assert act.product_sha256 == hashlib.sha256(content).hexdigest()
    assert looking.document(real.bench, act.product_sha256) == content
    assert [(s.signer, s.meaning) for s in (act.reviewer, act.qualified_person)] == [
        ("rosa", Meaning.APPROVED),
        ("quentin", Meaning.APPROVED),
    ]
    assert recorded.role == "qa_reviewer"


@pytest.mark.parametrize(
    ("signers", "kind"),
    [
        ({"qa": "quentin"}, SamePerson),
        ({"qa": "chloe", "who": "quentin"}, DutyRefused),
        ({"qp": "chloe", "who": "rosa"}, DutyRefused),
        ({"qa": "quentin", "qp": "rosa"}, DutyRefused),
        ({"who": "olivia"}, SignerDiffers),
    ],
)
def test_an_approval_takes_one_of_qa_and_a_qp_of_whom_one_is_signed_in(
    real: Played, signers: dict[str, str], kind: type[BenchError]
) -> None:
    real.as_(signers.get("who", "rosa"))
    with refused(real.bench, kind):
        approve(real, revision(OWN), **signers)


@pytest.mark.parametrize(
    ("content", "kind"),
    [(revision(), ExampleProduct), (b"", ProductBroken), (b"\xff", ProductBroken), (b"id = 1", ProductBroken)],
)
def test_neither_an_example_nor_a_broken_file_is_approved(real: Played, content: bytes, kind: type[BenchError]) -> None:
    real.as_("rosa")
    with refused(real.bench, kind):
        approve(real, content)


def test_an_approval_asked_for_twice_stands_once(real: Played) -> None:
    command = Command()
    first = approve(real, revision(OWN), command=command)
    assert approve(real, revision(OWN), command=command) == first
    assert newest(real.bench)[0] == first.acts[0]


def test_a_rehearsal_opens_under_an_example_and_is_never_certified_at_a_real_site(real: Played) -> None:
    real.as_("olivia")
    rehearsal = {name: getattr(ORDER, name) for name in ORDER.__dataclass_fields__} | {"rehearsal": True}
    open_batch(real.bench, order=type(ORDER)(**rehearsal), told=NOW)
    assert stands(real.bench, BatchOpened)[1].rehearsal
    real.as_("quentin")
    shown = draft_certificate(real.bench, batch_id=BATCH, language="en")
    assert Reason.EXAMPLE_PRODUCT in {why.reason for why in shown.why_not}


# Changing


def test_a_change_of_revision_is_signed_by_two_and_keeps_every_difference_and_both_files(at: At) -> None:
    day = at("resulted")
    day.as_("anselm")
    before = looking.batch(day.bench, BATCH)
    changes = change(day)
    act = changes.acts[0].act
    assert isinstance(act, RevisionChanged)
    assert (act.revision, act.differences) == ("2", ())
    assert (act.reviewer.signer, act.qualified_person.signer) == ("rosa", "quentin")
    assert looking.document(day.bench, before.product.sha256)
    assert looking.document(day.bench, act.product_sha256) == LAXER
    assert looking.batch(day.bench, BATCH).product.revision == "2"
    assert verify(day.bench.store).holds


def test_limits_are_judged_by_the_new_revision_from_then_on(at: At) -> None:
    played = at("filled")
    played.as_("anselm")
    record_result(played.bench, batch_id=BATCH, test_id="viability", typed="69.0", told=NOW)
    old = looking.batch(played.bench, BATCH)
    assert old.verdict(old.product.test("viability")) is Verdict.OUT
    act = change(played).acts[0].act
    assert isinstance(act, RevisionChanged)
    assert Difference(test_id="viability", old=Verdict.OUT, new=Verdict.MEETS) in act.differences
    new = looking.batch(played.bench, BATCH)
    assert new.verdict(new.product.test("viability")) is Verdict.MEETS


@pytest.mark.parametrize(
    ("signers", "kind"),
    [
        ({"qa": "quentin"}, SamePerson),
        ({"qa": "chloe", "who": "quentin"}, DutyRefused),
        ({"qp": "chloe", "who": "rosa"}, DutyRefused),
        ({"who": "olivia"}, SignerDiffers),
    ],
)
def test_a_change_takes_one_of_qa_and_a_qp_of_whom_one_is_signed_in(
    at: At, signers: dict[str, str], kind: type[BenchError]
) -> None:
    day = at("filled")
    day.as_(signers.get("who", "quentin"))
    with refused(day.bench, kind):
        change(day, **signers)


@pytest.mark.parametrize("stage", ["certified", "infused", "final", "supplied"])
def test_after_the_certificate_or_a_supply_the_revision_stays(at: At, stage: str) -> None:
    day = at(stage)
    day.as_("quentin")
    with refused(day.bench, DecisionRefused) as caught:
        change(day)
    assert Reason.WRONG_STAGE.value in caught.value.reasons


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (revision(), ProductDiffers),
        (revision(LOWER), ProductDiffers),
        (revision(('id = "demo"', 'id = "other"'), SECOND), ProductDiffers),
        (b"nothing", ProductBroken),
    ],
    ids=["the same revision", "other limits under the same revision", "another product", "no product"],
)
def test_a_file_that_is_no_other_revision_of_the_product_is_refused(
    at: At, content: bytes, kind: type[BenchError]
) -> None:
    day = at("filled")
    day.as_("quentin")
    with refused(day.bench, kind):
        change(day, content)


def test_at_a_real_site_only_an_approved_revision_takes_its_place(real: Played) -> None:
    approve(real, revision(OWN))
    real.ordered()
    real.as_("quentin")
    for content in (LAXER, revision(OWN, SECOND, LOWER)):
        with refused(real.bench, ExampleProduct):
            change(real, content)
    approve(real, revision(OWN, SECOND, LOWER))
    change(real, revision(OWN, SECOND, LOWER))
    assert stands(real.bench, RevisionChanged)[1].revision == "2"


def test_a_change_asked_for_twice_stands_once(at: At) -> None:
    day, command = at("filled"), Command()
    first = change(day, command=command)
    assert change(day, command=command) == first
