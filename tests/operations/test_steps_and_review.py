"""Signing steps, confirming what was performed, reviewing the data."""

from carbench.domain.acts import DataReviewed, StepSigned
from carbench.domain.checklist import StepState, step_state
from carbench.domain.errors import DutyRefused, ManifestChanged, NothingToConfirm, StepNotReady, StepSignedAlready
from carbench.domain.people import Meaning, Role
from carbench.domain.product import StepId
from carbench.domain.release import Reason
from carbench.operations import looking
from carbench.operations.certify_provisional import reasons_against
from carbench.operations.circumstances import Circumstances
from carbench.operations.confirm_performed import confirm_performed
from carbench.operations.record_result import record_result
from carbench.operations.review_data import review_data
from carbench.operations.sign_step import sign_step
from carbench.operations.take_count import Count, take_count
from tests.operations.record import refused, stands
from tests.people import NOW, ORDER, Played

BATCH = ORDER.batch_id
COUNT = Count(concentration="3.60", viability="95.5", volume="800")


def sign_culture(played: Played) -> None:
    sign_step(played.bench, batch_id=BATCH, step=StepId.CULTURE, by=played.proof("olivia"))


def last(played: Played) -> int:
    return looking.batch(played.bench, BATCH).last_seq


def test_a_step_is_signed_by_a_role_its_product_names(played: Played) -> None:
    played.counted()
    recorded, act = stands(played.bench, StepSigned)
    assert (act.step, recorded.recorded_by, recorded.role) == ("culture", "olivia", "operator")
    assert (act.signature.role, act.signature.meaning) == (Role.OPERATOR, Meaning.STEP_DONE)
    assert act.happened_at == recorded.recorded_at


def test_a_step_without_anything_recorded_is_not_signed(played: Played) -> None:
    played.received()
    with refused(played.bench, StepNotReady) as caught:
        sign_culture(played)
    assert caught.value.step == "culture"


def test_a_step_is_signed_once_and_again_only_after_something_came(played: Played) -> None:
    played.counted()
    by = played.proof("olivia")
    with refused(played.bench, StepSignedAlready):
        sign_step(played.bench, batch_id=BATCH, step=StepId.CULTURE, by=by)
    take_count(played.bench, batch_id=BATCH, count=COUNT, told=NOW)
    assert step_state(looking.batch(played.bench, BATCH), StepId.CULTURE) is StepState.CHANGED
    sign_culture(played)
    assert step_state(looking.batch(played.bench, BATCH), StepId.CULTURE) is StepState.DONE


def test_a_step_nobody_signs_is_signed_by_nobody(played: Played) -> None:
    played.received()
    by = played.proof("olivia")
    with refused(played.bench, DutyRefused):
        sign_step(played.bench, batch_id=BATCH, step=StepId.RECEIPT, by=by)


def test_only_the_performer_confirms_and_only_once(played: Played) -> None:
    played.received()
    take_count(played.bench, batch_id=BATCH, count=COUNT, told=Circumstances(performed_by=("anselm",)))
    played.as_("chloe")
    by = played.proof("chloe")
    with refused(played.bench, NothingToConfirm):
        confirm_performed(played.bench, batch_id=BATCH, by=by)
    played.as_("anselm")
    by = played.proof("anselm")
    confirm_performed(played.bench, batch_id=BATCH, by=by)
    with refused(played.bench, NothingToConfirm):
        confirm_performed(played.bench, batch_id=BATCH, by=by)


def test_of_two_performers_each_confirms(played: Played) -> None:
    played.received()
    told = Circumstances(performed_by=("anselm", "olivia", "chloe"))
    seq = take_count(played.bench, batch_id=BATCH, count=COUNT, told=told).acts[0].seq
    for name, waiting in (("anselm", [seq]), ("chloe", [])):
        played.as_(name)
        confirm_performed(played.bench, batch_id=BATCH, by=played.proof(name))
        assert [r.seq for r in looking.batch(played.bench, BATCH).unconfirmed()] == waiting


def test_a_review_covers_what_was_seen(played: Played) -> None:
    played.reviewed()
    recorded, act = stands(played.bench, DataReviewed)
    assert (recorded.recorded_by, recorded.role, act.signature.meaning) == ("quentin", "qp", Meaning.REVIEWED)
    assert act.covers < recorded.seq
    assert looking.batch(played.bench, BATCH).since(act.covers) == ()


def test_a_review_of_a_page_that_something_overtook_is_refused(played: Played) -> None:
    played.checked()
    played.as_("quentin")
    seen = last(played)
    played.as_("anselm")
    told = Circumstances(reason="read from the wrong tube")
    record_result(played.bench, batch_id=BATCH, test_id="viability", typed="84.5", told=told)
    played.as_("quentin")
    by = played.proof("quentin")
    with refused(played.bench, ManifestChanged):
        review_data(played.bench, batch_id=BATCH, seen=seen, by=by)


def test_a_review_cannot_cover_what_is_not_there_yet(played: Played) -> None:
    played.checked()
    played.as_("rosa")
    by = played.proof("rosa")
    with refused(played.bench, ManifestChanged):
        review_data(played.bench, batch_id=BATCH, seen=2**40, by=by)


def test_what_comes_after_the_review_makes_it_stale(played: Played) -> None:
    played.reviewed()
    assert reasons_against(played.bench, batch_id=BATCH, person=played.bench.signed_in) == ()
    played.as_("chloe")
    record_result(played.bench, batch_id=BATCH, test_id="mycoplasma_final", typed="not_detected", told=NOW)
    quentin = played.proof("quentin").person
    assert [why.reason for why in reasons_against(played.bench, batch_id=BATCH, person=quentin)] == [
        Reason.REVIEW_STALE
    ]
