"""Identity labels: printed, scanned on their bags, and every one of them counted by two."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from carbench.domain.acts import BagScanned, LabelKind, LabelsPrinted, LabelsReconciled, Recorded
from carbench.domain.batch import Batch
from carbench.domain.errors import BenchError
from carbench.domain.label_counts import printed
from carbench.domain.people import may
from carbench.domain.product import StepId
from carbench.domain.watch_words import count_in_words
from carbench.operations.bench import Changes
from carbench.operations.circumstances import Circumstances
from carbench.operations.passwords import Proven
from carbench.operations.print_labels import print_labels
from carbench.operations.reconcile_labels import LabelCount, reconcile_labels
from carbench.operations.scan_bag import scan_bag
from carbench.operations.typed import whole
from carbench.ui.desk import Desk
from carbench.ui.forms import load_form
from carbench.ui.theme import SHAPES
from carbench.ui.widgets.step_page import StepPage

SET = LabelKind.IDENTITY
COUNTED = ("printed", "applied", "retained", "held", "spoiled", "destroyed")
SHOWN = (LabelsPrinted, BagScanned, LabelsReconciled)


class LabelsPage(StepPage):
    """Three things one after another: what was printed, what was scanned, what was counted."""

    to_print: QLineEdit
    print: QPushButton
    scanned: QLineEdit
    scan: QPushButton
    printed: QLineEdit
    applied: QLineEdit
    retained: QLineEdit
    held: QLineEdit
    spoiled: QLineEdit
    put_away: QLineEdit  # destroyed: QObject has a signal of that name
    balance: QLabel
    sign: QPushButton

    step = StepId.LABELS
    duty = "reconcile_labels"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form(self, "labels")
        self._recording: tuple[QLineEdit, ...] = self.fields()
        self.prepare(desk)
        self.sign.clicked.connect(self.sign_this_step)
        for field, button, does in ((self.to_print, self.print, self._print), (self.scanned, self.scan, self._scan)):
            field.returnPressed.connect(button.click)
            field.textEdited.connect(lambda _: self._message.clear())
            button.clicked.connect(does)
        for field in self.fields():
            field.textChanged.connect(lambda _: self._show_balance())
        self._show_balance()

    def fields(self) -> tuple[QLineEdit, ...]:
        """Give the fields of the count in the order they are filled."""
        return self.printed, self.applied, self.retained, self.held, self.spoiled, self.put_away

    def rows(self, batch: Batch) -> tuple[Sequence[str], Sequence[tuple[str, ...]]]:
        """Give each printing, scan and count of the set."""
        texts = self._desk.texts
        titles = [texts.say(f"labels.column.{name}") for name in ("at", "what", "found", "witness")]
        of_set = [r for r in batch.entries(*SHOWN) if getattr(r.act, "labels", None) is SET]
        return titles, [self._row(recorded) for recorded in of_set]

    def _row(self, recorded: Recorded) -> tuple[str, ...]:
        texts, act, found, witness = self._desk.texts, recorded.act, "", ""
        match act:
            case LabelsPrinted():
                found = str(act.count)
            case BagScanned():
                found = act.bag_id
            case LabelsReconciled():
                found = count_in_words(act, texts)
                witness = act.witness.full_name if act.witness else texts.say("labels.put_off")
        at = getattr(act, "happened_at", recorded.recorded_at)
        return at.plain(), texts.say(f"act.{act.kind}"), found, witness

    def show_batch(self, batch: Batch) -> None:
        """Show a batch; who may count may also print and scan."""
        super().show_batch(batch)
        person = self._desk.bench.signed_in
        self.print.setEnabled(may(person, "print_labels"))
        self.scan.setEnabled(may(person, "scan_bag"))
        self._show_balance()

    # Printed, scanned

    def _print(self) -> None:
        count, told = self.to_print.text(), self._box.told()
        self._record_alone(
            self.to_print,
            lambda: print_labels(self._desk.bench, batch_id=self.batch_id, labels=SET.value, count=count, told=told),
        )

    def _scan(self) -> None:
        bag_id, told = self.scanned.text().strip(), self._box.told()
        self._record_alone(
            self.scanned,
            lambda: scan_bag(self._desk.bench, batch_id=self.batch_id, labels=SET.value, bag_id=bag_id, told=told),
        )

    def _record_alone(self, field: QLineEdit, operation: Callable[[], Changes]) -> None:
        """Record what stands in one field; the count that is half typed below it stays."""
        self._message.clear()
        self._recording = (field,)
        self.attempt(operation)

    # Counted

    def submit(self) -> None:
        """Let a second person count too, then record."""
        counted, told = self._counted(), self._box.told()
        self._recording = self.fields()
        if self.readable(lambda: [whole(text) for text in self._numbers()]) is None:
            return
        texts = self._desk.texts
        statement = texts.say("signing.labels", batch=self.batch_id, counts=self._said())
        self.ask_second(texts.say("signing.second_title"), statement, lambda proof: self._record(counted, told, proof))

    def _numbers(self) -> tuple[str, ...]:
        """Give the numbers as typed; nothing typed beside printed and applied is none."""
        first, second, *rest = self.texts_typed()
        return first, second, *(text.strip() or "0" for text in rest)

    def _counted(self) -> LabelCount:
        return LabelCount(labels=SET.value, **dict(zip(COUNTED, self._numbers(), strict=True)))

    def _record(self, counted: LabelCount, told: Circumstances, proof: Proven) -> None:
        bench, batch_id = self._desk.bench, self.batch_id
        self.attempt(lambda: reconcile_labels(bench, batch_id=batch_id, count=counted, second=proof, told=told))

    # Whether it agrees, while it is typed

    def _said(self) -> str:
        """Say each number with its name, as the second person reads them."""
        texts = self._desk.texts
        told = zip(COUNTED, self._numbers(), strict=True)
        return ", ".join(f"{texts.say(f'labels.count.{name}')} {text.strip()}" for name, text in told)

    def _show_balance(self) -> None:
        """Say whether every label is accounted for, before anybody is asked to sign it."""
        numbers = self._read()
        self.balance.setVisible(numbers is not None)
        if numbers is None or self._batch is None:
            return
        texts, on_record = self._desk.texts, printed(self._batch, SET)
        total, *parts = numbers
        agrees = total == sum(parts) == on_record
        key = "agrees" if agrees else "not_as_printed" if total == sum(parts) else "differs"
        tone = "good" if agrees else "bad"
        said = texts.say(f"labels.{key}", total=total, found=sum(parts), on_record=on_record)
        self.balance.setText(f"{SHAPES[tone]} {said}")
        self._desk.theme.tone(self.balance, tone)

    def _read(self) -> list[int] | None:
        """Read the six numbers; None while they cannot be read or nothing is typed."""
        try:
            return [whole(text) for text in self._numbers()]
        except BenchError:
            return None

    # Leaving nothing behind

    def _recorded(self, _: Changes) -> None:
        """Clear what was recorded, and only that."""
        self._message.clear()
        self._box.clear()
        for field in self._recording:
            field.clear()
        self._recording[0].setFocus()

    def _forget(self) -> None:
        super()._forget()
        for field in (self.to_print, self.scanned):
            field.clear()
