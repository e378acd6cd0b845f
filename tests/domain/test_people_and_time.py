"""Reasons against the provisional certificate that lie in the record, the person, the clock and the review."""

from dataclasses import replace

import pytest

from carbench.domain.acts import Fate
from carbench.domain.people import Role
from carbench.domain.product import Event, InfusionRule, StepId
from carbench.domain.release import Reason
from carbench.domain.specification import Certificate
from tests.domain import walks
from tests.domain.days import DEMO, Day, at, signed
from tests.domain.walks import why

R, P = Reason, Certificate.PROVISIONAL


def test_a_broken_trail() -> None:
    assert walks.provisional(walks.assayed(), trail_holds=False) == (why(R.TRAIL_BROKEN),)


@pytest.mark.parametrize(
    ("example", "approved", "rehearsal", "demonstration", "barred"),
    [
        (True, False, False, True, False),
        (True, True, False, False, True),
        (False, False, False, False, True),
        (False, True, True, False, True),
        (False, True, False, False, False),
    ],
)
def test_a_real_batch_is_made_under_a_revision_the_unit_signed(
    *, example: bool, approved: bool, rehearsal: bool, demonstration: bool, barred: bool
) -> None:
    day = Day(walks.product(example=example))
    day.recorded.clear()
    day.opened(rehearsal=rehearsal)
    reasons = walks.provisional(walks.assayed(day), demonstration=demonstration, approved=approved)
    assert reasons == ((why(R.EXAMPLE_PRODUCT, "demo"),) if barred else ())


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.QP])
def test_somebody_who_is_no_qualified_person(role: Role) -> None:
    person = replace(walks.ROSA, roles=frozenset({role}))
    assert walks.provisional(walks.assayed(), person=person) == (why(R.NOT_QP, "rosa"),)


@pytest.mark.parametrize("told", [{"by": "quentin"}, {"performed_by": ("olivia", "quentin")}])
@pytest.mark.parametrize("fact", ["counted", "cleared_line", "printed", "weighed", "sampled", "used"])
def test_a_certifier_who_typed_or_performed_anything(fact: str, told: dict[str, object]) -> None:
    day = walks.made()
    entry = getattr(day, fact)(**told)
    day.confirmed(entry, by="quentin")
    for step in ("culture", "fill"):
        day.signed_step(step)
    if fact == "printed":
        day.reconciled(printed=4, applied=3)
    for test_id, typed in walks.RESULTS.items():
        day.checked(day.resulted(test_id, typed))
    day.reviewed(by="rosa")
    assert walks.asked(walks.Decision.CERTIFY_PROVISIONAL, day) == (why(R.CERTIFIER_ENTERED, "quentin"),)


def test_a_certifier_who_only_checked_reviewed_signed_or_raised_entered_nothing() -> None:
    day = walks.made()
    for test_id, typed in walks.RESULTS.items():
        day.checked(day.resulted(test_id, typed), by="quentin")
    day.deviated(by="quentin")
    day.held(by="quentin")
    day.cleared()
    day.signed_step("culture", by="quentin")
    assert walks.provisional(day) == ()


# Steps, clock, weight


@pytest.mark.parametrize("step", [StepId.CULTURE, StepId.FILL])
def test_a_step_without_its_signature(step: StepId) -> None:
    day = walks.assayed()
    day.recorded = [r for r in day.recorded if getattr(r.act, "step", "") != step.value]
    assert walks.provisional(day) == (why(R.STEP_UNSIGNED, step.value, step),)


def test_a_step_of_the_final_certificate_bars_no_provisional_one() -> None:
    steps = tuple(
        replace(step, needed_for=Certificate.FINAL) if step.id is StepId.CULTURE else step for step in DEMO.steps
    )
    day = walks.assayed(Day(walks.product(steps=steps)))
    day.counted()
    assert walks.provisional(day) == ()
    assert why(R.STEP_UNSIGNED, "culture", StepId.CULTURE) in walks.finally_(day)


@pytest.mark.parametrize("rule", InfusionRule)
def test_too_late_and_expired_hold_from_the_very_instant_and_are_given_together(rule: InfusionRule) -> None:
    day = walks.ready(Day(walks.product(shelf_life=replace(DEMO.shelf_life, infusion=rule))))
    expiry, leave_by = day.batch.expiry, day.batch.must_leave_by
    assert expiry is not None
    assert leave_by is not None
    late, gone = why(R.TOO_LATE_TO_LEAVE, leave_by.plain()), why(R.EXPIRED, expiry.plain())
    before = {InfusionRule.START: 60, InfusionRule.END: 90}[rule]
    start = next(r.seq for r in day.recorded if r.act.kind == "bag_filled")
    ends = start + 48 * 60
    second = 1 / 60
    said = [
        walks.asked(walks.Decision.CERTIFY_PROVISIONAL, day, minutes=m)
        for m in (ends - before - second, ends - before, ends - second, ends)
    ]
    assert said == [(), (late,), (late,), (gone, late)]


