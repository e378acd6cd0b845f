"""When it happened, who performed it, why it is typed late."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from carbench.domain.people import may
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
        self.now.clicked.connect(self._set_now)
        desk.dress(self)

    def offer(self, duty: str) -> None:
        """Offer whoever may perform this, the person signed in first."""
        bench = self._desk.bench
        person = bench.person
        people = [p for p in looking.people(bench) if may(p, duty) and p != person]
        self.performed_by.clear()
        for performer in ([person] if person else []) + people:
            self.performed_by.addItem(performer.full_name, performer.name)

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

    def _set_now(self) -> None:
        self.happened_at.setText(f"{self._desk.bench.now().local:%Y-%m-%d %H:%M}")
