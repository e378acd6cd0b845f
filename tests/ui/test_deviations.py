"""Deviations, holds, lots and deputies on the certifying page and on the certificate."""

from carbench.app import Running
from carbench.operations import looking
from carbench.operations.certify_provisional import certify_provisional
from carbench.operations.circumstances import Circumstances
from carbench.operations.close_deviation import close_deviation
from carbench.operations.measure_weight import Weighing, measure_weight
from carbench.operations.name_deputy import Deputyship, name_deputy
from carbench.operations.place_hold import place_hold
from carbench.operations.raise_deviation import NewDeviation, raise_deviation
from carbench.operations.record_result import record_result
from carbench.operations.review_data import review_data
from carbench.ui.demonstration_day import Hands
from carbench.ui.pages.batch import BatchPage
from carbench.ui.pages.certifying import CertifyingPage
from tests.operations.certificates import draft, pages, unbroken
from tests.people import NOW, ORDER, Played
from tests.window import bring_up

BATCH = ORDER.batch_id
DOOR = NewDeviation(deviation_id="DEV-7", description="Incubator door open for four minutes")


def with_deviation(played: Played) -> Played:
    """Bring the batch before its certificate with a deviation that is not critical."""
    played.checked()
    raise_deviation(played.bench, batch_id=BATCH, deviation=DOOR, told=NOW)
    played.as_("quentin")
    seen = looking.batch(played.bench, BATCH).last_seq
    review_data(played.bench, batch_id=BATCH, seen=seen, by=played.proof("quentin"))
    return played


def certifying(hands: Hands, played: Played, name: str = "quentin") -> CertifyingPage:
    if not hands.window.sign_out.isVisible():  # whoever acted so far did not sign in at the window
        played.bench.person = None
    hands.sign_in(name)
    page = bring_up(hands, BATCH, "certificate")
    assert isinstance(page, CertifyingPage)
    return page


def said(page: CertifyingPage) -> str:
    return "\n".join(row.lines.text() for row in page._rows)


def test_without_a_deviation_no_reason_is_asked(running: Running, hands: Hands, played: Played) -> None:
    played.reviewed()
    page = certifying(hands, played)
    assert page.sign.isEnabled()
    assert not page.reason.isVisible()
    assert "No deviation." in said(page)


def test_an_open_deviation_is_certified_with_the_reason_that_stands_on_the_paper(
    running: Running, hands: Hands, played: Played
) -> None:
    with_deviation(played)
    page = certifying(hands, played)
    assert "DEV-7 (not critical)" in said(page)
    assert page.reason.isVisible()
    hands.click(page.sign)
    assert "DEV-7" in page.message.text()
    assert page.reason.hasFocus()
    hands.type(page.reason, "logger shows 5 % CO2 throughout")
    hands.click(page.sign)
    hands.sign(page, "quentin")
    batch = looking.batch(played.bench, BATCH)
    assert batch.certificate is not None
    assert batch.certificate.deviations == ("DEV-7",)
    assert batch.acts[-1].reason == "logger shows 5 % CO2 throughout"
    text = unbroken(looking.document(played.bench, batch.certificate.file_sha256))
    assert "Certifiedinspiteofthese,because:loggershows5%CO2throughout" in text
    assert "DEV-7(notcritical)" in text


def test_the_document_shows_the_reason_as_soon_as_it_is_typed(running: Running, hands: Hands, played: Played) -> None:
    with_deviation(played)
    page = certifying(hands, played)
    hands.type(page.reason, "logger shows nothing")
    page.reason.editingFinished.emit()
    assert page._model.draft is not None
    assert "loggershowsnothing" in unbroken(page._model.draft.pdf)


def test_the_reason_typed_for_one_batch_is_not_there_for_the_next_person(
    running: Running, hands: Hands, played: Played
) -> None:
    with_deviation(played)
    page = certifying(hands, played)
    hands.type(page.reason, "because")
    assert certifying(hands, played).reason.text() == ""


def test_a_closed_deviation_is_listed_with_how_it_was_closed(running: Running, hands: Hands, played: Played) -> None:
    with_deviation(played)
    close_deviation(
        played.bench, batch_id=BATCH, deviation_id="DEV-7", conclusion="no impact", by=played.proof("quentin")
    )
    assert "ClosedbyQuentinFictif:noimpact" in unbroken(draft(played.bench).pdf)