def test_no_bag_is_no_clock_and_neither_expired_nor_too_late() -> None:
    reasons = walks.provisional(walks.in_culture(), minutes=10**6)
    assert why(R.CLOCK_NOT_STARTED, mended_in=StepId.FILL) in reasons
    assert not {R.EXPIRED, R.TOO_LATE_TO_LEAVE, R.START_UNCHECKED} & set(walks.words(reasons))


@pytest.mark.parametrize(
    ("event", "act", "about", "step"),
    [
        (Event.HARVEST, "harvested", "harvested", StepId.HARVEST),
        (Event.RECEIPT, "received", "material_received", StepId.RECEIPT),
        (Event.FILL, "filled", walks.BAG, StepId.FILL),
    ],
)
@pytest.mark.parametrize("own", ["", "olivia", "oskar", "paul"])
def test_the_start_of_the_shelf_life_is_checked_by_who_neither_performed_nor_typed_it(
    event: Event, act: str, about: str, step: StepId, own: str
) -> None:
    def day(witness: str) -> Day:
        day = Day(walks.starting(event))
        for fact in ("received", "counted", "harvested", "filled"):
            getattr(day, fact)()
            started = day.recorded[-1]
            if fact == act:
                told = replace(started.act, witness=signed(witness), performed_by=("oskar", "paul"))
                day.recorded[-1] = replace(started, act=told)
        return day

    reason = why(R.START_UNCHECKED, about, step)
    assert reason in walks.provisional(day(own))
    assert R.START_UNCHECKED not in walks.words(walks.provisional(day("anselm")))


@pytest.mark.parametrize(("minutes", "old"), [(0, False), (1, True)])
def test_a_weight_is_too_old_after_the_days_the_product_says(minutes: int, *, old: bool) -> None:
    day = Day(walks.product(shelf_life=replace(DEMO.shelf_life, hours=24 * 60)))
    day = walks.ready(day)
    asked = walks.asked(walks.Decision.CERTIFY_PROVISIONAL, day, minutes=1 + 30 * 24 * 60 + minutes)
    assert asked == ((why(R.WEIGHT_TOO_OLD, at(1).plain(), StepId.ORDER),) if old else ())


def test_no_review_and_a_review_older_than_what_was_recorded() -> None:
    day = walks.assayed()
    asked = walks.Decision.CERTIFY_PROVISIONAL
    assert walks.asked(asked, day) == (why(R.REVIEW_MISSING, mended_in=StepId.REVIEW),)
    day.reviewed(covers=day.batch.last_seq - 1)
    assert walks.asked(asked, day) == (why(R.REVIEW_STALE, mended_in=StepId.REVIEW),)
    day.reviewed()
    assert walks.asked(asked, day) == ()
    day.deviated()
    assert walks.asked(asked, day) == (why(R.REVIEW_STALE, mended_in=StepId.REVIEW),)


def test_nobody_reviews_their_own_entries() -> None:
    day = walks.assayed()
    day.reviewed(by="anselm")
    asked = walks.Decision.CERTIFY_PROVISIONAL
    assert walks.asked(asked, day) == (why(R.REVIEW_MISSING, "anselm", StepId.REVIEW),)
    day.reviewed(by="rosa")
    assert walks.asked(asked, day) == ()


def test_other_deviations_are_listed_and_bar_nothing() -> None:
    day = walks.assayed()
    day.deviated("D-1")
    day.deviated("D-2", critical=True)
    day.assessed("D-2", critical=False)
    assert walks.provisional(day) == ()


def test_what_became_of_a_bag_is_no_reason_against_the_provisional_certificate() -> None:
    day = two_bags()
    day.fated(Fate.LOST, "B-1-2")
    assert walks.provisional(day) == ()


def two_bags() -> Day:
    """Bring two bags, each of which is a dose, to their checked results."""
    day = walks.made()
    day.filled("B-1-2")
    day.signed_step("fill")
    day.printed(1)
    day.reconciled(printed=3, applied=2)
    for test_id, typed in walks.RESULTS.items():
        day.checked(day.resulted(test_id, typed))
    return day


def test_where_the_culture_is_on_paper_its_pages_were_reviewed() -> None:
    day = walks.assayed(Day(walks.product(paper_record=True)))
    assert walks.provisional(day) == (why(R.STEP_UNSIGNED, "paper_record", StepId.CULTURE),)
    day.pages_reviewed()
    day.signed_step("culture")
    assert walks.provisional(day) == ()
