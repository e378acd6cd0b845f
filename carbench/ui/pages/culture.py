"""Counts of the culture."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QPushButton

from carbench.domain.acts import CountTaken
from carbench.domain.batch import Batch
from carbench.domain.certificate import shortened
from carbench.domain.dose import total_cells
from carbench.domain.product import StepId
from carbench.operations.take_count import Count, take_count
from carbench.ui.desk import Desk
from carbench.ui.forms import load_form
from carbench.ui.widgets.step_page import StepPage


class CulturePage(StepPage):
    """Takes a count to its operation; the curves follow."""

    concentration: QLineEdit
    viability: QLineEdit
    volume: QLineEdit
    sign: QPushButton

    step = StepId.CULTURE
    duty = "take_count"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form(self, "culture")
        self.prepare(desk)
        self.sign.clicked.connect(self.sign_this_step)

    def fields(self) -> tuple[QLineEdit, ...]:
        """Give the fields in the order they are filled."""
        return self.concentration, self.viability, self.volume

    def rows(self, batch: Batch) -> tuple[Sequence[str], Sequence[tuple[str, ...]]]:
        """Give each count recorded."""
        texts = self._desk.texts
        names = ("at", "concentration", "viability", "volume", "total")
        rows = [
            (
                act.happened_at.plain(),
                texts.reading(act.concentration),
                f"{texts.reading(act.viability)} %",
                f"{texts.reading(act.volume)} mL",
                shortened(total_cells(act.concentration, act.volume), texts),
            )
            for act in batch.of(CountTaken)
        ]
        return [texts.say(f"culture.column.{name}") for name in names], rows

    def submit(self) -> None:
        """Record the count."""
        concentration, viability, volume = self.texts_typed()
        count = Count(concentration=concentration, viability=viability, volume=volume)
        told = self._box.told()
        self.attempt(lambda: take_count(self._desk.bench, batch_id=self.batch_id, count=count, told=told))
