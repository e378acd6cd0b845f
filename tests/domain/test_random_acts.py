"""Random acts at batches in a real store: no illegal decision, no lost fact, and the tables rebuild equal.

The full count is run with `CARBENCH_RANDOM_ACTS=100000 pytest tests/domain/test_random_acts.py`; without the variable
a smaller one. The seed is fixed, so that a failure comes again; `CARBENCH_RANDOM_SEED` sets another.
"""

import os
from collections import Counter
from pathlib import Path
from random import Random

from carbench.domain.acts import (
    AlertRaised,
    BagFilled,
    DeviationRaised,
    HoldCleared,
    HoldPlaced,
    ProvisionalCertified,
    RepeatApproved,
    ResultChecked,
    ResultRecorded,
)
from carbench.domain.batch import Batch
from carbench.domain.decisions import against
from carbench.domain.people import Role
from carbench.domain.release import Question
from carbench.domain.specification import Certificate, Verdict
from carbench.domain.stages import TRANSITIONS, Decision, Stage
from carbench.domain.watch import alerts, deviations, open_holds
from carbench.store import queries, tables, trail
from carbench.store.database import Store, writing
from tests.domain.chance import BAGS, PEOPLE, SENSIBLE, Chance
from tests.domain.test_oracles import cells
from tests.store.ledger import new_store

ACTS = int(os.environ.get("CARBENCH_RANDOM_ACTS", "1500"))
MANY = 20_000
"""Among so many acts every decision was granted at least once."""

SEED = int(os.environ.get("CARBENCH_RANDOM_SEED", "20260310"))
ORACLE = cells("decisions.csv")
D = Decision
CERTIFYING = (D.CERTIFY_PROVISIONAL, D.CERTIFY_FINAL, D.SUPERSEDE_FINAL)
OFTEN = (D.RELEASE_BAG, D.HAND_OVER_BAG, D.REINSTATE_CERTIFICATE, D.CLOSE_SUPPLY)


def test_random_acts_bring_no_illegal_decision_and_lose_no_fact(tmp_path: Path) -> None:
    store = new_store(tmp_path / "store")
    random = Random(SEED)  # noqa: S311 - a seed, no secret
    granted: Counter[Decision] = Counter()
    number = 0
    while store.head.seq < ACTS:
        number += 1
        with writing(store) as open_trail:
            batch = Chance(open_trail, number, random)
            live(batch)
        granted += batch.granted
        everything_is_there(store, batch)
    rebuilds_equal(store)
    store.close()
    expected = set(Decision) if ACTS >= MANY else {*CERTIFYING, D.RELEASE_BAG, D.HAND_OVER_BAG}
    assert not expected - granted.keys()


def live(batch: Chance) -> None:
    """Let a batch go through a day that chance interrupts; a decision is tried after every act."""
    random = batch.random
    day = [step for step in SENSIBLE if random.random() < 0.97]
    if random.random() < 0.2:
        random.shuffle(day)
    disorder = random.choice((0.0, 0.05, 0.3, 0.8))
    for step in day:
        step(batch)
        while random.random() < disorder:
            batch.absurd()
        batch.now += random.choice((1, 1, 1, 60, 600)) if random.random() < 0.2 else 1
        for decision in (*CERTIFYING, *random.sample(OFTEN, 2), *random.sample(list(Decision), 2)):
            tried(batch, decision)


def tried(batch: Chance, decision: Decision) -> None:
    """Ask for a decision as a Qualified Person or anybody; take it if it is granted, which the oracle must allow."""
    random = batch.random
    usual = [person for person in PEOPLE if person.name == "quentin" and Role.QP in person.roles]
    person = random.choice(usual if random.random() < 0.7 else PEOPLE)
    asked = batch.ask(person, random.choice(BAGS))
    if against(decision, asked):
        return
    assert ORACLE[decision.value, asked.batch.stage.value] == "yes"
    CERTAIN.get(decision, lambda _: None)(asked)
    rare = {D.END_BATCH, D.REFUSE, D.CHANGE_PINNED_REVISION, D.WITHDRAW_PROVISIONAL}
    if decision in rare and random.random() < 0.9:
        return
    batch.take(decision, person, asked.bag_id)


# What must hold where a decision is granted, said again in other words


