"""A refused batch is reopened only when every reason of its refusal is gone."""

from collections.abc import Callable

import pytest

from carbench.domain.decisions import said
from carbench.domain.product import StepId
from carbench.domain.release import Reason, WhyNot, may_certify
from carbench.domain.specification import BoundKind
from carbench.domain.stages import Decision, Stage
from tests.domain import walks
from tests.domain.days import DEMO, Day
from tests.domain.lines import bound
from tests.domain.walks import why

REOPEN = Decision.REOPEN_REFUSED
OUT = why(Reason.RESULT_OUT, "viability", StepId.RESULTS)
LOWER = walks.changing("viability", bounds=(bound(BoundKind.AT_LEAST, "10"),))


def refused(*acts: Callable[[Day], object]) -> Day:
    """Refuse a batch whose viability is OUT and at which more is wrong, keeping every reason as it stands."""
    day = walks.assayed(viability="12")
    for act in acts:
        act(day)
    day.reviewed()
    day.refused(*(said(each) for each in may_certify(walks.question(day))))
    return day


def repeat(day: Day) -> None:
    day.repeat(day.batch.results["viability"][0].recorded)


def test_a_refusal_keeps_every_reason_with_what_it_is_about() -> None:
    assert refused(Day.held).recorded[-1].act.reasons == ("ON_HOLD H-1", "RESULT_OUT viability")  # type: ignore[attr-defined]  # a refusal
    assert said(WhyNot(reason=Reason.TRAIL_BROKEN)) == "TRAIL_BROKEN"


def test_nothing_but_its_mend_reopens_it() -> None:
    day = refused()
    assert walks.asked(REOPEN, day) == (OUT,)
    day.checked(day.resulted("viability", "94.5"))
    day.not_obtained("viability")
    assert walks.asked(REOPEN, day) == (OUT,)
    repeat(day)
    assert walks.asked(REOPEN, day) == ()


def test_another_revision_reopens_it() -> None:
    day = refused()
    day.repinned(LOWER)
    assert walks.asked(REOPEN, day) == ()


def test_another_revision_that_drops_the_line_reopens_nothing() -> None:
    day = refused()
    day.repinned(walks.product(tests=tuple(test for test in DEMO.tests if test.id != "viability")))
    assert walks.asked(REOPEN, day) == (OUT,)


@pytest.mark.parametrize("mend", [repeat, lambda day: day.repinned(LOWER)], ids=["repeat", "revision"])
def test_a_refusal_on_grounds_of_the_persons_own_reopens_after_a_repeat_or_another_revision_only(
    mend: Callable[[Day], object],
) -> None:
    day = walks.assayed(viability="12")
    day.refused()
    assert walks.asked(REOPEN, day) == (why(Reason.WRONG_STAGE, "refused"),)
    mend(day)
    assert walks.asked(REOPEN, day) == ()
    day.reopened()
    day.refused()
    assert walks.asked(REOPEN, day) == (why(Reason.WRONG_STAGE, "refused"),), "a mend before the refusal is none"


@pytest.mark.parametrize(
    ("act", "mend", "reason"),
    [
        (Day.held, Day.cleared, Reason.ON_HOLD),
        (lambda day: day.deviated(critical=True), Day.closed, Reason.DEVIATION_OPEN),
        (Day.counted, lambda day: day.signed_step("culture"), Reason.STEP_UNSIGNED),
        (
            lambda day: day.resulted("endotoxin", "<0.5"),
            lambda day: day.checked(day.batch.results["endotoxin"][-1].recorded),
            Reason.NOT_VERIFIED,
        ),
    ],
)
def test_every_reason_of_the_refusal_is_gone_first(
    act: Callable[[Day], object], mend: Callable[[Day], object], reason: Reason
) -> None:
    day = refused(act)
    repeat(day)
    assert walks.words(walks.asked(REOPEN, day)) == [reason]
    mend(day)
    assert walks.asked(REOPEN, day) == ()


def test_what_was_no_reason_then_is_looked_at_when_certifying() -> None:
    day = refused()
    repeat(day)
    day.held()
    assert walks.asked(REOPEN, day) == ()
    day.reopened()
    assert day.batch.stage is Stage.FILLED
    assert {Reason.ON_HOLD, Reason.PENDING} <= set(walks.words(walks.provisional(day)))


def test_a_review_that_was_missing_is_asked_again_after_the_reopening() -> None:
    day = walks.assayed(viability="12")
    day.refused("RESULT_OUT viability", "REVIEW_MISSING")
    repeat(day)
    assert walks.asked(REOPEN, day) == ()
    day.reviewed()
    day.reopened()
    assert Reason.REVIEW_STALE in walks.words(walks.asked(Decision.CERTIFY_PROVISIONAL, day))


def test_the_last_refusal_counts() -> None:
    day = refused(Day.held)
    repeat(day)
    day.cleared()
    day.reopened()
    day.checked(day.resulted("viability", "94.5"))
    day.refused("EXPIRED never")
    assert walks.asked(REOPEN, day) == ()
    day.held("H-1")
    assert walks.asked(REOPEN, day) == ()
