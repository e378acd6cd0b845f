"""What an act brings with it by itself: deviations, holds, alerts, a suspension; and what brings nothing."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from carbench.domain.acts import AlertKind, Fate, HoldPlaced, ResultRecorded
from carbench.domain.consequences import consequences
from carbench.domain.product import InfusionRule
from carbench.domain.result_acts import Ground
from carbench.domain.specification import BoundKind, Certificate
from carbench.domain.watch import alerts
from tests.domain import lines, walks
from tests.domain.days import DEMO, Day, at
from tests.domain.walks import Watched

A = AlertKind


def about(day: Day) -> list[tuple[str, str, bool]]:
    return [(d.description, d.about, d.critical) for d in walks.raised(day)]


def told(day: Day) -> list[tuple[AlertKind, str]]:
    return [(alert.alert, alert.about) for alert in walks.alerts(day)]


def test_a_whole_day_in_order_brings_nothing() -> None:
    day = walks.complete(Watched())
    day.finally_certified()
    assert {entry.recorded_by for entry in day.recorded}.isdisjoint({"carbench"})


def test_the_program_records_at_the_time_of_the_act_and_for_nobody() -> None:
    day = Watched()
    entry = day.decided(go=False, happened=77)
    brought = day.recorded[-1].act
    assert isinstance(brought, HoldPlaced)
    assert (brought.happened_at, brought.performed_by, brought.batch_id) == (entry.act.happened_at, (), "B-1")  # type: ignore[attr-defined]  # an act at a batch


# Deviations


@pytest.mark.parametrize(("minutes", "over"), [(2880, False), (2881, True)])
def test_a_hold_time_that_ran_over_opens_its_deviation_with_the_act_that_ends_it_and_once(
    minutes: int, *, over: bool
) -> None:
    day = Watched()
    day.received(happened=0)
    day.counted(happened=minutes)
    expected = [("hold_time_over", "hold_time:receipt_to_culture", False)] if over else []
    assert about(day) == expected
    day.filled()
    day.counted(happened=minutes + 10)
    assert [each for each in about(day) if each[0] == "hold_time_over"] == expected


def test_a_hold_time_known_late_opens_its_deviation_then() -> None:
    day = Watched()
    day.counted(happened=9_000)
    day.received(happened=0)
    assert ("hold_time_over", "hold_time:receipt_to_culture", False) in about(day)


@pytest.mark.parametrize(
    ("typed", "found"), [("10", []), ("9", [("action_limit", "action:car_positive_day_5", False)])]
)
def test_an_action_limit_opens_a_deviation(typed: str, found: list[tuple[str, str, bool]]) -> None:
    day = walks.in_culture(Watched())
    day.resulted("car_positive_day_5", typed)
    assert about(day) == found
    assert told(day) == []


def test_an_in_process_out_opens_a_critical_deviation_and_is_told() -> None:
    day = walks.in_culture(Watched())
    day.resulted("residual_beads", "100")
    assert about(day) == [("in_process_out", "residual_beads", True)]
    assert told(day) == [(A.RESULT, "residual_beads")]


def test_an_act_out_of_order_is_kept_and_opens_a_deviation() -> None:
    day = walks.made(Watched())
    late = day.counted()
    assert about(day) == [("out_of_order", f"entry:{late.seq}", False)]


@pytest.mark.parametrize("fate", Fate)
def test_a_lost_or_leaked_bag_opens_a_critical_deviation(fate: Fate) -> None:
    day = walks.released(Watched())
    day.fated(fate)
    lost = fate in {Fate.LOST, Fate.LEAKED}
    assert about(day) == ([(f"bag_{fate.value}", "bag:B-1-1", True)] if lost else [])


@pytest.mark.parametrize("rule", InfusionRule)
@pytest.mark.parametrize("seconds", [-1, 0])
def test_an_infusion_after_expiry_is_recorded_and_opens_a_critical_deviation(rule: InfusionRule, seconds: int) -> None:
    life = walks.replace(DEMO.shelf_life, infusion=rule)
    day = walks.released(Watched(walks.product(shelf_life=life)))
    expires = 5 + 48 * 60 + seconds / 60
    start, end = (expires, expires + 40) if rule is InfusionRule.START else (expires - 40, expires)
    day.infused(happened=start, ended_at=at(end))
    assert about(day) == ([] if seconds else [("infused_expired", "bag:B-1-1", True)])


@pytest.mark.parametrize("kept", [Day.held, Day.suspended, lambda day: day.fated(Fate.RETURNED), None])
def test_an_infusion_of_a_bag_that_is_not_released_is_recorded_and_opens_a_critical_deviation(
    kept: Callable[[Day], object] | None,
) -> None:
    day = walks.released(Watched()) if kept else walks.certified(Watched())
    if kept:
        kept(day)
    day.infused()
    assert about(day) == [("infused_unreleased", "bag:B-1-1", True)]


def test_a_computed_in_process_line_that_turns_out_opens_its_deviation_once_for_each_value() -> None:
    half = lines.computed("half", "viability / 2", replace(lines.bound(BoundKind.AT_LEAST, "40"), rounding=None))
    half = replace(half, needed_for=frozenset({Certificate.IN_PROCESS}))
    day = walks.made(Watched(walks.product(tests=(*DEMO.tests, half))))
    day.resulted("viability", "94.5")
    assert about(day) == []
    day.resulted("viability", "79.5")
    assert about(day) == [("in_process_out", "half", True)]
    day.resulted("viability", "79.5")
    day.resulted("endotoxin", "<0.5")
    assert about(day) == [("in_process_out", "half", True)]


@pytest.mark.parametrize(("minutes", "old"), [(1440, False), (1441, True)])
def test_a_sample_measured_too_late_opens_a_deviation(minutes: int, *, old: bool) -> None:
    day = walks.made(Watched())
    day.sampled("S-1", happened=100)
    day.resulted("sterility_final", "no_growth", sample_id="S-1", happened=100 + minutes)
    assert about(day) == ([("sample_too_old", "sample:S-1", False)] if old else [])


# Alerts


def test_the_first_positive_is_told_at_once_before_anybody_verified_it_and_never_again() -> None:
    day = walks.certified(Watched())
    day.recorded = [r for r in day.recorded if r.act.kind != "provisional_certified"]
    first = day.resulted("sterility_final", "growth")
    (alert,) = alerts(day.batch)
    assert (alert.raised.about, alert.raised.alert, alert.raised.preliminary) == ("sterility_final", A.RESULT, True)
    assert alert.recorded.seq == first.seq + 1
    day.resulted("sterility_final", "growth")
    day.repeat(first, ground=Ground.PROCEDURE)
    day.resulted("sterility_final", "no_growth")
    day.resulted("sterility_final", "growth")
    assert told(day) == [(A.RESULT, "sterility_final")]


def test_each_line_is_told_for_itself_and_an_or_as_a_whole() -> None:
    day = walks.made(Watched())
    for test_id, typed in (("endotoxin", "1"), ("mycoplasma_final", "detected"), ("cytotoxicity_a", "99")):
        day.resulted(test_id, typed)
    assert told(day) == [(A.RESULT, "endotoxin"), (A.RESULT, "mycoplasma_final")]
    day.resulted("cytotoxicity_b", "1")
    assert told(day)[2:] == [(A.RESULT, "potency")]


def test_a_positive_whose_control_failed_or_is_missing_is_told_all_the_same() -> None:
    criteria = DEMO.test("interferon_gamma").criteria
    day = walks.made(Watched(walks.changing("sterility_final", criteria=criteria)))
    entry = day.resulted("sterility_final", "growth")
    assert isinstance(entry.act, ResultRecorded)
    assert day.batch.verdict(day.product.test("sterility_final")).value == "UNDECIDED"
    assert told(day) == [(A.RESULT, "sterility_final")]


@pytest.mark.parametrize(
    ("test_id", "typed"), [("viability", "> 60"), ("vector_copies", "4.99"), ("endotoxin", "< 0.6")]
)
def test_what_meets_or_cannot_be_judged_is_not_told(test_id: str, typed: str) -> None:
    day = walks.made(Watched())
    day.resulted(test_id, typed)
    assert told(day) == []


def test_an_alert_stands_with_its_acknowledgement_and_its_calls() -> None:
    day = walks.made(Watched())
    day.resulted("endotoxin", "1")
    number = walks.alerts(day)[0].alert_id
    day.called(number, read_back=False)
    day.called("A-9")
    (alert,) = alerts(day.batch)
    assert (alert.acknowledged, alert.told, len(alert.calls)) == (None, False, 1)
    day.called(number)
    day.acknowledged(number)
    (alert,) = alerts(day.batch)
    assert alert.acknowledged is not None
    assert alert.told


# Holds


def test_a_no_go_a_returned_bag_and_an_excursion_hold() -> None:
    day = walks.released(Watched())
    day.decided(go=True)
    day.decided(go=False)
    day.fated(Fate.RETURNED)
    day.arrived(excursion=True)
    day.arrived()
    holds = [r.act for r in day.recorded if isinstance(r.act, HoldPlaced)]
    assert [(hold.cause, hold.bags) for hold in holds] == [
        ("no_go", ()),
        ("returned", ("B-1-1",)),
        ("excursion", ("B-1-1",)),
    ]
    assert len({hold.hold_id for hold in holds}) == 3


# A change after signature


Change = Callable[[Day], object]
TOUCHING: dict[str, Change] = {
    "a verdict": lambda day: day.resulted("viability", "12"),
    "a verdict that cannot be judged any more": lambda day: day.resulted("endotoxin", "< 0.6"),
    "a measurement called invalid": lambda day: day.invalidated(day.batch.results["viability"][-1].recorded),
    "a line opened to a repeat": lambda day: day.repeat(day.batch.results["viability"][-1].recorded),
    "the dose": lambda day: day.resulted("car_positive", "38.5"),
    "the weight": lambda day: day.weighed("71"),
    "where the material comes from": lambda day: day.received(establishment="Another Centre"),
    "the expiry": lambda day: day.filled("B-1-2", happened=1),
    "a positive of the final certificate": lambda day: day.resulted("sterility_final", "growth"),
}
AMENDMENTS: dict[str, Change] = {
    "the same verdict": lambda day: day.resulted("viability", "94.6"),
    "the same weight": lambda day: day.weighed("70.0"),
    "what was pending": lambda day: day.resulted("sterility_final", "no_growth"),
    "what will never come": lambda day: day.not_obtained("vector_copies"),
    "another bag": lambda day: day.filled("B-1-2", happened=200),
    "a receipt typed again": lambda day: day.received(),
}


def changes(day: Day) -> set[tuple[AlertKind, str]]:
    return {each for each in told(day) if each[1] == walks.NUMBER}


@pytest.mark.parametrize("name", TOUCHING)
def test_touching_what_was_certified_before_the_infusion_suspends_and_calls_the_ward(name: str) -> None:
    day = walks.released(Watched())
    TOUCHING[name](day)
    assert day.batch.suspended
    assert changes(day) == {(A.CERTIFICATE, walks.NUMBER)}


@pytest.mark.parametrize("name", TOUCHING)
def test_touching_it_after_the_infusion_is_followed_and_never_suspends(name: str) -> None:
    day = walks.given(Watched())
    if name == "the expiry":
        day.infused("B-1-2")  # the bag that starts it earlier was given as well
    TOUCHING[name](day)
    assert not day.batch.suspended
    assert changes(day) == {(A.CHANGE, walks.NUMBER)}


@pytest.mark.parametrize("name", AMENDMENTS)
def test_anything_else_is_an_amendment(name: str) -> None:
    for make in (walks.released, walks.given):
        day = make(Watched())
        AMENDMENTS[name](day)
        assert not day.batch.suspended
        assert changes(day) == set()


def test_the_next_reading_of_a_test_that_still_runs_takes_nothing_away() -> None:
    day = walks.assayed(Watched(walks.needed_for("sterility_final", Certificate.PROVISIONAL)))
    told = {"inoculated_at": at(-50 * 60)}
    day.checked(day.resulted("sterility_final", "no_growth_to_date", **told))
    assert walks.provisional(day) == ()
    day.certified()
    day.resulted("sterility_final", "no_growth_to_date", **told)
    assert not day.batch.suspended
    assert changes(day) == set()


def test_one_part_of_an_or_that_fails_takes_nothing_away_while_the_other_meets() -> None:
    day = walks.assayed(Watched(walks.needed_for("potency", Certificate.PROVISIONAL)))
    day.checked(day.resulted("cytotoxicity_a", "40.4"))
    day.reviewed()
    day.certified()
    day.resulted("cytotoxicity_b", "12")
    assert changes(day) == set()
    day.resulted("cytotoxicity_a", "99")
    assert changes(day) == {(A.CERTIFICATE, walks.NUMBER)}


@pytest.mark.parametrize("name", TOUCHING)
def test_before_the_certificate_nothing_is_suspended(name: str) -> None:
    day = walks.ready(Watched())
    TOUCHING[name](day)
    assert changes(day) == set()
    assert not day.batch.suspended


def test_after_the_final_certificate_a_late_positive_is_told_as_a_change() -> None:
    day = walks.complete(Watched())
    day.finally_certified()
    day.resulted("sterility_final", "growth")
    assert not day.batch.suspended
    assert told(day) == [(A.RESULT, "sterility_final"), (A.CHANGE, walks.NUMBER)]


def test_a_final_certificate_is_never_suspended_although_a_bag_came_back() -> None:
    day = walks.certified(Watched())
    day.fated(Fate.RETURNED)
    day.finally_certified()
    day.resulted("sterility_final", "growth")
    assert not day.batch.suspended


@pytest.mark.parametrize("act", [Day.suspended, Day.withdrawn])
def test_the_ward_is_called_about_a_certificate_that_is_suspended_or_taken_back(act: Callable[[Day], object]) -> None:
    day = walks.released(Watched())
    act(day)
    assert told(day) == [(A.CERTIFICATE, walks.NUMBER)]


def test_an_act_at_no_batch_brings_nothing() -> None:
    day = Day()
    entry = walks.replace(day.recorded[0], act=walks.SIGNED_OUT)
    assert consequences(day.batch, entry) == ()
