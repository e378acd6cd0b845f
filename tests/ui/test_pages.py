from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from carbench.app import Running, open_window
from carbench.operations import looking
from carbench.operations.demonstration import SetClock
from carbench.operations.opening import new_bench, verify_store
from carbench.ui.demonstration_day import Hands
from carbench.ui.pages.batch import BatchPage
from carbench.ui.pages.bench_board import BenchPage
from carbench.ui.pages.certifying import CertifyingPage
from carbench.ui.pages.culture import CulturePage
from carbench.ui.pages.receipt import ReceiptPage
from carbench.ui.pages.set_up import SetUpPage
from carbench.ui.pages.trail import TrailPage
from tests.people import ORDER, Played


def batch_page(hands: Hands, step: str) -> BatchPage:
    hands.window.open_batch(ORDER.batch_id)
    page = hands.window.page("batch")
    assert isinstance(page, BatchPage)
    page.show_step(step)
    hands.settle()
    return page


def sign_in(hands: Hands, played: Played, name: str) -> None:
    played.bench.person = None
    hands.sign_in(name)


def test_the_bench_says_what_is_yours_to_do_and_goes_there(running: Running, hands: Hands, played: Played) -> None:
    played.resulted()
    sign_in(hands, played, "chloe")
    page = hands.window.page("bench")
    assert isinstance(page, BenchPage)
    links = [link for link in page._links._links if link.isVisible()]
    assert [link.text.text().split(".")[0] for link in links] == ["Check 3 results of B-0042"]
    hands.click(links[0].go)
    batch = hands.window.page("batch")
    assert isinstance(batch, BatchPage)
    assert (batch.batch_id, batch._shown) == ("B-0042", "results")


def test_the_clock_of_a_batch_runs_down_and_says_when_it_is_too_late(
    running: Running, hands: Hands, played: Played, clock: SetClock
) -> None:
    played.filled()
    sign_in(hands, played, "olivia")
    page = batch_page(hands, "fill")
    assert page.clock_line.text() == "Must leave: 46 h 30 min left"
    clock.advance(timedelta(hours=46, minutes=29, seconds=30))
    page.tick()
    assert page.clock_line.text() == "Must leave: 0 h 00 min left"
    clock.advance(timedelta(seconds=30))
    page.tick()
    assert page.clock_line.text() == "Must leave: too late to leave"


def test_a_count_draws_the_curves_at_once(running: Running, hands: Hands, played: Played) -> None:
    played.received()
    sign_in(hands, played, "olivia")
    page = batch_page(hands, "culture")
    culture = page.panel("culture")
    assert isinstance(culture, CulturePage)
    assert not page.curve.isVisible()
    for field, text in zip(culture.fields(), ("1.02", "95.5", "100"), strict=True):
        hands.type(field, text)
    QTest.keyClick(culture.volume, Qt.Key.Key_Return)
    hands.settle()
    assert page.curve.isVisible()
    assert len(page._plot._curve.points) == 1
    assert culture.concentration.text() == ""


def test_a_time_still_to_come_is_refused_on_the_page_and_nothing_typed_is_lost(
    running: Running, hands: Hands, played: Played
) -> None:
    played.received()
    sign_in(hands, played, "olivia")
    culture = batch_page(hands, "culture").panel("culture")
    assert isinstance(culture, CulturePage)
    for field, text in zip(culture.fields(), ("1.02", "95.5", "100"), strict=True):
        hands.type(field, text)
    hands.type(culture._box.happened_at, "2026-03-11 09:00")
    hands.click(culture.record)
    assert culture.message.text().startswith("2026-03-11 09:00 +01:00 is still to come.")
    assert culture.concentration.text() == "1.02"


def test_a_late_entry_is_asked_for_its_reason(running: Running, hands: Hands, played: Played, clock: SetClock) -> None:
    played.received()
    clock.advance(timedelta(hours=5))
    sign_in(hands, played, "olivia")
    culture = batch_page(hands, "culture").panel("culture")
    assert isinstance(culture, CulturePage)
    for field, text in zip(culture.fields(), ("1.02", "95.5", "100"), strict=True):
        hands.type(field, text)
    hands.type(culture._box.happened_at, "2026-03-10 10:00")
    hands.click(culture.record)
    assert "more than 60 minutes ago" in culture.message.text()
    hands.type(culture._box.reason, "scribe was called away")
    hands.click(culture.record)
    assert looking.batch(played.bench, ORDER.batch_id).acts[-1].reason == "scribe was called away"


