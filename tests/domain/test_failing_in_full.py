"""What fails bars although it does not count in full; a dose needs a bag that can still be given."""

from carbench.domain.judgement import Cause, Judgement, Value
from carbench.domain.lines import Line
from carbench.domain.release import is_out
from carbench.domain.specification import Verdict
from tests.domain.days import DEMO, Day

STERILITY = DEMO.test("sterility_final")


def stands(verdict: Verdict, *, failing: bool, outcome: str | None) -> bool:
    said = Judgement(verdict=verdict, cause=Cause.CRITERION_FAILED, failing=failing)
    value = Value(outcome=outcome)
    return is_out(Day().batch, STERILITY, Line(test=STERILITY, value=value, judgement=said, provisional=said))


def test_a_positive_bars_although_its_control_failed() -> None:
    assert stands(Verdict.INVALID, failing=True, outcome="growth")
    assert not stands(Verdict.INVALID, failing=False, outcome="no_growth")


def test_what_fails_and_cannot_be_judged_in_full_bars() -> None:
    assert stands(Verdict.UNDECIDED, failing=True, outcome=None)
    assert not stands(Verdict.UNDECIDED, failing=False, outcome=None)


def test_a_number_whose_own_criterion_failed_is_measured_again_and_bars_by_itself_only() -> None:
    assert not stands(Verdict.INVALID, failing=True, outcome=None)
