"""Shows one test line; holds no state but whether a correction is being typed."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from carbench.domain.batch import Batch
from carbench.domain.errors import BenchError, NothingTyped
from carbench.domain.result_lines import limit_in_words, result_in_words
from carbench.domain.specification import Judgement, SecondCheck, Test, Verdict
from carbench.ui.desk import Desk
from carbench.ui.forms import load_form
from carbench.ui.models.result_entry import ResultEntryModel
from carbench.ui.theme import SHAPES, TONES
from carbench.ui.widgets.message import Message


class ResultRow(QWidget):
    """Title, method, limit in words, field with unit, verdict while typing, who recorded and who checked."""

    title: QLabel
    limit: QLabel
    reading: QLineEdit
    outcome: QComboBox
    unit: QLabel
    verdict: QLabel
    earlier: QLabel
    status: QLabel
    message: QLabel
    record: QPushButton

    asked = Signal(object)  # itself: record what is typed
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form(self, "result_row")
        self._desk = desk
        self.model = ResultEntryModel(desk, self)
        self._message = Message(self.message, desk)
        self._correcting = False
        self.reading.textChanged.connect(self._typed)
        self.reading.returnPressed.connect(self._pressed)
        self.outcome.activated.connect(lambda _: self._typed(self.text))
        self.record.clicked.connect(self._pressed)
        self.model.judged.connect(self._show_judgement)
        self.model.unreadable.connect(self._show_unreadable)
        self.model.refused.connect(self._message.refuse)
        self.model.recorded.connect(self._recorded)
        desk.dress(self)

    @property
    def text(self) -> str:
        """Give what is typed or chosen."""
        test = self.model.test
        if test is not None and test.outcomes:
            return str(self.outcome.currentData() or "")
        return self.reading.text()

    @property
    def checked(self) -> bool:
        """Say whether this line is ready for the second person's signature."""
        test = self.model.test
        if test is None or not self.model.to_check:
            return False
        return self.record.isChecked() if test.second_check is SecondCheck.SIGHTED else bool(self.text.strip())

    def bind(self, batch: Batch, test: Test) -> None:
        """Show a line of a batch; what is half typed stays while it is the same line in the same state."""
        result = batch.result(test)
        before = self.model.batch.batch_id if self.model.batch else None, self.model.test, self.model.result
        person = self._desk.bench.person
        self.model.bind(batch, test)
        unchanged = before == (batch.batch_id, test, result) and self.property("person") == (person and person.name)
        self.setProperty("person", person.name if person else "")
        self._show_static(test)
        if not unchanged:
            self._correcting = False
            self._message.clear()
            self.record.setChecked(False)
        if not unchanged or (self.model.result and not self._correcting and not self.model.to_check):
            self._fill(test)
        self._show_state()

    def _show_static(self, test: Test) -> None:
        texts = self._desk.texts
        self.title.setText(texts.wording(test.title))
        self.limit.setText(f"{limit_in_words(test, texts)}\n{test.method}")
        self.unit.setText(texts.wording(test.unit_title) if test.unit else "")
        self.reading.setVisible(test.unit is not None)
        self.outcome.setVisible(test.unit is None)
        for widget in (self.reading, self.outcome):
            widget.setAccessibleName(texts.wording(test.title))
        if test.outcomes:
            self._offer(test)

    def _offer(self, test: Test) -> None:
        chosen = self.outcome.currentData()
        self.outcome.clear()
        self.outcome.addItem("", "")
        for outcome in test.outcomes:
            self.outcome.addItem(self._desk.texts.wording(outcome.title), outcome.id)
        self.outcome.setCurrentIndex(max(0, self.outcome.findData(chosen)))

    def _fill(self, test: Test) -> None:
        """Put the recorded value into the field, or nothing where a second person reads unseen."""
        result = self.model.result
        hidden = result is None or (self.model.to_check and test.second_check is SecondCheck.BLIND)
        shown = "" if hidden or result is None else result.shown
        with QSignalBlocker(self.reading):
            reading = result.act.reading if result and not hidden else None
            self.reading.setText(self._desk.texts.reading(reading).replace(" ", "") if reading else "")
        self.outcome.setCurrentIndex(max(0, self.outcome.findData(shown)))

    def _show_state(self) -> None:
        result, test = self.model.result, self.model.test
        if test is None:
            return
        sighted = self.model.to_check and test.second_check is SecondCheck.SIGHTED
        blind = self.model.to_check and not sighted
        typing = blind or (self.model.may_enter and (result is None or self._correcting))
        self.reading.setReadOnly(not typing)
        self.outcome.setEnabled(typing)
        self._show_button(sighted=sighted, blind=blind, standing=result is not None)
        self.status.setText(self._status(blind=blind))
        self.earlier.setText(self._earlier(test))
        self.earlier.setVisible(bool(self.earlier.text()))
        if not blind and not self._correcting and result is not None:
            self._show_judgement(result.judgement)
        elif not self.text.strip() and not self._correcting:
            # A blind line says nothing of what is recorded until its checker has typed.
            self._show_judgement(Judgement(verdict=Verdict.PENDING))

    def _show_button(self, *, sighted: bool, blind: bool, standing: bool) -> None:
        texts = self._desk.texts
        self.record.setCheckable(sighted)
        if sighted:
            self.record.setText(texts.say("results.compared"))
        elif standing and not self._correcting:
            self.record.setText(texts.say("results.correct"))
        else:
            self.record.setText(texts.say("results.record"))
        self.record.setVisible(not blind and (sighted or self.model.may_enter))

    def _status(self, *, blind: bool) -> str:
        texts, result = self._desk.texts, self.model.result
        if result is None:
            return ""
        if blind:
            return texts.say("results.waits_for_you", name=result.recorded.recorded_by)
        lines = [texts.say("results.recorded", name=result.recorded.recorded_by, at=result.act.happened_at.plain())]
        if result.check is None:
            lines.append(texts.say("results.waits"))
        else:
            lines.append(texts.say("results.checked", name=result.check.recorded_by))
        return "\n".join(lines)

    def _earlier(self, test: Test) -> str:
        """Say old → new for corrections; the checker of a blind line sees neither."""
        batch = self.model.batch
        results = batch.results.get(test.id, ()) if batch else ()
        if len(results) < 2 or self.model.to_check:  # noqa: PLR2004 - a correction needs two
            return ""
        texts = self._desk.texts
        chain = " → ".join(result_in_words(test, result, texts) for result in results)
        return texts.say("results.corrected", chain=chain, reason=results[-1].recorded.reason)

    def _pressed(self) -> None:
        if self.record.isCheckable():
            self.changed.emit()
            return
        if self.model.to_check or not self.model.may_enter:
            return
        if self.model.result is not None and not self._correcting:
            self._correcting = True
            self._show_state()
            self.reading.setFocus()
            self.reading.selectAll()
            return
        self._message.clear()
        self.asked.emit(self)

    def _recorded(self, _: object) -> None:
        self._correcting = False

    def _typed(self, text: str) -> None:
        self._message.clear()
        self.model.typed(self.text if self.outcome.isVisible() else text)
        self.changed.emit()

    def _show_judgement(self, judgement: Judgement) -> None:
        tone = TONES[judgement.verdict]
        word = self._desk.texts.say(judgement.verdict)
        arrow = f"  → {self._desk.texts.decimal(judgement.compared)}" if judgement.compared is not None else ""
        self.verdict.setText(f"{SHAPES[tone]} {word}{arrow}")
        self._desk.theme.tone(self.verdict, tone)

    def _show_unreadable(self, error: BenchError) -> None:
        if isinstance(error, NothingTyped):
            self._show_judgement(Judgement(verdict=Verdict.PENDING))
            return
        self.verdict.setText(f"{SHAPES['warn']} {self._desk.texts.say('results.no_reading')}")
        self._desk.theme.tone(self.verdict, "warn")
        self._message.refuse(error)
