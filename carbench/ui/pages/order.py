"""Take an order and open a batch."""

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from carbench.domain.duties import allowed
from carbench.operations.bench import Changes
from carbench.operations.open_batch import Order, open_batch
from carbench.ui.desk import Desk
from carbench.ui.forms import load_form
from carbench.ui.models.act import ActModel
from carbench.ui.widgets.circumstances_box import CircumstancesBox
from carbench.ui.widgets.message import Message
from carbench.ui.widgets.walk import walk_with_enter


class OrderPage(QWidget):
    """Takes what is typed to one operation."""

    product: QComboBox
    batch_id: QLineEdit
    patient_id: QLineEdit
    patient_name: QLineEdit
    donation_number: QLineEdit
    chain_of_identity: QLineEdit
    prescriber: QLineEdit
    indication: QLineEdit
    weight: QLineEdit
    target_dose: QLineEdit
    circumstances: QWidget
    message: QLabel
    back: QPushButton
    record: QPushButton

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        load_form(self, "order")
        self._desk = desk
        self._message = Message(self.message, desk)
        self._model = ActModel(desk, self)
        self._box = CircumstancesBox(desk)
        layout = self.circumstances.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - the form says so
        layout.addWidget(self._box)
        self.record.clicked.connect(self._record)
        walk_with_enter(self.fields(), self.record, typing=self._message.clear)
        self._box.stand_between(self.target_dose, self.back, self.record)
        self.back.clicked.connect(lambda: desk.relay.page_asked.emit("bench"))
        self._model.refused.connect(self._message.refuse)
        self._model.recorded.connect(self._recorded)
        desk.relay.signed_out.connect(self._forget)
        desk.relay.language_changed.connect(lambda _: self._offer_products())
        desk.dress(self)

    def start(self) -> None:
        """Offer the products and put the cursor at the first field."""
        self._offer_products()
        self._box.offer(allowed("open_batch"), about="")
        self._message.clear()
        self.batch_id.setFocus()

    def _offer_products(self) -> None:
        texts, chosen = self._desk.texts, self.product.currentData()
        self.product.clear()
        for product, _ in self._desk.bench.products.values():
            self.product.addItem(f"{texts.wording(product.title)} ({product.id} {product.revision})", product.id)
        self.product.setCurrentIndex(max(0, self.product.findData(chosen)))

    def _forget(self) -> None:
        """Leave nothing of one person to the next."""
        self._message.clear()
        for field in self.fields():
            field.clear()

    def fields(self) -> tuple[QLineEdit, ...]:
        """Give the typed fields in the order they are filled."""
        return (
            self.batch_id,
            self.patient_id,
            self.patient_name,
            self.donation_number,
            self.chain_of_identity,
            self.prescriber,
            self.indication,
            self.weight,
            self.target_dose,
        )

    def _record(self) -> None:
        self._message.clear()
        self._model.attempt(self._open)

    def _open(self) -> Changes:
        typed = [field.text() for field in self.fields()]
        order = Order(
            product_id=str(self.product.currentData() or ""),
            batch_id=typed[0],
            patient_id=typed[1],
            patient_name=typed[2],
            donation_number=typed[3],
            chain_of_identity=typed[4],
            prescriber=typed[5],
            indication=typed[6],
            weight=typed[7],
            target_dose=typed[8],
        )
        return open_batch(self._desk.bench, order=order, told=self._box.told())

    def _recorded(self, changes: Changes) -> None:
        for field in self.fields():
            field.clear()
        self._box.clear()
        if changes.batch_id:
            self._desk.relay.batch_asked.emit(changes.batch_id)
