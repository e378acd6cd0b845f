"""A batch is what its acts add up to, in whatever order they were typed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from carbench.domain.product import InfusionRule
from carbench.domain.specification import Verdict
from carbench.domain.stages import Stage
from tests.domain.days import DEMO, Day, at, number

LIFE = DEMO.shelf_life


def test_the_stages_of_a_batch_follow_its_acts() -> None:
    day = Day()
    stages = [day.batch.stage]
    for act in (day.received, day.counted, day.counted, day.filled, day.resulted, day.reviewed, day.certified):
        act()
        stages.append(day.batch.stage)
    s = Stage
    assert stages == [s.ORDERED, s.RECEIVED, s.IN_CULTURE, s.IN_CULTURE, s.FILLED, s.FILLED, s.FILLED, s.PROVISIONAL]
    assert not day.batch.out_of_order


def test_a_bag_filled_without_a_count_is_filled() -> None:
    day = Day()
    day.received()
    day.filled()
    assert day.batch.stage is Stage.FILLED
    assert not day.batch.out_of_order


def test_a_count_typed_after_the_filling_counts_and_is_marked() -> None:
    day = Day()
    day.received()
    day.filled()
    late = day.counted()
    assert day.batch.stage is Stage.FILLED
    assert day.batch.out_of_order == {late.seq}
    assert late in day.batch.acts


@pytest.mark.parametrize("times", [1, 2])
def test_a_receipt_typed_after_the_filling_is_kept_and_marked(times: int) -> None:
    day = Day()
    first = day.received()
    day.filled()
    late = [day.received() for _ in range(times)]
    assert day.batch.stage is Stage.FILLED
    assert day.batch.out_of_order == {entry.seq for entry in late}
    assert day.batch.received is first.act


def test_acts_before_the_receipt_was_typed_are_kept_and_marked() -> None:
    day = Day()
    strays = {day.counted().seq, day.filled().seq}
    assert day.batch.out_of_order == strays
    assert day.batch.stage is Stage.ORDERED
    assert len(day.batch.bags) == 1
    assert day.batch.clock_started is not None


def test_a_batch_whose_receipt_was_typed_after_its_filling_is_filled() -> None:
    day = Day()
    stray = day.filled()
    day.received()
    assert day.batch.stage is Stage.FILLED
    assert day.batch.out_of_order == {stray.seq}
    late = day.counted()
    assert day.batch.stage is Stage.FILLED
    assert day.batch.out_of_order == {stray.seq, late.seq}


def test_a_bag_filled_after_the_certificate_is_kept_and_marked() -> None:
    day = Day()
    day.received()
    day.filled()
    day.certified()
    stray = day.filled("B-1-2")
    assert day.batch.stage is Stage.PROVISIONAL
    assert day.batch.out_of_order == {stray.seq}
    assert len(day.batch.bags) == 2


@pytest.mark.parametrize("minutes", [(300, 290), (290, 300), (290, 290)])
def test_the_earliest_filling_starts_the_clock_whichever_was_typed_first(minutes: tuple[int, int]) -> None:
    day = Day()
    day.received()
    for place, minute in enumerate(minutes):
        day.filled(f"B-1-{place}", happened=minute)
    assert day.batch.clock_started == at(290)
    assert day.batch.expiry == at(290 + LIFE.hours * 60)


@pytest.mark.parametrize(("rule", "minutes"), [(InfusionRule.START, 60), (InfusionRule.END, 60 + 30)])
def test_a_bag_must_leave_in_time_for_its_way_and_its_infusion(rule: InfusionRule, minutes: int) -> None:
    product = replace(DEMO, shelf_life=replace(LIFE, infusion=rule))
    assert (LIFE.transport_minutes, LIFE.infusion_minutes) == (60, 30)
    day = Day(product)
    day.received()
    day.filled(happened=10)
    assert day.batch.must_leave_by == at(10 + LIFE.hours * 60 - minutes)


def test_a_shelf_life_over_the_night_of_clock_change_is_its_hours_in_utc() -> None:
    to_the_28th_of_march = 18 * 24 * 60
    day = Day()
    day.filled(happened=to_the_28th_of_march)
    expiry = day.batch.expiry
    assert day.batch.clock_started == at(to_the_28th_of_march)
    assert expiry is not None
    assert expiry.utc - at(to_the_28th_of_march).utc == timedelta(hours=LIFE.hours)
    assert (at(to_the_28th_of_march).plain(), expiry.plain()) == ("2026-03-28 09:00 +01:00", "2026-03-30 10:00 +02:00")


def test_nothing_runs_before_a_bag_is_filled() -> None:
    batch = Day().batch
    assert (batch.clock_started, batch.expiry, batch.must_leave_by) == (None, None, None)
    assert batch.earliest() is None


def test_the_last_result_of_a_test_stands_and_the_old_one_stays_readable() -> None:
    day = Day()
    old = day.resulted(typed="92.5")
    new = day.resulted(typed="94.5", replaces=old.seq)
    test = DEMO.test("viability")
    standing = day.batch.result(test)
    assert standing is not None
    assert (standing.seq, standing.shown) == (new.seq, "94.5")
    assert [result.shown for result in day.batch.results["viability"]] == ["92.5", "94.5"]
    assert day.batch.verdict(test) is Verdict.MEETS


def test_a_weight_typed_last_counts_among_weighings_of_one_time() -> None:
    day = Day()
    assert day.batch.weight == number("70", "kg")
    day.weighed("71", happened=5)
    day.weighed("8", happened=2)
    assert day.batch.weight == number("71", "kg")
    day.weighed("72", happened=5)
    assert day.batch.weight == number("72", "kg")


def test_a_check_belongs_to_exactly_one_result() -> None:
    day = Day()
    old = day.resulted()
    check = day.checked(old)
    assert day.batch.results["viability"][-1].check == check
    day.resulted(typed="93.0", replaces=old.seq)
    results = day.batch.results["viability"]
    assert [result.check for result in results] == [check, None]


def test_a_check_of_the_old_result_that_comes_late_does_not_check_the_new_one() -> None:
    day = Day()
    old = day.resulted()
    new = day.resulted(typed="93.0", replaces=old.seq)
    day.checked(old)
    assert day.batch.results["viability"][-1].check is None
    day.checked(new)
    assert day.batch.results["viability"][-1].check is not None


def test_a_check_of_one_line_checks_no_other() -> None:
    day = Day()
    viability, endotoxin = day.resulted(), day.resulted("endotoxin", "<0.5")
    day.checked(endotoxin)
    assert day.batch.results["viability"][-1].check is None
    assert viability.seq != endotoxin.seq


def test_a_result_is_judged_again_under_the_product_and_not_as_it_was_shown() -> None:
    day = Day()
    entry = day.resulted(typed="64.5")
    day.recorded[-1] = replace(entry, act=replace(entry.act, verdict=Verdict.MEETS))
    assert day.batch.verdict(DEMO.test("viability")) is Verdict.OUT


def test_a_named_outcome_is_shown_by_its_name() -> None:
    day = Day()
    day.resulted("sterility_final", "no_growth_to_date")
    assert day.batch.results["sterility_final"][-1].shown == "no_growth_to_date"
    assert day.batch.verdict(DEMO.test("sterility_final")) is Verdict.PENDING


def test_a_line_without_a_result_is_pending() -> None:
    batch = Day().batch
    assert all(batch.result(test) is None and batch.verdict(test) is Verdict.PENDING for test in DEMO.tests)


def test_whoever_performed_or_typed_a_fact_entered_and_nobody_else() -> None:
    day = Day()
    day.received(performed_by=("oskar",))
    day.counted(by="anselm", performed_by=("ines", "jo"))
    day.filled(witness="wim")
    result = day.resulted(by="rita")
    day.checked(result, by="chloe")
    day.signed_step("fill", by="sven")
    day.confirmed(result, by="paul")
    day.reviewed(by="rosa")
    day.certified(by="quentin")
    assert day.batch.enterers == {"olivia", "oskar", "anselm", "ines", "jo", "rita"}


def test_a_performer_who_did_not_type_confirms() -> None:
    day = Day()
    own = day.counted()
    called = day.counted(by="anselm", performed_by=("olivia", "oskar"))
    assert own not in day.batch.unconfirmed()
    assert day.batch.unconfirmed() == (called,)
    assert day.batch.unconfirmed("olivia") == (called,)
    assert day.batch.unconfirmed("anselm") == ()


def test_every_performer_confirms_for_themselves() -> None:
    day = Day()
    called = day.counted(by="anselm", performed_by=("olivia", "oskar"))
    day.confirmed(called, by="olivia")
    assert day.batch.unconfirmed() == (called,)
    assert day.batch.unconfirmed("olivia") == ()
    day.confirmed(called, by="oskar")
    assert day.batch.unconfirmed() == ()


def test_nobody_confirms_for_somebody_else_or_another_act() -> None:
    day = Day()
    called, other = (day.counted(by="anselm", performed_by=("olivia",)) for _ in range(2))
    day.confirmed(called, by="anselm")
    assert day.batch.unconfirmed() == (called, other)
    day.confirmed(called, by="olivia")
    assert day.batch.unconfirmed() == (other,)


def test_an_order_taken_for_somebody_else_needs_no_confirmation() -> None:
    day = Day()
    day.opened(performed_by=("phil",))
    assert day.batch.unconfirmed() == ()


def test_reviews_and_certificates_are_nothing_that_was_recorded_since() -> None:
    day = Day()
    day.received()
    seen = day.batch.last_seq
    day.reviewed()
    day.certified()
    assert day.batch.since(seen) == ()
    late = day.signed_step("fill")
    assert day.batch.since(seen) == (late,)


ENTERING = """received weighed counted split sampled moved used harvested filled cleared_line printed reprinted scanned
reconciled resulted released handed_over infused decided arrived"""
CARING = """pages_reviewed deviated held alerted called supply_step acknowledged reviewed
whole_trail_reviewed assessed closed cleared suspended"""


@pytest.mark.parametrize("fact", ENTERING.split())
def test_whoever_enters_or_performs_a_fact_is_an_enterer_and_its_performer_confirms(fact: str) -> None:
    day = Day()
    entry = getattr(day, fact)(by="ines", performed_by=("oskar",))
    assert {"ines", "oskar"} <= day.batch.enterers
    assert day.batch.unconfirmed("oskar") == (entry,)


def test_whoever_calls_a_measurement_invalid_is_an_enterer_who_confirms() -> None:
    day = Day()
    entry = day.invalidated(day.resulted(by="olivia"), by="ines", performed_by=("oskar",))
    assert {"ines", "oskar"} <= day.batch.enterers
    assert day.batch.unconfirmed("oskar") == (entry,)


@pytest.mark.parametrize("act", CARING.split())
def test_whoever_watches_over_a_batch_enters_nothing(act: str) -> None:
    day = Day()
    getattr(day, act)(by="ines", performed_by=("oskar",))
    assert day.batch.enterers == {"olivia"}
    assert day.batch.unconfirmed() == ()