def test_a_hold_is_said_and_stops_it(running: Running, hands: Hands, played: Played) -> None:
    played.reviewed()
    place_hold(played.bench, batch_id=BATCH, hold_id="H-1", cause="ward called", told=NOW)
    page = certifying(hands, played)
    assert "ON HOLD: H-1: ward called" in said(page)
    assert "On hold: H-1: ward called" in [link.text.text() for link in page._links._links if link.isVisible()]


def test_the_weight_stands_with_its_date_and_source(played: Played) -> None:
    played.checked()
    assert "70 kg, as ordered 2026-03-10 09:00 +01:00" in " ".join(pages(draft(played.bench).pdf))
    played.as_("olivia")
    weighing = Weighing(weight="71", source="ward scale", capped=True)
    measure_weight(played.bench, batch_id=BATCH, weighing=weighing, second=played.proof("anselm"), told=NOW)
    assert "71 kg (capped), measured" in " ".join(pages(draft(played.bench).pdf))


def test_the_count_of_the_labels_stands_on_the_certificate(played: Played) -> None:
    played.checked()
    text = " ".join(pages(draft(played.bench).pdf))
    assert "Identity labels counted: 2 printed: 1 put on bags, 1 retained; Olivia Invented" in text
    assert "counted again: Anselm Erfunden" in text


def test_a_deputy_signs_for_the_absent_person(running: Running, hands: Hands, played: Played) -> None:
    played.checked()
    played.as_("adam")
    deputy = Deputyship(name="rosa", absent="quentin", starts="2026-03-01 00:00", ends="2026-04-01 00:00")
    name_deputy(played.bench, deputy=deputy, reason="leave")
    page = certifying(hands, played, "rosa")
    hands.click(page.review)
    hands.sign(page, "rosa")
    hands.click(page.sign)
    hands.sign(page, "rosa")
    batch = looking.batch(played.bench, BATCH)
    assert batch.certificate is not None
    assert batch.certificate.signature.deputy_of == "quentin"
    text = " ".join(pages(looking.document(played.bench, batch.certificate.file_sha256)))
    assert "Rosa Fantasía" in text
    assert "Qualified Person, for " in text
    assert ", as deputy" in text


def test_materials_a_product_names_are_said_while_they_are_missing(
    running: Running, hands: Hands, played: Played
) -> None:
    other = played.another("B-0050", product_id="ari-0001").filled()
    played.bench.person = None
    hands.sign_in("quentin")
    page = bring_up(hands, other.batch_id, "certificate")
    assert isinstance(page, CertifyingPage)
    assert "expired: Lentiviral vector" in said(page)
    links = [link.text.text() for link in page._links._links if link.isVisible()]
    assert any(link.endswith(": Lentiviral vector") for link in links)
    assert any(link.startswith("Labels not counted") and link.endswith(": identity labels") for link in links)


def test_a_suspended_certificate_is_never_shown_as_one_that_stands(
    running: Running, hands: Hands, played: Played
) -> None:
    played.reviewed()
    certify_provisional(played.bench, draft=draft(played.bench), by=played.proof("quentin"))
    number = looking.batch(played.bench, BATCH).certificate
    assert number is not None
    played.as_("anselm")
    told = Circumstances(reason="misread the printout")
    record_result(played.bench, batch_id=BATCH, test_id="viability", typed="60.0", told=told)
    page = certifying(hands, played)
    assert page.heading.text() == "Certificate SUSPENDED: it may not be used"
    batch = hands.window.page("batch")
    assert isinstance(batch, BatchPage)
    assert batch.stage_line.text() == "Certificate SUSPENDED"
    assert "ALERT nobody has acknowledged: Viability" in said(page)


def test_a_reason_that_cannot_be_printed_is_said_and_not_lost(running: Running, hands: Hands, played: Played) -> None:
    with_deviation(played)
    page = certifying(hands, played)
    page.reason.setText("漢")
    page.reason.editingFinished.emit()
    assert "漢" in page.message.text()
    assert page.reason.text() == "漢"
    hands.type(page.reason, "logger shows nothing")
    page.reason.editingFinished.emit()
    assert page.sign.isEnabled()
