"""The invented people and one batch, for every test that needs them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from carbench.domain.people import Role
from carbench.domain.product import StepId
from carbench.operations.bench import Bench
from carbench.operations.check_results import check_results
from carbench.operations.circumstances import Circumstances
from carbench.operations.demonstration import SetClock, load_demonstration
from carbench.operations.fill_bag import Filling, fill_bag
from carbench.operations.open_batch import Order, open_batch
from carbench.operations.passwords import Proven
from carbench.operations.print_labels import print_labels
from carbench.operations.receive_material import Receipt, receive_material
from carbench.operations.reconcile_labels import LabelCount, reconcile_labels
from carbench.operations.record_result import record_result
from carbench.operations.review_data import review_data
from carbench.operations.scan_bag import scan_bag
from carbench.operations.set_up_workstation import NewPerson
from carbench.operations.sign_in import sign_in
from carbench.operations.sign_step import sign_step
from carbench.operations.take_count import Count, take_count

NOW = Circumstances()
RESULTS = {"viability": "94.5", "car_positive": "38.4", "endotoxin": "<0.5"}
ORDER = Order(
    batch_id="B-0042",
    product_id="demo",
    patient_id="PX-42",
    patient_name="Nadja Nirgendwo",
    donation_number="A999926000042",
    chain_of_identity="COI-42",
    prescriber="Dr. Nemo Nobody",
    indication="invented indication",
    weight="70",
    target_dose="1.0",
)


def people_of_the_demonstration() -> list[NewPerson]:
    """Give everybody of resources/demonstration.toml."""
    return [
        NewPerson(
            name=person["name"],
            full_name=person["full_name"],
            roles=frozenset(Role(role) for role in person["roles"]),
            language="en",
            password=person["password"],
        )
        for person in load_demonstration()["people"]
    ]


class Played:
    """Brings batch B-0042 to a stage, act by act, by the right people."""

    def __init__(self, bench: Bench, clock: SetClock, proof: Callable[[str], Proven], order: Order = ORDER) -> None:
        self.bench = bench
        self.clock = clock
        self.proof = proof
        self.order = order
        self.batch_id = order.batch_id

    def another(self, batch_id: str, **other: str) -> "Played":
        """Give a second batch of the same bench; `other` replaces fields of its order."""
        order = replace(self.order, batch_id=batch_id, **other)
        return Played(self.bench, self.clock, self.proof, order)

    def as_(self, name: str) -> None:
        """Change to another person."""
        sign_in(self.bench, by=self.proof(name))

    def ordered(self) -> "Played":
        """Take the order."""
        self.as_("olivia")
        open_batch(self.bench, order=self.order, told=NOW)
        return self

    def received(self) -> "Played":
        """Receive the material."""
        self.ordered()
        receipt = Receipt(establishment="Invented Apheresis Centre", volume="102", temperature="6.5")
        second = self.proof("anselm")
        receive_material(self.bench, batch_id=self.batch_id, receipt=receipt, second=second, told=NOW)
        return self

    def counted(self) -> "Played":
        """Count twice, five days apart, and sign the culture."""
        self.received()
        for concentration, volume in (("1.02", "100"), ("3.60", "800")):
            count = Count(concentration=concentration, viability="95.5", volume=volume)
            take_count(self.bench, batch_id=self.batch_id, count=count, told=NOW)
            self.clock.advance(timedelta(days=5))
        sign_step(self.bench, batch_id=self.batch_id, step=StepId.CULTURE, by=self.proof("olivia"))
        return self

    def filled(self) -> "Played":
        """Fill one bag and sign the filling."""
        self.counted()
        filling = Filling(bag_id=f"{self.batch_id}-1", concentration="12.0", volume="96.0")
        fill_bag(self.bench, batch_id=self.batch_id, filling=filling, second=self.proof("anselm"), told=NOW)
        sign_step(self.bench, batch_id=self.batch_id, step=StepId.FILL, by=self.proof("olivia"))
        return self

    def labelled(self) -> "Played":
        """Print two identity labels, scan the one on the bag, keep one; a second person counts too."""
        self.filled()
        print_labels(self.bench, batch_id=self.batch_id, labels="identity", count="2", told=NOW)
        scan_bag(self.bench, batch_id=self.batch_id, labels="identity", bag_id=f"{self.batch_id}-1", told=NOW)
        count = LabelCount(labels="identity", printed="2", applied="1", retained="1")
        reconcile_labels(self.bench, batch_id=self.batch_id, count=count, second=self.proof("anselm"), told=NOW)
        return self

    def resulted(self, **other: str) -> "Played":
        """Record the three results; `other` replaces what is typed."""
        self.labelled()
        self.as_("anselm")
        for test_id, typed in (RESULTS | other).items():
            record_result(self.bench, batch_id=self.batch_id, test_id=test_id, typed=typed, told=NOW)
        return self

    def checked(self, **other: str) -> "Played":
        """Check the three results as a second person."""
        self.resulted(**other)
        self.as_("chloe")
        check_results(self.bench, batch_id=self.batch_id, typed=RESULTS | other, by=self.proof("chloe"))
        return self

    def reviewed(self, **other: str) -> "Played":
        """Review the data as the QP, who stays signed in."""
        self.checked(**other)
        self.as_("quentin")
        seen = self.bench.store.connection.execute(
            "SELECT max(seq) FROM entries WHERE batch = ?", [self.batch_id]
        ).fetchone()[0]
        review_data(self.bench, batch_id=self.batch_id, seen=seen, by=self.proof("quentin"))
        return self
