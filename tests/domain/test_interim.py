"""An interim reading is enough for the provisional certificate after its hours, while fresh, and never finally."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from carbench.domain.interim import for_provisional
from carbench.domain.judging import Cause, Value, judge
from carbench.domain.moment import Moment, moment
from carbench.domain.specification import BoundKind, Effect, Interim, Outcome, Verdict
from tests.domain.lines import GROWTH, STERILITY, asks, bound, line, named, one_of, stand, typed, words

MEETS, OUT, PENDING = Verdict.MEETS, Verdict.OUT, Verdict.PENDING
C = Cause
RUNNING = replace(STERILITY, interim=Interim(least_hours=48, oldest_hours=12, whole_hours=168))
READ = moment(datetime(2026, 3, 28, 20, tzinfo=UTC), "Europe/Paris")


def seconds(count: int) -> timedelta:
    return timedelta(seconds=count)


def hours(count: int) -> timedelta:
    return timedelta(hours=count)


def seen(ran: timedelta | None, age: timedelta | None, outcome: str = "no_growth_to_date") -> Cause:
    started = None if ran is None else READ.after(-ran)
    at = None if age is None else READ.after(age)
    value = Value(outcome=outcome, inoculated_at=started, read_at=READ)
    said = for_provisional(RUNNING, value, at)
    assert judge(RUNNING, value).verdict is (PENDING if outcome == "no_growth_to_date" else said.verdict)
    assert (said.verdict is MEETS) == (said.cause in (C.INTERIM_ENOUGH, C.OUTCOME) and outcome != "growth")
    return said.cause


@pytest.mark.parametrize(
    ("ran", "cause"),
    [
        (hours(48), C.INTERIM_ENOUGH),
        (hours(48) - seconds(1), C.INTERIM_TOO_SHORT),
        (hours(47) + seconds(3599), C.INTERIM_TOO_SHORT),
        (hours(200), C.INTERIM_ENOUGH),
        (hours(-1), C.INTERIM_TIMES),
        (None, C.INTERIM_TIMES),
    ],
)
def test_at_least_so_many_full_hours_lie_between_inoculation_and_reading(ran: timedelta | None, cause: Cause) -> None:
    assert seen(ran, hours(1)) is cause


@pytest.mark.parametrize(
    ("age", "cause"),
    [
        (hours(0), C.INTERIM_ENOUGH),
        (hours(12), C.INTERIM_ENOUGH),
        (hours(12) + seconds(1), C.INTERIM_TOO_OLD),
        (seconds(-1), C.INTERIM_TIMES),
        (None, C.INTERIM_TIMES),
    ],
)
def test_at_most_so_many_hours_lie_between_reading_and_signature(age: timedelta | None, cause: Cause) -> None:
    assert seen(hours(72), age) is cause


def test_hours_are_counted_in_utc_through_the_night_the_clocks_change() -> None:
    # Paris, 29 March 2026: 48 h of the site's clock are 47 h.
    started = moment(datetime(2026, 3, 27, 12, tzinfo=UTC), "Europe/Paris")
    read_at = Moment(utc=started.utc + hours(47), offset_minutes=120, zone="Europe/Paris")
    value = Value(outcome="no_growth_to_date", inoculated_at=started, read_at=read_at)
    assert for_provisional(RUNNING, value, read_at).cause is C.INTERIM_TOO_SHORT


def test_an_interim_reading_without_the_time_it_was_read_is_pending() -> None:
    value = Value(outcome="no_growth_to_date", inoculated_at=READ)
    assert for_provisional(RUNNING, value, READ).cause is C.INTERIM_TIMES


def test_a_final_outcome_needs_no_hours() -> None:
    assert seen(None, None, "no_growth") is C.OUTCOME
    assert seen(None, None, "growth") is C.OUTCOME
    assert for_provisional(RUNNING, Value(outcome="growth"), READ).verdict is OUT


@pytest.mark.parametrize(("short", "verdict"), [(seconds(1), PENDING), (seconds(0), MEETS)])
def test_an_outcome_that_meets_is_pending_until_the_whole_hours_of_its_test_have_run(
    short: timedelta, verdict: Verdict
) -> None:
    value = Value(outcome="no_growth", inoculated_at=READ.after(short - hours(168)), read_at=READ)
    said = judge(RUNNING, value)
    assert said.verdict is verdict
    assert (said.cause is C.INTERIM) is (verdict is PENDING)
    assert judge(RUNNING, replace(value, outcome="growth")).verdict is OUT


def test_an_outcome_read_too_early_is_enough_for_the_provisional_certificate_as_an_interim_reading_is() -> None:
    value = Value(outcome="no_growth", inoculated_at=READ.after(-hours(48)), read_at=READ)
    assert for_provisional(RUNNING, value, READ).cause is C.INTERIM_ENOUGH
    assert for_provisional(RUNNING, replace(value, inoculated_at=READ.after(-hours(47))), READ).verdict is PENDING


def test_what_meets_in_a_preliminary_report_is_pending_and_what_fails_is_out_at_once() -> None:
    viable = line(bound(BoundKind.AT_LEAST, "70"))
    for text, verdict in (("94.5", PENDING), ("12", OUT)):
        value = Value(reading=typed(text), preliminary=True)
        assert judge(viable, value).verdict is verdict
        assert judge(viable, replace(value, preliminary=False)).verdict is (OUT if verdict is OUT else MEETS)
    said = judge(STERILITY, Value(outcome="no_growth", preliminary=True))
    assert (said.verdict, said.cause) == (PENDING, C.INTERIM)


def test_a_test_that_takes_no_interim_reading_is_pending_with_one() -> None:
    value = Value(outcome="no_growth_to_date", inoculated_at=READ.after(-hours(72)), read_at=READ)
    said = for_provisional(STERILITY, value, READ)
    assert (said.verdict, said.cause) == (PENDING, C.INTERIM)


def test_nothing_yet_and_a_number_are_what_they_are_for_the_final_certificate() -> None:
    assert for_provisional(RUNNING, None, READ).verdict is PENDING
    number = line(bound(BoundKind.AT_LEAST, "70"))
    assert for_provisional(number, None, READ).cause is C.NOTHING_YET


def test_an_invalid_or_unfinished_measurement_is_not_saved_by_its_hours() -> None:
    value = Value(outcome="no_growth_to_date", inoculated_at=READ.after(-hours(72)), read_at=READ)
    assert for_provisional(RUNNING, replace(value, invalid="control"), READ).verdict is Verdict.INVALID
    controlled = replace(RUNNING, criteria=(asks(outcomes=GROWTH),))
    assert for_provisional(controlled, value, READ).verdict is Verdict.UNDECIDED


def test_a_line_says_both_views_and_alternatives_join_each_of_them() -> None:
    rapid = named("rapid", line(outcomes=(Outcome(id="seen", effect=Effect.FAILS, title=words("seen")),)))
    tests = (named("culture", RUNNING), rapid, one_of("either", "culture", "rapid"))
    value = Value(outcome="no_growth_to_date", inoculated_at=READ.after(-hours(72)), read_at=READ)
    for at, verdict in ((READ, MEETS), (READ.after(hours(13)), PENDING), (None, PENDING)):
        lines = stand(tests, {"culture": value, "rapid": "seen"}, at=at)
        for name in ("culture", "either"):
            assert (lines[name].judgement.verdict, lines[name].provisional.verdict) == (PENDING, verdict)
