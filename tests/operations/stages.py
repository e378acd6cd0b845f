"""Batch B-0042 at every stage of its release day, act by act, by the right people."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from carbench.domain.acts import LabelKind
from carbench.domain.label_counts import accounted_for
from carbench.operations import looking
from carbench.operations.approve_repeat import approve_repeat
from carbench.operations.certify_final import certify_final
from carbench.operations.certify_provisional import certify_provisional, draft_certificate
from carbench.operations.change_site_setting import change_site_setting
from carbench.operations.check_results import check_results
from carbench.operations.circumstances import Circumstances
from carbench.operations.defer_check import defer_check
from carbench.operations.hand_over_bag import HandOver, hand_over_bag
from carbench.operations.measure_weight import Weighing, measure_weight
from carbench.operations.place_hold import place_hold
from carbench.operations.print_labels import print_labels
from carbench.operations.raise_alert import raise_alert
from carbench.operations.raise_deviation import NewDeviation, raise_deviation
from carbench.operations.reconcile_labels import LabelCount, reconcile_labels
from carbench.operations.record_bag_fate import record_bag_fate
from carbench.operations.record_result import record_result
from carbench.operations.record_supply_step import SupplyStep, record_supply_step
from carbench.operations.refuse import refuse
from carbench.operations.release_bag import release_bag
from carbench.operations.report_infusion import Infusion, report_infusion
from carbench.operations.review_data import review_data
from carbench.operations.review_trail import review_trail
from carbench.operations.scan_bag import scan_bag
from carbench.operations.supply_exceptionally import supply_exceptionally
from carbench.operations.suspend_certificate import suspend_certificate
from carbench.operations.take_count import Count, take_count
from carbench.operations.take_sample import Sample, take_sample
from carbench.paths import RESOURCES
from carbench.store.products import load_product
from tests.people import NOW, ORDER, Played

BATCH = ORDER.batch_id
DEMO = (RESOURCES / "products" / "demo.toml").read_text(encoding="utf-8")
BAG = f"{BATCH}-1"
LATER = {
    "sterility_final": "no_growth",
    "mycoplasma_final": "not_detected",
    "vector_copies": "4.32",
    "cytotoxicity_a": "40.4",
}
"""What comes in after the provisional certificate."""

SIGHTED = {"sterility_final", "mycoplasma_final"}
STEPS = ("request", "evaluation", "notice", "acceptance")
BASIS = "invented law, article 7"


def identity_labels(day: Played) -> None:
    """Count the identity labels, unless that was done."""
    day.as_("olivia")
    if accounted_for(looking.batch(day.bench, BATCH), LabelKind.IDENTITY):
        return
    print_labels(day.bench, batch_id=BATCH, labels="identity", count="3", told=NOW)
    scan_bag(day.bench, batch_id=BATCH, labels="identity", bag_id=BAG, told=NOW)
    count = LabelCount(labels="identity", printed="3", applied="1", retained="1", destroyed="1")
    reconcile_labels(day.bench, batch_id=BATCH, count=count, second=day.proof("anselm"), told=NOW)


def review(day: Played, name: str = "quentin") -> None:
    """Review the data of the provisional certificate."""
    day.as_(name)
    seen = looking.batch(day.bench, BATCH).last_seq
    review_data(day.bench, batch_id=BATCH, seen=seen, by=day.proof(name))


def certify(day: Played, reason: str = "", name: str = "quentin") -> None:
    """Sign the provisional certificate as it is shown."""
    day.as_(name)
    shown = draft_certificate(day.bench, batch_id=BATCH, language="en", reason=reason)
    certify_provisional(day.bench, draft=shown, by=day.proof(name))


def release(day: Played) -> None:
    """Scan the release label onto the bag and release it."""
    day.as_("olivia")
    print_labels(day.bench, batch_id=BATCH, labels="release", count="1", told=NOW)
    scan_bag(day.bench, batch_id=BATCH, labels="release", bag_id=BAG, told=NOW)
    release_bag(day.bench, batch_id=BATCH, bag_id=BAG, told=NOW)


def hand_over(day: Played, told: Circumstances = NOW) -> None:
    """Give the bag to its carrier, as whoever is signed in."""
    handing = HandOver(bag_id=BAG, carrier="Invented Courier", box="box 7", logger="logger 9", request="R-42")
    hand_over_bag(day.bench, batch_id=BATCH, handing=handing, second=day.proof("anselm"), told=told)


def infuse(day: Played) -> None:
    """Report that the whole bag was given."""
    day.as_("olivia")
    infusion = Infusion(bag_id=BAG, given="96.0", professional="Nurse Nobody")
    report_infusion(day.bench, batch_id=BATCH, infusion=infusion, told=NOW)


def come_in(day: Played, **other: str) -> None:
    """Record and check what comes in after the provisional certificate; `other` replaces what is typed."""
    typed = LATER | other
    day.clock.advance(timedelta(days=14))
    day.as_("chloe")
    for test_id, text in typed.items():
        record_result(day.bench, batch_id=BATCH, test_id=test_id, typed=text, told=NOW)
    day.as_("anselm")
    seen = {test_id: "" if test_id in SIGHTED else text for test_id, text in typed.items()}
    check_results(day.bench, batch_id=BATCH, typed=seen, by=day.proof("anselm"))


def review_everything(day: Played, name: str = "rosa") -> None:
    """Review the whole trail of the batch."""
    day.as_(name)
    seen = looking.batch(day.bench, BATCH).last_seq
    review_trail(day.bench, batch_id=BATCH, seen=seen, by=day.proof(name))


def close_finally(day: Played, assessment: str = "") -> None:
    """Sign the final certificate."""
    day.as_("quentin")
    certify_final(day.bench, batch_id=BATCH, by=day.proof("quentin"), assessment=assessment)


def refuse_it(day: Played) -> None:
    """Refuse the provisional certificate."""
    day.as_("quentin")
    refuse(day.bench, batch_id=BATCH, statement="viability is out", by=day.proof("quentin"))


def switch(day: Played, setting: str, value: str) -> None:
    """Set a switch of the site."""
    day.as_("adam")
    change_site_setting(day.bench, setting=setting, value=value, reason="decided by the unit")


def supply_steps(day: Played, *steps: str, in_writing: bool = False) -> None:
    """Record steps towards an exceptional supply."""
    day.as_("quentin")
    for step in steps:
        told = SupplyStep(supply=step, person="Dr. Nemo Nobody", text="as agreed", in_writing=in_writing)
        record_supply_step(day.bench, batch_id=BATCH, step=told, told=NOW)


def supply(day: Played) -> None:
    """Supply the batch exceptionally, every step on record."""
    switch(day, "exceptional_supply", BASIS)
    supply_steps(day, *STEPS)
    by = day.proof("quentin")
    supply_exceptionally(day.bench, batch_id=BATCH, statement="on the physician's request", by=by)


def furnish(day: Played) -> None:
    """Let the batch have one of everything an act can name."""
    day.as_("olivia")
    bench = day.bench
    sample = Sample(sample_id="S-1", sample="final product", volume="1.0", bag_id=BAG)
    take_sample(bench, batch_id=BATCH, sample=sample, told=NOW)
    minor = NewDeviation(deviation_id="D-1", description="door stood open")
    raise_deviation(bench, batch_id=BATCH, deviation=minor, told=NOW)
    place_hold(bench, batch_id=BATCH, hold_id="H-1", cause="waiting for a call", told=NOW)
    entry = looking.batch(bench, BATCH).results["endotoxin"][-1].seq
    told = Circumstances(reason="alone in the night")
    defer_check(bench, batch_id=BATCH, entry=entry, deviation_id="D-2", told=told)
    day.as_("chloe")
    raise_alert(bench, batch_id=BATCH, alert_id="A-1", about="viability", told=NOW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage and how it is reached from the one before it."""

    after: str
    """Empty for a stage that starts from nothing."""

    play: Callable[[Played], object]


