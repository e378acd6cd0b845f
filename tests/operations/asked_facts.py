"""What is asked of a batch as a fact, and of the workstation."""

from typing import Any

from carbench.domain import acts
from carbench.domain.act_errors import AlertUnknown, BagUnknown, SampleUnknown, TestUnknown
from carbench.domain.errors import PersonUnknown
from carbench.domain.people import Role
from carbench.operations import looking
from carbench.operations.add_person import add_person
from carbench.operations.change_site_setting import change_site_setting
from carbench.operations.circumstances import Circumstances
from carbench.operations.clear_line import clear_line
from carbench.operations.decide_go import Going, decide_go
from carbench.operations.defer_check import defer_check
from carbench.operations.end_person import end_person
from carbench.operations.fill_bag import Filling, fill_bag
from carbench.operations.hand_over_bag import HandOver, hand_over_bag
from carbench.operations.log_alert_call import Call, log_alert_call
from carbench.operations.mark_invalid import mark_invalid
from carbench.operations.measure_weight import Weighing, measure_weight
from carbench.operations.move_sample import Moved, move_sample
from carbench.operations.name_deputy import Deputyship, name_deputy
from carbench.operations.open_batch import Order, open_batch
from carbench.operations.place_hold import place_hold
from carbench.operations.print_labels import print_labels
from carbench.operations.raise_alert import raise_alert
from carbench.operations.raise_deviation import NewDeviation, raise_deviation
from carbench.operations.receive_material import Receipt, receive_material
from carbench.operations.reconcile_labels import LabelCount, reconcile_labels
from carbench.operations.record_arrival import Arrival, record_arrival
from carbench.operations.record_bag_fate import record_bag_fate
from carbench.operations.record_harvest import record_harvest
from carbench.operations.record_lot_use import Lot, record_lot_use
from carbench.operations.record_result import record_result
from carbench.operations.record_split import Split, record_split
from carbench.operations.record_supply_step import SupplyStep, record_supply_step
from carbench.operations.release_bag import release_bag
from carbench.operations.report_infusion import Infusion, report_infusion
from carbench.operations.reprint_label import reprint_label
from carbench.operations.scan_bag import scan_bag
from carbench.operations.set_role import set_role
from carbench.operations.set_up_workstation import NewPerson
from carbench.operations.suspend_certificate import suspend_certificate
from carbench.operations.take_count import Count, take_count
from carbench.operations.take_sample import Sample, take_sample
from tests.operations.asked import BATCH, Asked, Field, Kind, known, typed
from tests.operations.stages import BAG
from tests.people import ORDER, Played

BAGS = known(BagUnknown, bag_id=BAG)
TESTS = known(TestUnknown, test_id="viability")
LABELS = typed(Kind.NAMED, labels="identity")


def why(_: Played) -> dict[str, Any]:
    """Give a reason beside what is always reasoned."""
    return {"told": Circumstances(reason="alone in the night")}


def waiting(day: Played) -> dict[str, Any]:
    """Give the entry of a result nobody checked yet."""
    return why(day) | {"entry": looking.batch(day.bench, BATCH).results["viability"][-1].seq}


def somebody(_: Played) -> dict[str, Any]:
    """Give a new person; their password is no field of the record."""
    roles = frozenset({Role.OPERATOR})
    return {
        "person": NewPerson(
            name="nils",
            full_name="Nils Niemand",
            roles=roles,
            language="en",
            password="nils-is-new-here",  # noqa: S106
        )
    }


