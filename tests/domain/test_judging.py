"""A reading against its limits: on it, beside it, and everything that is no verdict."""

from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from carbench.domain.measure import Range, Unit
from carbench.domain.specification import BoundKind, Rounding, Verdict, judge
from tests.domain.lines import HUNDRED, STERILITY, STRICT, bound, line, typed, verdict

MEETS, OUT, UNDECIDED, PENDING = Verdict.MEETS, Verdict.OUT, Verdict.UNDECIDED, Verdict.PENDING
K = BoundKind


@pytest.mark.parametrize(
    ("kind", "below", "on", "above"),
    [
        (K.AT_LEAST, OUT, MEETS, MEETS),
        (K.MORE_THAN, OUT, OUT, MEETS),
        (K.AT_MOST, MEETS, MEETS, OUT),
        (K.BELOW, MEETS, OUT, OUT),
    ],
)
def test_a_reading_below_on_and_above_a_limit(kind: BoundKind, below: Verdict, on: Verdict, above: Verdict) -> None:
    test = line(bound(kind, "70", Rounding.AS_MEASURED))
    assert [verdict(test, text) for text in ("69.9", "70", "70.1")] == [below, on, above]


@pytest.mark.parametrize(
    ("text", "said"), [("4.9", OUT), ("5.0", MEETS), ("7.2", MEETS), ("10.0", MEETS), ("10.1", OUT)]
)
def test_between_two_limits_holds_both(text: str, said: Verdict) -> None:
    assert verdict(line(bound(K.AT_LEAST, "5.0"), bound(K.AT_MOST, "10.0")), text) is said


def test_forty_digits_decide_at_the_last_one() -> None:
    limit = "0.5000000000000000000000000000000000000000"
    test = line(bound(K.AT_MOST, limit, Rounding.AS_MEASURED))
    assert verdict(test, limit) is MEETS
    assert verdict(test, limit[:-1] + "1") is OUT
    assert verdict(line(bound(K.BELOW, limit)), limit[:-1] + "1") is OUT
    assert verdict(line(bound(K.MORE_THAN, limit)), limit[:-1] + "1") is MEETS


@pytest.mark.parametrize(
    ("kind", "limit", "text", "said"),
    [
        (K.AT_MOST, "0.5", "< 0.5", MEETS),
        (K.AT_MOST, "0.4", "< 0.5", UNDECIDED),
        (K.AT_MOST, "0.5", "≤ 0.5", MEETS),
        (K.AT_MOST, "0.4", "≤ 0.5", UNDECIDED),
        (K.AT_MOST, "0.5", "> 0.5", OUT),
        (K.AT_MOST, "0.5", "≥ 0.5", UNDECIDED),
        (K.AT_MOST, "0.5", "> 0.4", UNDECIDED),
        (K.BELOW, "0.5", "< 0.5", MEETS),
        (K.BELOW, "0.5", "≤ 0.5", UNDECIDED),
        (K.BELOW, "0.5", "≥ 0.5", OUT),
        (K.BELOW, "0.5", "> 0.5", OUT),
        (K.AT_LEAST, "70", "≥ 70", MEETS),
        (K.AT_LEAST, "70", "> 69", UNDECIDED),
        (K.AT_LEAST, "70", "< 70", OUT),
        (K.AT_LEAST, "70", "≤ 70", UNDECIDED),
        (K.MORE_THAN, "70", "> 70", MEETS),
        (K.MORE_THAN, "70", "≥ 70", UNDECIDED),
        (K.MORE_THAN, "70", "≤ 70", OUT),
    ],
)
def test_a_signed_reading_meets_only_with_every_value_it_allows(
    kind: BoundKind, limit: str, text: str, said: Verdict
) -> None:
    assert verdict(line(bound(kind, limit, Rounding.DECIMALS)), text) is said


@pytest.mark.parametrize(
    ("low", "high", "text", "said"),
    [
        ("0", "12", "> 10", MEETS),
        ("0", "12.1", "> 10", UNDECIDED),
        ("0", "100", "> 12", OUT),
        ("0", "12", "≥ 12", MEETS),
    ],
)
def test_a_signed_reading_may_use_what_is_possible_as_its_other_end(
    low: str, high: str, text: str, said: Verdict
) -> None:
    possible = Range(low=Decimal(low), high=Decimal(high))
    assert verdict(line(bound(K.AT_MOST, "12"), possible=possible), text) is said


def test_a_sign_is_out_of_both_sides_as_soon_as_it_is_out_of_one() -> None:
    test = line(bound(K.AT_LEAST, "5"), bound(K.AT_MOST, "10"), possible=HUNDRED)
    assert [verdict(test, text) for text in ("< 5", "> 10", "≥ 5", "≤ 10", "< 7")] == [OUT, OUT, *[UNDECIDED] * 3]