def weigh_alone(day: Played) -> None:
    """Weigh with nobody beside; the program puts the check off by itself."""
    day.as_("anselm")
    told = Circumstances(reason="alone in the night")
    measure_weight(day.bench, batch_id=BATCH, weighing=Weighing(weight="70", source="ward scales"), told=told)


def amend(day: Played) -> None:
    """Let an amended report come in, and review the trail again."""
    day.as_("chloe")
    told = Circumstances(reason="the laboratory amended its report")
    record_result(day.bench, batch_id=BATCH, test_id="vector_copies", typed="4.33", told=told)
    day.as_("anselm")
    check_results(day.bench, batch_id=BATCH, typed={"vector_copies": "4.33"}, by=day.proof("anselm"))
    review_everything(day)


def type_for_another(day: Played) -> None:
    """Type a count for whoever performed it, who has to confirm it."""
    count = Count(concentration="3.60", viability="95.5", volume="800")
    day.as_("olivia")
    take_count(day.bench, batch_id=BATCH, count=count, told=Circumstances(performed_by=("anselm",)))


def on_paper(day: Played) -> None:
    """Fill the bag of a product whose culture is recorded on paper."""
    unit_copy(day, ("paper_record = false", "paper_record = true"))
    day.filled()


def unit_copy(day: Played, *changes: tuple[str, str]) -> bytes:
    """Put a changed copy of the demonstration's product in the place of the shipped one, and give it."""
    content = revision(*changes)
    day.bench.products = {**day.bench.products, "demo": (load_product(content, "unit.toml"), content)}
    return content