MAKING = (
    Asked(
        operation=open_batch,
        act=acts.BatchOpened,
        duty="open_batch",
        who="olivia",
        at="nothing",
        into=Order,
        fields=typed(Kind.IDENTIFIER, batch_id=BATCH, patient_id="PX-42", chain_of_identity="COI-42")
        | typed(Kind.TEXT, patient_name="Nadja Nirgendwo", prescriber="Dr. Nemo Nobody", indication="invented")
        | typed(Kind.NUMBER, target_dose="1.0")
        | {"donation_number": Field(kind=Kind.KNOWN, good=ORDER.donation_number)}
        | {"product_id": Field(kind=Kind.KNOWN, good="demo")}
        | {"weight": Field(kind=Kind.KNOWN, good="70")},
    ),
    Asked(
        operation=receive_material,
        act=acts.MaterialReceived,
        duty="receive_starting_material",
        who="olivia",
        at="ordered",
        into=Receipt,
        fields=typed(Kind.TEXT, establishment="Invented Apheresis Centre")
        | typed(Kind.NUMBER, volume="102", temperature="6.5")
        | typed(Kind.TIME, collected_at="2026-03-10 07:00"),
    ),
    Asked(
        operation=take_count,
        act=acts.CountTaken,
        duty="take_count",
        who="olivia",
        into=Count,
        fields=typed(Kind.NUMBER, concentration="3.60", viability="95.5", volume="800"),
    ),
    Asked(
        operation=record_split,
        act=acts.CultureSplit,
        duty="record_split",
        who="olivia",
        into=Split,
        fields=typed(Kind.NUMBER, taken="100", before="800.0"),
    ),
    Asked(
        operation=take_sample,
        act=acts.SampleTaken,
        duty="take_sample",
        who="olivia",
        into=Sample,
        fields=typed(Kind.IDENTIFIER, sample_id="S-2")
        | typed(Kind.TEXT, sample="culture")
        | typed(Kind.NUMBER, volume="1.5", before="800"),
    ),
    Asked(
        operation=move_sample,
        act=acts.SampleMoved,
        duty="take_sample",
        who="chloe",
        into=Moved,
        fields=known(SampleUnknown, sample_id="S-1")
        | typed(Kind.NAMED, move="sent")
        | typed(Kind.MAYBE, place="outside laboratory")
        | {"temperature": Field(kind=Kind.KNOWN, good="4.5")},
    ),
    Asked(
        operation=record_lot_use,
        act=acts.LotUsed,
        duty="record_lot_use",
        who="olivia",
        into=Lot,
        fields=typed(Kind.TEXT, material="vector", lot="V-17")
        | typed(Kind.NAMED, status="released")
        | typed(Kind.TIME, expires="2026-12-31 23:59")
        | typed(Kind.MAYBE, certificate="CoA 17"),
    ),
    Asked(
        operation=decide_go,
        act=acts.GoDecided,
        duty="decide_go",
        who="chloe",
        into=Going,
        fields=typed(Kind.NAMED, lymphodepletion="planned") | typed(Kind.TEXT, told_to="Dr. Nobody: dose expected"),
        chosen={"go": True},
    ),
    Asked(
        operation=record_harvest,
        act=acts.Harvested,
        duty="record_harvest",
        who="olivia",
        fields=typed(Kind.NUMBER, volume="790"),
    ),
    Asked(
        operation=clear_line,
        act=acts.LineCleared,
        duty="clear_line",
        who="olivia",
        fields=typed(Kind.TEXT, place="clean room 2"),
    ),
    Asked(
        operation=fill_bag,
        act=acts.BagFilled,
        duty="fill_bags",
        who="olivia",
        into=Filling,
        fields=typed(Kind.IDENTIFIER, bag_id=f"{BATCH}-2")
        | typed(Kind.NUMBER, concentration="12.0", volume="48.0")
        | typed(Kind.COUNT, portion="2"),
    ),
    Asked(
        operation=measure_weight,
        act=acts.WeightMeasured,
        duty="measure_weight",
        who="olivia",
        into=Weighing,
        fields=typed(Kind.NUMBER, weight="71.5") | typed(Kind.TEXT, source="ward scales"),
    ),
)

LABELLING = (
    Asked(
        operation=print_labels,
        act=acts.LabelsPrinted,
        duty="print_labels",
        who="olivia",
        fields=LABELS | typed(Kind.COUNT, count="3"),
    ),
    Asked(
        operation=reprint_label,
        act=acts.LabelReprinted,
        duty="reprint_label",
        who="olivia",
        fields=LABELS | BAGS,
        beside=why,
    ),
    Asked(operation=scan_bag, act=acts.BagScanned, duty="scan_bag", who="olivia", fields=LABELS | BAGS),
    Asked(
        operation=reconcile_labels,
        act=acts.LabelsReconciled,
        duty="reconcile_labels",
        who="olivia",
        into=LabelCount,
        fields=LABELS
        | typed(Kind.COUNT, printed="15", applied="1", retained="2", held="3", spoiled="4", destroyed="5"),
    ),
    Asked(operation=release_bag, act=acts.BagReleased, duty="release_bag", who="olivia", at="released", fields=BAGS),
    Asked(
        operation=hand_over_bag,
        act=acts.BagHandedOver,
        duty="hand_over_bag",
        who="olivia",
        at="released",
        into=HandOver,
        fields=BAGS | typed(Kind.TEXT, carrier="Invented Courier", box="box 7", logger="logger 9", request="R-42"),
    ),
    Asked(
        operation=record_arrival,
        act=acts.BagArrived,
        duty="hand_over_bag",
        who="olivia",
        at="handed_over",
        into=Arrival,
        fields=BAGS | typed(Kind.TEXT, received_by="Nurse Nobody") | typed(Kind.NUMBER, lowest="2.5", highest="7.5"),
    ),
    Asked(
        operation=report_infusion,
        act=acts.InfusionReported,
        duty="report_infusion",
        who="olivia",
        at="handed_over",
        into=Infusion,
        fields=BAGS
        | typed(Kind.NUMBER, given="95.5")
        | typed(Kind.TEXT, professional="Nurse Nobody")
        | typed(Kind.MAYBE, complications="none seen"),
    ),
    Asked(
        operation=record_bag_fate,
        act=acts.BagFateRecorded,
        duty="record_bag_fate",
        who="olivia",
        fields=BAGS | typed(Kind.NAMED, fate="destroyed") | typed(Kind.TEXT, detail="dropped"),
    ),
)

