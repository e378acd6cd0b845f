"""A reading is rounded by the rule of its product, half away from zero, and never where nothing may be rounded."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbench.domain.bounds import rounded, rounded_mean, rounds, shown
from carbench.domain.formula import parse
from carbench.domain.judging import judge
from carbench.domain.measure import Range, Unit, read
from carbench.domain.specification import BoundKind, Rounding, Verdict
from tests.domain.lines import bound, line, typed, verdict, within

K, R = BoundKind, Rounding
MEETS, OUT, UNDECIDED = Verdict.MEETS, Verdict.OUT, Verdict.UNDECIDED
BELOW_ZERO = Range(low=Decimal(-200), high=Decimal(60))


@pytest.mark.parametrize(("rule", "said"), [(R.DECIMALS, MEETS), (R.SIGNIFICANT, OUT), (R.AS_MEASURED, OUT)])
def test_9_6_against_at_least_10_is_what_the_product_chose(rule: Rounding, said: Verdict) -> None:
    assert verdict(line(bound(K.AT_LEAST, "10", rule)), "9.6") is said


@pytest.mark.parametrize("rule", [R.DECIMALS, R.SIGNIFICANT])
def test_79_5_is_compared_as_80_and_says_so(rule: Rounding) -> None:
    judgement = judge(line(bound(K.AT_LEAST, "80", rule)), typed("79.5"))
    assert (judgement.verdict, judgement.compared) == (MEETS, Decimal(80))


def test_79_5_as_measured_is_79_5() -> None:
    judgement = judge(line(bound(K.AT_LEAST, "80", R.AS_MEASURED)), typed("79.5"))
    assert (judgement.verdict, judgement.compared) == (OUT, None)


def test_79_49_is_79() -> None:
    assert judge(line(bound(K.AT_LEAST, "80")), typed("79.49")).compared == Decimal(79)


@pytest.mark.parametrize("text", ["80", "80.0", "80.000"])
def test_a_rounding_that_changes_nothing_is_not_printed(text: str) -> None:
    assert judge(line(bound(K.AT_LEAST, "80")), typed(text)).compared is None


@pytest.mark.parametrize(
    ("text", "limit", "rule", "gives"),
    [
        ("0.55", "0.5", R.DECIMALS, "0.6"),
        ("0.45", "0.5", R.DECIMALS, "0.5"),
        ("0.65", "0.5", R.DECIMALS, "0.7"),
        ("2.5", "3", R.DECIMALS, "3"),
        ("0.549999999999999999999999999999999999999", "0.5", R.DECIMALS, "0.5"),
        ("0.5049", "0.50", R.DECIMALS, "0.50"),
        ("0.505", "0.50", R.DECIMALS, "0.51"),
        ("99.6", "10", R.SIGNIFICANT, "100"),
        ("0.0965", "0.50", R.SIGNIFICANT, "0.097"),
        ("0", "10", R.SIGNIFICANT, "0"),
        ("0.000", "10", R.SIGNIFICANT, "0"),
        ("123456", "10", R.SIGNIFICANT, "120000"),
        ("123456", "10", R.DECIMALS, "123456"),
        ("123456.5", "10", R.DECIMALS, "123457"),
    ],
)
def test_half_goes_away_from_zero_at_the_places_the_limit_is_printed_with(
    text: str, limit: str, rule: Rounding, gives: str
) -> None:
    assert rounded(typed(text), bound(K.AT_LEAST, limit, rule)) == Decimal(gives)


def test_half_goes_away_from_zero_below_zero_too() -> None:
    cold = read("-150.5", unit=Unit(name="°C"), separator=".", possible=BELOW_ZERO)
    assert rounded(cold, bound(K.AT_MOST, "-150")) == Decimal(-151)


@pytest.mark.parametrize("rule", [R.DECIMALS, R.AS_MEASURED])
def test_460000_cells_never_pass_for_half_a_million(rule: Rounding) -> None:
    # Decimal("460000").quantize(Decimal("0.5e6")) is 5E+5: a dose too low would pass.
    assert verdict(line(bound(K.AT_LEAST, "500000", rule)), "460000") is OUT


def test_half_a_million_in_its_printed_unit_has_one_place() -> None:
    test = line(bound(K.AT_LEAST, "0.5", R.DECIMALS))
    assert [verdict(test, text) for text in ("0.46", "0.449", "0.45")] == [MEETS, OUT, MEETS]


@pytest.mark.parametrize(("kind", "text"), [(K.BELOW, "4.96"), (K.MORE_THAN, "5.04")])
def test_a_strict_limit_is_never_rounded_to(kind: BoundKind, text: str) -> None:
    assert judge(line(bound(kind, "5")), typed(text)).compared is None
    assert verdict(line(bound(kind, "5")), text) is MEETS
    assert verdict(line(bound(kind, "5")), "5.00000000000000000000000000000000000000") is OUT


@pytest.mark.parametrize(("text", "said"), [("< 0.54", UNDECIDED), ("≤ 0.54", UNDECIDED), ("< 0.50", MEETS)])
def test_a_signed_reading_is_compared_as_typed(text: str, said: Verdict) -> None:
    judgement = judge(line(bound(K.AT_MOST, "0.5")), typed(text))
    assert (judgement.verdict, judgement.compared) == (said, None)


def test_each_of_two_limits_rounds_by_its_own_places() -> None:
    test = line(bound(K.AT_LEAST, "6.80"), bound(K.AT_MOST, "7"))
    assert [verdict(test, text) for text in ("6.795", "6.794", "7.49", "7.5")] == [MEETS, OUT, MEETS, OUT]
    assert judge(test, typed("7.49")).compared is None


@settings(deadline=None, max_examples=200)
@given(st.decimals(0, 1000, places=6), st.integers(0, 4))
def test_rounding_by_decimals_moves_a_reading_by_half_a_place_at_most(precise: Decimal, places: int) -> None:
    limit = bound(K.AT_LEAST, f"{Decimal(1):.{places}f}")
    given_back = rounded(typed(f"{precise:f}"), limit)
    assert abs(given_back - precise) <= Decimal(5).scaleb(-places - 1)
    assert -int(given_back.as_tuple().exponent) == places


@settings(deadline=None, max_examples=200)
@given(st.decimals(1, 10**6, places=6), st.integers(1, 5))
def test_rounding_by_figures_keeps_that_many(precise: Decimal, figures: int) -> None:
    limit = bound(K.AT_LEAST, "1" * figures, R.SIGNIFICANT)
    given_back = rounded(typed(f"{precise:f}"), limit)
    unit = Decimal(1).scaleb(precise.adjusted() - figures + 1)
    assert abs(given_back - precise) * 2 <= unit
    assert given_back % unit == 0


@settings(deadline=None, max_examples=300)
@given(
    st.decimals(-1000, 1000, places=6) | st.decimals(-1, 1, places=12),
    st.sampled_from(["1", "10", "0.5", "6.80", "123"]),
    st.sampled_from(list(Rounding)),
)
def test_a_number_that_was_made_is_rounded_as_a_reading_of_the_same_value_is(
    value: Decimal, printed: str, rule: Rounding
) -> None:
    reading = replace(typed("1"), text=str(value), value=value)
    for kind in (K.AT_LEAST, K.AT_MOST, K.BELOW):
        limit = bound(kind, printed, rule)
        assert rounded_mean(Fraction(value), limit) == Fraction(rounded(reading, limit))


def test_a_third_is_rounded_without_being_written_as_a_decimal_first() -> None:
    assert rounded_mean(Fraction(1, 3), bound(K.AT_LEAST, "0.50", R.DECIMALS)) == Fraction(33, 100)
    assert rounded_mean(Fraction(2, 3), bound(K.AT_LEAST, "0.50", R.SIGNIFICANT)) == Fraction(67, 100)
    just_below_half = Fraction(1, 2) - Fraction(1, 10**300)
    assert rounded_mean(just_below_half, bound(K.AT_LEAST, "1", R.DECIMALS)) == 0


def test_a_rounding_rule_on_a_limit_that_is_compared_exactly_changes_nothing() -> None:
    made = replace(bound(K.AT_LEAST, "10", R.DECIMALS), formula=parse("9 + 1"), value=None)
    for limit in (
        made,
        replace(within("10", "20"), rounding=R.DECIMALS),
        replace(bound(K.BELOW, "10"), rounding=R.DECIMALS),
    ):
        assert not rounds(limit)
        assert rounded(typed("9.96"), limit) == Decimal("9.96")
    assert verdict(line(made), "9.96") is OUT


@pytest.mark.parametrize(
    ("value", "limit", "text"),
    [
        (Fraction(145, 26), "5", "5.577"),
        (Fraction(7, 2), "5", "3.5"),
        (Fraction(5), "5", "5"),
        (Fraction(5) - Fraction(1, 10**12), "5", "4.999999999999"),
        (Fraction(5) + Fraction(1, 10**12), "5", "5.000000000001"),
        (Fraction(2, 3), "0.50", "0.66667"),
    ],
)
def test_a_number_that_was_made_is_shown_with_three_figures_more_and_never_on_the_other_side_of_its_limit(
    value: Fraction, limit: str, text: str
) -> None:
    assert str(shown(value, [bound(K.BELOW, limit)], {})) == text
