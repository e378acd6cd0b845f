"""The acts of one batch as they would stand in the trail, without a store: for rules that look at nothing else."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from carbench.domain.acts import (
    BagFilled,
    BatchAct,
    BatchOpened,
    CountTaken,
    DataReviewed,
    MaterialReceived,
    PerformanceConfirmed,
    ProvisionalCertified,
    Recorded,
    ResultChecked,
    ResultRecorded,
    StepSigned,
)
from carbench.domain.batch import Batch
from carbench.domain.measure import Censor, Reading, Unit, read
from carbench.domain.moment import Moment, moment
from carbench.domain.people import Meaning, Role, Signature
from carbench.domain.product import Product
from carbench.domain.specification import SecondCheck, judge
from carbench.paths import RESOURCES
from carbench.store.products import load_product

ZONE = "Europe/Paris"
MORNING = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)
DEMO = load_product((RESOURCES / "products" / "demo.toml").read_bytes(), "demo.toml")
OPERATOR = "olivia"


def at(minutes: float = 0) -> Moment:
    """Give an instant so many minutes after the morning."""
    return moment(MORNING + timedelta(minutes=minutes), ZONE)


def number(text: str, unit: str = "mL", denominator: str = "") -> Reading:
    return read(text, unit=Unit(name=unit, denominator=denominator), separator=".")


def signed(name: str, meaning: Meaning = Meaning.WITNESSED, role: Role = Role.OPERATOR) -> Signature:
    return Signature(signer=name, full_name=name.title(), role=role, meaning=meaning)


class Day:
    """Acts of batch B-1, each typed a minute after the one before."""

    def __init__(self, product: Product = DEMO) -> None:
        self.product = product
        self.recorded: list[Recorded] = []
        self.opened()

    @property
    def batch(self) -> Batch:
        return Batch(batch_id="B-1", product=self.product, acts=tuple(self.recorded))

    def record(
        self, kind: type[BatchAct], *, by: str = OPERATOR, happened: float | None = None, **fields: Any
    ) -> Recorded:
        seq = len(self.recorded) + 1
        fields = {"performed_by": (by,)} | fields
        act = kind(batch_id="B-1", happened_at=at(seq if happened is None else happened), **fields)
        entry = Recorded(seq=seq, act=act, recorded_by=by, role="operator", recorded_at=at(seq))
        self.recorded.append(entry)
        return entry

    def opened(self, weight: str = "70", **told: Any) -> Recorded:
        return self.record(
            BatchOpened,
            product_id=self.product.id,
            revision=self.product.revision,
            product_sha256=self.product.sha256,
            patient_id="PX-1",
            patient_name="Nadja Nirgendwo",
            donation_number="A999926000042",
            chain_of_identity="COI-1",
            prescriber="Dr. Nemo Nobody",
            indication="invented indication",
            weight=number(weight, "kg"),
            target_dose=number("1.0"),
            **told,
        )

    def received(self, **told: Any) -> Recorded:
        temperature = Reading(text="-5", censor=Censor.EXACT, value=Decimal(-5), unit=Unit(name="°C"))
        fixed = {"establishment": "Invented Centre", "volume": number("102"), "temperature": temperature}
        return self.record(MaterialReceived, witness=signed("anselm"), **fixed, **told)

    def counted(self, concentration: str = "1.00", volume: str = "100", **told: Any) -> Recorded:
        counts = {"concentration": number(concentration), "volume": number(volume), "viability": number("95.5", "%")}
        return self.record(CountTaken, **counts, **told)

    def filled(self, bag_id: str = "B-1-1", *, witness: str = "anselm", **told: Any) -> Recorded:
        fields = {"bag_id": bag_id, "concentration": number("12.0"), "volume": number("96.0")} | told
        return self.record(BagFilled, witness=signed(witness), **fields)

    def resulted(self, test_id: str = "viability", typed: str = "94.5", **told: Any) -> Recorded:
        """Record a number, or the outcome of a test that gives none."""
        test = self.product.test(test_id)
        reading = read(typed, unit=test.unit, separator=".") if test.unit else None
        told = {"by": "anselm", "replaces": None} | told
        return self.record(
            ResultRecorded,
            test_id=test_id,
            reading=reading,
            outcome=None if reading else typed,
            verdict=judge(test, reading or typed).verdict,
            **told,
        )

    def checked(self, result: Recorded, *, by: str = "chloe", **told: Any) -> Recorded:
        test_id = result.act.test_id if isinstance(result.act, ResultRecorded) else "viability"
        signature, method = signed(by, Meaning.CHECKED), SecondCheck.BLIND
        fixed = {"test_id": test_id, "result_seq": result.seq, "method": method, "signature": signature}
        return self.record(ResultChecked, by=by, **fixed, **told)

    def confirmed(self, *entries: Recorded, by: str, **told: Any) -> Recorded:
        seqs = tuple(entry.seq for entry in entries)
        return self.record(PerformanceConfirmed, by=by, entries=seqs, signature=signed(by, Meaning.CONFIRMED), **told)

    def signed_step(self, step: str, *, by: str = OPERATOR, **told: Any) -> Recorded:
        return self.record(StepSigned, by=by, step=step, signature=signed(by, Meaning.STEP_DONE), **told)

    def reviewed(self, *, covers: int | None = None, by: str = "quentin", **told: Any) -> Recorded:
        covered = self.recorded[-1].seq if covers is None else covers
        return self.record(DataReviewed, by=by, covers=covered, signature=signed(by, Meaning.REVIEWED), **told)

    def certified(self, *, by: str = "quentin", **told: Any) -> Recorded:
        return self.record(
            ProvisionalCertified,
            by=by,
            number="DEMO-P-2026-0001",
            bags=("B-1-1",),
            statement="invented",
            language="en",
            head_seq=len(self.recorded),
            head_leaf="0" * 64,
            manifest_sha256="0" * 64,
            body_sha256="0" * 64,
            file_sha256="0" * 64,
            signature=signed(by, Meaning.CERTIFIED_PROVISIONALLY, Role.QP),
            **told,
        )
