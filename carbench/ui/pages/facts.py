"""The order of a batch, to be read."""

from PySide6.QtWidgets import QLabel, QTableView, QWidget

from carbench.domain.batch import Batch
from carbench.domain.certificate import weight_text
from carbench.domain.identifiers import grouped
from carbench.domain.product import StepId
from carbench.ui.desk import Desk
from carbench.ui.forms import load_form
from carbench.ui.widgets.facts_table import FactsTable


class FactsPage(QWidget):
    """Shows the order as it was taken."""

    instruction: QLabel
    facts: QTableView

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form(self, "facts")
        self._desk = desk
        self._table = FactsTable(self.facts)
        desk.dress(self)

    def show_batch(self, batch: Batch) -> None:
        """Show a batch's order."""
        texts, order, product = self._desk.texts, batch.opened, batch.product
        step = next(line for line in product.steps if line.id is StepId.ORDER)
        self.instruction.setText(texts.wording(step.instruction))
        facts = {
            "product": f"{texts.wording(product.title)} ({product.id} {product.revision})",
            "batch": batch.batch_id,
            "patient_id": order.patient_id,
            "patient_name": order.patient_name,
            "donation": grouped(order.donation_number),
            "chain": order.chain_of_identity,
            "prescriber": order.prescriber,
            "indication": order.indication,
            "weight": weight_text(batch, texts),
            "target": texts.say("certificate.per_kg", value=texts.reading(order.target_dose)),
        }
        rows = [(texts.say(f"certificate.name.{key}"), value) for key, value in facts.items()]
        self._table.show_rows([texts.say("facts.name"), texts.say("facts.value")], rows)