def test_what_was_typed_for_another_performer_waits_for_their_confirmation(
    running: Running, hands: Hands, played: Played
) -> None:
    played.received()
    sign_in(hands, played, "olivia")
    page = batch_page(hands, "culture")
    culture = page.panel("culture")
    assert isinstance(culture, CulturePage)
    for field, text in zip(culture.fields(), ("1.02", "95.5", "100"), strict=True):
        hands.type(field, text)
    culture._box.performed_by.setCurrentIndex(culture._box.performed_by.findData("anselm"))
    hands.click(culture.record)
    assert len(looking.batch(played.bench, ORDER.batch_id).unconfirmed()) == 1
    hands.sign_in("anselm")
    page = batch_page(hands, "culture")
    hands.click(page.confirm)
    hands.sign(page, "anselm")
    assert looking.batch(played.bench, ORDER.batch_id).unconfirmed() == ()
    assert not page.confirm.isVisible()


def test_the_second_person_cannot_be_the_first(running: Running, hands: Hands, played: Played) -> None:
    played.ordered()
    sign_in(hands, played, "olivia")
    receipt = batch_page(hands, "receipt").panel("receipt")
    assert isinstance(receipt, ReceiptPage)
    for field, text in zip(receipt.fields(), ("Invented Centre", "102", "6.5"), strict=True):
        hands.type(field, text)
    hands.click(receipt.record)
    dialog = hands.dialog(receipt)
    names = [dialog.chosen.itemData(place) for place in range(dialog.chosen.count())]
    assert "olivia" not in names
    assert "adam" not in names, "an administrator touches no batch"


def test_nobody_but_the_qp_is_offered_the_signature(running: Running, hands: Hands, played: Played) -> None:
    played.reviewed()
    sign_in(hands, played, "rosa")
    page = batch_page(hands, "certificate").panel("certificate")
    assert isinstance(page, CertifyingPage)
    assert not page.sign.isVisible()
    assert page._model.draft is not None
    assert b"Rosa" not in page._model.draft.pdf


def test_the_ten_things_are_all_shown_and_never_folded(running: Running, hands: Hands, played: Played) -> None:
    played.reviewed()
    sign_in(hands, played, "quentin")
    page = batch_page(hands, "certificate").panel("certificate")
    assert isinstance(page, CertifyingPage)
    assert [row.title.text()[:2].strip() for row in page._rows] == [str(n) for n in range(1, 11)]
    assert all(row.lines.isVisible() and row.lines.text() for row in page._rows)


def test_the_language_changes_while_running_and_what_is_typed_stays(
    running: Running, hands: Hands, played: Played, speak: Callable[[str], None]
) -> None:
    played.received()
    sign_in(hands, played, "olivia")
    culture = batch_page(hands, "culture").panel("culture")
    assert isinstance(culture, CulturePage)
    hands.type(culture.concentration, "1")
    english = culture.record.text(), hands.window.sign_out.text(), culture.instruction.text()
    for language in ("fr", "de"):
        speak(language)
        hands.settle()
        spoken = culture.record.text(), hands.window.sign_out.text(), culture.instruction.text()
        assert all(one != other for one, other in zip(english, spoken, strict=True))
        assert culture.concentration.text() == "1"
    speak("en")
    hands.settle()
    assert (culture.record.text(), hands.window.sign_out.text(), culture.instruction.text()) == english


def test_a_refusal_that_is_shown_changes_its_language_too(
    running: Running, hands: Hands, played: Played, speak: Callable[[str], None]
) -> None:
    played.received()
    sign_in(hands, played, "olivia")
    culture = batch_page(hands, "culture").panel("culture")
    assert isinstance(culture, CulturePage)
    hands.click(culture.record)
    english = culture.message.text()
    speak("fr")
    assert culture.message.isVisible()
    assert culture.message.text() != english


