"""The acts of one batch as they would stand in the trail, without a store: for rules that look at nothing else."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from carbench.domain.acts import (
    AlertAcknowledged,
    AlertCallLogged,
    AlertKind,
    AlertRaised,
    BagArrived,
    BagFateRecorded,
    BagFilled,
    BagHandedOver,
    BagReleased,
    BagScanned,
    BatchAct,
    BatchEnded,
    BatchOpened,
    CertificateReinstated,
    CertificateSuspended,
    CheckCountersigned,
    CheckDeferred,
    Conclusion,
    CountTaken,
    CultureSplit,
    DataReviewed,
    DeviationAssessed,
    DeviationClosed,
    DeviationRaised,
    End,
    Fate,
    FinalCertified,
    GoDecided,
    Harvested,
    HoldCleared,
    HoldPlaced,
    InfusionReported,
    LabelKind,
    LabelReprinted,
    LabelsPrinted,
    LabelsReconciled,
    LineCleared,
    LineNotObtained,
    LotStatus,
    LotUsed,
    Lymphodepletion,
    MaterialReceived,
    PaperPagesReviewed,
    PendingTests,
    PerformanceConfirmed,
    ProvisionalCertified,
    ProvisionalRefused,
    ProvisionalWithdrawn,
    Recorded,
    RefusalReopened,
    RepeatApproved,
    ResultChecked,
    ResultInvalidated,
    ResultRecorded,
    RevisionChanged,
    SampleMove,
    SampleMoved,
    SampleTaken,
    StepSigned,
    SuppliedExceptionally,
    SupplyClosed,
    SupplyStage,
    SupplyStepRecorded,
    TrailReviewed,
    WeightMeasured,
)
from carbench.domain.batch import Batch
from carbench.domain.judging import judge
from carbench.domain.measure import Censor, Reading, Unit, read
from carbench.domain.moment import Moment, moment
from carbench.domain.people import Meaning, Role, Signature
from carbench.domain.product import Product
from carbench.domain.specification import SecondCheck
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

    batch_id = "B-1"

    def __init__(self, product: Product = DEMO) -> None:
        self.product = product
        self.recorded: list[Recorded] = []
        self.opened()

    @property
    def batch(self) -> Batch:
        return Batch(batch_id=self.batch_id, product=self.product, acts=tuple(self.recorded))

    def record(
        self, kind: type[BatchAct], *, by: str = OPERATOR, happened: float | None = None, **fields: Any
    ) -> Recorded:
        seq = len(self.recorded) + 1
        fields = {"performed_by": (by,)} | fields
        act = kind(batch_id=self.batch_id, happened_at=at(seq if happened is None else happened), **fields)
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
        return self.record(MaterialReceived, witness=signed("anselm"), **fixed | told)

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
        return self.record(ResultChecked, by=by, **fixed | told)

    def confirmed(self, *entries: Recorded, by: str, **told: Any) -> Recorded:
        seqs = tuple(entry.seq for entry in entries)
        return self.record(PerformanceConfirmed, by=by, entries=seqs, signature=signed(by, Meaning.CONFIRMED), **told)

    def signed_step(self, step: str, *, by: str = OPERATOR, **told: Any) -> Recorded:
        return self.record(StepSigned, by=by, step=step, signature=signed(by, Meaning.STEP_DONE), **told)

    def reviewed(self, *, covers: int | None = None, by: str = "quentin", **told: Any) -> Recorded:
        covered = self.recorded[-1].seq if covers is None else covers
        return self.record(DataReviewed, by=by, covers=covered, signature=signed(by, Meaning.REVIEWED), **told)

    def certified(self, number: str = "DEMO-P-2026-0001", *, by: str = "quentin", **told: Any) -> Recorded:
        hashes = dict.fromkeys(("head_leaf", "manifest_sha256", "body_sha256", "file_sha256"), "0" * 64)
        fixed = {"bags": ("B-1-1",), "statement": "invented", "language": "en", "head_seq": len(self.recorded)}
        signature = signed(by, Meaning.CERTIFIED_PROVISIONALLY, Role.QP)
        return self.record(ProvisionalCertified, by=by, number=number, signature=signature, **hashes | fixed | told)

    def weighed(self, weight: str = "70", *, witness: str | None = "anselm", **told: Any) -> Recorded:
        second = signed(witness) if witness else None
        return self.record(
            WeightMeasured, weight=number(weight, "kg"), source="ward", capped=False, witness=second, **told
        )

    def split(self, **told: Any) -> Recorded:
        return self.record(CultureSplit, taken=number("10"), before=number("100"), **told)

    def sampled(self, sample_id: str = "S-1", **told: Any) -> Recorded:
        fixed = {"sample": "final_product", "volume": number("1"), "before": None} | told
        return self.record(SampleTaken, sample_id=sample_id, **fixed)

    def moved(self, sample_id: str = "S-1", move: SampleMove = SampleMove.SENT, **told: Any) -> Recorded:
        return self.record(SampleMoved, sample_id=sample_id, move=move, place="shelf", temperature=None, **told)

    def used(self, lot: str = "V-1", status: LotStatus = LotStatus.RELEASED, **told: Any) -> Recorded:
        fixed = {"material": "vector", "expires": None, "certificate": "C-1"} | told
        return self.record(LotUsed, lot=lot, status=status, **fixed)

    def pages_reviewed(self, pages: int = 9, **told: Any) -> Recorded:
        return self.record(PaperPagesReviewed, pages=pages, signature=signed(OPERATOR, Meaning.REVIEWED), **told)

    def decided(self, *, go: bool = True, **told: Any) -> Recorded:
        fixed = {"lymphodepletion": Lymphodepletion.PLANNED, "told": "the ward", "witness": signed("anselm")}
        return self.record(GoDecided, go=go, **fixed | told)

    def harvested(self, *, witness: str = "anselm", **told: Any) -> Recorded:
        return self.record(Harvested, volume=number("96"), witness=signed(witness), **told)

    def cleared_line(self, **told: Any) -> Recorded:
        return self.record(LineCleared, place="isolator", **told)

    def invalidated(self, result: Recorded, **told: Any) -> Recorded:
        test_id = getattr(result.act, "test_id", "viability")
        fixed = {"by": "anselm", "test_id": test_id, "result_seq": result.seq, "criterion": "control"} | told
        return self.record(ResultInvalidated, **fixed)

    def repeat(self, result: Recorded, *, analyst: str = "anselm", approver: str = "rosa", **told: Any) -> Recorded:
        test_id = getattr(result.act, "test_id", "viability")
        fixed = {"test_id": test_id, "result_seq": result.seq, "cause": "wrong dilution"} | told
        both = {
            "analyst": signed(analyst, Meaning.APPROVED, Role.QC_ANALYST),
            "approver": signed(approver, Meaning.APPROVED, Role.QA_REVIEWER),
        }
        return self.record(RepeatApproved, by=analyst, **both, **fixed)

    def not_obtained(self, test_id: str, *, by: str = "quentin", **told: Any) -> Recorded:
        fixed = {"cause": "sample lost", "impact": "none", "deviation_id": "D-1"}
        signature = signed(by, Meaning.NOT_OBTAINED, Role.QP)
        return self.record(LineNotObtained, by=by, test_id=test_id, signature=signature, **fixed | told)

    def deferred(self, entry: Recorded, **told: Any) -> Recorded:
        return self.record(CheckDeferred, entry=entry.seq, **{"due": at(10_000), "deviation_id": "D-1"} | told)

    def countersigned(self, entry: Recorded, *, by: str = "anselm", **told: Any) -> Recorded:
        return self.record(CheckCountersigned, by=by, entry=entry.seq, signature=signed(by, Meaning.CHECKED), **told)

    def whole_trail_reviewed(self, *, covers: int | None = None, by: str = "rosa", **told: Any) -> Recorded:
        covered = self.recorded[-1].seq if covers is None else covers
        return self.record(TrailReviewed, by=by, covers=covered, signature=signed(by, Meaning.REVIEWED_TRAIL), **told)

    def deviated(self, deviation_id: str = "D-1", *, critical: bool = False, **told: Any) -> Recorded:
        fixed = {"description": "invented", "about": ""} | told
        return self.record(DeviationRaised, deviation_id=deviation_id, critical=critical, **fixed)

    def assessed(self, deviation_id: str = "D-1", *, critical: bool = False, by: str = "rosa", **told: Any) -> Recorded:
        fixed = {"critical": critical, "assessment": "no impact", "signature": signed(by, Meaning.ASSESSED)}
        return self.record(DeviationAssessed, by=by, deviation_id=deviation_id, **fixed | told)

    def closed(self, deviation_id: str = "D-1", *, by: str = "rosa", **told: Any) -> Recorded:
        fixed = {"conclusion": "no impact", "signature": signed(by, Meaning.CLOSED)}
        return self.record(DeviationClosed, by=by, deviation_id=deviation_id, **fixed | told)

    def held(self, hold_id: str = "H-1", *bags: str, **told: Any) -> Recorded:
        return self.record(HoldPlaced, hold_id=hold_id, cause="invented", bags=bags, **told)

    def cleared(self, hold_id: str = "H-1", *, by: str = "quentin", **told: Any) -> Recorded:
        fixed = {"assessment": "no impact", "signature": signed(by, Meaning.CLEARED, Role.QP)}
        return self.record(HoldCleared, by=by, hold_id=hold_id, **fixed | told)

    def printed(self, count: int = 2, labels: LabelKind = LabelKind.IDENTITY, **told: Any) -> Recorded:
        return self.record(LabelsPrinted, labels=labels, count=count, **told)

    def reprinted(self, labels: LabelKind = LabelKind.IDENTITY, **told: Any) -> Recorded:
        return self.record(LabelReprinted, labels=labels, bag_id="B-1-1", copy=2, witness=signed("anselm"), **told)

    def scanned(self, bag_id: str = "B-1-1", labels: LabelKind = LabelKind.RELEASE, **told: Any) -> Recorded:
        return self.record(BagScanned, bag_id=bag_id, labels=labels, **told)

    def reconciled(self, labels: LabelKind = LabelKind.IDENTITY, **told: Any) -> Recorded:
        counts = {"printed": 2, "applied": 1, "retained": 1, "held": 0, "spoiled": 0, "destroyed": 0}
        return self.record(LabelsReconciled, labels=labels, **counts | {"witness": signed("anselm")} | told)

    def released(self, bag_id: str = "B-1-1", certificate: str = "DEMO-P-2026-0001", **told: Any) -> Recorded:
        return self.record(BagReleased, bag_id=bag_id, certificate=certificate, **told)

    def handed_over(self, bag_id: str = "B-1-1", **told: Any) -> Recorded:
        fixed = {"carrier": "C. Arrier", "box": "1", "logger": "1", "request": "R-1", "witness": signed("anselm")}
        return self.record(BagHandedOver, bag_id=bag_id, **fixed | told)

    def arrived(self, bag_id: str = "B-1-1", *, excursion: bool = False, **told: Any) -> Recorded:
        degrees = {"lowest": number("3", "°C"), "highest": number("5", "°C")}
        return self.record(BagArrived, bag_id=bag_id, received_by="ward", excursion=excursion, **degrees, **told)

    def infused(self, bag_id: str = "B-1-1", *, whole: bool = True, **told: Any) -> Recorded:
        fixed = {"ended_at": at(len(self.recorded) + 30), "given": number("96"), "professional": "N. Urse"} | told
        return self.record(InfusionReported, bag_id=bag_id, whole=whole, complications="", **fixed)

    def fated(self, fate: Fate, bag_id: str = "B-1-1", **told: Any) -> Recorded:
        return self.record(BagFateRecorded, bag_id=bag_id, fate=fate, detail="invented", **told)

    def alerted(self, alert_id: str = "A-1", about: str = "viability", **told: Any) -> Recorded:
        return self.record(
            AlertRaised, alert_id=alert_id, alert=AlertKind.RESULT, about=about, preliminary=True, **told
        )

    def acknowledged(self, alert_id: str = "A-1", *, by: str = "quentin", **told: Any) -> Recorded:
        signature = signed(by, Meaning.ACKNOWLEDGED, Role.QP)
        return self.record(AlertAcknowledged, by=by, alert_id=alert_id, signature=signature, **told)

    def called(self, alert_id: str = "A-1", *, read_back: bool = True, **told: Any) -> Recorded:
        fixed = {"number": "1234", "person": "Dr. Nemo Nobody", "attempts": 1}
        return self.record(AlertCallLogged, alert_id=alert_id, read_back=read_back, **fixed | told)

    def refused(self, *reasons: str, by: str = "quentin", **told: Any) -> Recorded:
        signature = signed(by, Meaning.REFUSED, Role.QP)
        fixed = {"number": "DEMO-R-2026-0001", "statement": "invented", "reasons": reasons}
        return self.record(ProvisionalRefused, by=by, signature=signature, **fixed | told)

    def reopened(self, *, by: str = "quentin", **told: Any) -> Recorded:
        signature = signed(by, Meaning.REOPENED, Role.QP)
        return self.record(RefusalReopened, by=by, number="DEMO-R-2026-0001", signature=signature, **told)

    def suspended(self, number: str = "DEMO-P-2026-0001", *, by: str = "rosa", **told: Any) -> Recorded:
        return self.record(CertificateSuspended, by=by, number=number, cause="invented", **told)

    def reinstated(self, number: str = "DEMO-P-2026-0001", *, by: str = "quentin", **told: Any) -> Recorded:
        fixed = {"assessment": "no impact", "signature": signed(by, Meaning.REINSTATED, Role.QP)}
        return self.record(CertificateReinstated, by=by, number=number, **fixed | told)

    def withdrawn(self, withdrawn: str = "DEMO-P-2026-0001", *, by: str = "quentin", **told: Any) -> Recorded:
        fixed = {"number": "DEMO-W-2026-0002", "cause": "invented", "signature": signed(by, Meaning.WITHDRAWN, Role.QP)}
        return self.record(ProvisionalWithdrawn, by=by, withdrawn=withdrawn, **fixed | told)

    def supply_step(self, supply: SupplyStage = SupplyStage.REQUEST, **told: Any) -> Recorded:
        return self.record(SupplyStepRecorded, supply=supply, person="Dr. Nobody", text="x", in_writing=True, **told)

    def supplied(self, *bags: str, by: str = "quentin", **told: Any) -> Recorded:
        fixed = {"number": "DEMO-X-2026-0001", "legal_basis": "invented", "statement": "invented"} | told
        signature = signed(by, Meaning.SUPPLIED, Role.QP)
        return self.record(SuppliedExceptionally, by=by, bags=bags or ("B-1-1",), signature=signature, **fixed)

    def supply_closed(self, *, by: str = "quentin", **told: Any) -> Recorded:
        signature = signed(by, Meaning.SUPPLY_CLOSED, Role.QP)
        return self.record(SupplyClosed, by=by, report="invented", signature=signature, **told)

    def repinned(self, product: Product, **told: Any) -> Recorded:
        both = {
            "reviewer": signed("rosa", Meaning.APPROVED, Role.QA_REVIEWER),
            "qualified_person": signed("quentin", Meaning.APPROVED, Role.QP),
        }
        pinned = {"revision": product.revision, "product_sha256": product.sha256, "differences": ()}
        self.product = product
        return self.record(RevisionChanged, by="rosa", **pinned | both | told)

    def ended(self, end: End = End.CANCELLED, *, by: str = "rosa", **told: Any) -> Recorded:
        fixed = {"cause": "invented", "decided_by": "Dr. Nobody", "pending": PendingTests.STOPPED}
        return self.record(BatchEnded, by=by, end=end, signature=signed(by, Meaning.ENDED), **fixed | told)

    def finally_certified(
        self, conclusion: Conclusion = Conclusion.CONFORMING, *, by: str = "quentin", **told: Any
    ) -> Recorded:
        chained = {"supersedes": "DEMO-P-2026-0001", "supersedes_leaf": "0" * 64, "deviations": (), "assessment": ""}
        fixed = {"number": f"DEMO-F-2026-{len(self.recorded):04d}", "statement": "invented"}
        signature = signed(by, Meaning.CERTIFIED_FINALLY, Role.QP)
        return self.record(FinalCertified, by=by, conclusion=conclusion, signature=signature, **chained | fixed | told)