def provisional(asked: Question) -> None:
    batch = asked.batch
    lines = batch.lines_at(asked.at)
    assert Role.QP in asked.person.roles
    assert asked.person.name not in batch.enterers
    for test in batch.product.needed_for(Certificate.PROVISIONAL):
        assert lines[test.id].provisional.verdict is Verdict.MEETS
    for results in batch.results.values():
        out_then_met(batch, [result.seq for result in results if result.judgement.verdict is Verdict.OUT])
    for test_id in ("viability", "car_positive", "endotoxin"):
        newest = batch.results[test_id][-1]
        checks = [r for r in batch.entries(ResultChecked) if r.act.result_seq == newest.seq]  # type: ignore[attr-defined]
        assert {check.recorded_by for check in checks} - {newest.recorded.recorded_by, *newest.act.performed_by}
    assert not any(d.open and d.critical for d in deviations(batch))
    assert not open_holds(batch)
    assert not batch.unconfirmed()
    assert batch.review is not None
    assert batch.review.signature.signer not in batch.enterers
    in_time(asked)


def out_then_met(batch: Batch, outs: list[int]) -> None:
    """Every OUT was opened by an approved repeat, is a part of an "or", or an in-process one that is closed."""
    opened = {act.result_seq for act in batch.of(RepeatApproved)}
    spared = {"cytotoxicity_a", "cytotoxicity_b"}
    closed = {d.raised.about for d in deviations(batch) if not d.open}
    for result in (r for results in batch.results.values() for r in results if r.seq in outs):
        assert result.seq in opened or result.act.test_id in spared | closed


def in_time(asked: Question) -> None:
    assert asked.batch.must_leave_by is not None
    assert asked.at.utc < asked.batch.must_leave_by.utc


def leaving(asked: Question) -> None:
    batch = asked.batch
    assert not any(not hold.bags or asked.bag_id in hold.bags for hold in open_holds(batch))
    in_time(asked)
    if batch.stage is Stage.SUPPLIED:
        return
    assert batch.certificate is not None
    assert asked.bag_id in batch.certificate.bags
    assert not batch.suspended
    in_process = {d.raised.about for d in deviations(batch) if not d.open}
    parts = {"cytotoxicity_a", "cytotoxicity_b"}
    out = {test_id for test_id, line in batch.lines.items() if line.judgement.verdict is Verdict.OUT}
    assert not out - in_process - parts


def finally_(asked: Question) -> None:
    batch = asked.batch
    assert batch.of(ProvisionalCertified)
    assert asked.person.name not in batch.enterers
    for test in batch.product.needed_for(Certificate.FINAL):
        assert batch.verdict(test) in {Verdict.MEETS, Verdict.OUT, Verdict.NOT_OBTAINED}
    assert all(not d.open or (d.assessed and not d.critical) for d in deviations(batch))


CERTAIN = {
    D.CERTIFY_PROVISIONAL: provisional,
    D.RELEASE_BAG: leaving,
    D.HAND_OVER_BAG: leaving,
    D.CERTIFY_FINAL: finally_,
    D.SUPERSEDE_FINAL: finally_,
}


# Nothing is lost


DECIDING = {kind for kind in TRANSITIONS if kind.kind not in {"material_received", "count_taken", "bag_filled"}}


def everything_is_there(store: Store, made: Chance) -> None:
    batch = made.batch
    assert queries.batch_acts(store, made.batch_id) == batch.acts == tuple(made.recorded)
    counted = sorted(result.seq for results in batch.results.values() for result in results)
    assert counted == [entry.seq for entry in batch.entries(ResultRecorded)]
    assert len(batch.bags) == len(batch.entries(BagFilled))
    assert len(deviations(batch)) == len(batch.entries(DeviationRaised))
    assert len(alerts(batch)) == len(batch.entries(AlertRaised))
    cleared = {act.hold_id for act in batch.of(HoldCleared)}
    assert {h.hold_id for h in batch.of(HoldPlaced)} - cleared == {h.hold_id for h in open_holds(batch)}
    assert not any(type(r.act) in DECIDING for r in batch.acts if r.seq in batch.out_of_order)
    sql = "SELECT stage, last_seq FROM batches WHERE batch_id = ?"
    assert store.connection.execute(sql, [made.batch_id]).fetchone() == (batch.stage.value, batch.last_seq)
    assert queries.batch_product(store, made.batch_id) == batch.pinned_sha256


def rebuilds_equal(store: Store) -> None:
    before = tables.contents(store.db)
    with writing(store):
        tables.rebuild(store.db, trail.entries(store.connection))
    assert tables.contents(store.db) == before
