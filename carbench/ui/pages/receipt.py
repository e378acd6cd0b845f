"""Receipt of the starting material, its identity matched by two."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit

from carbench.domain.acts import MaterialReceived
from carbench.domain.batch import Batch
from carbench.domain.identifiers import grouped
from carbench.domain.product import StepId
from carbench.operations.circumstances import Circumstances
from carbench.operations.passwords import Proven
from carbench.operations.receive_material import Receipt, read_receipt, receive_material
from carbench.ui.desk import Desk
from carbench.ui.forms import load_form
from carbench.ui.widgets.step_page import StepPage


class ReceiptPage(StepPage):
    """Takes a receipt to its operation, with a second person."""

    establishment: QLineEdit
    volume: QLineEdit
    temperature: QLineEdit

    step = StepId.RECEIPT
    duty = "receive_starting_material"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form(self, "receipt")
        self.prepare(desk)

    def fields(self) -> tuple[QLineEdit, ...]:
        """Give the fields in the order they are filled."""
        return self.establishment, self.volume, self.temperature

    def rows(self, batch: Batch) -> tuple[Sequence[str], Sequence[tuple[str, ...]]]:
        """Give each receipt recorded."""
        texts = self._desk.texts
        titles = [texts.say(f"receipt.column.{name}") for name in ("at", "from", "volume", "temperature", "witness")]
        rows = [
            (
                act.happened_at.plain(),
                act.establishment,
                f"{texts.reading(act.volume)} mL",
                f"{texts.reading(act.temperature)} °C",
                act.witness.full_name,
            )
            for act in batch.of(MaterialReceived)
        ]
        return titles, rows

    def submit(self) -> None:
        """Let a second person match the identity, then record."""
        batch, bench, texts = self._batch, self._desk.bench, self._desk.texts
        told, receipt = self._box.told(), self._typed()
        found = self.readable(lambda: read_receipt(bench, receipt=receipt, told=told))
        if batch is None or found is None:
            return
        order = batch.opened
        statement = texts.say(
            "signing.receipt",
            batch=self.batch_id,
            donation=grouped(order.donation_number),
            chain=order.chain_of_identity,
            patient=f"{order.patient_id} {order.patient_name}",
            volume=texts.reading(found.volume),
            temperature=texts.reading(found.temperature),
        )
        self.ask_second(texts.say("signing.second_title"), statement, lambda proof: self._record(receipt, told, proof))

    def _typed(self) -> Receipt:
        establishment, volume, temperature = self.texts_typed()
        return Receipt(establishment=establishment, volume=volume, temperature=temperature)

    def _record(self, receipt: Receipt, told: Circumstances, proof: Proven) -> None:
        bench, batch_id = self._desk.bench, self.batch_id
        self.attempt(lambda: receive_material(bench, batch_id=batch_id, receipt=receipt, second=proof, told=told))