def test_the_trail_shows_every_entry_and_finds_words_in_it(running: Running, hands: Hands, played: Played) -> None:
    played.resulted()
    sign_in(hands, played, "rosa")
    hands.click(hands.window.to_trail)
    page = hands.window.page("trail")
    assert isinstance(page, TrailPage)
    assert page.entries.model().rowCount() == played.bench.store.head.seq
    hands.type(page.filter, "endotoxin")
    hands.settle()
    assert page.entries.model().rowCount() == 1
    page.entries.selectRow(0)
    assert "Reading: < 0.5 EU/mL" in page.detail.toPlainText()


def test_a_trail_longer_than_a_page_is_read_as_it_is_scrolled(running: Running, hands: Hands, played: Played) -> None:
    for _ in range(60):
        played.as_("olivia")
        played.as_("rosa")
    played.bench.person = None
    hands.sign_in("rosa")
    hands.click(hands.window.to_trail)
    page = hands.window.page("trail")
    assert isinstance(page, TrailPage)
    first = page.entries.model().rowCount()
    assert first < played.bench.store.head.seq
    page.entries.scrollToBottom()
    hands.until(lambda: page.entries.model().rowCount() > first, "older entries are read")


@pytest.fixture
def fresh(tmp_path: Path, clock: SetClock, qtbot: QtBot) -> Running:
    """A workstation that was never set up."""
    bench = new_bench(tmp_path / "fresh", clock)
    settings = QSettings(str(tmp_path / "fresh.ini"), QSettings.Format.IniFormat)
    opened = open_window(bench, settings=settings, watch=False)
    qtbot.addWidget(opened.window)
    return opened


def test_the_first_start_asks_for_site_zone_workstation_and_people_then_lets_them_in(fresh: Running) -> None:
    hands = Hands(fresh.window, fresh.desk)
    page = fresh.window.page("set_up")
    assert isinstance(page, SetUpPage)
    hands.settle()
    hands.click(page.finish)
    assert "“Site” is empty" in page.message.text()
    for field, text in ((page.site, "North"), (page.establishment, "Invented Hospital"), (page.workstation, "WS-1")):
        hands.type(field, text)
    for row, name, box in zip(page._rows, ("anna", "otto"), ("administrator", "operator"), strict=True):
        hands.type(row.full_name, name.title())
        hands.type(row.user_name, name)
        hands.type(row.password, f"{name} has a long password")
        hands.type(row.again, f"{name} has a long password")
        getattr(row, box).setChecked(True)
    fresh.desk.bench.defaults = fresh.desk.bench.defaults.__class__(
        **{
            name: getattr(fresh.desk.bench.defaults, name)
            for name in fresh.desk.bench.defaults.__slots__
            if name != "password_hash"
        },
        password_hash=fresh.desk.bench.defaults.demonstration_password_hash,
    )
    hands.click(page.finish)
    assert page.message.text() == ""
    assert fresh.desk.bench.site.site == "North"
    assert [person.name for person in looking.people(fresh.desk.bench)] == ["anna", "otto"]
    assert fresh.window.page("sign_in").isVisible()
    assert not fresh.window.demonstration.isVisible()
    fresh.close()


def test_a_full_disk_is_said_on_the_page_nothing_is_half_written_and_nothing_typed_is_lost(
    running: Running, hands: Hands, played: Played
) -> None:
    played.received()
    sign_in(hands, played, "olivia")
    culture = batch_page(hands, "culture").panel("culture")
    assert isinstance(culture, CulturePage)
    store = played.bench.store
    for field, text in zip(culture.fields(), ("1.02", "95.5", "100"), strict=True):
        hands.type(field, text)
    hands.type(culture._box.reason, "x" * 4000)
    pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
    store.connection.execute(f"PRAGMA max_page_count = {pages}")
    before = store.head
    hands.click(culture.record)
    assert culture.message.text().startswith("The disk is full. This was NOT recorded")
    assert store.head == before
    assert culture.concentration.text() == "1.02"
    assert verify_store(store.folder).holds
    hands.click(culture.record)  # the reopened connection has room again
    assert store.head.seq == before.seq + 1
