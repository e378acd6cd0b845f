"""The provisional certificate: drawn, shown, signed, kept, and read back with another library."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from carbench.domain.acts import ProvisionalCertified
from carbench.domain.errors import ManifestChanged, NotCertifiable, SignerDiffers, WrongPassword
from carbench.domain.people import Meaning, Role
from carbench.domain.record_errors import GlyphMissing
from carbench.domain.release import Reason
from carbench.domain.stages import Stage
from carbench.operations import looking
from carbench.operations.certify_provisional import certify_provisional, draft_certificate, reasons_against, render
from carbench.operations.check_results import check_results
from carbench.operations.circumstances import Circumstances
from carbench.operations.demonstration import SetClock
from carbench.operations.open_batch import open_batch
from carbench.operations.opening import verify_store
from carbench.operations.record_result import record_result
from carbench.operations.review_data import review_data
from carbench.operations.take_count import Count, take_count
from carbench.store.codec import plain
from carbench.store.seal import canonical
from carbench.texts import LANGUAGES, texts_in
from tests.operations.certificates import certified, draft, pages, unbroken
from tests.operations.record import refused, stands, tries
from tests.people import NOW, ORDER, RESULTS, Played

BATCH = ORDER.batch_id


def test_the_document_kept_is_byte_for_byte_the_one_that_was_shown(played: Played) -> None:
    shown, act = certified(played.reviewed())
    kept = looking.document(played.bench, act.file_sha256)
    assert kept == shown.pdf
    assert hashlib.sha256(kept).hexdigest() == act.file_sha256 == act.body_sha256
    assert looking.batch(played.bench, BATCH).stage is Stage.PROVISIONAL
    assert verify_store(played.bench.store.folder).holds


def test_the_signature_says_who_signed_as_what_and_what_it_means(played: Played) -> None:
    shown, act = certified(played.reviewed())
    recorded, newest = stands(played.bench, ProvisionalCertified)
    assert newest == act
    assert (recorded.recorded_by, recorded.role, act.performed_by) == ("quentin", "qp", ("quentin",))
    assert (act.signature.full_name, act.signature.role) == ("Quentin Fictif", Role.QP)
    assert act.signature.meaning is Meaning.CERTIFIED_PROVISIONALLY
    assert act.statement == shown.manifest.batch.product.statement["en"]
    assert (act.bags, act.language) == (("B-0042-1",), "en")
    assert act.head_seq == recorded.seq - 1


def test_the_manifest_kept_is_what_was_stated_and_draws_the_same_bytes_again(played: Played) -> None:
    shown, act = certified(played.reviewed())
    kept = looking.document(played.bench, act.manifest_sha256)
    assert hashlib.sha256(kept).hexdigest() == act.manifest_sha256
    assert kept == canonical(plain(shown.manifest.stated()))
    again = render(shown.manifest)
    assert hashlib.sha256(again).hexdigest() == act.body_sha256


def test_every_value_of_the_batch_can_be_read_in_the_document(played: Played) -> None:
    shown, act = certified(played.reviewed())
    text, whole = " ".join(pages(shown.pdf)), unbroken(shown.pdf)
    batch = looking.batch(played.bench, BATCH)
    said = [act.number, BATCH, "B-0042-1", ORDER.patient_name, ORDER.patient_id, "Dr. Nemo Nobody", "70 kg"]
    said += [
        "94.5 → 95 % of cells",
        "38.4 → 38 % of viable cells",
        "< 0.5 EU/mL",
        "meets",
        "Chloé Inventée",
        "Quentin Fictif",
    ]
    for value in said:
        assert value in text, value
    assert "A999926000042[" in whole
    assert batch.must_leave_by is not None
    assert batch.must_leave_by.plain() in text
    for exact in (act.head_leaf, batch.product.sha256, act.statement):
        assert "".join(exact.split()) in whole
    assert "No changes." in text


def test_what_is_not_known_yet_is_listed_with_when_it_is_due(played: Played) -> None:
    shown, _ = certified(played.reviewed())
    whole = unbroken(shown.pdf)
    batch = looking.batch(played.bench, BATCH)
    for test_id, due in (
        ("sterility_final", "2026-04-03 10:00 +02:00"),
        ("mycoplasma_final", "2026-03-27 09:00 +01:00"),
        ("vector_copies", "2026-03-25 09:00 +01:00"),
    ):
        title = batch.product.test(test_id).title["en"]
        assert "".join(title.split()) in whole
        assert "".join(due.split()) in whole, test_id
    assert "sterilityofthefinalproductisnotknown" in whole


def test_each_page_says_that_it_is_provisional_a_demonstration_and_which_page_it_is(played: Played) -> None:
    shown, act = certified(played.reviewed())
    read = pages(shown.pdf)
    assert len(read) > 1
    for number, text in enumerate(read, start=1):
        for mark in ("PROVISIONAL", "DEMONSTRATION, NOT FOR USE", "EXAMPLE SPECIFICATION, NOT FOR USE", act.number):
            assert mark in text, f"page {number} does not say {mark}"
        assert f"Page {number} of {len(read)}" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_certificate_speaks_each_language_with_its_own_separator(played: Played, language: str) -> None:
    shown, act = certified(played.reviewed(), language)
    texts = texts_in(language)
    whole = unbroken(shown.pdf)
    wanted = ["certificate.title", "certificate.provisional", "certificate.sterility_unknown", "verdict.MEETS"]
    for sentence in (*map(texts.say, wanted), act.statement, f"94{texts.separator}5 → 95 %", f"< 0{texts.separator}5"):
        assert "".join(sentence.split()) in whole
    assert act.statement == shown.manifest.batch.product.statement[language]


def test_numbers_follow_each_other_without_a_gap_also_after_a_refusal(played: Played) -> None:
    first = certified(played.reviewed())[1]
    assert first.number == "DEMO-P-2026-0001"
    played.another("B-0043", donation_number="A999926000043", patient_id="PX-43").reviewed()
    overtaken = draft_certificate(played.bench, batch_id="B-0043", language="en")
    with pytest.raises(WrongPassword):
        tries(played.bench, "quentin", "not the password")
    with refused(played.bench, ManifestChanged):
        certify_provisional(played.bench, draft=overtaken, by=played.proof("quentin"))
    shown = draft_certificate(played.bench, batch_id="B-0043", language="en")
    certify_provisional(played.bench, draft=shown, by=played.proof("quentin"))
    assert stands(played.bench, ProvisionalCertified)[1].number == "DEMO-P-2026-0002"


def test_a_wrong_password_after_the_draft_asks_to_read_it_again(played: Played) -> None:
    played.reviewed()
    shown = draft(played.bench)
    with pytest.raises(WrongPassword):
        tries(played.bench, "quentin", "not the password")
    by = played.proof("quentin")
    with refused(played.bench, ManifestChanged):
        certify_provisional(played.bench, draft=shown, by=by)
    assert looking.batch(played.bench, BATCH).certificate is None


@pytest.mark.parametrize(("minutes", "seconds", "signed"), [(5, 0, True), (5, 1, False)])
def test_a_draft_is_signed_within_its_minutes_or_read_again(
    played: Played,
    clock: SetClock,
    minutes: int,
    seconds: int,
    signed: bool,  # noqa: FBT001
) -> None:
    played.reviewed()
    shown = draft(played.bench)
    clock.advance(timedelta(minutes=minutes, seconds=seconds))
    by = played.proof("quentin")
    if signed:
        certify_provisional(played.bench, draft=shown, by=by)
        assert stands(played.bench, ProvisionalCertified)[1].happened_at == shown.manifest.at
        return
    with refused(played.bench, ManifestChanged):
        certify_provisional(played.bench, draft=shown, by=by)


def test_a_reason_against_bars_the_signature(played: Played) -> None:
    played.reviewed(viability="66.8")
    shown = draft(played.bench)
    assert [why.reason for why in shown.why_not] == [Reason.RESULT_OUT]
    by = played.proof("quentin")
    with refused(played.bench, NotCertifiable) as caught:
        certify_provisional(played.bench, draft=shown, by=by)
    assert caught.value.count == 1


def test_a_batch_that_expires_between_draft_and_signature_is_not_signed(played: Played, clock: SetClock) -> None:
    played.reviewed()
    leave_by = looking.batch(played.bench, BATCH).must_leave_by
    assert leave_by is not None
    clock.at = leave_by.utc - timedelta(minutes=1)
    shown = draft(played.bench)
    assert shown.why_not == ()
    clock.advance(timedelta(minutes=1))
    by = played.proof("quentin")
    with refused(played.bench, NotCertifiable):
        certify_provisional(played.bench, draft=shown, by=by)


def test_nobody_signs_for_whoever_is_signed_in(played: Played) -> None:
    played.reviewed()
    shown = draft(played.bench)
    by = played.proof("rosa")
    with refused(played.bench, SignerDiffers):
        certify_provisional(played.bench, draft=shown, by=by)


def test_anybody_may_look_at_the_draft_and_nobody_but_the_qp_signs_it(played: Played) -> None:
    played.reviewed()
    played.as_("chloe")
    shown = draft(played.bench)
    assert "Chloé Inventée" not in pages(shown.pdf)[-1].partition("Signature")[2]
    assert Reason.NOT_QP in {why.reason for why in shown.why_not}
    by = played.proof("chloe")
    with refused(played.bench, SignerDiffers):
        certify_provisional(played.bench, draft=shown, by=by)


def test_a_batch_is_certified_once(played: Played) -> None:
    certified(played.reviewed())
    shown = draft(played.bench)
    assert [why.reason for why in shown.why_not] == [Reason.WRONG_STAGE]
    by = played.proof("quentin")
    with refused(played.bench, NotCertifiable):
        certify_provisional(played.bench, draft=shown, by=by)


@pytest.mark.parametrize("field", ["patient_name", "prescriber", "indication"])
def test_a_name_the_fonts_cannot_write_is_refused_when_it_is_typed(played: Played, field: str) -> None:
    played.as_("olivia")
    with refused(played.bench, GlyphMissing) as caught:
        open_batch(played.bench, order=replace(ORDER, **{field: "漢字"}), told=NOW)
    assert caught.value.character == "漢"


def test_a_name_the_fonts_cannot_write_is_never_drawn(played: Played) -> None:
    played.reviewed()
    shown = draft(played.bench).manifest
    names = tuple((name, "漢字") for name, _ in shown.names)
    unreadable = replace(shown, names=names, signature=replace(shown.signature, full_name="漢字"))
    with refused(played.bench, GlyphMissing):
        render(unreadable)


def test_verifier_and_certifier_in_one_person_is_printed(played: Played) -> None:
    played.resulted()
    played.as_("quentin")
    check_results(played.bench, batch_id=BATCH, typed=RESULTS, by=played.proof("quentin"))
    seen = looking.batch(played.bench, BATCH).last_seq
    review_data(played.bench, batch_id=BATCH, seen=seen, by=played.proof("quentin"))
    shown, _ = certified(played)
    assert "Verifier and certifier are the same person." in " ".join(pages(shown.pdf))


def test_verifier_and_certifier_in_two_persons_is_not_remarked(played: Played) -> None:
    shown, _ = certified(played.reviewed())
    assert "same person" not in " ".join(pages(shown.pdf))


def test_a_correction_a_late_entry_and_its_typist_are_printed(played: Played) -> None:
    played.resulted(viability="74.5")
    told = Circumstances(reason="read from the wrong tube", performed_by=("chloe",))
    record_result(played.bench, batch_id=BATCH, test_id="viability", typed="94.5", told=told)
    assert "typed: Anselm Erfunden" not in " ".join(pages(draft(played.bench).pdf)), "not checked, so not known"
    played.as_("rosa")
    check_results(played.bench, batch_id=BATCH, typed={"viability": "94.5"}, by=played.proof("rosa"))
    played.as_("anselm")
    late = Circumstances(reason="the scribe was out", happened_at="2026-03-19 09:00")
    count = Count(concentration="3.60", viability="95.5", volume="800")
    take_count(played.bench, batch_id=BATCH, count=count, told=late)
    text = " ".join(pages(draft(played.bench).pdf))
    changes = text.partition("Changed values and acts out of the ordinary")[2]
    old, new, why, late_why = (changes.find(said) for said in ("74.5", "94.5", "wrong tube", "the scribe was out"))
    assert 0 < old < new < why < late_why
    assert "typed: Anselm Erfunden" in text
    assert "No changes." not in text


def test_a_record_that_does_not_hold_bars_the_certificate(played: Played) -> None:
    played.reviewed()
    played.bench.store.shut = True
    given = reasons_against(played.bench, batch_id=BATCH, person=played.bench.signed_in)
    assert [why.reason for why in given] == [Reason.TRAIL_BROKEN]