@pytest.mark.parametrize("text", ["> 100", "< 0"])
@pytest.mark.parametrize("kind", list(BoundKind))
def test_a_reading_that_allows_no_value_is_never_a_pass(kind: BoundKind, text: str) -> None:
    assert verdict(line(bound(kind, "50"), possible=HUNDRED), text) is UNDECIDED


GRID = [Decimal(step) / 4 for step in range(-4, 45)]
"""Finer than any bound or reading below, and wider than what is possible."""

ALLOWS = {
    "<": lambda value, end: value < end,
    "≤": lambda value, end: value <= end,
    ">": lambda value, end: value > end,
    "≥": lambda value, end: value >= end,
}
ASKS = {K.BELOW: "<", K.AT_MOST: "≤", K.MORE_THAN: ">", K.AT_LEAST: "≥"}


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.tuples(st.sampled_from(list(K)), st.integers(0, 10)), min_size=1, max_size=3),
    st.sampled_from("<≤>≥"),
    st.integers(0, 10),
    st.sampled_from([(0, 10), (2, 9), (-1, 11)]),
)
def test_the_verdict_of_a_signed_reading_is_that_of_all_its_values(
    asked: list[tuple[BoundKind, int]], sign: str, end: int, ends: tuple[int, int]
) -> None:
    low, high = map(Decimal, ends)
    assume(low <= end <= high)  # anything else was refused when typed
    test = line(*(bound(kind, str(limit)) for kind, limit in asked), possible=Range(low=low, high=high))
    allowed = [value for value in GRID if low <= value <= high and ALLOWS[sign](value, end)]
    met = [[ALLOWS[ASKS[kind]](value, limit) for kind, limit in asked] for value in allowed]
    said = verdict(test, f"{sign} {end}")
    assert (said is MEETS) == (bool(met) and all(map(all, met)))
    if said is OUT:
        assert met
        assert not any(map(all, met))
    if met and any(not any(side) for side in zip(*met, strict=True)):
        assert said is OUT


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(list(K)), st.decimals(0, 100, places=3), st.decimals(0, 100, places=3))
def test_a_plain_reading_is_never_undecided(kind: BoundKind, limit: Decimal, read: Decimal) -> None:
    test = line(bound(kind, f"{limit:f}", Rounding.AS_MEASURED), possible=HUNDRED)
    assert verdict(test, f"{read:f}") is (MEETS if ALLOWS[ASKS[kind]](read, limit) else OUT)


@pytest.mark.parametrize("unit", [Unit(name="%", denominator="viable cells"), Unit(name="%"), Unit(name="cells")])
def test_another_unit_or_denominator_is_never_compared(unit: Unit) -> None:
    for kind in BoundKind:
        assert judge(line(bound(kind, "50")), typed("50", unit)).verdict is UNDECIDED


def test_copies_per_bulk_cell_do_not_meet_a_limit_per_transduced_cell() -> None:
    # ARI0001/01: 1.45 per bulk cell at 26.0 % CAR+ is 5.58 per transduced cell (release.md section 4).
    copies = line(bound(K.BELOW, "5"))
    assert judge(copies, typed("1.45", Unit(name="%", denominator="bulk cell"))).verdict is UNDECIDED
    assert verdict(copies, "5.58") is OUT


def test_a_line_without_a_limit_is_never_met() -> None:
    assert verdict(line(), "50") is UNDECIDED


def test_nothing_yet_is_pending() -> None:
    assert judge(line(bound(K.AT_LEAST, "70")), None).verdict is PENDING
    assert judge(STERILITY, None).verdict is PENDING


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("no_growth", MEETS),
        ("growth", OUT),
        ("no_growth_to_date", PENDING),
        ("", UNDECIDED),
        ("No growth", UNDECIDED),
        ("no growth", UNDECIDED),
        ("sterile", UNDECIDED),
    ],
)
def test_an_outcome_is_what_the_product_says_of_it(outcome: str, said: Verdict) -> None:
    assert judge(STERILITY, outcome).verdict is said


def test_a_word_where_a_number_is_due_and_a_number_where_a_word_is_due_are_no_verdict() -> None:
    assert judge(line(bound(K.AT_LEAST, "70")), "no_growth").verdict is UNDECIDED
    assert judge(STERILITY, typed("94")).verdict is UNDECIDED


def test_strict_limits_are_the_two_that_leave_their_value_out() -> None:
    assert {kind for kind in K if verdict(line(bound(kind, "70", Rounding.AS_MEASURED)), "70") is OUT} == STRICT
