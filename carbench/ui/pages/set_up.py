"""The first start: site, zone, workstation, first people."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from carbench.domain.errors import PasswordsDiffer
from carbench.domain.people import Role
from carbench.operations.bench import Changes
from carbench.operations.set_up_workstation import NewPerson, NewSite, set_up_workstation
from carbench.texts import LANGUAGES
from carbench.ui.desk import Desk
from carbench.ui.forms import load_form
from carbench.ui.models.act import ActModel
from carbench.ui.widgets.message import Message


class PersonRow(QWidget):
    """One person to be added."""

    full_name: QLineEdit
    user_name: QLineEdit
    password: QLineEdit
    again: QLineEdit
    operator: QCheckBox
    qc_analyst: QCheckBox
    qa_reviewer: QCheckBox
    qp: QCheckBox
    administrator: QCheckBox
    remove: QPushButton

    removed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form(self, "person_row")
        self.remove.clicked.connect(lambda: self.removed.emit(self))
        desk.dress(self)

    def typed(self, language: str) -> NewPerson:
        """Give the person as typed. Raises: PasswordsDiffer."""
        if self.password.text() != self.again.text():
            raise PasswordsDiffer(name=self.full_name.text())
        boxes = {
            Role.OPERATOR: self.operator,
            Role.QC_ANALYST: self.qc_analyst,
            Role.QA_REVIEWER: self.qa_reviewer,
            Role.QP: self.qp,
            Role.ADMINISTRATOR: self.administrator,
        }
        return NewPerson(
            name=self.user_name.text(),
            full_name=self.full_name.text(),
            roles=frozenset(role for role, box in boxes.items() if box.isChecked()),
            language=language,
            password=self.password.text(),
        )


class SetUpPage(QWidget):
    """Asks what a new workstation must know, once."""

    site: QLineEdit
    establishment: QLineEdit
    legal_basis: QLineEdit
    authorisation: QLineEdit
    zone: QComboBox
    workstation: QLineEdit
    language: QComboBox
    rule: QLabel
    people: QWidget
    add: QPushButton
    message: QLabel
    finish: QPushButton

    done = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form(self, "set_up")
        self._desk = desk
        self._rows: list[PersonRow] = []
        self._message = Message(self.message, desk)
        self._model = ActModel(desk, self)
        self.zone.addItems(list(desk.bench.defaults.zones))
        for language in LANGUAGES:
            self.language.addItem(desk.texts.say(f"language.{language}"), language)
        self.language.setCurrentIndex(LANGUAGES.index(desk.bench.language))
        self.add.clicked.connect(self._add)
        self.finish.clicked.connect(self._finish)
        self._model.refused.connect(self._message.refuse)
        self._model.recorded.connect(lambda _: self._done())
        self._show_rule()
        desk.relay.language_changed.connect(lambda _: self._show_rule())
        self._add()
        self._add()
        desk.dress(self)

    def _show_rule(self) -> None:
        least = self._desk.bench.defaults.password_characters
        self.rule.setText(self._desk.texts.say("set_up.rule", least=least))

    def start(self) -> None:
        """Put the cursor at the first field."""
        self.site.setFocus()

    def _done(self) -> None:
        """Keep no password in the fields."""
        for row in self._rows:
            row.password.clear()
            row.again.clear()
        self.done.emit()

    def _add(self) -> None:
        row = PersonRow(self._desk)
        row.removed.connect(self._remove)
        self._rows.append(row)
        self._place().addWidget(row)

    def _remove(self, row: PersonRow) -> None:
        if len(self._rows) > 1:
            self._rows.remove(row)
            self._place().removeWidget(row)
            row.deleteLater()

    def _place(self) -> QVBoxLayout:
        layout = self.people.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - the form says so
        return layout

    def _finish(self) -> None:
        self._message.clear()
        self._model.attempt(self._set_up)

    def _set_up(self) -> Changes:
        language = str(self.language.currentData())
        site = NewSite(
            site=self.site.text(),
            establishment=self.establishment.text(),
            legal_basis=self.legal_basis.text(),
            authorisation=self.authorisation.text(),
            zone=self.zone.currentText().strip(),
            workstation=self.workstation.text(),
            language=language,
        )
        people = [row.typed(language) for row in self._rows]
        return set_up_workstation(self._desk.bench, site=site, people=people)
