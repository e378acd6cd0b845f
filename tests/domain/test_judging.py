"""A reading against its limits: on it, beside it, and everything that is no verdict."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from carbench.domain.judging import Cause, Value, judge
from carbench.domain.measure import Range, Unit
from carbench.domain.specification import BoundKind, Rounding, TestKind, Verdict
from tests.domain.lines import HUNDRED, STERILITY, STRICT, bound, line, typed, verdict, within

MEETS, OUT, UNDECIDED, PENDING = Verdict.MEETS, Verdict.OUT, Verdict.UNDECIDED, Verdict.PENDING
INVALID, NOT_OBTAINED = Verdict.INVALID, Verdict.NOT_OBTAINED
C = Cause
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
    asked = within("50", "20") if kind is K.WITHIN_PERCENT else bound(kind, "50")
    assert verdict(line(asked, possible=HUNDRED), text) is UNDECIDED


GRID = [Decimal(step) / 4 for step in range(-4, 45)]
"""Finer than any bound or reading below, and wider than what is possible."""

ALLOWS = {
    "<": lambda value, end: value < end,
    "≤": lambda value, end: value <= end,
    ">": lambda value, end: value > end,
    "≥": lambda value, end: value >= end,
}
ASKS = {K.BELOW: "<", K.AT_MOST: "≤", K.MORE_THAN: ">", K.AT_LEAST: "≥"}
SIDED = list(ASKS)


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.tuples(st.sampled_from(SIDED), st.integers(0, 10)), min_size=1, max_size=3),
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
@given(st.sampled_from(SIDED), st.decimals(0, 100, places=3), st.decimals(0, 100, places=3))
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
    assert {kind for kind in SIDED if verdict(line(bound(kind, "70", Rounding.AS_MEASURED)), "70") is OUT} == STRICT


@settings(deadline=None, max_examples=200)
@given(
    st.sampled_from([*SIDED, K.WITHIN_PERCENT]),
    st.integers(0, 10),
    st.sampled_from("<≤>≥"),
    st.integers(0, 10),
    st.sampled_from([(0, 10), (2, 9), (-1, 11)]),
)
def test_one_limit_is_met_if_every_value_meets_it_and_out_if_and_only_if_none_does(
    kind: BoundKind, limit: int, sign: str, end: int, ends: tuple[int, int]
) -> None:
    low, high = map(Decimal, ends)
    assume(low <= end <= high)
    asked = within(str(limit), "50") if kind is K.WITHIN_PERCENT else bound(kind, str(limit))
    allowed = [value for value in GRID if low <= value <= high and ALLOWS[sign](value, end)]
    half = Decimal(limit) / 2
    met = [
        limit - half <= v <= limit + half if kind is K.WITHIN_PERCENT else ALLOWS[ASKS[kind]](v, limit) for v in allowed
    ]
    said = verdict(line(asked, possible=Range(low=low, high=high)), f"{sign} {end}")
    assert (said is MEETS) == (bool(met) and all(met))
    assert (said is OUT) == (bool(met) and not any(met))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *(("80", MEETS), ("120", MEETS), ("100", MEETS), ("79.999999999999999999999999", OUT)),
        *(("120.000000000000000000000001", OUT), ("79.5", OUT), ("< 80", OUT), ("≤ 80", UNDECIDED), ("> 120", OUT)),
        *(("≥ 120", UNDECIDED), ("< 100", UNDECIDED), ("> 100", UNDECIDED)),
    ],
)
def test_a_stated_value_with_a_percentage_includes_its_ends_and_is_never_rounded(text: str, said: Verdict) -> None:
    for rounding in (None, Rounding.DECIMALS):
        assert verdict(line(replace(within("100", "20"), rounding=rounding)), text) is said


def test_a_percentage_of_a_stated_value_is_exact() -> None:
    # 0.3 × 10⁶ ± 33.3 %: 0.2001 to 0.3999, which no binary number is.
    test = line(within("0.3", "33.3"))
    assert [verdict(test, text) for text in ("0.2001", "0.20009999", "0.3999", "0.39990001")] == [
        MEETS,
        OUT,
        MEETS,
        OUT,
    ]


def test_a_percentage_that_nobody_gave_is_no_limit() -> None:
    said = judge(line(replace(within("100", "20"), percent=None)), typed("100"))
    assert (said.verdict, said.cause) == (UNDECIDED, C.NO_LIMIT)


def test_a_listed_unit_is_undecided_and_said_to_be_another_one_than_the_limit_is_in() -> None:
    bulk, strange = Unit(name="copies", denominator="cell"), Unit(name="copies")
    test = replace(line(bound(K.BELOW, "5")), units=(bulk,))
    said = judge(test, typed("1.45", bulk))
    assert (said.verdict, said.cause, said.about) == (UNDECIDED, C.OTHER_UNIT, "copies / cell")
    said = judge(test, typed("1.45", strange))
    assert (said.verdict, said.cause, said.about) == (UNDECIDED, C.UNIT_NOT_LISTED, "copies")


@pytest.mark.parametrize(
    ("text", "cause"),
    [("70", C.WITHIN), ("69", C.BEYOND_BOUND), ("< 71", C.STRADDLES_BOUND), ("> 100", C.NO_VALUE)],
)
def test_a_verdict_says_why_and_which_limit_it_is_about(text: str, cause: Cause) -> None:
    said = judge(line(bound(K.AT_LEAST, "70"), possible=HUNDRED), typed(text))
    assert (said.cause, said.about) == (cause, "" if cause is C.WITHIN else "at_least 70")


def test_what_is_declared_meets_once_it_is_stated() -> None:
    number = replace(line(), kind=TestKind.DECLARED)
    words = replace(number, unit=None)
    assert judge(number, typed("12.5")).cause is C.DECLARED
    assert judge(number, typed("12.5")).verdict is MEETS
    assert judge(number, typed("< 12.5")).verdict is MEETS
    assert judge(words, Value(declared="round")).verdict is MEETS
    assert judge(number, None).verdict is judge(words, Value(declared="")).verdict is PENDING
    assert judge(number, typed("12.5", Unit(name="µm"))).verdict is UNDECIDED
    assert judge(number, Value(declared="round")).verdict is UNDECIDED
    assert judge(words, typed("12.5")).verdict is UNDECIDED
    assert judge(words, "round").verdict is UNDECIDED


@pytest.mark.parametrize(
    ("text", "action"), [("71", False), ("70.9", True), ("69", True), ("> 71", False), ("< 80", True), ("71.0", False)]
)
def test_an_action_limit_asks_for_a_deviation_and_leaves_the_verdict(text: str, *, action: bool) -> None:
    bounds, warned = bound(K.AT_LEAST, "70"), bound(K.AT_LEAST, "71", Rounding.AS_MEASURED)
    said = judge(replace(line(bounds), action=(warned,)), typed(text))
    assert said.action is action
    assert said.verdict is verdict(line(bounds), text)


@pytest.mark.parametrize("text", ["10", "90"])
def test_what_a_person_calls_invalid_is_invalid_and_says_which_criterion(text: str) -> None:
    said = judge(line(bound(K.AT_MOST, "50")), Value(reading=typed(text), invalid="lysed control"))
    assert (said.verdict, said.cause, said.about) == (INVALID, C.CRITERION_FAILED, "lysed control")
    assert said.failing is (text == "90")


def test_not_obtained_is_said_before_everything_else() -> None:
    said = judge(line(bound(K.AT_MOST, "50")), Value(not_obtained=True, invalid="control"))
    assert (said.verdict, said.cause) == (NOT_OBTAINED, C.NOT_OBTAINED)


def test_a_number_and_a_word_together_are_no_result() -> None:
    for test in (STERILITY, line(bound(K.AT_LEAST, "70"))):
        said = judge(test, Value(reading=typed("94"), outcome="no_growth"))
        assert (said.verdict, said.cause) == (UNDECIDED, C.TWO_RESULTS)
    assert judge(STERILITY, Value(reading=typed("94"), outcome="growth")).failing


def test_a_word_is_never_a_result_of_a_line_that_asks_a_number() -> None:
    assert judge(line(bound(K.AT_LEAST, "70")), Value(declared="94")).verdict is UNDECIDED


@pytest.mark.parametrize("kind", [TestKind.COMPUTED, TestKind.ANY_OF])
def test_a_line_that_is_made_is_never_typed(kind: TestKind) -> None:
    test = replace(line(bound(K.AT_LEAST, "70")), kind=kind)
    assert judge(test, typed("94")).cause is C.NEVER_TYPED
    assert judge(test, typed("94")).verdict is UNDECIDED
    assert judge(test, None).verdict is PENDING
