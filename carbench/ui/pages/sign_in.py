"""Who is at the bench: name cards, a password, a plain refusal."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from carbench.domain.errors import BenchError, NothingTyped
from carbench.domain.people import Person, Role
from carbench.operations import looking
from carbench.operations.demonstration import passwords
from carbench.operations.passwords import Proven
from carbench.operations.sign_in import sign_in
from carbench.ui.desk import Desk
from carbench.ui.dialogs.signing import caps_suspected
from carbench.ui.forms import load_form
from carbench.ui.models.act import ActModel
from carbench.ui.models.prover import Prover
from carbench.ui.widgets.message import Message

LARGE = 150
"""Text size in per cent from which one card fills the width."""


class PersonCard(QWidget):
    """One person who may sign in."""

    card: QPushButton

    def __init__(self) -> None:
        super().__init__()
        load_form(self, "person_card")


class SignInPage(QWidget):
    """Lets somebody in."""

    notice: QLabel
    hint: QLabel
    filter: QLineEdit
    cards: QWidget
    chosen: QLabel
    password: QLineEdit
    caps: QLabel
    message: QLabel
    enter: QPushButton

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form(self, "sign_in")
        self._desk = desk
        self._people: Sequence[Person] = ()
        self._cards: list[PersonCard] = []
        self._name = ""
        self._message = Message(self.message, desk)
        self._prover = Prover(desk, self)
        self._model = ActModel(desk, self)
        self._join()
        self.caps.hide()
        self.say_notice("")
        desk.dress(self)

    def _join(self) -> None:
        self.filter.textChanged.connect(lambda _: self._show_cards())
        self.filter.returnPressed.connect(self._choose_first)
        self.password.textEdited.connect(self._typing)
        self.password.returnPressed.connect(self._ask)
        self.enter.clicked.connect(self._ask)
        self._prover.proved.connect(self._proved)
        self._prover.refused.connect(self._refuse)
        self._prover.busy.connect(lambda busy: self.enter.setEnabled(not busy))
        self._model.refused.connect(self._refuse)
        self._desk.relay.language_changed.connect(lambda _: self.refresh())

    def say_notice(self, text: str) -> None:
        """Say something that must be read before anybody signs in."""
        self.notice.setText(text)
        self.notice.setVisible(bool(text))

    def refresh(self) -> None:
        """Show who may sign in."""
        bench = self._desk.bench
        if bench.setup is None:
            return
        self._people = looking.people(bench)
        self.hint.setVisible(bench.site.demonstration)
        self._show_cards()
        self._choose(self._name)

    def start(self) -> None:
        """Begin with an empty password and the cursor where typing starts."""
        self.password.clear()
        self.filter.clear()
        self.refresh()
        (self.password if self._name else self.filter).setFocus()

    def _show_cards(self) -> None:
        """Pool the cards: the page is shown at every change of person."""
        layout = self.cards.layout()
        assert isinstance(layout, QGridLayout)  # noqa: S101 - the form says so
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        wanted = self.filter.text().casefold()
        people = [p for p in self._people if wanted in f"{p.full_name} {p.name}".casefold()]
        while len(self._cards) < len(people):
            card = PersonCard()
            card.card.clicked.connect(lambda _, card=card: self._choose(str(card.card.property("person"))))
            self._desk.dress(card)
            self._cards.append(card)
        columns = 1 if self._desk.theme.scale >= LARGE else 2
        for place, card in enumerate(self._cards):
            layout.addWidget(card, place // columns, place % columns)
        secrets = {name: secret for name, _, secret in passwords()} if self._desk.bench.site.demonstration else {}
        for place, card in enumerate(self._cards):
            card.setVisible(place < len(people))
            if place < len(people):
                self._bind(card.card, people[place], secrets.get(people[place].name, ""))

    def _bind(self, card: QPushButton, person: Person, secret: str) -> None:
        texts = self._desk.texts
        roles = ", ".join(texts.say(role) for role in Role if role in person.roles)
        lines = [person.full_name, roles]
        if secret:
            lines.append(texts.say("sign_in.secret", name=person.name, password=secret))
        card.setText("\n".join(lines))
        card.setAccessibleName(f"{person.full_name}, {roles}")
        card.setProperty("person", person.name)
        card.setChecked(person.name == self._name)
        card.setMinimumHeight(self._desk.theme.target_px + card.fontMetrics().lineSpacing() * (len(lines) - 1))

    def _choose_first(self) -> None:
        shown = [card for card in self._cards if card.isVisible()]
        if shown:
            self._choose(str(shown[0].card.property("person")))

    def _choose(self, name: str) -> None:
        if name != self._name:
            self.password.clear()  # it was meant for somebody else
        self._name = name
        person = next((p for p in self._people if p.name == name), None)
        self.chosen.setText(person.full_name if person else self._desk.texts.say("sign_in.nobody"))
        for card in self._cards:
            card.card.setChecked(card.card.property("person") == name)
        if person:
            self.password.setFocus()

    def _typing(self) -> None:
        self._message.clear()
        self.caps.setVisible(caps_suspected(self.password.text()))

    def _ask(self) -> None:
        if not self._name or not self.password.text():
            self._refuse(NothingTyped())
            return
        self._prover.ask(self._name, self.password.text())

    def _proved(self, proof: Proven) -> None:
        self.password.clear()
        if self._model.attempt(lambda: sign_in(self._desk.bench, by=proof)):
            self.say_notice("")
            self._message.clear()
            self._desk.relay.signed_in.emit()

    def _refuse(self, error: BenchError) -> None:
        self.password.clear()
        self._message.refuse(error)
        self.password.setFocus()
