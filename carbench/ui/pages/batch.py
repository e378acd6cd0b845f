"""One batch: a banner that never scrolls, its steps, the step, and what stands before its certificate."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from carbench.domain.batch import Batch
from carbench.domain.certificate import dose_text
from carbench.domain.checklist import StepState, step_state
from carbench.domain.curve import curve
from carbench.domain.identifiers import grouped
from carbench.domain.people import Role
from carbench.domain.product import StepId
from carbench.domain.release import Reason
from carbench.operations import looking
from carbench.operations.bench import Changes
from carbench.operations.certify_provisional import reasons_against
from carbench.operations.confirm_performed import confirm_performed
from carbench.operations.passwords import Proven
from carbench.ui.desk import Desk
from carbench.ui.dialogs.signing import Asked, Signing, Who
from carbench.ui.forms import load_form
from carbench.ui.models.act import ActModel
from carbench.ui.models.bench_board import remaining
from carbench.ui.models.findings import still_against, why_in_words
from carbench.ui.widgets.curve_plot import CurvePlot
from carbench.ui.widgets.link import Links, Target
from carbench.ui.widgets.scrolled import scrolled

TARGETS_FOR_SIDE = 22
"""Width of the page, in heights of a target, from which a step and its side stand beside each other."""


class BatchPanel(Protocol):
    """Anything that shows one side of a batch."""

    def show_batch(self, batch: Batch) -> None:
        """Show a batch."""


STEPS: tuple[tuple[str, StepId | None], ...] = (
    ("order", StepId.ORDER),
    ("receipt", StepId.RECEIPT),
    ("culture", StepId.CULTURE),
    ("curves", None),
    ("fill", StepId.FILL),
    ("labels", StepId.LABELS),
    ("results", StepId.RESULTS),
    ("certificate", StepId.CERTIFICATE),
)
"""What can be shown of a batch, in the order of the day; None is no step but a view. A product has some of them."""


def steps_of(batch: Batch) -> tuple[tuple[str, StepId | None], ...]:
    """Give what is shown of a batch: the steps its product has, and what every batch has."""
    its_own = {step.id for step in batch.product.steps} | {None, StepId.CERTIFICATE}
    return tuple((name, step) for name, step in STEPS if step in its_own)


STATE_SHAPES = {StepState.EMPTY: "○", StepState.STARTED: "◐", StepState.CHANGED: "!", StepState.DONE: "✓"}


class StepButton(QWidget):
    """One step with its state."""

    step: QPushButton

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form(self, "step_button")
        desk.dress(self)


class BatchPage(QWidget):
    """Built once; shown for one batch after another."""

    banner: QFrame
    batch_line: QLabel
    patient_line: QLabel
    stage_line: QLabel
    donation_line: QLabel
    product_line: QLabel
    clock_line: QLabel
    steps_area: QScrollArea
    steps: QWidget
    panels: QStackedWidget
    side: QScrollArea
    curve_title: QLabel
    curve: QWidget
    reasons: QWidget
    ready: QLabel
    confirm: QPushButton

    def __init__(self, desk: Desk, panel: Callable[[str], QWidget]) -> None:
        super().__init__()
        load_form(self, "batch")
        self._desk = desk
        self._panel = panel
        self._batch: Batch | None = None
        self._shown = "order"
        self._built: dict[str, QWidget] = {}
        self._areas: dict[str, QScrollArea] = {}
        self._dialog: Signing | None = None
        self._model = ActModel(desk, self)
        self._links = Links(self.reasons, desk)
        self._plot = CurvePlot(desk, small=True)
        self._plot.setMinimumHeight(desk.theme.target_px * 7)
        self._place(self.curve).addWidget(self._plot)
        self._buttons = {name: self._add_button(name) for name, _ in STEPS}
        self.confirm.clicked.connect(self._ask_confirmation)
        desk.relay.changed.connect(self._changed)
        desk.relay.language_changed.connect(lambda _: self._reload())
        desk.relay.step_asked.connect(self._step_asked)
        desk.dress(self)

    @staticmethod
    def _place(widget: QWidget) -> QVBoxLayout:
        layout = widget.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - the form says so
        return layout

    def _add_button(self, name: str) -> QPushButton:
        row = StepButton(self._desk)
        self._place(self.steps).addWidget(row)
        row.step.clicked.connect(lambda: self.show_step(name))
        if name == STEPS[-1][0]:
            self._place(self.steps).addStretch(1)
        return row.step

    @property
    def batch_id(self) -> str:
        """Give the batch that is shown."""
        return self._batch.batch_id if self._batch else ""

    @property
    def certificate(self) -> str | None:
        """Give the number of the certificate that is on record."""
        certificate = self._batch.certificate if self._batch else None
        return certificate.number if certificate else None

    def panel(self, name: str) -> QWidget:
        """Give the panel of a step, built when it is first asked for."""
        if name not in self._built:
            self._built[name] = self._panel(name)
            self._areas[name] = scrolled(self._built[name])
            self.panels.addWidget(self._areas[name])
        return self._built[name]

    def open_batch(self, batch_id: str) -> None:
        """Show a batch at the step that waits for something."""
        self._batch = looking.batch(self._desk.bench, batch_id)
        states = [(name, step_state(self._batch, step)) for name, step in steps_of(self._batch) if step]
        waiting = next((name for name, state in states if state is not StepState.DONE), "certificate")
        self.show_step(waiting)

    def show_step(self, name: str) -> None:
        """Show one side of the batch."""
        self._shown = name
        self.panel(name)
        self.panels.setCurrentWidget(self._areas[name])
        self._make_room()
        self._show()

    def _make_room(self) -> None:
        """Show curves and reasons beside a step where both have room; they have steps of their own as well."""
        room = self.width() >= TARGETS_FOR_SIDE * self._desk.theme.target_px
        self.side.setVisible(room and self._shown not in {"certificate", "curves"})

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the step the room that is left."""
        super().resizeEvent(event)
        if self._batch is not None:
            self._make_room()

    def _step_asked(self, step: StepId) -> None:
        if self._batch is None:
            return
        name = next((name for name, shown in steps_of(self._batch) if shown is step), None)
        if name:
            self.show_step(name)

    def _changed(self, changes: Changes) -> None:
        if changes.batch_id == self.batch_id:
            self._reload()

    def _reload(self) -> None:
        if self._batch is not None and self.isVisible() and self._desk.bench.person:
            self._batch = looking.batch(self._desk.bench, self.batch_id)
            self._show()

    def _show(self) -> None:
        batch = self._batch
        if batch is None:
            return
        self._show_banner(batch)
        self._show_steps(batch)
        if self.side.isVisibleTo(self):
            self._show_side(batch)
        shown: BatchPanel = self.panel(self._shown)  # type: ignore[assignment]  # lazy.py builds panels only
        shown.show_batch(batch)

    def _show_banner(self, batch: Batch) -> None:
        texts, order = self._desk.texts, batch.opened
        self.batch_line.setText(batch.batch_id)
        self.patient_line.setText(f"{order.patient_id}  {order.patient_name}")
        self.donation_line.setText(grouped(order.donation_number))
        title = texts.wording(batch.product.title)
        self.product_line.setText(
            texts.say("banner.product", title=title, revision=batch.product.revision, dose=dose_text(batch, texts))
        )
        stands = texts.say("banner.suspended") if batch.certificate and batch.suspended else texts.say(batch.stage)
        self.stage_line.setText(stands)
        self.confirm.setVisible(bool(batch.unconfirmed(self._desk.bench.signed_in.name)))
        self.tick()

    def tick(self) -> None:
        """Read the clock again."""
        if self._batch is None:
            return
        left = remaining(self._desk.texts, self._desk.bench.now(), self._batch.must_leave_by)
        self.clock_line.setText(self._desk.texts.say("banner.leave_by", left=left))

    def _show_steps(self, batch: Batch) -> None:
        texts, shown = self._desk.texts, steps_of(batch)
        for name, button in self._buttons.items():
            button.setVisible(name in dict(shown))
        for name, step in shown:
            state = step_state(batch, step) if step else None
            title = texts.say(f"step.{name}")
            word = texts.say(state) if state else texts.say("step.view")
            button = self._buttons[name]
            button.setText(f"{STATE_SHAPES[state] if state else '∿'}  {title}\n     {word}")
            button.setAccessibleName(f"{title}, {word}")
            button.setChecked(name == self._shown)
            button.setMinimumHeight(self._desk.theme.target_px + button.fontMetrics().lineSpacing() // 2)
        self._fit_steps()
        QTimer.singleShot(0, self, self._fit_steps)  # what is shown the first time has its looks only then

    def _fit_steps(self) -> None:
        """Give the steps the width of the longest one."""
        bar = self.steps_area.verticalScrollBar().sizeHint().width()
        self.steps_area.setMinimumWidth(self.steps.sizeHint().width() + bar)

    def _show_side(self, batch: Batch) -> None:
        texts, person = self._desk.texts, self._desk.bench.signed_in
        drawn = curve(batch)
        for widget in (self.curve_title, self.curve):
            widget.setVisible(bool(drawn.points))
        self._plot.show_curve(drawn)
        given = reasons_against(self._desk.bench, batch_id=batch.batch_id, person=person)
        against = still_against(given) if batch.certificate else given
        if Role.QP not in person.roles:  # that somebody else certifies is no news to them
            against = tuple(why for why in against if why.reason not in (Reason.NOT_QP, Reason.CERTIFIER_ENTERED))
        self._links.show_targets(
            [
                Target(text=why_in_words(why, batch, person, texts), go=partial(self._go, why.mended_in))
                for why in against
            ]
        )
        self.ready.setVisible(not against and batch.certificate is None)

    def _go(self, step: StepId | None) -> None:
        if step is not None:
            self._step_asked(StepId.CERTIFICATE if step is StepId.REVIEW else step)

    def _ask_confirmation(self) -> None:
        if self._batch is None:
            return
        texts = self._desk.texts
        waiting = self._batch.unconfirmed(self._desk.bench.signed_in.name)
        acts = "\n".join(f"{r.seq}: {texts.say(f'act.{r.act.kind}')}, {r.recorded_at.plain()}" for r in waiting)
        statement = texts.say("signing.confirm", batch=self.batch_id, acts=acts)
        asked = Asked(who=Who.SELF, title=texts.say("signing.confirm_title"), statement=statement)
        self._dialog = Signing(self._desk, asked, self)
        self._dialog.proved.connect(self._confirm)
        self._dialog.finished.connect(self._dialog.deleteLater)
        self._dialog.open()

    def _confirm(self, proof: Proven) -> None:
        batch_id = self.batch_id
        self._model.attempt(lambda: confirm_performed(self._desk.bench, batch_id=batch_id, by=proof))
