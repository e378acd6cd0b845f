"""The Bench: what is on, and what is yours to do."""

from functools import partial

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QLabel, QPushButton, QTableView, QWidget

from carbench.domain.people import may
from carbench.domain.product import StepId
from carbench.operations import looking
from carbench.operations.looking import BenchLine
from carbench.ui.desk import Desk
from carbench.ui.forms import load_form
from carbench.ui.models import bench_board
from carbench.ui.models.bench_board import Task
from carbench.ui.models.table import TableModel
from carbench.ui.widgets.link import Links, Target
from carbench.ui.widgets.reading_table import fit_columns, prepare_table

TASKS_SHOWN = 5


class BenchPage(QWidget):
    """Every batch with its clock; Enter or a click opens one."""

    open: QPushButton
    tasks: QWidget
    nothing: QLabel
    batches: QTableView
    empty: QLabel

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form(self, "bench")
        self._desk = desk
        self._lines: tuple[BenchLine, ...] = ()
        self._links = Links(self.tasks, desk)
        self._model = TableModel(self)
        self._prepare_table()
        self.open.clicked.connect(lambda: desk.relay.page_asked.emit("order"))
        desk.relay.changed.connect(lambda _: self.refresh())
        desk.relay.signed_in.connect(self.refresh)
        desk.relay.ticked.connect(self.refresh)
        desk.relay.language_changed.connect(lambda _: self.refresh())
        desk.dress(self)

    def _prepare_table(self) -> None:
        self.batches.setModel(self._model)
        prepare_table(self.batches, chosen=True)
        self.batches.clicked.connect(self._opened)
        self.batches.activated.connect(self._opened)

    def showEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Read the clocks again whenever the page comes up."""
        super().showEvent(event)  # type: ignore[arg-type]  # a show event, as Qt gives it
        self.refresh()

    def refresh(self) -> None:
        """Show what is so; costs nothing while another page is shown."""
        if not self.isVisible() or self._desk.bench.person is None:
            return
        self._lines = looking.bench_lines(self._desk.bench)
        self._model.show_rows(bench_board.titles(self._desk.texts), bench_board.table_rows(self._desk, self._lines))
        fit_columns(self.batches)
        self.batches.setVisible(bool(self._lines))
        self.empty.setVisible(not self._lines)
        self.open.setVisible(may(self._desk.bench.signed_in, "open_batch"))
        self._show_tasks(bench_board.tasks(self._desk, self._lines))

    def _show_tasks(self, tasks: list[Task]) -> None:
        shown = tasks[:TASKS_SHOWN]
        self._links.show_targets(
            [Target(text=task.text, go=partial(self._go, task.batch_id, task.step)) for task in shown]
        )
        self.nothing.setVisible(not tasks)

    def _opened(self, index: QModelIndex) -> None:
        self._desk.relay.batch_asked.emit(self._lines[index.row()].row.batch_id)

    def _go(self, batch_id: str, step: StepId) -> None:
        self._desk.relay.batch_asked.emit(batch_id)
        self._desk.relay.step_asked.emit(step)