def revision(*changes: tuple[str, str]) -> bytes:
    """Give the demonstration's product file with something changed in it."""
    text = DEMO
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text.encode("utf-8")


def approve_again(day: Played, test_id: str = "viability") -> None:
    """Approve that a result is measured again."""
    day.as_("chloe")
    signers = {"analyst": day.proof("chloe"), "approver": day.proof("rosa")}
    approve_repeat(day.bench, batch_id=BATCH, test_id=test_id, cause="wrong dilution", **signers)


def suspend(day: Played) -> None:
    """Suspend the standing certificate."""
    day.as_("rosa")
    suspend_certificate(day.bench, batch_id=BATCH, cause="a doubt", told=NOW)


def ready_to_supply(day: Played) -> None:
    """Bring an exceptional supply to its signature."""
    switch(day, "exceptional_supply", BASIS)
    supply_steps(day, *STEPS)


def destroy(day: Played) -> None:
    """Destroy the bag."""
    day.as_("olivia")
    record_bag_fate(day.bench, batch_id=BATCH, bag_id=BAG, fate="destroyed", detail="not given", told=NOW)


def by_an_operator(play: Callable[[Played], object]) -> Callable[[Played], None]:
    """Let an operator sign in first."""

    def signed_in(day: Played) -> None:
        day.as_("olivia")
        play(day)

    return signed_in


def follow(day: Played) -> None:
    """Hand a supplied bag over, report its infusion, follow its tests, confirm in writing and tell the authority."""
    by_an_operator(hand_over)(day)
    infuse(day)
    come_in(day)
    supply_steps(day, *STEPS, "authority", in_writing=True)


STAGES: dict[str, Stage] = {
    **{
        name: Stage(after="", play=getattr(Played, name))
        for name in ("ordered", "received", "counted", "filled", "resulted", "checked")
    },
    "nothing": Stage(after="", play=lambda _: None),
    "furnished": Stage(after="resulted", play=furnish),
    "counted_labels": Stage(after="checked", play=identity_labels),
    "reviewed": Stage(after="counted_labels", play=review),
    "certified": Stage(after="reviewed", play=certify),
    "released": Stage(after="certified", play=release),
    "handed_over": Stage(after="released", play=by_an_operator(hand_over)),
    "infused": Stage(after="handed_over", play=infuse),
    "followed": Stage(after="infused", play=come_in),
    "whole": Stage(after="followed", play=review_everything),
    "final": Stage(after="whole", play=close_finally),
    "overtaken": Stage(after="final", play=amend),
    "weighed_alone": Stage(after="filled", play=weigh_alone),
    "out": Stage(after="", play=lambda day: day.checked(viability="66.8")),
    "out_labels": Stage(after="out", play=identity_labels),
    "out_reviewed": Stage(after="out_labels", play=review),
    "refused": Stage(after="out_reviewed", play=refuse_it),
    "unconfirmed": Stage(after="filled", play=type_for_another),
    "on_paper": Stage(after="", play=on_paper),
    "mended": Stage(after="refused", play=approve_again),
    "suspended": Stage(after="certified", play=suspend),
    "ready_to_supply": Stage(after="refused", play=ready_to_supply),
    "supplied": Stage(after="refused", play=supply),
    "supply_followed": Stage(after="supplied", play=follow),
    "destroyed": Stage(after="refused", play=destroy),
}
