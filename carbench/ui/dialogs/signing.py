"""Ask for a password, and for a name where a signature needs both."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPushButton, QWidget

from carbench.domain.errors import BenchError, NothingTyped, SignerDiffers
from carbench.domain.people import may
from carbench.operations import looking
from carbench.ui.desk import Desk
from carbench.ui.forms import load_form
from carbench.ui.models.prover import Prover
from carbench.ui.widgets.message import Message

WIDTH_IN_TARGETS = 11
"""A line of about seventy letters at any text size."""


class Who(Enum):
    """Whose password is asked."""

    SELF = "self"
    """The signed-in person's, the password alone."""

    SELF_BY_NAME = "self_by_name"
    """The signed-in person's, name and password."""

    SECOND = "second"
    """Another person's, chosen from a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the signature is for."""

    who: Who
    title: str
    statement: str
    manifest: str = ""
    performer: str = ""
    """Cannot be the second person either."""


class Signing(QDialog):
    """Says what is signed and asks for the password; stays open after a wrong one."""

    demonstration: QLabel
    title: QLabel
    statement: QLabel
    manifest: QLabel
    chosen: QComboBox
    chosen_label: QLabel
    name: QLineEdit
    name_label: QLabel
    password: QLineEdit
    caps: QLabel
    message: QLabel
    sign: QPushButton
    cancel: QPushButton

    proved = Signal(object)  # Proven
    wrong = Signal()

    def __init__(self, desk: Desk, asked: Asked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "signing")
        self._desk = desk
        self._asked = asked
        self._prover = Prover(desk)  # no child: it outlives the dialog while a password is checked
        self._message = Message(self.message, desk)
        self._show(asked)
        self.sign.clicked.connect(self._sign)
        self.cancel.clicked.connect(self.reject)
        self.finished.connect(self._leave)
        desk.relay.signed_out.connect(self.reject)
        self.password.textEdited.connect(self._typing)
        self._prover.proved.connect(self._proved)
        self._prover.refused.connect(self._refused)
        self._prover.busy.connect(lambda busy: self.sign.setEnabled(not busy))
        self.caps.hide()
        self.demonstration.setVisible(desk.bench.site.demonstration)
        desk.dress(self)

    def _show(self, asked: Asked) -> None:
        self.setWindowTitle(asked.title)
        self.title.setText(asked.title)
        self.statement.setText(asked.statement)
        self.show_manifest(asked.manifest)
        self.chosen.setVisible(asked.who is Who.SECOND)
        self.chosen_label.setVisible(asked.who is Who.SECOND)
        self.name.setVisible(asked.who is Who.SELF_BY_NAME)
        self.name_label.setVisible(asked.who is Who.SELF_BY_NAME)
        if asked.who is Who.SECOND:
            self._offer_seconds()
        first = {Who.SECOND: self.chosen, Who.SELF_BY_NAME: self.name, Who.SELF: self.password}[asked.who]
        first.setFocus()

    def show_manifest(self, text: str) -> None:
        """Say exactly what is signed."""
        self.manifest.setText(text)
        self.manifest.setVisible(bool(text))

    def _offer_seconds(self) -> None:
        bench = self._desk.bench
        barred = {bench.signed_in.name, self._asked.performer}
        for person in looking.people(bench):
            if person.name not in barred and may(person, "witness"):
                self.chosen.addItem(person.full_name, person.name)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Come up with room for every line."""
        super().showEvent(event)
        self.setMinimumWidth(self._desk.theme.target_px * WIDTH_IN_TARGETS)
        QTimer.singleShot(0, self, self._grow)

    def _grow(self) -> None:
        """Never let a refusal squeeze what is signed: wrapped text asks for its height only when it is told a width."""
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _typing(self) -> None:
        self._message.clear()
        self.caps.setVisible(caps_suspected(self.password.text()))

    def _leave(self, _: int) -> None:
        """Keep no password, and take no answer that comes after."""
        self.password.clear()
        self._prover.forget()

    def _sign(self) -> None:
        me = self._desk.bench.signed_in.name
        name = {Who.SECOND: self.chosen.currentData(), Who.SELF: me, Who.SELF_BY_NAME: self.name.text().strip()}[
            self._asked.who
        ]
        if not name or not self.password.text():
            self._refused(NothingTyped())
        elif self._asked.who is Who.SELF_BY_NAME and name != me:
            self._refused(SignerDiffers(name=str(name)))
        else:
            self._prover.ask(str(name), self.password.text())

    def _proved(self, proof: object) -> None:
        self.accept()
        self.proved.emit(proof)

    def _refused(self, error: BenchError) -> None:
        self.password.clear()
        self._message.refuse(error)
        QTimer.singleShot(0, self, self._grow)
        self.password.setFocus()
        self.wrong.emit()


def caps_suspected(typed: str) -> bool:
    """Say whether all letters typed so far are capitals; Qt does not tell the lock's state on every system."""
    letters = [c for c in typed if c.isalpha()]
    shift = QGuiApplication.keyboardModifiers()
    return len(letters) > 1 and all(c.isupper() for c in letters) and not shift & shift.ShiftModifier
