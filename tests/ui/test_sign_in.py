from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from carbench.app import Running
from carbench.operations import looking
from carbench.ui.demonstration_day import Hands
from carbench.ui.pages.sign_in import SignInPage


def page_of(running: Running) -> SignInPage:
    page = running.window.page("sign_in")
    assert isinstance(page, SignInPage)
    return page


def cards(running: Running) -> list[QPushButton]:
    return [card.card for card in page_of(running)._cards if card.isVisible()]


def test_a_demonstration_lists_its_invented_people_and_their_passwords(running: Running) -> None:
    said = "\n".join(card.text() for card in cards(running))
    assert "Quentin Fictif" in said
    assert "password quentin-signs-last" in said
    assert page_of(running).hint.isVisible()
    assert running.window.demonstration.isVisible()


def test_typing_finds_a_name_and_enter_chooses_it(running: Running, hands: Hands) -> None:
    page = page_of(running)
    hands.type(page.filter, "chl")
    hands.settle()
    assert [card.text().split("\n")[0] for card in cards(running)] == ["Chloé Inventée"]
    QTest.keyClick(page.filter, Qt.Key.Key_Return)
    assert page.chosen.text() == "Chloé Inventée"
    assert page.password.hasFocus()


def test_a_wrong_password_lets_nobody_in_and_says_so(running: Running, hands: Hands) -> None:
    page = page_of(running)
    hands.click(cards(running)[0])
    hands.type(page.password, "wrong")
    hands.click(page.enter)
    hands.until(page.message.isVisible, "refused")
    assert "not the password of this person" in page.message.text()
    assert page.password.text() == ""
    assert running.desk.bench.person is None


def test_without_a_session_no_page_but_sign_in_comes_up(running: Running, hands: Hands) -> None:
    for name in ("bench", "trail", "order"):
        running.window.show_page(name)
        hands.settle()
        assert page_of(running).isVisible()


def test_capitals_only_warn_of_the_caps_lock(running: Running, hands: Hands) -> None:
    page = page_of(running)
    page.password.setFocus()
    page.password.insert("OLIVIA")
    page.password.textEdited.emit("OLIVIA")
    assert page.caps.isVisible()


def test_control_l_closes_the_session(running: Running, hands: Hands) -> None:
    hands.sign_in("olivia")
    running.window.activateWindow()
    QTest.keyClick(running.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    hands.settle()
    assert running.desk.bench.person is None
    assert page_of(running).isVisible()


def test_signing_in_and_out_stands_in_the_trail(running: Running, hands: Hands) -> None:
    hands.sign_in("olivia")
    hands.click(running.window.sign_out)
    kinds = [r.act.kind for r in looking.trail_page(running.desk.bench, below=2**40, limit=2)]
    assert kinds == ["signed_out", "signed_in"]


def test_when_the_record_does_not_hold_people_sign_in_to_read_and_nothing_can_be_written(
    running: Running, hands: Hands
) -> None:
    bench = running.desk.bench
    bench.store.shut = True
    before = bench.store.head
    hands.sign_in("quentin")
    assert running.window.page("bench").isVisible()
    hands.click(running.window.sign_out)
    assert bench.store.head == before
