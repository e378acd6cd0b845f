"""What one batch or one person leaves behind must never reach the next."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from carbench.app import Running
from carbench.domain.record_errors import GlyphMissing
from carbench.operations import looking
from carbench.operations.record_result import record_result
from carbench.ui.demonstration_day import Hands
from carbench.ui.pages.certifying import CertifyingPage
from carbench.ui.pages.culture import CulturePage
from carbench.ui.pages.results import ResultsPage
from carbench.ui.pages.sign_in import SignInPage
from tests.people import NOW, Played
from tests.window import bring_up, typed_lines


def results(hands: Hands, batch_id: str) -> ResultsPage:
    page = bring_up(hands, batch_id, "results")
    assert isinstance(page, ResultsPage)
    return page


def culture(hands: Hands, batch_id: str) -> CulturePage:
    page = bring_up(hands, batch_id, "culture")
    assert isinstance(page, CulturePage)
    return page


def about_to_sign(hands: Hands, played: Played) -> CulturePage:
    """Bring olivia before the dialog that signs the culture."""
    played.counted()
    played.bench.person = None
    hands.sign_in("olivia")
    page = culture(hands, "B-0042")
    for field, text in zip(page.fields(), ("1.1", "95", "100"), strict=True):
        hands.type(field, text)
    hands.click(page.record)
    hands.click(page.sign)
    return page


def test_a_comparison_ticked_for_one_batch_is_not_ticked_for_the_next(
    running: Running, hands: Hands, played: Played
) -> None:
    for each in (played, played.another("B-0043")):
        each.filled()
        each.as_("anselm")
        record_result(each.bench, batch_id=each.batch_id, test_id="sterility_final", typed="no_growth", told=NOW)
    played.bench.person = None
    hands.sign_in("chloe")
    first = next(row for row in results(hands, "B-0042").lines if row.record.isCheckable())
    hands.click(first.record)
    assert first.checked
    page = results(hands, "B-0043")
    assert not any(row.checked for row in page.lines)
    assert not page.sign.isEnabled()


def test_a_blind_line_says_nothing_of_what_another_person_typed_in_it(
    running: Running, hands: Hands, played: Played
) -> None:
    played.filled()
    played.bench.person = None
    hands.sign_in("anselm")
    row = results(hands, "B-0042").lines[0]
    hands.type(row.reading, "69.6")
    hands.click(row.record)
    assert "meets" in row.verdict.text()
    hands.sign_in("chloe")
    row = results(hands, "B-0042").lines[0]
    assert row.verdict.text() == "… pending"


def test_who_checks_unseen_is_not_told_the_value_on_the_certifying_page(
    running: Running, hands: Hands, played: Played
) -> None:
    played.resulted()
    played.bench.person = None
    hands.sign_in("chloe")
    page = bring_up(hands, "B-0042", "certificate")
    assert isinstance(page, CertifyingPage)
    said = "\n".join(row.lines.text() for row in page._rows)
    assert "94.5" not in said
    assert "recorded, not checked by a second person" in said


def test_what_is_typed_is_gone_with_the_person_who_typed_it(running: Running, hands: Hands, played: Played) -> None:
    played.received()
    played.bench.person = None
    hands.sign_in("olivia")
    page = culture(hands, "B-0042")
    hands.type(page.concentration, "1.02")
    hands.type(page._box.reason, "because")
    hands.sign_in("anselm")
    page = culture(hands, "B-0042")
    assert (page.concentration.text(), page._box.reason.text()) == ("", "")


def test_a_scribe_types_several_results_for_one_performer(running: Running, hands: Hands, played: Played) -> None:
    played.filled()
    played.bench.person = None
    hands.sign_in("anselm")
    page = results(hands, "B-0042")
    box = page._box.performed_by
    box.setCurrentIndex(box.findData("chloe"))
    for row, typed in zip(typed_lines(page), ("94.5", "38.4", "<0.5"), strict=False):
        hands.type(row.reading, typed)
        hands.click(row.record)
    batch = looking.batch(played.bench, "B-0042")
    assert [r[-1].act.performed_by for r in batch.results.values()] == [("chloe",)] * 3
    assert len(batch.unconfirmed("chloe")) == 3


def test_a_password_meant_for_one_card_is_not_kept_for_another(running: Running, hands: Hands) -> None:
    page = running.window.page("sign_in")
    assert isinstance(page, SignInPage)
    cards = [card.card for card in page._cards if card.isVisible()]
    hands.click(cards[0])
    hands.type(page.password, "half a password")
    hands.click(cards[1])
    assert page.password.text() == ""


def test_nothing_is_signed_after_cancel(running: Running, hands: Hands, played: Played) -> None:
    page = about_to_sign(hands, played)
    before = played.bench.store.head
    dialog = hands.dialog(page)
    hands.type(dialog.password, "olivia-at-the-bench")
    QTest.mouseClick(dialog.sign, Qt.MouseButton.LeftButton)
    dialog.reject()
    hands.until(lambda: not running.desk.work._jobs, "the password is checked all the same")
    hands.settle()
    assert played.bench.store.head == before


def test_a_dialog_closes_with_the_session_it_belongs_to(running: Running, hands: Hands, played: Played) -> None:
    page = about_to_sign(hands, played)
    dialog = hands.dialog(page)
    hands.type(dialog.password, "olivia-at-the-bench")
    running.window.lock_after("something failed")
    assert not dialog.isVisible()
    assert dialog.password.text() == ""


def test_a_batch_whose_document_cannot_be_made_shows_nothing_of_the_batch_before(
    running: Running, hands: Hands, played: Played
) -> None:
    played.checked()
    played.bench.person = None
    hands.sign_in("quentin")
    page = bring_up(hands, "B-0042", "certificate")
    assert isinstance(page, CertifyingPage)
    assert page.review.isEnabled()
    page._model.not_composed.emit(GlyphMissing(character="漢", text="漢字"))
    assert not page.review.isEnabled()
    assert not any(row.isVisible() for row in page._rows)
    assert "漢" in page.message.text()


def test_escape_in_the_password_leaves_the_whole_dialog(running: Running, hands: Hands, played: Played) -> None:
    page = about_to_sign(hands, played)
    dialog = hands.dialog(page)
    QTest.keyClick(dialog.password, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_dialog_that_is_gone_is_told_nothing_of_another_language(
    running: Running, hands: Hands, played: Played
) -> None:
    page = about_to_sign(hands, played)
    dialog = hands.dialog(page)
    hands.click(dialog.sign)
    assert dialog.message.isVisible()
    assert dialog.statement.height() >= dialog.statement.heightForWidth(dialog.statement.width())
    dialog.reject()
    hands.settle()
    running.window.speak("fr")
    hands.settle()
    assert page.record.text() == "Enregistrer le comptage"
