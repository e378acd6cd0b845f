"""A reason goes only with its own mend, and the order in which facts are typed changes no line."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbench.domain.acts import Fate, LabelKind, LotStatus
from carbench.domain.decisions import said
from carbench.domain.product import StepId
from carbench.domain.release import may_certify
from carbench.domain.stages import Stage
from tests.domain import walks
from tests.domain.days import Day, at

Fact = Callable[[Day], object]
NEWEST = "viability"


FACTS: dict[str, Fact] = {
    "received": Day.received,
    "counted": Day.counted,
    "filled": lambda day: day.filled("B-1-2"),
    "weighed": lambda day: day.weighed("71"),
    "used": lambda day: day.used("V-2"),
    "rejected": lambda day: day.used("V-3", LotStatus.REJECTED),
    "harvested": Day.harvested,
    "printed": Day.printed,
    "counted labels": lambda day: day.reconciled(printed=4, applied=3),
    "scanned": lambda day: day.scanned(labels=LabelKind.IDENTITY),
    "corrected": lambda day: day.checked(day.resulted(NEWEST, "94.5")),
    "other result": lambda day: day.checked(day.resulted("endotoxin", "<0.5")),
    "sterile": lambda day: day.checked(day.resulted("sterility_final", "no_growth")),
    "called invalid": lambda day: day.invalidated(day.batch.results[NEWEST][-1].recorded),
    "not obtained": lambda day: day.not_obtained(NEWEST),
    "checked": lambda day: day.checked(day.batch.results[NEWEST][-1].recorded, by="rosa"),
    "signed culture": lambda day: day.signed_step(StepId.CULTURE.value),
    "signed fill": lambda day: day.signed_step(StepId.FILL.value),
    "confirmed": lambda day: day.confirmed(day.recorded[-1], by="olivia"),
    "raised": lambda day: day.deviated("D-9", critical=True),
    "closed another": lambda day: day.closed("D-9"),
    "closed": lambda day: day.closed("D-1"),
    "held": lambda day: day.held("H-9"),
    "cleared another": lambda day: day.cleared("H-9"),
    "cleared": lambda day: day.cleared("H-1"),
    "repeated": lambda day: day.repeat(day.batch.results[NEWEST][0].recorded),
    "fated": lambda day: day.fated(Fate.LOST),
    "infused": Day.infused,
    "go": Day.decided,
    "reviewed": Day.reviewed,
    "whole trail": Day.whole_trail_reviewed,
}
STUCK: dict[str, tuple[Fact, str, set[str]]] = {
    "out": (lambda day: day.resulted(NEWEST, "12"), "RESULT_OUT viability", {"called invalid", "repeated"}),
    "hold": (lambda day: day.held("H-1"), "ON_HOLD H-1", {"cleared"}),
    "deviation": (lambda day: day.deviated("D-1", critical=True), "DEVIATION_OPEN D-1", {"closed"}),
    "start": (lambda day: day.filled("B-1-3", witness="olivia"), "START_UNCHECKED B-1-3", set()),
    "entered": (lambda day: day.cleared_line(by="quentin"), "CERTIFIER_ENTERED quentin", set()),
    "lot": (lambda day: day.used("V-1", LotStatus.QUARANTINE), "LOT_NOT_RELEASED V-1", set()),
    "unconfirmed": (lambda day: day.cleared_line(performed_by=("oskar",)), "ACT_UNCONFIRMED 15", set()),
}
"""What is wrong, the reason it gives, and the only facts that may take that reason away."""


@pytest.mark.parametrize("name", STUCK)
@settings(deadline=None, max_examples=60)
@given(facts=st.lists(st.sampled_from(sorted(FACTS)), max_size=12))
def test_no_fact_but_its_mend_takes_a_reason_away(name: str, facts: list[str]) -> None:
    broken, reason, mends = STUCK[name]
    day = walks.assayed()
    broken(day)
    for fact in facts:
        if fact not in mends:
            FACTS[fact](day)
    day.reviewed()
    assert reason in {said(why) for why in may_certify(walks.question(day))}


@settings(deadline=None, max_examples=60)
@given(facts=st.lists(st.sampled_from(sorted(FACTS.keys() - {"repeated"})), max_size=15))
def test_a_batch_that_was_ever_out_is_never_granted_without_an_approved_repeat(facts: list[str]) -> None:
    day = walks.assayed()
    out = day.resulted(NEWEST, "12")
    for fact in facts:
        FACTS[fact](day)
    day.reviewed()
    assert may_certify(walks.question(day))
    day.repeat(out)
    assert day.batch.results[NEWEST][-1].seq  # the OUT is still there
    assert [r.shown for r in day.batch.results[NEWEST]].count("12") == 1


LINES: tuple[Fact, ...] = (
    lambda day: day.received(happened=1),
    lambda day: day.counted(happened=2),
    lambda day: day.filled(happened=3),
    lambda day: day.filled("B-1-2", happened=4, portion=2),
    lambda day: day.weighed("71", happened=5),
    lambda day: day.weighed("9", happened=6),
    lambda day: day.resulted("viability", "94.5", happened=7),
    lambda day: day.resulted("car_positive", "19", happened=8),
    lambda day: day.resulted("endotoxin", "<0.5", happened=9),
    lambda day: day.resulted("sterility_final", "no_growth_to_date", happened=10, inoculated_at=at(-5000)),
    lambda day: day.resulted("vector_copies", "≤ 5", happened=11),
    lambda day: day.resulted("cytotoxicity_b", "64.6", happened=12),
    lambda day: day.not_obtained("mycoplasma_final", happened=13),
    lambda day: day.used(happened=14),
)


def seen(facts: list[Fact]) -> tuple[object, ...]:
    day = Day()
    for fact in facts:
        fact(day)
    lines = {
        test_id: (line.judgement, line.provisional, line.computed)
        for test_id, line in day.batch.lines_at(at(100)).items()
    }
    return lines, day.batch.weight, day.batch.expiry, day.batch.stage


@settings(deadline=None, max_examples=150)
@given(st.permutations(LINES))
def test_facts_typed_in_any_order_give_the_same_lines_weight_and_clock(facts: list[Fact]) -> None:
    assert seen(facts) == seen(list(LINES))
    assert seen(facts)[3] is Stage.FILLED
