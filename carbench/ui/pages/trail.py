"""The trail, to be read: who, what, when, why."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTableView, QWidget

from carbench.ui.desk import Desk
from carbench.ui.forms import load_form
from carbench.ui.models.trail_table import TrailTableModel, detail
from carbench.ui.widgets.reading_table import fit_columns, prepare_table


class TrailPage(QWidget):
    """Every entry, newest first; the chosen one in full below."""

    filter: QLineEdit
    entries: QTableView
    detail: QPlainTextEdit

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form(self, "trail")
        self._desk = desk
        self._model = TrailTableModel(desk, self)
        self.entries.setModel(self._model)
        prepare_table(self.entries, chosen=True)
        self.entries.selectionModel().currentRowChanged.connect(self._chosen)
        self.filter.textChanged.connect(self._model.filter)
        desk.relay.changed.connect(lambda _: self.refresh())
        desk.relay.language_changed.connect(lambda _: self.refresh())
        desk.dress(self)

    def showEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Read the newest entries whenever the page comes up."""
        super().showEvent(event)  # type: ignore[arg-type]  # a show event, as Qt gives it
        self.refresh()

    def refresh(self) -> None:
        """Begin at the newest entry; costs nothing while another page is shown."""
        if not self.isVisible():
            return
        self._model.restart()
        self._model.filter(self.filter.text())
        fit_columns(self.entries)
        self.entries.selectRow(0)

    def _chosen(self, current: QModelIndex, _: QModelIndex) -> None:
        if current.isValid():
            self.detail.setPlainText(detail(self._model.at(current.row()), self._desk))
