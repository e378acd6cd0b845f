"""Replicates: so many as asked, their mean or each of them, and no more scatter than allowed; all of it exact."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbench.domain.judging import Cause, Judgement, Value, judge
from carbench.domain.measure import Unit
from carbench.domain.replicates import mean
from carbench.domain.specification import Bound, BoundKind, Comply, Replicates, Rounding, Test, Verdict
from tests.domain.lines import HUNDRED, bound, line, typed

MEETS, OUT, UNDECIDED, INVALID = Verdict.MEETS, Verdict.OUT, Verdict.UNDECIDED, Verdict.INVALID
K, C = BoundKind, Cause


def repeated(*bounds: Bound, count: int = 3, comply: Comply = Comply.MEAN, max_cv: str | None = None) -> Test:
    rule = Replicates(count=count, comply=comply, max_cv=None if max_cv is None else Decimal(max_cv))
    return replace(line(*bounds, possible=HUNDRED), replicates=rule)


def judged(test: Test, text: str) -> Judgement:
    return judge(test, Value(replicates=tuple(typed(part.strip()) for part in text.split(";"))))


@pytest.mark.parametrize(("text", "said"), [("69; 70; 71", MEETS), ("69; 70; 70.9", OUT), ("0; 100; 100", OUT)])
def test_the_mean_is_held_against_the_limit_exactly(text: str, said: Verdict) -> None:
    assert judged(repeated(bound(K.AT_LEAST, "70", Rounding.AS_MEASURED)), text).verdict is said


def test_a_mean_no_decimal_can_write_is_exact() -> None:
    # 0.1 + 0.1 + 0.8 is 1, a third of it is no decimal; three of them are 1 again.
    below = repeated(bound(K.BELOW, "0.3333333333333333333333333333333333333334"))
    above = repeated(bound(K.BELOW, "0.3333333333333333333333333333333333333333"))
    assert judged(below, "0.1; 0.1; 0.8").verdict is MEETS
    assert judged(above, "0.1; 0.1; 0.8").verdict is OUT


def test_a_mean_is_rounded_as_a_reading_is() -> None:
    test = repeated(bound(K.AT_LEAST, "70"))
    said = judged(test, "69; 69; 70.5")
    assert (said.verdict, said.compared, said.value) == (MEETS, Decimal(70), Decimal("69.5"))
    assert judged(test, "69; 69; 70.4").verdict is OUT
    assert judged(repeated(bound(K.MORE_THAN, "69")), "69; 69; 69.3").verdict is MEETS


def test_a_mean_is_shown_with_three_figures_more_than_its_limit() -> None:
    said = judged(repeated(bound(K.AT_LEAST, "70")), "80; 80; 81")
    assert (said.value, said.compared) == (Decimal("80.333"), Decimal(80))


@pytest.mark.parametrize("text", ["80; 80", "80; 80; 80; 80", "80"])
def test_another_number_of_replicates_than_asked_is_no_verdict(text: str) -> None:
    for comply in Comply:
        said = judged(repeated(bound(K.AT_LEAST, "70"), comply=comply), text)
        assert (said.verdict, said.cause, said.about) == (UNDECIDED, C.REPLICATES_MISSING, f"{text.count(';') + 1}/3")


def test_one_reading_where_replicates_are_due_and_replicates_where_one_reading_is_are_no_verdict() -> None:
    assert judge(repeated(bound(K.AT_LEAST, "70")), typed("80")).cause is C.REPLICATES_MISSING
    assert judge(repeated(bound(K.AT_LEAST, "70"), count=1), typed("80")).verdict is MEETS
    several = judged(line(bound(K.AT_LEAST, "70")), "80; 80; 80")
    assert (several.verdict, several.cause) == (UNDECIDED, C.REPLICATES_MISSING)
    assert judge(repeated(bound(K.AT_LEAST, "70")), Value(declared="80")).verdict is UNDECIDED


def test_each_replicate_must_meet_where_the_product_says_each() -> None:
    each = repeated(bound(K.AT_LEAST, "70"), comply=Comply.EACH)
    assert judged(each, "70; 71; 69.5").verdict is MEETS
    assert judged(each, "90; 90; 69").verdict is OUT
    assert judged(each, "90; 90; < 80").verdict is UNDECIDED
    assert judged(each, "60; 90; < 80").verdict is OUT


def test_a_replicate_in_another_unit_is_no_verdict() -> None:
    readings = (typed("80"), typed("80"), typed("80", Unit(name="%")))
    said = judge(repeated(bound(K.AT_LEAST, "70")), Value(replicates=readings))
    assert (said.verdict, said.cause) == (UNDECIDED, C.UNIT_NOT_LISTED)


@pytest.mark.parametrize(
    ("text", "said"),
    [("< 0.5; 0.2; 0.2", MEETS), ("< 0.6; 0.3; 0.3", MEETS), ("< 0.8; 0.4; 0.4", UNDECIDED), ("> 1.4; 0; 0.1", OUT)],
)
def test_a_signed_replicate_makes_the_mean_as_wide_as_it_is(text: str, said: Verdict) -> None:
    assert judged(repeated(bound(K.AT_MOST, "0.5")), text).verdict is said


def test_a_signed_replicate_leaves_the_scatter_unknown() -> None:
    said = judged(repeated(bound(K.AT_MOST, "50"), max_cv="20"), "< 10; 10; 10")
    assert (said.verdict, said.cause) == (UNDECIDED, C.REPLICATES_UNDECIDED)


def test_more_scatter_than_allowed_is_invalid_and_exactly_as_much_is_not() -> None:
    # 8, 10, 12: mean 10, sample standard deviation 2, so 20 %.
    for max_cv, said in (("20", MEETS), ("19.999999999999999999999999", INVALID), ("20.0000000000001", MEETS)):
        assert judged(repeated(bound(K.AT_MOST, "50"), max_cv=max_cv), "8; 10; 12").verdict is said
    said_of = judged(repeated(bound(K.AT_MOST, "50"), max_cv="19"), "8; 10; 12")
    assert (said_of.cause, said_of.about) == (C.REPLICATES_SCATTER, "19")


def test_scatter_makes_an_out_invalid_and_an_alert_hears_of_it() -> None:
    said = judged(repeated(bound(K.AT_MOST, "5"), max_cv="19"), "8; 10; 12")
    assert (said.verdict, said.failing) == (INVALID, True)


@pytest.mark.parametrize(("count", "text"), [(3, "0; 0; 0"), (1, "10"), (2, "0; 0.0")])
def test_a_scatter_that_cannot_be_known_is_no_pass(count: int, text: str) -> None:
    said = judged(repeated(bound(K.AT_MOST, "50"), count=count, max_cv="20"), text)
    assert (said.verdict, said.cause) == (UNDECIDED, C.REPLICATES_UNDECIDED)


def test_an_action_limit_is_held_against_what_is_judged() -> None:
    warned = (bound(K.AT_LEAST, "80"),)
    mean_of = replace(repeated(bound(K.AT_LEAST, "70")), action=warned)
    each_of = replace(repeated(bound(K.AT_LEAST, "70"), comply=Comply.EACH), action=warned)
    assert not judged(mean_of, "75; 80; 85").action
    assert judged(mean_of, "75; 79; 80").action
    assert judged(each_of, "75; 80; 85").action


READINGS = st.lists(st.integers(0, 400).map(lambda n: f"{Decimal(n) / 8:f}"), min_size=2, max_size=5)


@settings(deadline=None, max_examples=200)
@given(READINGS, st.integers(0, 60))
def test_scatter_is_what_the_definition_says(texts: list[str], max_cv: int) -> None:
    values = [Fraction(text) for text in texts]
    middle = sum(values, Fraction()) / len(values)
    variance = sum((value - middle) ** 2 for value in values) / (len(values) - 1)
    said = judged(repeated(bound(K.AT_MOST, "100"), count=len(texts), max_cv=str(max_cv)), ";".join(texts)).verdict
    if middle == 0:
        assert said is UNDECIDED
    else:
        assert said is (INVALID if variance / middle**2 > Fraction(max_cv, 100) ** 2 else MEETS)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(st.sampled_from(["", "<", "≥"]), st.integers(1, 99)), min_size=1, max_size=4), st.data())
def test_a_mean_holds_that_of_every_value_its_replicates_allow(
    signed: list[tuple[str, int]], data: st.DataObject
) -> None:
    ends: dict[str, Callable[[int], tuple[int, int]]] = {
        "": lambda n: (n * 4, n * 4),
        "<": lambda n: (0, n * 4 - 1),
        "≥": lambda n: (n * 4, 400),
    }
    drawn = [Fraction(data.draw(st.integers(*ends[sign](n))), 4) for sign, n in signed]
    readings = [typed(f"{sign} {n}".strip()) for sign, n in signed]
    assert mean(readings, HUNDRED).holds(sum(drawn, Fraction()) / len(drawn))
