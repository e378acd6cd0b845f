"""When it happened, who performed it, why it is typed late."""

from itertools import pairwise

from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from carbench.domain.people import Role
from carbench.operations import looking
from carbench.operations.circumstances import Circumstances
from carbench.ui.desk import Desk
from carbench.ui.forms import load_form


class CircumstancesBox(QWidget):
    """Left empty, it says: now, by the person signed in."""

    happened_at: QLineEdit
    now: QPushButton
    performed_by: QComboBox
    reason: QLineEdit

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form(self, "circumstances")
        self._desk = desk
        self._offered: tuple[str, str, frozenset[Role]] = ("", "", frozenset())
        desk.relay.signed_out.connect(self._start_again)
        self.now.clicked.connect(self._set_now)
        desk.dress(self)

    def offer(self, roles: frozenset[Role], *, about: str) -> None:
        """Offer whoever may perform this, the person signed in first.

        A choice stays while the same person stands at the same batch: a scribe types several
        things for one performer.
        """
        bench = self._desk.bench
        person = bench.person
        offered = (person.name if person else "", about, roles)
        if offered == self._offered:
            return
        self._offered = offered
        people = [p for p in looking.people(bench) if p.roles & roles and p != person]
        self.performed_by.clear()
        for performer in ([person] if person and person.roles & roles else []) + people:
            self.performed_by.addItem(performer.full_name, performer.name)

    def stand_between(self, field: QWidget, *buttons: QWidget) -> None:
        """Come after the last field and before the buttons when Tab is pressed."""
        chain = (field, self.happened_at, self.now, self.performed_by, self.reason, *buttons)
        for one, next_one in pairwise(chain):
            QWidget.setTabOrder(one, next_one)

    def told(self) -> Circumstances:
        """Give what is typed."""
        name = self.performed_by.currentData()
        return Circumstances(
            happened_at=self.happened_at.text(),
            performed_by=(str(name),) if name else (),
            reason=self.reason.text(),
        )

    def clear(self) -> None:
        """Start again; the performer stays, one person often does several things."""
        self.happened_at.clear()
        self.reason.clear()

    def _start_again(self) -> None:
        """Leave nothing of one person to the next."""
        self.clear()
        self._offered = ("", "", frozenset())

    def _set_now(self) -> None:
        self.happened_at.setText(f"{self._desk.bench.now().local:%Y-%m-%d %H:%M}")
