"""Bags filled; the time starts the shelf life and a second person checks it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QPushButton

from carbench.domain.acts import BagFilled
from carbench.domain.batch import Batch
from carbench.domain.certificate import shortened
from carbench.domain.dose import total_cells
from carbench.domain.product import StepId
from carbench.operations.circumstances import Circumstances
from carbench.operations.fill_bag import Filling, fill_bag, read_filling
from carbench.operations.passwords import Proven
from carbench.ui.desk import Desk
from carbench.ui.forms import load_form
from carbench.ui.widgets.step_page import StepPage


class FillPage(StepPage):
    """Takes a filled bag to its operation, with a second person."""

    bag_id: QLineEdit
    concentration: QLineEdit
    volume: QLineEdit
    sign: QPushButton

    step = StepId.FILL
    duty = "fill_bags"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form(self, "fill")
        self.prepare(desk)
        self.sign.clicked.connect(self.sign_this_step)

    def fields(self) -> tuple[QLineEdit, ...]:
        """Give the fields in the order they are filled."""
        return self.bag_id, self.concentration, self.volume

    def rows(self, batch: Batch) -> tuple[Sequence[str], Sequence[tuple[str, ...]]]:
        """Give each bag filled."""
        texts = self._desk.texts
        names = ("bag", "at", "concentration", "volume", "total", "witness")
        rows = [
            (
                act.bag_id,
                act.happened_at.plain(),
                texts.reading(act.concentration),
                f"{texts.reading(act.volume)} mL",
                shortened(total_cells(act.concentration, act.volume), texts),
                act.witness.full_name if act.witness else "–",
            )
            for act in batch.of(BagFilled)
        ]
        return [texts.say(f"fill.column.{name}") for name in names], rows

    def submit(self) -> None:
        """Let a second person check the start of the shelf life, then record."""
        batch, bench, texts = self._batch, self._desk.bench, self._desk.texts
        if batch is None:
            return
        told, filling = self._box.told(), self._typed()
        found = self.readable(lambda: read_filling(bench, batch=batch, filling=filling, told=told))
        if found is None:
            return
        statement = texts.say(
            "signing.fill",
            batch=self.batch_id,
            bag=found.bag_id,
            at=found.settled.happened_at.plain(),
            concentration=texts.reading(found.concentration),
            volume=texts.reading(found.volume),
        )
        # The time that was shown is the time that is recorded, however long the password takes.
        shown = replace(told, happened_at=told.happened_at or found.settled.happened_at.plain())
        self.ask_second(texts.say("signing.second_title"), statement, lambda proof: self._record(filling, shown, proof))

    def _typed(self) -> Filling:
        bag_id, concentration, volume = self.texts_typed()
        return Filling(bag_id=bag_id, concentration=concentration, volume=volume)

    def _record(self, filling: Filling, told: Circumstances, proof: Proven) -> None:
        bench, batch_id = self._desk.bench, self.batch_id
        self.attempt(lambda: fill_bag(bench, batch_id=batch_id, filling=filling, second=proof, told=told))
