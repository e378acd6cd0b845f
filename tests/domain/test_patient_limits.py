"""The endotoxin limit of this patient and these bags: 5 EU per kg and hour, inclusive, never rounded."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbench.domain.facts import Facts
from carbench.domain.formula import evaluate, parse
from carbench.domain.judging import Cause, judge
from carbench.domain.lines import BagFact
from carbench.domain.span import only
from carbench.domain.specification import BoundKind, Verdict
from tests.domain.lines import bag, bound, computed, facts, line, made, named, stand, typed

MEETS, OUT, UNDECIDED = Verdict.MEETS, Verdict.OUT, Verdict.UNDECIDED
K = BoundKind
LIMIT = "5 * patient.weight * infusion.hours / infusion.volume"
ENDOTOXIN = line(bound(K.BELOW, "5"), made(K.AT_MOST, LIMIT))


def said(text: str, known: Facts) -> Verdict:
    return judge(ENDOTOXIN, typed(text), facts=known).verdict


@pytest.mark.parametrize(
    ("weight", "volume", "minutes", "limit"),
    [
        ("70", "100", 60, "3.5"),
        ("20", "100", 60, "1.0"),
        ("10", "100", 60, "0.5"),
        ("70", "100", 59, "3.5"),
        ("70", "100", 30, "3.5"),
        ("70", "100", 0, "3.5"),
        ("70", "100", 120, "7.0"),
        ("20", "100", 90, "1.5"),
        ("20", "100", 61, "61/60"),
    ],
)
def test_the_limit_is_that_of_the_weight_the_volume_and_the_hours(
    weight: str, volume: str, minutes: int, limit: str
) -> None:
    known = facts(bag("12", volume), weight=weight, minutes=minutes)
    assert evaluate(parse(LIMIT), known.named) == only(Fraction(limit))


@pytest.mark.parametrize(
    ("weight", "text", "verdict"),
    [
        *(("70", "3.5", MEETS), ("70", "3.5000000000000000000000000000000000000001", OUT), ("70", "3.54", OUT)),
        *(("20", "1.0", MEETS), ("20", "1.01", OUT), ("10", "0.5", MEETS), ("10", "0.50000001", OUT)),
        *(("10", "< 0.5", MEETS), ("10", "≤ 0.5", MEETS), ("9", "< 0.5", UNDECIDED), ("9", "0.45", MEETS)),
        *(("9", "0.451", OUT), ("9", "> 0.45", OUT), ("9", "≥ 0.45", UNDECIDED), ("9", "≤ 0.45", MEETS)),
        *(("150", "4.9", MEETS), ("150", "5", OUT)),
    ],
)
def test_a_reading_meets_this_patients_limit_and_the_one_of_the_product(
    weight: str, text: str, verdict: Verdict
) -> None:
    assert said(text, facts(bag("12", "100"), weight=weight)) is verdict


def test_an_assay_that_reports_less_than_a_half_cannot_release_100_ml_for_9_kg_and_says_which_limit() -> None:
    judgement = judge(ENDOTOXIN, typed("< 0.5"), facts=facts(bag("12", "100"), weight="9"))
    assert (judgement.cause, judgement.about) == (Cause.STRADDLES_BOUND, f"at_most {LIMIT}")


def test_bags_given_together_count_together_and_those_of_another_day_do_not() -> None:
    together = facts(bag("12", "60"), bag("12", "40"), weight="10")
    split = facts(bag("12", "60", 1), bag("12", "40", 2), weight="10")
    assert [said(text, together) for text in ("0.5", "0.6")] == [MEETS, OUT]
    assert [said(text, split) for text in ("0.8", "0.83", "0.84")] == [MEETS, MEETS, OUT]  # 50 / 60 = 0.8333…


@pytest.mark.parametrize(
    ("known", "missing"),
    [
        (Facts(bags=(bag("12", "100"),), infusion_minutes=30), "patient.weight"),
        (Facts(weight=typed("70"), infusion_minutes=30), "infusion.volume"),
        (Facts(weight=typed("70"), bags=(bag("12", "100"),)), "infusion.hours"),
        (Facts(), "infusion.hours"),
    ],
)
def test_a_fact_that_is_missing_leaves_the_verdict_open_and_is_named(known: Facts, missing: str) -> None:
    judgement = judge(ENDOTOXIN, typed("0.1"), facts=known)
    assert (judgement.verdict, judgement.cause, judgement.about) == (UNDECIDED, Cause.FACT_MISSING, missing)
    assert judge(ENDOTOXIN, typed("9"), facts=known).verdict is OUT  # the product's own limit needs no fact


def test_a_bag_of_nothing_gives_no_limit() -> None:
    judgement = judge(ENDOTOXIN, typed("0.1"), facts=facts(bag("12", "0")))
    assert (judgement.verdict, judgement.cause) == (UNDECIDED, Cause.NO_QUOTIENT)


def test_a_weight_that_is_not_exact_is_taken_at_its_worst() -> None:
    light = facts(bag("12", "100"), weight="> 20")
    assert [said(text, light) for text in ("1.0", "1.1")] == [MEETS, UNDECIDED]
    heavy = facts(bag("12", "100"), weight="≤ 20")
    assert [said(text, heavy) for text in ("1.0", "1.1")] == [UNDECIDED, OUT]


def test_a_percentage_of_what_was_ordered_is_asked_exactly() -> None:
    dose = line(made(K.WITHIN_PERCENT, "order.dose", percent="20"))
    ordered = facts(bag("12", "96"), dose="0.3")
    verdicts = [judge(dose, typed(text), facts=ordered).verdict for text in ("0.24", "0.36", "0.2399", "0.3601")]
    assert verdicts == [MEETS, MEETS, OUT, OUT]
    assert judge(dose, typed("0.3")).cause is Cause.FACT_MISSING


def test_a_limit_may_be_made_from_another_line_and_from_the_cells() -> None:
    tests = (
        named("a", line(bound(K.AT_LEAST, "10"))),
        named("b", line(made(K.BELOW, "a * 2"))),
        named("c", line(made(K.BELOW, "bags.car_cells"))),
    )
    known = facts(bag("2", "10"))
    assert stand(tests, {"a": "10", "b": "19", "c": "19"}, known)["b"].judgement.verdict is MEETS
    assert stand(tests, {"a": "10", "b": "20"}, known)["b"].judgement.verdict is OUT
    assert stand(tests, {"b": "19"}, known)["b"].judgement.cause is Cause.FACT_MISSING
    assert stand(tests, {"c": "19"}, known)["c"].judgement.verdict is MEETS
    assert stand(tests, {"c": "20"}, known)["c"].judgement.verdict is OUT


def test_a_computed_line_is_held_against_the_patients_limit_too() -> None:
    load = computed("load", "a * infusion.volume / patient.weight", made(K.AT_MOST, "5 * infusion.hours"))
    tests = (named("a", line(bound(K.BELOW, "100"))), load)
    for text, verdict in (("3.5", MEETS), ("3.51", OUT)):
        assert stand(tests, {"a": text}, facts(bag("1", "100")))["load"].judgement.verdict is verdict


@settings(deadline=None, max_examples=200)
@given(
    st.integers(20, 1500),
    st.lists(st.integers(1, 3000), min_size=1, max_size=4),
    st.integers(1, 400),
    st.integers(1, 99),
)
def test_a_reading_meets_exactly_if_the_hour_holds_no_more_than_five_units_a_kilogram(
    tenths_of_kg: int, tenths_of_ml: list[int], minutes: int, hundredths: int
) -> None:
    weight = Fraction(tenths_of_kg, 10)
    bags = tuple(BagFact(portion=1, concentration=typed("1"), volume=typed(f"{v / 10:.1f}")) for v in tenths_of_ml)
    known = Facts(weight=typed(f"{tenths_of_kg / 10:.1f}"), bags=bags, infusion_minutes=minutes)
    units = Fraction(hundredths, 100) * sum(tenths_of_ml) / 10
    in_the_hour = units / max(Fraction(minutes, 60), 1) / weight
    assert said(f"{hundredths / 100:.2f}", known) is (MEETS if in_the_hour <= 5 else OUT)
