"""Whole days in the real window; each ends by verifying the store and reading the certificate back."""

import io
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from carbench.app import Running
from carbench.domain.batch import Stage
from carbench.domain.release import Reason
from carbench.operations import looking
from carbench.operations.certify_provisional import reasons_against
from carbench.operations.opening import verify_store
from carbench.texts import LANGUAGES
from carbench.ui.demonstration_day import Day, Hands
from carbench.ui.pages.batch import BatchPage
from tests.people import ORDER, Played
from tests.window import bring_up, typed_lines


def certificate_text(running: Running, batch_id: str) -> str:
    """Read the certificate on record back with another library."""
    act = looking.batch(running.desk.bench, batch_id).certificate
    assert act is not None
    pdf = looking.document(running.desk.bench, act.file_sha256)
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_nominal_day_ends_with_a_certificate_in_every_language(
    running: Running, hands: Hands, speak: Callable[[str], None], tmp_path: Path, language: str
) -> None:
    speak(language)
    day = Day(hands, tmp_path)
    day.play()
    bench = running.desk.bench
    batch = looking.batch(bench, "DEMO-004")
    assert batch.stage is Stage.PROVISIONAL
    assert batch.out_of_order == frozenset()
    text = certificate_text(running, "DEMO-004")
    for value in ("DEMO-P-", "DEMO-004-1", "Anouk Žitná-Nikdo", "A9999 26 000 004 [2]", "Quentin Fictif", "< 0"):
        assert value in text
    assert verify_store(bench.store.folder).holds
    left = [path for path in day.written if path.suffix == ".pdf"]
    assert left[0].read_bytes() == looking.document(bench, batch.certificate.file_sha256 if batch.certificate else "")


def test_a_batch_that_fails_its_viability_cannot_be_signed_and_the_page_says_why(
    running: Running, hands: Hands, played: Played
) -> None:
    played.reviewed(viability="66.8")
    played.bench.person = None
    hands.sign_in("quentin")
    page = bring_up(hands, ORDER.batch_id, "certificate")
    assert not page.sign.isEnabled()
    said = [link.text.text() for link in page._links._links if link.isVisible()]
    assert said == ["Out of limit: Viability"]
    given = reasons_against(played.bench, batch_id=ORDER.batch_id, person=played.bench.signed_in)
    assert [why.reason for why in given] == [Reason.RESULT_OUT]
    assert verify_store(played.bench.store.folder).holds


def test_a_reason_leads_to_the_step_where_it_is_mended(running: Running, hands: Hands, played: Played) -> None:
    played.resulted()
    played.bench.person = None
    hands.sign_in("quentin")
    page = bring_up(hands, ORDER.batch_id, "certificate")
    links = [link for link in page._links._links if link.isVisible()]
    hands.click(next(link.go for link in links if "second person" in link.text.text()))
    batch = hands.window.page("batch")
    assert isinstance(batch, BatchPage)
    assert batch._shown == "results"


def test_two_people_at_night_suffice_and_the_certificate_says_so(
    running: Running, hands: Hands, played: Played
) -> None:
    played.resulted()
    played.bench.person = None
    hands.sign_in("quentin")
    results = bring_up(hands, ORDER.batch_id, "results")
    for row, typed in zip(typed_lines(results), ("94.5", "38.4", "<0.5"), strict=False):
        hands.type(row.reading, typed)
    hands.click(results.sign)
    hands.sign(results, "quentin")
    certifying = bring_up(hands, ORDER.batch_id, "certificate")
    hands.click(certifying.review)
    hands.sign(certifying, "quentin")
    hands.click(certifying.sign)
    hands.sign(certifying, "quentin")
    assert "Verifier and certifier are the same person." in certificate_text(running, ORDER.batch_id)
    assert verify_store(played.bench.store.folder).holds


def test_a_wrong_password_signs_nothing_and_the_right_one_after_it_does(
    running: Running, hands: Hands, played: Played
) -> None:
    played.reviewed()
    played.bench.person = None
    hands.sign_in("quentin")
    page = bring_up(hands, ORDER.batch_id, "certificate")
    hands.click(page.sign)
    dialog = hands.dialog(page)
    hands.type(dialog.name, "quentin")
    hands.type(dialog.password, "not the password")
    hands.click(dialog.sign)
    hands.until(dialog.message.isVisible, "the refusal is shown")
    assert "not the password of this person" in dialog.message.text()
    assert looking.batch(played.bench, ORDER.batch_id).certificate is None
    hands.sign(page, "quentin")
    text = certificate_text(running, ORDER.batch_id)
    refused = next(
        r for r in looking.trail_page(played.bench, below=2**40, limit=9) if r.act.kind == "password_refused"
    )
    assert refused.leaf in text.replace(" ", "").replace("\n", ""), "the document names the refusal as the last entry"
    assert verify_store(played.bench.store.folder).holds


def test_whoever_signs_must_be_whoever_is_signed_in(running: Running, hands: Hands, played: Played) -> None:
    played.reviewed()
    played.bench.person = None
    hands.sign_in("quentin")
    page = bring_up(hands, ORDER.batch_id, "certificate")
    hands.click(page.sign)
    dialog = hands.dialog(page)
    hands.type(dialog.name, "rosa")
    hands.type(dialog.password, "rosa-reads-it-all")
    hands.click(dialog.sign)
    assert "“rosa” is not signed in here" in dialog.message.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    hands.settle()
    assert looking.batch(played.bench, ORDER.batch_id).certificate is None


def test_a_correction_is_made_with_a_reason_and_printed_old_to_new(
    running: Running, hands: Hands, played: Played
) -> None:
    played.resulted(viability="74.5")
    played.bench.person = None
    hands.sign_in("anselm")
    page = bring_up(hands, ORDER.batch_id, "results")
    row = page.lines[0]
    hands.click(row.record)
    hands.type(row.reading, "94.5")
    hands.click(row.record)
    assert "A reason is needed" in row.message.text()
    hands.type(page._box.reason, "misread the printout")
    hands.click(row.record)
    assert looking.batch(played.bench, ORDER.batch_id).results["viability"][-1].shown == "94.5"
    hands.sign_in("chloe")
    checking = bring_up(hands, ORDER.batch_id, "results")
    for line, typed in zip(typed_lines(checking), ("94.5", "38.4", "<0.5"), strict=False):
        hands.type(line.reading, typed)
    hands.click(checking.sign)
    hands.sign(checking, "chloe")
    hands.sign_in("quentin")
    certifying = bring_up(hands, ORDER.batch_id, "certificate")
    for button in ("review", "sign"):
        hands.click(getattr(certifying, button))
        hands.sign(certifying, "quentin")
    text = " ".join(certificate_text(running, ORDER.batch_id).split())
    assert "74.5 → 75 % of cells; corrected to 94.5 → 95 % of cells (misread the printout)" in text
    assert verify_store(played.bench.store.folder).holds
