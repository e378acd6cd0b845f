"""Shows one test line of any kind; holds no state but whether another value is being typed."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from carbench.domain.batch import Batch
from carbench.domain.errors import BenchError, FieldEmpty, NothingTyped
from carbench.domain.judgement import Judgement
from carbench.domain.specification import SecondCheck, Test, Verdict
from carbench.ui.desk import Desk
from carbench.ui.forms import load_form
from carbench.ui.models import result_said as said
from carbench.ui.models.result_entry import ResultEntryModel, Typed
from carbench.ui.theme import SHAPES, TONES
from carbench.ui.widgets.beside_fields import BesideFields
from carbench.ui.widgets.message import Message

NOTHING = Judgement(verdict=Verdict.PENDING)


class ResultRow(QWidget):
    """Title, method, limit in words, fields with unit, verdict while typing and why, who recorded and who checked."""

    title: QLabel
    limit: QLabel
    reading: QLineEdit
    outcome: QComboBox
    made: QLabel
    unit: QLabel
    units: QComboBox
    beside: QWidget
    verdict: QLabel
    cause: QLabel
    earlier: QLabel
    status: QLabel
    message: QLabel
    record: QPushButton

    asked = Signal(object)  # itself: record what is typed
    doubted = Signal(object)  # itself: a second person confirms what is typed
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form(self, "result_row")
        self._desk = desk
        self.model = ResultEntryModel(desk, self)
        self._message = Message(self.message, desk)
        self._again = False
        self._beside = BesideFields(self.beside, desk, typing=self._typed, pressed=self._pressed)
        self.reading.textChanged.connect(lambda _: self._typed())
        self.reading.returnPressed.connect(self._pressed)
        self.outcome.activated.connect(lambda _: self._typed())
        self.units.activated.connect(lambda _: self._typed())
        self.record.clicked.connect(self._pressed)
        self.model.judged.connect(self._show_judgement)
        self.model.unreadable.connect(self._show_unreadable)
        self.model.refused.connect(self._message.refuse)
        self.model.doubted.connect(lambda _: self.doubted.emit(self))
        self.model.recorded.connect(self._recorded)
        desk.dress(self)

    # What is typed

    @property
    def text(self) -> str:
        """Give what is typed or chosen."""
        test = self.model.test
        if test is not None and test.outcomes:
            return str(self.outcome.currentData() or "")
        return self.reading.text()

    @property
    def typed(self) -> Typed:
        """Give everything that stands in the fields."""
        beside = self._beside.typed()
        inoculated = beside.pop(said.INOCULATED, "")
        unit = str(self.units.currentData() or "") if self.model.test and self.model.test.units else ""
        return Typed(text=self.text, unit=unit, criteria=tuple(beside.items()), inoculated_at=inoculated)

    @property
    def unit_text(self) -> str:
        """Give the unit that is chosen, as it is shown."""
        test = self.model.test
        if test is None or test.unit is None:
            return ""
        return self.units.currentText() if test.units else self._desk.texts.wording(test.unit_title)

    @property
    def beside_fields(self) -> BesideFields:
        """Give the fields below the reading."""
        return self._beside

    @property
    def checked(self) -> bool:
        """Say whether this line is ready for the second person's signature."""
        test = self.model.test
        if test is None or not self.model.to_check:
            return False
        return self.record.isChecked() if test.second_check is SecondCheck.SIGHTED else bool(self.text.strip())

    @property
    def first_field(self) -> QWidget:
        """Give the field in which typing begins."""
        return self.outcome if self.model.test and self.model.test.outcomes else self.reading

    # Which line

    def bind(self, batch: Batch, test: Test) -> None:
        """Show a line of a batch; what is half typed stays while it is the same line in the same state."""
        result = batch.result(test)
        before = self.model.batch.batch_id if self.model.batch else None, self.model.test, self.model.result
        person = self._desk.bench.person
        self.model.bind(batch, test)
        unchanged = before == (batch.batch_id, test, result) and self.property("person") == (person and person.name)
        self.setProperty("person", person.name if person else "")
        self._show_static(batch, test)
        if not unchanged:
            self._again = False
            self._message.clear()
            self.record.setChecked(False)
        if not unchanged or (self.model.result and not self._again and not self.model.to_check):
            self._fill(test)
        self._show_state()

    def _show_static(self, batch: Batch, test: Test) -> None:
        texts, made = self._desk.texts, self.model.made
        self.title.setText(texts.wording(test.title))
        self.limit.setText(said.limit_lines(batch, test, texts))
        self.reading.setVisible(not made and not test.outcomes)
        self.outcome.setVisible(bool(test.outcomes))
        self.made.setVisible(made)
        self.units.setVisible(bool(test.units))
        for widget in (self.reading, self.outcome):
            widget.setAccessibleName(texts.wording(test.title))
        self.units.setAccessibleName(texts.say("results.unit", test=texts.wording(test.title)))
        own = [(str(test.unit), texts.wording(test.unit_title))] if test.units else []
        self._offer(self.units, [*own, *((str(unit), str(unit)) for unit in test.units)])
        named = [(outcome.id, texts.wording(outcome.title)) for outcome in test.outcomes]
        self._offer(self.outcome, [("", ""), *named] if named else [])
        self._widen_list()
        self._beside.ask(said.asked_beside(test, texts))

    def _widen_list(self) -> None:
        """Let the open list show every outcome in full, however narrow the field is."""
        widest = max((self._advance(place) for place in range(self.outcome.count())), default=0)
        self.outcome.view().setMinimumWidth(widest + self._desk.theme.target_px)

    def _advance(self, place: int) -> int:
        return self.outcome.fontMetrics().horizontalAdvance(self.outcome.itemText(place))

    def _show_below(self) -> None:
        """Say the unit below the field, and what stands in the field in full where it is too narrow for it."""
        test = self.model.test
        if test is None:
            return
        unit = "" if self.model.made or test.units else said.unit_line(test, self._desk.texts)
        lines = [self._cut_text(test), unit]
        self.unit.setText("\n".join(line for line in lines if line))
        self.unit.setVisible(bool(self.unit.text()))

    def _cut_text(self, test: Test) -> str:
        """Give what is chosen, or recorded and not to be typed, where its field cannot show all of it."""
        field, text = (self.outcome, self.outcome.currentText()) if test.outcomes else (self.reading, "")
        if not test.outcomes and self.reading.isReadOnly():
            text = self.reading.text()
        room = field.width() - (self._desk.theme.target_px if test.outcomes else self._desk.theme.target_px // 2)
        return text if field.fontMetrics().horizontalAdvance(text) > room else ""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Look again whether what stands in the field fits."""
        super().resizeEvent(event)
        self._show_below()

    @staticmethod
    def _offer(box: QComboBox, choices: list[tuple[str, str]]) -> None:
        """Offer choices by id and title; what is chosen stays where it is still offered."""
        chosen = box.currentData()
        box.clear()
        for key, title in choices:
            box.addItem(title, key)
        box.setCurrentIndex(max(0, box.findData(chosen)) if choices else -1)

    def _fill(self, test: Test) -> None:
        """Put the recorded value into the fields, or nothing where a second person reads unseen."""
        result, texts = self.model.result, self._desk.texts
        hidden = result is None or (self.model.to_check and test.second_check is SecondCheck.BLIND)
        shown = "" if hidden or result is None else said.value_typed(result, texts)
        with QSignalBlocker(self.reading):
            self.reading.setText("" if test.outcomes else shown)
            self.reading.setCursorPosition(0)
        self.outcome.setCurrentIndex(max(0, self.outcome.findData(shown)) if test.outcomes else -1)
        readings = (result.act.replicates or (result.act.reading,)) if result else (None,)
        unit = str(readings[0].unit) if readings[0] else str(test.unit)
        self.units.setCurrentIndex(max(0, self.units.findData(unit)) if test.units else -1)
        self._beside.fill(said.beside_of(result, texts))

    # How it stands

    def _show_state(self) -> None:
        result, test, texts = self.model.result, self.model.test, self._desk.texts
        if test is None:
            return
        sighted = self.model.to_check and test.second_check is SecondCheck.SIGHTED
        blind = self.model.to_check and not sighted
        entering = self.model.may_enter and (result is None or self._again) and not self.model.to_check
        self._let_type(reading=blind or entering, beside=entering)
        self._show_button(sighted=sighted, blind=blind, standing=result is not None)
        self.status.setText(said.status_line(self.model, texts, blind=blind))
        before = said.made_from if self.model.made else said.earlier_line
        self.earlier.setText(before(self.model, texts))
        self._show_verdict(blind=blind)
        self._show_below()
        for label in (self.status, self.earlier):
            label.setVisible(bool(label.text()))

    def _let_type(self, *, reading: bool, beside: bool) -> None:
        self.reading.setReadOnly(not reading)
        self.outcome.setEnabled(reading)
        self.units.setEnabled(beside)
        self._beside.let_type(beside)
        self._beside.show(beside or self.model.result is not None)

    def _show_verdict(self, *, blind: bool) -> None:
        if self.model.made:
            self._show_made()
        elif not blind and not self._again and self.model.result is not None:
            self._show_judgement(self.model.judgement)
            stands = said.stands_line(self.model, self._desk.texts)
            if stands:
                self._say_cause(f"{self.cause.text()} {stands}".strip())
        elif not self.text.strip() and not self._again:
            # A blind line says nothing of what is recorded until its checker has typed.
            self._show_judgement(NOTHING)

    def _show_made(self) -> None:
        """Show a line that is never typed, unless its value would tell a checker what they have to read unseen."""
        texts = self._desk.texts
        if not self.model.part_to_check:
            self.made.setText(said.made_value(self.model, texts))
            self._show_judgement(self.model.judgement)
            return
        self.made.clear()
        self.earlier.clear()
        self._show_judgement(NOTHING)
        self._say_cause(texts.say("results.hidden"))

    def _show_button(self, *, sighted: bool, blind: bool, standing: bool) -> None:
        texts = self._desk.texts
        self.record.setCheckable(sighted)
        if sighted:
            self.record.setText(texts.say("results.compared"))
        elif standing and not self._again:
            self.record.setText(texts.say(self._next_key()))
        else:
            self.record.setText(texts.say("results.record"))
        self.record.setVisible(not blind and (sighted or self.model.may_enter))

    def _next_key(self) -> str:
        if not self.model.follows:
            return "results.correct"
        result = self.model.result
        return "results.again" if result and result.repeat else "results.next"

    # What the person does

    def _pressed(self) -> None:
        if self.record.isCheckable():
            self.changed.emit()
            return
        if self.model.to_check or not self.model.may_enter:
            return
        if self.model.result is not None and not self._again:
            self._type_again()
            return
        self._message.clear()
        self.asked.emit(self)

    def _type_again(self) -> None:
        """Let another value be typed: a correction begins with the old one, another reading with an empty field."""
        self._again = True
        if self.model.follows:
            with QSignalBlocker(self.reading):
                self.reading.clear()
            self.outcome.setCurrentIndex(0 if self.outcome.count() else -1)
            self._show_judgement(NOTHING)
        self._show_state()
        self.first_field.setFocus()
        self.reading.selectAll()

    def _recorded(self, _: object) -> None:
        self._again = False

    def _typed(self) -> None:
        self._message.clear()
        self._show_below()
        if not self.model.made:
            self.model.typed(self.typed)
        self.changed.emit()

    # What is said of it

    def _show_judgement(self, judgement: Judgement) -> None:
        texts, tone = self._desk.texts, TONES[judgement.verdict]
        arrow = f"  → {texts.decimal(judgement.compared)}" if judgement.compared is not None else ""
        self.verdict.setText(f"{SHAPES[tone]} {texts.say(judgement.verdict)}{arrow}")
        self._desk.theme.tone(self.verdict, tone)
        self._say_cause(said.cause_line(self.model, judgement, texts))

    def _say_cause(self, text: str) -> None:
        self.cause.setText(text)
        self.cause.setVisible(bool(text))

    def _show_unreadable(self, error: BenchError) -> None:
        if isinstance(error, NothingTyped | FieldEmpty):
            self._show_judgement(NOTHING)
            return
        self.verdict.setText(f"{SHAPES['warn']} {self._desk.texts.say('results.no_reading')}")
        self._desk.theme.tone(self.verdict, "warn")
        self._say_cause("")
        self._message.refuse(error)
