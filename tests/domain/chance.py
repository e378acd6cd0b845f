"""Random acts at random batches in a real store: legal and absurd ones, in any order, by anybody, at any time.

Facts are typed as they come. Decisions are taken as the operations take them: only when nothing stands against them.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from carbench.domain.acts import (
    BatchAct,
    End,
    Fate,
    LabelKind,
    LotStatus,
    Recorded,
    ResultRecorded,
    SampleMove,
    SupplyStage,
)
from carbench.domain.batch import Batch
from carbench.domain.consequences import consequences
from carbench.domain.final import conclusion
from carbench.domain.people import Person, Role
from carbench.domain.product import StepId
from carbench.domain.release import Question
from carbench.domain.stages import Decision
from carbench.store.trail import Author, Stamp, Trail
from tests.domain import walks
from tests.domain.days import DEMO, Day, at

NAMES = ("olivia", "anselm", "chloe", "quentin", "rosa", "oskar")
PEOPLE = tuple(
    Person(name=name, full_name=name.title(), roles=frozenset({role}), language="en")
    for name in NAMES
    for role in Role
    if name == "quentin" or role is not Role.QP
)
TYPED = {
    "viability": ("94.5", "94.5", "94.5", "69.4", "< 80", "≥ 70", "0"),
    "car_positive": ("38.4", "38.4", "38.4", "19", "≤ 20", "100"),
    "endotoxin": ("<0.5", "<0.5", "<0.5", "< 0.6", "0.44", "1000"),
    "vector_copies": ("4.99", "4.3", "4.3", "5", "≤ 5"),
    "sterility_final": ("no_growth", "no_growth", "growth", "no_growth_to_date", "sterile"),
    "mycoplasma_final": ("not_detected", "not_detected", "detected"),
    "cytotoxicity_a": ("40.4", "40.4", "70", "< 80"),
    "cytotoxicity_b": ("64.6", "50"),
    "residual_beads": ("99", "100"),
    "car_positive_day_5": ("12", "9", "4"),
    "appearance": ("turbid_intact", "other"),
}
BAGS = ("B-1-1", "B-1-1", "B-1-1", "B-1-2", "B-9-9")
IDS = ("D-1", "D-2", "D-3")
PRODUCTS = (
    DEMO,
    walks.replace(walks.with_vector(), sha256="1" * 64, revision="2"),
    walks.replace(DEMO, sha256="2" * 64, revision="3", shelf_life=replace(DEMO.shelf_life, hours=20)),
)


class Chance(Day):
    """A batch in a store, filled by chance; what acts bring with them is recorded as operations do it."""

    def __init__(self, trail: Trail, number: int, random: Random) -> None:
        self.trail, self.random = trail, random
        self.batch_id = f"B-{number}"
        self.now = 0
        self.granted: Counter[Decision] = Counter()
        self.seen: Batch | None = None
        super().__init__(random.choice(PRODUCTS[:2]))

    @property
    def batch(self) -> Batch:
        """Give the batch as it stands; the same one until something is recorded, so that it is worked out once."""
        if self.seen is None or len(self.seen.acts) < len(self.recorded) or self.seen.product is not self.product:
            self.seen = super().batch
        return self.seen

    def append(self, act: BatchAct, by: str) -> Recorded:
        stamp = Stamp(moment=at(self.now), mono_ns=self.trail.head.seq, boot_id="boot-1")
        author = Author(name=by, role="operator", workstation="DEMO-1")
        entry = self.trail.append(act, by=author, at=stamp, command_id=f"r-{self.trail.head.seq}")
        self.recorded.append(entry)
        return entry

    def record(self, kind: type[BatchAct], *, by: str = "", happened: float | None = None, **fields: Any) -> Recorded:
        by = by or "olivia"
        fields = {"performed_by": (by,)} | fields
        before = self.batch if self.recorded else None
        act = kind(batch_id=self.batch_id, happened_at=at(self.now if happened is None else happened), **fields)
        entry = self.append(act, by)
        for brought in consequences(before, entry) if before else ():
            self.append(brought, "carbench")
        return entry

    # One act by chance

    def somebody(self) -> dict[str, Any]:
        random = self.random
        told: dict[str, Any] = {"by": random.choice(NAMES)} if random.random() < 0.2 else {}
        if random.random() < 0.03:
            told["performed_by"] = tuple(random.sample(NAMES, random.choice((1, 2))))
        if random.random() < 0.1:
            told["happened"] = random.randint(-10_000, 10_000)
        return told

    def any_entry(self) -> Recorded:
        return self.random.choice(self.recorded)

    def any_result(self) -> Recorded:
        return self.random.choice([r for r in self.recorded if isinstance(r.act, ResultRecorded)] or self.recorded)

    def absurd(self) -> None:
        self.random.choice(FACTS)(self, self.random)

    def number(self, letter: str) -> str:
        return f"{letter}-{self.trail.head.seq + 1}"

    def ask(self, person: Person, bag_id: str) -> Question:
        told = {"demonstration": True, "trail_holds": True, "two_people": self.random.random() < 0.7}
        return Question(batch=self.batch, person=person, at=at(self.now), bag_id=bag_id, **told)

    def take(self, decision: Decision, person: Person, bag_id: str) -> None:
        self.granted[decision] += 1
        TAKEN[decision](self, person.name, bag_id)


Fact = Callable[[Chance, Random], object]
FACTS: tuple[Fact, ...] = (
    lambda c, _: c.received(**c.somebody()),
    lambda c, _: c.counted(**c.somebody()),
    lambda c, r: c.filled(r.choice(BAGS), witness=r.choice(NAMES), **c.somebody()),
    lambda c, _: c.split(**c.somebody()),
    lambda c, r: c.weighed(r.choice(("70", "70", "71", "900", "9")), **c.somebody()),
    lambda c, r: c.used(r.choice(("V-1", "V-2")), r.choice(list(LotStatus)), **c.somebody()),
    lambda c, _: c.harvested(**c.somebody()),
    lambda c, _: c.cleared_line(**c.somebody()),
    lambda c, r: c.sampled(f"S-{r.randint(1, 3)}", **c.somebody()),
    lambda c, r: c.moved(f"S-{r.randint(1, 3)}", r.choice(list(SampleMove)), **c.somebody()),
    lambda c, _: c.pages_reviewed(**c.somebody()),
    lambda c, r: c.decided(go=r.random() < 0.7, **c.somebody()),
    *(lambda c, _: a_result(c),) * 6,
    *(lambda c, r: c.checked(c.any_result(), by=r.choice(NAMES)),) * 4,
    lambda c, _: c.invalidated(c.any_result()),
    *(lambda c, r: c.repeat(c.any_result(), approver=r.choice(NAMES)),) * 2,
    lambda c, r: c.not_obtained(r.choice(list(TYPED))),
    lambda c, _: c.deferred(c.any_entry()),
    lambda c, r: c.countersigned(c.any_entry(), by=r.choice(NAMES)),
    lambda c, r: c.confirmed(c.any_entry(), c.any_entry(), by=r.choice(NAMES)),
    lambda c, r: c.signed_step(r.choice(list(StepId)).value, by=r.choice(NAMES)),
    lambda c, r: c.reviewed(covers=r.randint(0, c.trail.head.seq), by=r.choice(NAMES)),
    lambda c, r: c.whole_trail_reviewed(covers=r.randint(0, c.trail.head.seq), by=r.choice(NAMES)),
    lambda c, r: c.deviated(r.choice(IDS), critical=r.random() < 0.3, **c.somebody()),
    lambda c, r: c.assessed(r.choice(IDS), critical=r.random() < 0.3),
    *(lambda c, _: close_all(c),) * 3,
    lambda c, r: c.held(r.choice(IDS), *r.sample(BAGS, r.choice((0, 1))), **c.somebody()),
    *(lambda c, _: clear_all(c),) * 3,
    lambda c, r: c.printed(r.randint(1, 3), r.choice(list(LabelKind)), **c.somebody()),
    lambda c, r: c.reprinted(r.choice(list(LabelKind)), **c.somebody()),
    lambda c, r: c.scanned(r.choice(BAGS), r.choice(list(LabelKind)), **c.somebody()),
    lambda c, r: c.reconciled(printed=r.randint(1, 4), **c.somebody()),
    lambda c, r: c.arrived(r.choice(BAGS), excursion=r.random() < 0.2, **c.somebody()),
    lambda c, r: c.infused(r.choice(BAGS), whole=r.random() < 0.7, **c.somebody()),
    lambda c, r: c.fated(r.choice(list(Fate)), r.choice(BAGS), **c.somebody()),
    lambda c, r: c.alerted(r.choice(IDS), **c.somebody()),
    lambda c, r: c.acknowledged(r.choice(IDS)),
    lambda c, r: c.called(r.choice(IDS), read_back=r.random() < 0.5),
    lambda c, r: c.supply_step(r.choice(list(SupplyStage)), **c.somebody()),
)


def a_result(c: Chance) -> None:
    random = c.random
    test_id = random.choice(list(TYPED))
    told = c.somebody()
    if test_id == "sterility_final":
        told["inoculated_at"] = at(c.now - random.choice((10, 5_000)))
    c.resulted(test_id, random.choice(TYPED[test_id]), **told)


def close_all(c: Chance) -> None:
    for deviation in walks.raised(c):
        c.closed(deviation.deviation_id)


def clear_all(c: Chance) -> None:
    for hold in {r.act.hold_id for r in c.recorded if r.act.kind == "hold_placed"}:
        c.cleared(hold)


def poor(c: Chance, test_id: str) -> str:
    """Give a viability that is out of specification, now and then: only such a batch is supplied exceptionally."""
    return "69.4" if test_id == "viability" and c.random.random() < 0.15 else ""


def mend(c: Chance) -> None:
    """Do what a careful day ends with: close, clear, confirm, sign and count again."""
    close_all(c)
    clear_all(c)
    for name in {name for entry in c.batch.unconfirmed() for name in entry.act.performed_by}:
        c.confirmed(*c.batch.unconfirmed(name), by=name)
    for step in ("culture", "fill"):
        c.signed_step(step)


TAKEN: dict[Decision, Callable[[Chance, str, str], object]] = {
    Decision.CERTIFY_PROVISIONAL: lambda c, by, _: c.certified(
        c.number("P"), by=by, bags=tuple(bag.bag_id for bag in c.batch.bags)
    ),
    Decision.REFUSE: lambda c, by, _: c.refused("RESULT_OUT viability", by=by, number=c.number("R")),
    Decision.EXCEPTIONAL_SUPPLY: lambda c, by, _: c.supplied(*BAGS[:1], by=by, number=c.number("X")),
    Decision.CHANGE_PINNED_REVISION: lambda c, _, __: c.repinned(c.random.choice(PRODUCTS)),
    Decision.END_BATCH: lambda c, by, _: c.ended(c.random.choice(list(End)), by=by),
    Decision.SUSPEND_CERTIFICATE: lambda c, by, _: c.suspended(standing(c), by=by),
    Decision.REINSTATE_CERTIFICATE: lambda c, by, _: c.reinstated(standing(c), by=by),
    Decision.WITHDRAW_PROVISIONAL: lambda c, by, _: c.withdrawn(standing(c), by=by, number=c.number("W")),
    Decision.RELEASE_BAG: lambda c, _, bag: c.released(bag, standing(c)),
    Decision.HAND_OVER_BAG: lambda c, _, bag: c.handed_over(bag),
    Decision.CERTIFY_FINAL: lambda c, by, _: c.finally_certified(conclusion(c.batch), by=by, number=c.number("F")),
    Decision.CLOSE_SUPPLY: lambda c, by, _: c.supply_closed(by=by),
    Decision.SUPERSEDE_FINAL: lambda c, by, _: c.finally_certified(conclusion(c.batch), by=by, number=c.number("F")),
    Decision.REOPEN_REFUSED: lambda c, by, _: c.reopened(by=by),
}


def standing(c: Chance) -> str:
    return c.batch.certificate.number if c.batch.certificate else ""


SENSIBLE: tuple[Callable[[Chance], object], ...] = (
    lambda c: c.received(),
    lambda c: c.counted(),
    lambda c: c.used(),
    lambda c: c.signed_step("culture"),
    lambda c: c.filled("B-1-1"),
    lambda c: c.signed_step("fill"),
    lambda c: c.printed(),
    lambda c: c.reconciled(),
    *(lambda c, t=t, v=v: c.checked(c.resulted(t, poor(c, t) or v)) for t, v in walks.RESULTS.items()),  # type: ignore[misc]
    mend,
    lambda c: c.reviewed(),
    lambda c: c.reviewed(by="rosa"),
    lambda c: c.scanned("B-1-1"),
    *(lambda c, t=t, v=v: c.checked(c.resulted(t, v)) for t, v in walks.LATER.items()),  # type: ignore[misc]
    lambda c: c.infused("B-1-1"),
    mend,
    *(lambda c: c.whole_trail_reviewed(),) * 3,
    lambda c: c.checked(c.resulted("vector_copies", "4.33")),  # an amended report, after the final certificate
    mend,
    *(lambda c: c.whole_trail_reviewed(),) * 3,
)
"""A release day in order; chance interrupts it, leaves things out and shuffles."""
