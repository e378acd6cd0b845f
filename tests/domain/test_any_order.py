"""Facts come in any order, from anybody, at any time: none is lost and nothing breaks over them."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from carbench.domain.acts import BagFilled, CountTaken, Recorded, ResultRecorded
from carbench.domain.batch import Batch
from carbench.domain.certificate import mentioned
from carbench.domain.checklist import StepState, step_state
from carbench.domain.curve import curve
from carbench.domain.dose import car_cells, dose_per_kg
from carbench.domain.people import Person, Role
from carbench.domain.product import StepId
from carbench.domain.release import Question, Reason, may_certify
from carbench.domain.result_lines import due, pending
from carbench.domain.stages import TRANSITIONS, Stage
from tests.domain.days import DEMO, Day, at

NAMES = st.sampled_from(["olivia", "anselm", "chloe", "quentin", "rosa"])
QP = Person(name="quentin", full_name="Quentin Fictif", roles=frozenset({Role.QP}), language="en")
TYPED = {
    "viability": ("94.5", "69.4", "< 80", "> 70", "≥ 70", "0"),
    "car_positive": ("38.4", "19", "≤ 20", "100"),
    "endotoxin": ("<0.5", "< 0.6", "0.44", "1000"),
    "vector_copies": ("4.99", "5", "< 5", "≤ 5"),
    "sterility_final": ("no_growth", "growth", "no_growth_to_date", "sterile"),
    "mycoplasma_final": ("not_detected", "detected"),
}


def _result(day: Day, draw: st.DataObject) -> None:
    test_id = draw.draw(st.sampled_from(sorted(TYPED)))
    typed = draw.draw(st.sampled_from(TYPED[test_id]))
    day.resulted(test_id, typed, by=draw.draw(NAMES), happened=draw.draw(st.integers(-10_000, 10_000)))


def _performed(kind: str) -> Callable[[Day, st.DataObject], None]:
    def record(day: Day, draw: st.DataObject) -> None:
        performers = tuple(draw.draw(st.lists(NAMES, min_size=1, max_size=2)))
        minute = draw.draw(st.integers(-10_000, 10_000))
        getattr(day, kind)(by=draw.draw(NAMES), performed_by=performers, happened=minute)

    return record


def _any_entry(day: Day, draw: st.DataObject) -> Recorded:
    return draw.draw(st.sampled_from(day.recorded))


FACTS: tuple[Callable[[Day, st.DataObject], object], ...] = (
    _performed("received"),
    _performed("counted"),
    _performed("filled"),
    _result,
    _result,
    lambda day, draw: day.counted("0", "0", by=draw.draw(NAMES)),
    lambda day, draw: day.checked(_any_entry(day, draw), by=draw.draw(NAMES)),
    lambda day, draw: day.confirmed(_any_entry(day, draw), by=draw.draw(NAMES)),
    lambda day, draw: day.signed_step(draw.draw(st.sampled_from(StepId)).value, by=draw.draw(NAMES)),
    lambda day, draw: day.reviewed(covers=draw.draw(st.integers(0, 40)), by=draw.draw(NAMES)),
    lambda day, _: day.certified(),
)


def _nothing_is_lost(batch: Batch) -> None:
    results = [result.recorded for line in batch.results.values() for result in line]
    assert sorted(entry.seq for entry in results) == [entry.seq for entry in batch.entries(ResultRecorded)]
    assert len(batch.bags) == len(batch.entries(BagFilled))
    assert len(curve(batch).points) == len(batch.entries(CountTaken))
    assert batch.out_of_order <= {entry.seq for entry in batch.entries(*TRANSITIONS)}
    everybody = {entry.recorded_by for entry in batch.acts}
    assert everybody <= set(mentioned(batch))
    assert batch.enterers <= set(mentioned(batch))


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(FACTS), max_size=30), st.data())
def test_no_sequence_of_facts_breaks_a_batch_or_loses_an_act(
    facts: list[Callable[[Day, st.DataObject], object]], draw: st.DataObject
) -> None:
    day = Day()
    for fact in facts:
        fact(day, draw)
    batch = day.batch
    assert len(batch.acts) == len(facts) + 1
    assert batch.last_seq == len(batch.acts)
    _nothing_is_lost(batch)
    assert {step: step_state(batch, step) for step in StepId}.keys() == set(StepId)
    assert all(due(batch, test) is None or batch.clock_started for test in pending(batch))
    assert (dose_per_kg(batch, batch.bags) is None) == (car_cells(batch, batch.bags) is None)
    for moment in (at(0), at(100_000)):
        asked = Question(batch=batch, person=QP, at=moment, demonstration=True, trail_holds=True)
        _granted_only_if_everything_is_there(asked)


def _granted_only_if_everything_is_there(asked: Question) -> None:
    """Say again, in other words, what a batch without a reason against it must have."""
    reasons = {why.reason for why in may_certify(asked)}
    batch = asked.batch
    assert (Reason.WRONG_STAGE in reasons) == (batch.stage is not Stage.FILLED)
    if reasons:
        return
    assert all(batch.results[test_id][-1].check for test_id in ("viability", "car_positive", "endotoxin"))
    assert step_state(batch, StepId.REVIEW) is StepState.DONE
    assert not batch.unconfirmed()
    assert "quentin" not in batch.enterers
    assert batch.must_leave_by is not None
    assert asked.at.utc < batch.must_leave_by.utc


def test_the_same_acts_give_the_same_batch() -> None:
    days = [Day(), Day()]
    for day in days:
        day.received()
        day.filled()
        day.resulted()
    assert days[0].batch == days[1].batch
    assert DEMO.test("viability").id in days[0].batch.results
