"""What the steps of a batch have in common: facts so far, fields, circumstances, a refusal, signatures.

A step's own page says which form, which fields and which operation.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableView, QVBoxLayout, QWidget

from carbench.domain.acts import StepSigned
from carbench.domain.batch import Batch
from carbench.domain.checklist import StepState, step_state
from carbench.domain.duties import allowed
from carbench.domain.errors import BenchError
from carbench.domain.people import Role, may
from carbench.domain.product import StepId
from carbench.operations.bench import Changes
from carbench.operations.passwords import Proven
from carbench.operations.sign_step import sign_step
from carbench.ui.desk import Desk
from carbench.ui.dialogs.signing import Asked, Signing, Who
from carbench.ui.models.act import ActModel
from carbench.ui.widgets.circumstances_box import CircumstancesBox
from carbench.ui.widgets.facts_table import FactsTable
from carbench.ui.widgets.message import Message
from carbench.ui.widgets.walk import walk_with_enter

ReadT = TypeVar("ReadT")


class StepPage(QWidget):
    """One step of a batch; built once, shown for one batch after another."""

    instruction: QLabel
    facts: QTableView
    signed: QLabel
    circumstances: QWidget
    message: QLabel
    record: QPushButton

    step: StepId
    duty: str

    def prepare(self, desk: Desk) -> None:
        """Join what every step page has; call it once the form is loaded."""
        self._desk = desk
        self._batch: Batch | None = None
        self._dialog: Signing | None = None
        self._model = ActModel(desk, self)
        self._message = Message(self.message, desk)
        self._box = CircumstancesBox(desk)
        self._table = FactsTable(self.facts)
        layout = self.circumstances.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - the form says so
        layout.addWidget(self._box)
        self._model.refused.connect(self._message.refuse)
        self._model.recorded.connect(self._recorded)
        self.record.clicked.connect(self._asked)
        walk_with_enter(self.fields(), self.record, typing=self._message.clear)
        sign = self.findChild(QPushButton, "sign")
        self._box.stand_between(self.fields()[-1], *([sign] if sign else []), self.record)
        desk.relay.signed_out.connect(self._forget)
        desk.dress(self)

    # What a step says of itself

    def fields(self) -> tuple[QLineEdit, ...]:
        """Give the fields in the order they are filled."""
        raise LookupError(self.step.value)

    def rows(self, batch: Batch) -> tuple[Sequence[str], Sequence[tuple[str, ...]]]:
        """Give titles and rows of what is recorded."""
        raise LookupError(batch.batch_id)

    def submit(self) -> None:
        """Ask the step's operation, with a second person where it needs one."""
        raise LookupError(self.step.value)

    # What every step does

    @property
    def batch_id(self) -> str:
        """Give the batch that is shown."""
        return self._batch.batch_id if self._batch else ""

    def show_batch(self, batch: Batch) -> None:
        """Show a batch; what is typed for another one is not carried over."""
        texts = self._desk.texts
        if batch.batch_id != self.batch_id:
            self._clear()
        self._batch = batch
        step = next(line for line in batch.product.steps if line.id is self.step)
        self.instruction.setText(texts.wording(step.instruction))
        self._table.show_rows(*self.rows(batch))
        self._box.offer(allowed(self.duty), about=batch.batch_id)
        person = self._desk.bench.signed_in
        self.record.setEnabled(may(person, self.duty))
        self._show_signature(batch, step.signed_by)

    def _show_signature(self, batch: Batch, signed_by: frozenset[Role]) -> None:
        texts, recorded = self._desk.texts, batch.signed(self.step.value)
        state = step_state(batch, self.step)
        if recorded is not None and isinstance(recorded.act, StepSigned):
            key = "step_page.signed" if state is StepState.DONE else "step_page.changed"
            name = recorded.act.signature.full_name
            self.signed.setText(texts.say(key, name=name, at=recorded.recorded_at.plain()))
        self.signed.setVisible(recorded is not None)
        sign = self.findChild(QPushButton, "sign")
        if sign is not None:
            sign.setVisible(bool(signed_by))
            mine = bool(signed_by & self._desk.bench.signed_in.roles)
            sign.setEnabled(mine and state in (StepState.STARTED, StepState.CHANGED))

    def texts_typed(self) -> tuple[str, ...]:
        """Give what is typed, field by field."""
        return tuple(field.text() for field in self.fields())

    def attempt(self, operation: Callable[[], Changes]) -> None:
        """Ask the operation; what it refuses is said on the page."""
        self._model.attempt(operation)

    def readable(self, read: Callable[[], ReadT]) -> ReadT | None:
        """Read what is typed before anybody is asked to sign it; what cannot be read is said on the page."""
        try:
            return read()
        except BenchError as refusal:
            self._message.refuse(refusal)
            return None

    def ask_second(self, title: str, statement: str, then: Callable[[Proven], None]) -> None:
        """Ask a second person for their password, then go on."""
        performer = next(iter(self._box.told().performed_by), "")
        asked = Asked(who=Who.SECOND, title=title, statement=statement, performer=performer)
        self._open(asked, then)

    def ask_self(self, title: str, statement: str, then: Callable[[Proven], None]) -> None:
        """Ask the signed-in person for the password alone, then go on."""
        self._open(Asked(who=Who.SELF, title=title, statement=statement), then)

    def _open(self, asked: Asked, then: Callable[[Proven], None]) -> None:
        self._dialog = Signing(self._desk, asked, self)
        self._dialog.proved.connect(then)
        self._dialog.finished.connect(self._dialog.deleteLater)
        self._dialog.open()

    def sign_this_step(self) -> None:
        """Sign the step with the password alone."""
        texts = self._desk.texts
        title = texts.say("signing.step_title", step=texts.say(f"step.{self.step.value}"))
        statement = texts.say("signing.step", batch=self.batch_id, step=texts.say(f"step.{self.step.value}"))
        self.ask_self(title, statement, self._sign)

    def _sign(self, proof: Proven) -> None:
        self.attempt(lambda: sign_step(self._desk.bench, batch_id=self.batch_id, step=self.step, by=proof))

    def _asked(self) -> None:
        self._message.clear()
        self.submit()

    def _recorded(self, _: Changes) -> None:
        self._clear()

    def _clear(self) -> None:
        self._forget()
        self._box.clear()
        self.fields()[0].setFocus()

    def _forget(self) -> None:
        """Leave nothing of one person or one batch to the next."""
        self._message.clear()
        for field in self.fields():
            field.clear()
