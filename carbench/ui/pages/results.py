"""All results of a batch on one page, judged while typed, checked by a second person."""

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from carbench.domain.batch import Batch
from carbench.domain.product import StepId
from carbench.operations.check_results import check_results
from carbench.operations.circumstances import Circumstances
from carbench.operations.passwords import Proven
from carbench.ui.desk import Desk
from carbench.ui.dialogs.signing import Asked, Signing, Who
from carbench.ui.forms import load_form
from carbench.ui.models.act import ActModel
from carbench.ui.models.result_entry import Typed
from carbench.ui.widgets.circumstances_box import CircumstancesBox
from carbench.ui.widgets.message import Message
from carbench.ui.widgets.result_row import ResultRow


class ResultsPage(QWidget):
    """Rows are pooled and rebound: building them costs a hundred times more than showing another batch."""

    instruction: QLabel
    mode: QLabel
    rows: QWidget
    circumstances: QWidget
    message: QLabel
    sign: QPushButton

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form(self, "results")
        self._desk = desk
        self._batch: Batch | None = None
        self._pool: list[ResultRow] = []
        self._model = ActModel(desk, self)
        self._message = Message(self.message, desk)
        self._dialog: Signing | None = None
        self._box = CircumstancesBox(desk)
        self._place(self.circumstances).addWidget(self._box)
        self.sign.clicked.connect(self._ask)
        self._model.refused.connect(self._message.refuse)
        desk.dress(self)

    @staticmethod
    def _place(widget: QWidget) -> QVBoxLayout:
        layout = widget.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - the form says so
        return layout

    @property
    def lines(self) -> tuple[ResultRow, ...]:
        """Give the rows that are shown, in the order of the specification."""
        return tuple(self._pool[: len(self._batch.product.tests)]) if self._batch else ()

    def show_batch(self, batch: Batch) -> None:
        """Show a batch's results."""
        if self._batch is None or self._batch.batch_id != batch.batch_id:
            self._message.clear()
            self._box.clear()
        self._batch = batch
        step = next(line for line in batch.product.steps if line.id is StepId.RESULTS)
        self.instruction.setText(self._desk.texts.wording(step.instruction))
        while len(self._pool) < len(batch.product.tests):
            self._add_row()
        for row, test in zip(self._pool, batch.product.tests, strict=False):
            row.bind(batch, test)
        for place, row in enumerate(self._pool):
            row.setVisible(place < len(batch.product.tests))
        enters = frozenset(role for test in batch.product.tests for role in test.enters)
        self._box.offer(enters, about=batch.batch_id)
        self._show_mode()

    def _add_row(self) -> None:
        row = ResultRow(self._desk)
        row.asked.connect(self._record)
        row.doubted.connect(self._ask_second)
        row.changed.connect(self._show_mode)
        self._pool.append(row)
        self._place(self.rows).addWidget(row)

    def _show_mode(self) -> None:
        """Say what is asked of the person who stands here: entering, or checking."""
        waiting = [row for row in self.lines if row.model.to_check]
        self.mode.setText(self._desk.texts.say("results.mode_check", count=len(waiting)) if waiting else "")
        self.mode.setVisible(bool(waiting))
        self.sign.setVisible(bool(waiting))
        self.sign.setEnabled(any(row.checked for row in waiting))
        entering = any(row.model.may_enter for row in self.lines)
        self._box.setVisible(entering)

    def _record(self, row: ResultRow) -> None:
        if row.model.record(row.typed, self._box.told()):
            self._stands(row)

    def _stands(self, row: ResultRow) -> None:
        self._box.clear()
        self._focus_after(row)

    def _ask_second(self, row: ResultRow) -> None:
        """Let a second person read the source of a reading that looks like a slip; then it is recorded."""
        if self._batch is None:
            return
        texts, typed, told = self._desk.texts, row.typed, self._box.told()
        value = f"{typed.text} {row.unit_text}".strip()
        asked = Asked(
            who=Who.SECOND,
            title=texts.say("signing.second_title"),
            statement=texts.say("signing.slip", batch=self._batch.batch_id, test=row.title.text(), value=value),
            performer=next(iter(told.performed_by), ""),
        )
        dialog = self._open(asked)
        dialog.proved.connect(lambda proof: self._record_with(row, typed, told=told, proof=proof))

    def _record_with(self, row: ResultRow, typed: Typed, *, told: Circumstances, proof: Proven) -> None:
        if row.model.record(typed, told, second=proof):
            self._stands(row)

    def _focus_after(self, row: ResultRow) -> None:
        """Go on to the next empty line, as somebody reading down a list does."""
        later = self.lines[self.lines.index(row) + 1 :]
        for following in later:
            if following.model.result is None and following.model.may_enter:
                following.first_field.setFocus()
                return

    def _ask(self) -> None:
        if self._batch is None:
            return
        texts = self._desk.texts
        names = [row.title.text() for row in self.lines if row.checked]
        statement = texts.say("signing.check", batch=self._batch.batch_id, tests=", ".join(names))
        asked = Asked(who=Who.SELF, title=texts.say("signing.check_title"), statement=statement)
        self._open(asked).proved.connect(self._check)

    def _open(self, asked: Asked) -> Signing:
        self._dialog = Signing(self._desk, asked, self)
        self._dialog.finished.connect(self._dialog.deleteLater)
        self._dialog.open()
        return self._dialog

    def _check(self, proof: Proven) -> None:
        if self._batch is None:
            return
        self._message.clear()
        batch_id = self._batch.batch_id
        typed = {row.model.test.id: row.text for row in self.lines if row.checked and row.model.test}
        self._model.attempt(lambda: check_results(self._desk.bench, batch_id=batch_id, typed=typed, by=proof))
