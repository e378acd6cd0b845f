"""Validity criteria: one that failed makes a measurement INVALID, one that nobody recorded leaves it UNDECIDED."""

from dataclasses import replace

import pytest

from carbench.domain.judging import Cause, CriterionValue, Value, judge
from carbench.domain.measure import Unit
from carbench.domain.specification import BoundKind, Verdict
from tests.domain.lines import GROWTH, PERCENT, STERILITY, asks, bound, line, typed

MEETS, OUT, UNDECIDED, PENDING = Verdict.MEETS, Verdict.OUT, Verdict.UNDECIDED, Verdict.PENDING
INVALID = Verdict.INVALID
K, C = BoundKind, Cause

SPIKE = asks(unit=PERCENT, bounds=(bound(K.AT_LEAST, "50"), bound(K.AT_MOST, "200")))
CONTROL = asks(outcomes=GROWTH)


@pytest.mark.parametrize(
    ("recovery", "said", "cause"),
    [
        ("100", MEETS, C.WITHIN),
        ("201", INVALID, C.CRITERION_FAILED),
        ("49", INVALID, C.CRITERION_FAILED),
        ("< 60", UNDECIDED, C.CRITERION_UNDECIDED),
        ("> 200", INVALID, C.CRITERION_FAILED),
        (None, UNDECIDED, C.CRITERION_MISSING),
    ],
)
def test_a_criterion_that_fails_or_is_not_there_is_never_a_pass(
    recovery: str | None, said: Verdict, cause: Cause
) -> None:
    test = replace(line(bound(K.AT_MOST, "50")), criteria=(SPIKE,))
    given_back = () if recovery is None else (CriterionValue(id="control", reading=typed(recovery)),)
    for text, failing in (("10", False), ("90", True)):
        judgement = judge(test, Value(reading=typed(text), criteria=given_back))
        passed = said is MEETS
        assert judgement.verdict is ((OUT if failing else MEETS) if passed else said)
        assert judgement.failing is failing  # an alert hears of it all the same
        if not passed:
            assert (judgement.cause, judgement.about) == (cause, "control")


@pytest.mark.parametrize(
    ("given_back", "said"),
    [
        (CriterionValue(id="control", outcome="no_growth"), MEETS),
        (CriterionValue(id="control", outcome="growth"), INVALID),
        (CriterionValue(id="control", outcome="no_growth_to_date"), UNDECIDED),
        (CriterionValue(id="control", outcome="clear"), UNDECIDED),
        (CriterionValue(id="control"), UNDECIDED),
        (CriterionValue(id="control", reading=typed("1")), UNDECIDED),
        (CriterionValue(id="control", reading=typed("1"), outcome="no_growth"), UNDECIDED),
        (CriterionValue(id="other", outcome="no_growth"), UNDECIDED),
    ],
)
def test_a_criterion_with_outcomes_holds_only_with_one_that_meets(given_back: CriterionValue, said: Verdict) -> None:
    test = replace(STERILITY, criteria=(CONTROL,))
    assert judge(test, Value(outcome="no_growth", criteria=(given_back,))).verdict is said


def test_a_criterion_in_another_unit_or_as_a_word_is_no_criterion() -> None:
    test = replace(line(bound(K.AT_MOST, "50")), criteria=(SPIKE,))
    for given_back in (
        CriterionValue(id="control", reading=typed("100", Unit(name="%"))),
        CriterionValue(id="control", outcome="100"),
        CriterionValue(id="control", reading=typed("100"), outcome="100"),
    ):
        assert judge(test, Value(reading=typed("10"), criteria=(given_back,))).verdict is UNDECIDED


def test_a_failed_criterion_counts_before_one_that_is_missing() -> None:
    test = replace(line(bound(K.AT_MOST, "50")), criteria=(replace(SPIKE, id="first"), SPIKE))
    said = judge(test, Value(reading=typed("10"), criteria=(CriterionValue(id="control", reading=typed("1")),)))
    assert (said.verdict, said.about) == (INVALID, "control")


def test_criteria_alone_are_no_result_unless_one_failed() -> None:
    test = replace(line(bound(K.AT_MOST, "50")), criteria=(SPIKE,))
    assert judge(test, None).verdict is PENDING
    for recovery, said in (("100", PENDING), ("< 60", PENDING), ("1", INVALID)):
        given_back = (CriterionValue(id="control", reading=typed(recovery)),)
        assert judge(test, Value(criteria=given_back)).verdict is said
