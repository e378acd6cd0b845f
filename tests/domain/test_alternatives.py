"""Limits and lines joined by "or": one that meets is enough, and only all of them out is out."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbench.domain.judging import Cause, Value, judge
from carbench.domain.measure import Range
from carbench.domain.specification import BoundKind, Rounding, Verdict
from tests.domain.lines import STERILITY, bound, computed, either, line, named, one_of, stand, typed, verdict, within

MEETS, OUT, UNDECIDED, PENDING = Verdict.MEETS, Verdict.OUT, Verdict.UNDECIDED, Verdict.PENDING
INVALID, NOT_OBTAINED = Verdict.INVALID, Verdict.NOT_OBTAINED
K, R = BoundKind, Rounding

LOW_OR_BETWEEN = either([bound(K.BELOW, "10")], [bound(K.AT_LEAST, "20"), bound(K.AT_MOST, "30")])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *(("9", MEETS), ("10", OUT), ("19", OUT), ("20", MEETS), ("30", MEETS), ("31", OUT)),
        *(("< 10", MEETS), ("≤ 10", UNDECIDED), ("> 30", OUT), ("> 20", UNDECIDED), ("≥ 31", OUT)),
    ],
)
def test_one_group_of_limits_is_enough_and_all_of_them_out_is_out(text: str, said: Verdict) -> None:
    assert verdict(line(*LOW_OR_BETWEEN), text) is said


@pytest.mark.parametrize(("text", "said"), [("5", OUT), ("7", MEETS), ("9", MEETS), ("15", OUT), ("25", MEETS)])
def test_a_limit_without_a_mark_is_asked_in_any_case(text: str, said: Verdict) -> None:
    assert verdict(line(bound(K.AT_LEAST, "7"), *LOW_OR_BETWEEN), text) is said


def test_a_limit_and_a_percentage_may_be_alternatives() -> None:
    test = line(*either([bound(K.AT_LEAST, "500")], [within("100", "20")]))
    assert [verdict(test, text) for text in ("500", "80", "120", "121", "79", "499")] == [*[MEETS] * 3, *[OUT] * 3]


def test_two_alternatives_that_meet_only_together_do_not_meet() -> None:
    # Every value below 20 is below 10 or at least 10; no one alternative covers them all, so a person decides.
    test = line(*either([bound(K.BELOW, "10")], [bound(K.AT_LEAST, "10")]))
    assert verdict(test, "< 20") is UNDECIDED
    assert verdict(test, "15") is MEETS


def test_out_of_all_alternatives_says_which_limit_it_is_about() -> None:
    said = judge(line(*LOW_OR_BETWEEN), typed("15"))
    assert (said.cause, said.about) == (Cause.BEYOND_BOUND, "below 10")


GRID = [Decimal(step) / 2 for step in range(41)]


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=3),
    st.sampled_from(["", "≤", "≥"]),
    st.integers(0, 20),
)
def test_alternatives_are_never_more_lenient_than_all_their_values(
    groups: list[tuple[int, int]], sign: str, end: int
) -> None:
    asked = [[bound(K.AT_LEAST, str(a), R.AS_MEASURED), bound(K.AT_MOST, str(b), R.AS_MEASURED)] for a, b in groups]
    test = line(*either(*asked), possible=Range(low=Decimal(0), high=Decimal(20)))
    values = [v for v in GRID if (v == end if not sign else v <= end if sign == "≤" else v >= end)]
    met = [any(a <= value <= b for a, b in groups) for value in values]
    said = verdict(test, f"{sign} {end}".strip())
    assert said is not MEETS or all(met)
    assert said is not OUT or not any(met)
    assert sign or said is (MEETS if met[0] else OUT)


A, B = named("a", line(bound(K.BELOW, "70"))), named("b", line(bound(K.MORE_THAN, "50")))
BOTH = (A, B, one_of("either", "a", "b"))


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        *(("69", "51", MEETS), ("69", "50", MEETS), ("70", "51", MEETS), ("69", None, MEETS), (None, "51", MEETS)),
        *(("70", "50", OUT), ("70", None, PENDING), (None, "50", PENDING), (None, None, PENDING)),
        *(("70", "> 40", UNDECIDED), ("> 60", None, PENDING), ("> 60", "50", UNDECIDED)),
    ],
)
def test_one_line_that_meets_is_enough_even_while_the_other_is_pending(
    a: str | None, b: str | None, said: Verdict
) -> None:
    given_texts = {name: text for name, text in (("a", a), ("b", b)) if text is not None}
    assert stand(BOTH, given_texts)["either"].judgement.verdict is said


def test_of_lines_none_of_which_meets_the_one_that_may_still_is_named() -> None:
    invalid, lost = Value(reading=typed("60"), invalid="control"), Value(not_obtained=True)
    for given_values, said, about in (
        ({"a": "70", "b": invalid}, INVALID, "b"),
        ({"a": lost, "b": "50"}, NOT_OBTAINED, "a"),
        ({"a": lost, "b": invalid}, INVALID, "b"),
        ({"a": invalid}, PENDING, "b"),
        ({"a": "70", "b": "50"}, OUT, "a b"),
        ({"a": invalid, "b": "60"}, MEETS, "b"),
    ):
        judgement = stand(BOTH, given_values)["either"].judgement
        assert (judgement.verdict, judgement.about) == (said, about)
        assert judgement.failing is (said is OUT)


def test_lines_joined_that_are_not_there_or_name_themselves_are_never_met() -> None:
    round_about = (A, one_of("x", "y"), one_of("y", "x"))
    for tests in ((A, one_of("x", "a", "z")), (A, one_of("x")), (A, one_of("x", "x", "a")), round_about):
        assert stand(tests, {"a": "69"})["x"].judgement.verdict is UNDECIDED


def test_a_line_of_alternatives_is_never_typed_and_may_be_closed() -> None:
    assert stand(BOTH, {"a": "69", "either": "60"})["either"].judgement.cause is Cause.NEVER_TYPED
    closed = Value(not_obtained=True)
    assert stand(BOTH, {"either": closed})["either"].judgement.verdict is NOT_OBTAINED
    assert stand(BOTH, {"a": "70", "b": "50", "either": closed})["either"].judgement.verdict is OUT
    assert stand(BOTH, {"a": "69", "either": closed})["either"].judgement.verdict is MEETS


def test_alternatives_may_be_outcomes_and_computed_lines() -> None:
    tests = (A, named("s", STERILITY), computed("twice", "a * 2", bound(K.BELOW, "100")), one_of("x", "s", "twice"))
    said = {
        (a, s): stand(tests, {"a": a, "s": s})["x"].judgement.verdict
        for a in ("49", "50")
        for s in ("growth", "no_growth", "no_growth_to_date")
    }
    assert said == {
        **{("49", s): MEETS for s in ("growth", "no_growth", "no_growth_to_date")},
        ("50", "growth"): OUT,
        ("50", "no_growth"): MEETS,
        ("50", "no_growth_to_date"): PENDING,
    }


def test_a_mark_alone_is_one_group() -> None:
    test = line(replace(bound(K.AT_LEAST, "5"), alternative="x"), replace(bound(K.AT_MOST, "9"), alternative="x"))
    assert [verdict(test, text) for text in ("4", "5", "9", "10")] == [OUT, MEETS, MEETS, OUT]