WATCHING = (
    Asked(
        operation=raise_deviation,
        act=acts.DeviationRaised,
        duty="raise_deviation",
        who="olivia",
        into=NewDeviation,
        fields=typed(Kind.TEXT, deviation_id="D-9", description="a window stood open")
        | typed(Kind.MAYBE, about="fill"),
    ),
    Asked(
        operation=place_hold,
        act=acts.HoldPlaced,
        duty="place_hold",
        who="olivia",
        fields=typed(Kind.TEXT, hold_id="H-9", cause="waiting for the ward"),
        beside=lambda _: {"bags": (BAG,)},
    ),
    Asked(
        operation=raise_alert,
        act=acts.AlertRaised,
        duty="raise_alert",
        who="chloe",
        fields=typed(Kind.TEXT, alert_id="A-9", about="sterility_final"),
    ),
    Asked(
        operation=log_alert_call,
        act=acts.AlertCallLogged,
        duty="log_alert_call",
        who="chloe",
        into=Call,
        fields=known(AlertUnknown, alert_id="A-1")
        | typed(Kind.TEXT, number="+00 000 000")
        | typed(Kind.MAYBE, person="Dr. Nemo Nobody")
        | typed(Kind.COUNT, attempts="2"),
    ),
    Asked(
        operation=mark_invalid,
        act=acts.ResultInvalidated,
        duty="mark_invalid",
        who="chloe",
        fields=TESTS | typed(Kind.TEXT, criterion="positive control"),
    ),
    Asked(
        operation=record_result,
        act=acts.ResultRecorded,
        duty="record_result",
        who="chloe",
        at="filled",
        fields=TESTS | typed(Kind.KNOWN, typed="94.5"),
    ),
    Asked(
        operation=defer_check,
        act=acts.CheckDeferred,
        duty="raise_deviation",
        who="olivia",
        fields=typed(Kind.TEXT, deviation_id="D-9"),
        beside=waiting,
    ),
    Asked(
        operation=record_supply_step,
        act=acts.SupplyStepRecorded,
        duty="exceptional_supply",
        who="quentin",
        into=SupplyStep,
        fields=typed(Kind.NAMED, supply="request") | typed(Kind.TEXT, person="Dr. Nobody", text="no other treatment"),
    ),
    Asked(
        operation=suspend_certificate,
        act=acts.CertificateSuspended,
        duty="suspend_certificate",
        who="rosa",
        at="certified",
        fields=typed(Kind.TEXT, cause="a doubt about the count"),
    ),
)

AT_SITE = (
    Asked(operation=add_person, act=acts.PersonAdded, duty="add_person", who="adam", at="nothing", beside=somebody),
    Asked(
        operation=end_person,
        act=acts.PersonEnded,
        duty="end_person",
        who="adam",
        at="nothing",
        fields=known(PersonUnknown, name="olivia") | typed(Kind.REASON, reason="left the unit"),
    ),
    Asked(
        operation=set_role,
        act=acts.RoleSet,
        duty="set_role",
        who="adam",
        at="nothing",
        fields=known(PersonUnknown, name="olivia") | typed(Kind.REASON, reason="trained"),
        beside=lambda _: {"roles": ("qc_analyst", "operator")},
    ),
    Asked(
        operation=name_deputy,
        act=acts.DeputyNamed,
        duty="name_deputy",
        who="adam",
        at="nothing",
        into=None,
        fields=typed(Kind.REASON, reason="on leave"),
        beside=lambda _: {
            "deputy": Deputyship(
                name="rosa", absent="quentin", starts="2026-03-10 09:00", ends="2026-03-12 09:00", products=("demo",)
            )
        },
    ),
    Asked(
        operation=change_site_setting,
        act=acts.SiteSettingChanged,
        duty="change_site_setting",
        who="adam",
        at="nothing",
        fields=typed(Kind.NAMED, setting="two_people")
        | typed(Kind.KNOWN, value="off")
        | typed(Kind.REASON, reason="decided by the unit"),
    ),
)

AT_BATCH = (*MAKING[1:], *LABELLING, *WATCHING)
"""Facts at a batch that is open."""

FACTS = (*MAKING, *LABELLING, *WATCHING)
"""Everything that is typed with when it happened and who performed it."""
