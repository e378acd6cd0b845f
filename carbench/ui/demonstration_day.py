"""Plays a day through the real window, with keys and clicks, and leaves its pictures and its certificate.

What is typed is resources/demonstration.toml. The clock is set forward between the
acts, so that a culture of days is played in seconds; the store says demonstration.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPushButton, QWidget

from carbench.operations.demonstration import SetClock, load_demonstration
from carbench.ui.desk import Desk
from carbench.ui.dialogs.signing import Signing
from carbench.ui.pages.batch import BatchPage
from carbench.ui.pages.labels import COUNTED
from carbench.ui.pages.order import OrderPage
from carbench.ui.pages.results import ResultsPage
from carbench.ui.pages.sign_in import SignInPage
from carbench.ui.window import Window

PATIENCE_MS = 60_000
"""A password check on a slow machine; the day stops with an error after it."""


class Stuck(RuntimeError):
    """The window did not come to what the day expects."""


class Hands:
    """Types and clicks in the window as a person does."""

    def __init__(self, window: Window, desk: Desk) -> None:
        self.window = window
        self.desk = desk
        told = load_demonstration()
        self._secrets = {person["name"]: person["password"] for person in told["people"]}

    def settle(self) -> None:
        """Let everything that waits happen, also what was to be deleted."""
        for _ in range(4):  # what an event asks for, such as a layout in a layout, comes in a later round
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def until(self, holds: Any, what: str) -> None:  # noqa: ANN401 - anything callable
        """Go on once something holds. Raises: Stuck."""
        deadline = QDeadlineTimer(PATIENCE_MS)
        while not holds():
            if deadline.hasExpired():
                raise Stuck(what)
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def type(self, field: QLineEdit, text: str) -> None:
        """Type into a field; letters no keyboard layout has are pasted."""
        field.clear()
        if text.isascii():
            QTest.keyClicks(field, text)
        else:
            field.insert(text)

    def click(self, button: QPushButton) -> None:
        """Click a button that can be clicked. Raises: Stuck."""
        if not button.isVisible() or not button.isEnabled():
            raise Stuck(f"{button.objectName()} cannot be clicked")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def sign_in(self, name: str) -> None:
        """Change to another person through the sign-in page."""
        if self.desk.bench.person is not None:
            self.click(self.window.sign_out)
        page = self.window.page("sign_in")
        if not isinstance(page, SignInPage):
            raise Stuck("sign-in")
        self.type(page.filter, name)
        QTest.keyClick(page.filter, Qt.Key.Key_Return)
        self.type(page.password, self._secrets[name])
        QTest.keyClick(page.password, Qt.Key.Key_Return)
        self.until(lambda: self.desk.bench.person is not None, f"{name} signed in")
        self.settle()

    def dialog(self, page: QWidget) -> Signing:
        """Give the dialog that is open. Raises: Stuck."""
        self.settle()
        for dialog in page.findChildren(Signing):
            if dialog.isVisible():
                return dialog
        raise Stuck("no dialog came")

    def sign(self, page: QWidget, name: str, *, second: bool = False) -> None:
        """Give a password in the dialog that is open, with what it asks beside it."""
        dialog = self.dialog(page)
        if second:
            choose(dialog.chosen, name)
        if dialog.name.isVisible():
            self.type(dialog.name, name)
        self.type(dialog.password, self._secrets[name])
        before = self.desk.bench.store.head.seq
        self.click(dialog.sign)
        self.until(lambda: dialog_closed(dialog) and self.desk.bench.store.head.seq > before, "signature recorded")
        self.settle()


def dialog_closed(dialog: QDialog) -> bool:
    """Say whether a dialog is gone, also from memory."""
    try:
        return not dialog.isVisible()
    except RuntimeError:
        return True


def choose(box: QComboBox, value: str) -> None:
    """Choose an entry of a list by its value."""
    box.setCurrentIndex(box.findData(value))


class Day:
    """The day of one batch, from its order to its provisional certificate."""

    def __init__(self, hands: Hands, out: Path) -> None:
        self._hands = hands
        self._out = out
        self._told: dict[str, Any] = load_demonstration()["day"]
        self._clock = SetClock(at=datetime.now(UTC))
        self.written: list[Path] = []

    @property
    def _batch(self) -> BatchPage:
        page = self._hands.window.page("batch")
        if not isinstance(page, BatchPage):
            raise Stuck("batch")
        return page

    def play(self) -> None:
        """Play all of it. Raises: Stuck."""
        present = datetime.now(UTC)
        self._clock.at = present - timedelta(days=7)
        self._hands.desk.bench.clock = self._clock
        self.picture("1-sign-in")
        self._hands.sign_in("olivia")
        self._order()
        self._receive()
        self._count()
        self._clock.at = present - timedelta(hours=4)
        self._fill()
        self._labels()
        self._results()
        self._check()
        self._clock.at = present
        self._certify()
        self._trail()

    def picture(self, name: str) -> None:
        """Leave a picture of the window."""
        self._hands.settle()
        path = self._out / f"{name}.png"
        self._hands.window.grab().save(str(path))
        self.written.append(path)

    def _order(self) -> None:
        hands = self._hands
        hands.desk.relay.page_asked.emit("order")
        page = hands.window.page("order")
        if not isinstance(page, OrderPage):
            raise Stuck("order")
        choose(page.product, self._told["product"])
        names = ("batch_id", "patient_id", "patient_name", "donation_number", "chain_of_identity", "prescriber")
        for field, name in zip(page.fields(), (*names, "indication", "weight", "target_dose"), strict=True):
            hands.type(field, self._spoken(self._told[name], name in {"weight", "target_dose"}))
        self.picture("3-order")
        hands.click(page.record)
        self._expect_batch()

    def _expect_batch(self) -> None:
        if self._batch.batch_id != self._told["batch_id"]:
            raise Stuck("the batch did not open")

    def _spoken(self, text: str, number: bool = True) -> str:  # noqa: FBT001, FBT002 - says what the text is
        """Write a number of the file as the language at the window writes it."""
        return text.replace(".", self._hands.desk.texts.separator) if number else text

    def _step(self, name: str) -> Any:  # noqa: ANN401 - one of the panels
        self._batch.show_step(name)
        self._hands.settle()
        return self._batch.panel(name)

    def _receive(self) -> None:
        page = self._step("receipt")
        self._hands.type(page.establishment, self._told["establishment"])
        self._hands.type(page.volume, self._spoken(self._told["received_volume"]))
        self._hands.type(page.temperature, self._spoken(self._told["temperature"]))
        self.picture("4-receipt")
        self._hands.click(page.record)
        self._hands.sign(page, "anselm", second=True)

    def _count(self) -> None:
        page = self._step("culture")
        for days, *count in self._told["counts"]:
            self._clock.advance(timedelta(days=int(days)))
            for field, text in zip(page.fields(), count, strict=True):
                self._hands.type(field, self._spoken(text))
            self._hands.click(page.record)
        self._hands.click(page.sign)
        self._hands.sign(page, "olivia")
        self.picture("5-culture")
        self._step("curves")
        self.picture("6-curves")

    def _fill(self) -> None:
        page = self._step("fill")
        self._hands.type(page.bag_id, self._told["bag_id"])
        self._hands.type(page.concentration, self._spoken(self._told["concentration"]))
        self._hands.type(page.volume, self._spoken(self._told["volume"]))
        self._hands.click(page.record)
        self.dialog_picture(page, "7-second-person")
        self._hands.sign(page, "anselm", second=True)
        self._hands.click(page.sign)
        self._hands.sign(page, "olivia")
        self.picture("8-fill")

    def _labels(self) -> None:
        page, labels = self._step("labels"), self._told["labels"]
        self._hands.type(page.to_print, labels["printed"])
        self._hands.click(page.print)
        self._hands.type(page.scanned, self._told["bag_id"])
        self._hands.click(page.scan)
        for field, name in zip(page.fields(), COUNTED, strict=True):
            self._hands.type(field, labels[name])
        self.picture("8-labels-counted")
        self._hands.click(page.record)
        self._hands.sign(page, "anselm", second=True)
        self.picture("8-labels")

    def dialog_picture(self, page: QWidget, name: str) -> None:
        """Leave a picture of the dialog that is open."""
        path = self._out / f"{name}.png"
        self._hands.dialog(page).grab().save(str(path))
        self.written.append(path)

    def _results(self) -> None:
        self._clock.advance(timedelta(hours=1))
        self._hands.sign_in("anselm")
        self._hands.window.open_batch(self._told["batch_id"])
        page: ResultsPage = self._step("results")
        for row in page.lines:
            if row.model.test and row.model.test.id in self._told["results"]:
                self._hands.type(row.reading, self._spoken(self._told["results"][row.model.test.id]))
                self._hands.click(row.record)
        self.picture("9-results")

    def _check(self) -> None:
        self._clock.advance(timedelta(hours=1))
        self._hands.sign_in("chloe")
        self._hands.window.open_batch(self._told["batch_id"])
        page: ResultsPage = self._step("results")
        for row in page.lines:
            if row.model.to_check and row.model.test:
                self._hands.type(row.reading, self._spoken(self._told["results"][row.model.test.id]))
        self.picture("10-second-check")
        self._hands.click(page.sign)
        self._hands.sign(page, "chloe")

    def _certify(self) -> None:
        self._hands.sign_in("quentin")
        self.picture("2-bench")
        self._hands.window.open_batch(self._told["batch_id"])
        page = self._step("certificate")
        self.picture("11-before-review")
        self._hands.click(page.review)
        self._hands.sign(page, "quentin")
        self.picture("12-certifying")
        self._hands.click(page.sign)
        self.dialog_picture(page, "13-signature")
        self._hands.sign(page, "quentin")
        self.picture("14-certified")
        self._leave_certificate(page)

    def _leave_certificate(self, page: Any) -> None:  # noqa: ANN401 - the certifying page
        certificate = self._batch.certificate
        if certificate is None:
            raise Stuck("no certificate")
        path = self._out / f"{certificate}.pdf"
        page.document_view.save_to(str(path))
        self.written.append(path)

    def _trail(self) -> None:
        self._hands.click(self._hands.window.to_trail)
        self.picture("15-trail")


def play(window: Window, desk: Desk, out: Path) -> tuple[Path, ...]:
    """Play the day; gives every file that was left in `out`. Raises: Stuck."""
    out.mkdir(parents=True, exist_ok=True)
    hands = Hands(window, desk)
    hands.settle()
    hands.until(lambda: not desk.bench.store.shut, "the record checked")
    day = Day(hands, out)
    day.play()
    return tuple(day.written)
