"""Bags filled; the time starts the shelf life and a second person checks it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QPushButton

from carbench.domain.acts import BagFilled
from carbench.domain.batch import Batch, total_cells
from carbench.domain.certificate import shortened
from carbench.domain.product import StepId
from carbench.operations.fill_bag import Filling, fill_bag
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
                act.witness.full_name,
            )
            for act in batch.of(BagFilled)
        ]
        return [texts.say(f"fill.column.{name}") for name in names], rows

    def submit(self) -> None:
        """Let a second person check the start of the shelf life, then record."""
        texts = self._desk.texts
        at = self._box.told().happened_at.strip() or self._desk.bench.now().plain()
        statement = texts.say("signing.fill", batch=self.batch_id, bag=self.bag_id.text(), at=at)
        self.ask_second(texts.say("signing.second_title"), statement, self._record)

    def _record(self, proof: Proven) -> None:
        bag_id, concentration, volume = self.texts_typed()
        filling = Filling(bag_id=bag_id, concentration=concentration, volume=volume)
        told = self._box.told()
        self.attempt(
            lambda: fill_bag(self._desk.bench, batch_id=self.batch_id, filling=filling, second=proof, told=told)
        )
