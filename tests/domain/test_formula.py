"""Formulas of a product file: what is one, what it gives, exactly, and what is refused where."""

import operator
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbench.domain.formula import DEEPEST, LONGEST, FormulaBroken, evaluate, parse
from carbench.domain.span import Span, only

EXAMPLES = settings(deadline=None, max_examples=300)
NAMES = ("a", "b2", "patient.weight", "bags.car_cells")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("8 - 3 - 2", "3"),
        ("8 / 4 / 2", "1"),
        ("2 * 3 / 4", "3/2"),
        ("1 - 2 + 3", "2"),
        ("0.1 + 0.2", "3/10"),
        ("1 / 3 * 3", "1"),
        ("min(3, 1, 2) + max(4, 5)", "6"),
        ("max(1)", "1"),
        ("min(max(1, 2), 3 * (1 + 1))", "2"),
        ("  7  ", "7"),
        ("0007.50", "15/2"),
    ],
)
def test_a_formula_is_worked_out_as_it_is_read_at_school_and_exactly(text: str, value: str) -> None:
    assert evaluate(parse(text), {}) == only(Fraction(value))


def test_a_formula_names_what_it_is_made_from() -> None:
    read = parse("5 * patient.weight / max(infusion.volume / infusion.hours, car_positive) * min(car_positive, 2)")
    assert read.names == {"patient.weight", "infusion.volume", "infusion.hours", "car_positive"}


@pytest.mark.parametrize(
    ("text", "position"),
    [
        *(("", 0), ("1 +", 3), ("* 2", 0), ("-1", 0), ("1 - -1", 4), ("1 2", 2), ("a b", 2), ("1e5", 1), ("()", 1)),
        *(("(1", 2), ("1)", 1), ("min", 3), ("min()", 4), ("min(1,)", 6), ("max 1", 4), ("sum(1)", 3), ("a.", 1)),
        *((".5", 0), ("5.", 1), ("1,5", 1), ("A", 0), ("a.B", 1), ("_a", 0), ("a ** 2", 3), ("a // 2", 3)),
        *(("a^2", 1), ("a%", 1), ("1\n", 1), ("1\t+ 1", 1), ("٣", 0), ("½", 0), ("a × 2", 2), ("__import__", 0)),
        *(("a[0]", 1), ("'a'", 0), ("a;b", 1), ("a = 1", 2), ("1_000", 1)),
    ],
)
def test_what_is_no_formula_is_refused_where_it_breaks(text: str, position: int) -> None:
    with pytest.raises(FormulaBroken) as refused:
        parse(text)
    assert refused.value.position == position
    assert refused.value.expected


def test_a_formula_may_be_as_long_and_as_deep_as_is_said_and_no_more() -> None:
    assert evaluate(parse("1" * LONGEST), {}) == only(Fraction("1" * LONGEST))
    assert evaluate(parse("(" * DEEPEST + "1" + ")" * DEEPEST), {}) == only(Fraction(1))
    for text in ("1" * (LONGEST + 1), "(" * (DEEPEST + 1) + "1" + ")" * (DEEPEST + 1), "max(" * 30 + "1" + ")" * 30):
        with pytest.raises(FormulaBroken):
            parse(text)


def test_a_long_chain_of_signs_is_no_deep_formula() -> None:
    assert evaluate(parse("+".join("1" * 250)), {}) == only(Fraction(250))


@pytest.mark.parametrize("text", ["a", "a + 1", "1 / a", "min(a, 1)"])
def test_a_name_without_a_value_leaves_a_formula_without_one(text: str) -> None:
    assert evaluate(parse(text), {"b": only(Fraction(1))}) is None


@pytest.mark.parametrize(
    "divisor", [only(Fraction(0)), Span(low=Fraction(0), high=Fraction(1)), Span(high=Fraction(1)), Span()]
)
def test_a_formula_that_may_divide_by_zero_gives_nothing(divisor: Span) -> None:
    assert evaluate(parse("1 + 1 / a"), {"a": divisor}) is None


def test_a_reading_that_allows_no_value_leaves_a_formula_without_one() -> None:
    none = Span(low=Fraction(100), high=Fraction(100), low_open=True)
    for text in ("a", "a * 0", "min(a, 1)"):
        assert evaluate(parse(text), {"a": none}) is None


Work = Callable[[dict[str, Fraction]], Fraction]
Written = tuple[str, Work]
"""A formula's text, and the same worked out by Python's own fractions."""

SIGNS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


def number(text: str) -> Written:
    return text, lambda _: Fraction(text)


def name(text: str) -> Written:
    return text, lambda values: values[text]


def two(first: Written, sign: str, second: Written) -> Written:
    (a, x), (b, y) = first, second
    return f"({a} {sign} {b})", lambda values: SIGNS[sign](x(values), y(values))


def choice(word: str, parts: list[Written]) -> Written:
    pick = min if word == "min" else max
    return f"{word}({', '.join(t for t, _ in parts)})", lambda values: pick(work(values) for _, work in parts)


FORMULAS = st.recursive(
    st.sampled_from(["0", "1", "2.50", "0.125", "37"]).map(number) | st.sampled_from(NAMES).map(name),
    lambda parts: (
        st.builds(two, parts, st.sampled_from("+-*/"), parts)
        | st.builds(choice, st.sampled_from(["min", "max"]), st.lists(parts, min_size=1, max_size=3))
    ),
    max_leaves=8,
)
QUARTERS = st.integers(-12, 12).map(lambda n: Fraction(n, 4))
FOUR_QUARTERS = st.lists(QUARTERS, min_size=4, max_size=4)


def worked_out(work: Work, values: dict[str, Fraction]) -> Fraction | None:
    try:
        return work(values)
    except ZeroDivisionError:
        return None


@EXAMPLES
@given(FORMULAS, FOUR_QUARTERS)
def test_a_formula_of_exact_values_gives_what_fractions_give(written: Written, values: list[Fraction]) -> None:
    text, work = written
    known = dict(zip(NAMES, values, strict=True))
    expected = worked_out(work, known)
    made = evaluate(parse(text), {name: only(value) for name, value in known.items()})
    assert made == (None if expected is None else only(expected))


@EXAMPLES
@given(FORMULAS, FOUR_QUARTERS, FOUR_QUARTERS, st.integers(0, 3))
def test_a_formula_of_spans_holds_what_it_gives_for_every_value_in_them(
    written: Written, lows: list[Fraction], widths: list[Fraction], place: int
) -> None:
    text, work = written
    spans = {n: Span(low=low, high=low + abs(w)) for n, low, w in zip(NAMES, lows, widths, strict=True)}
    inside = {n: low + abs(w) * place / 3 for n, low, w in zip(NAMES, lows, widths, strict=True)}
    made, expected = evaluate(parse(text), spans), worked_out(work, inside)
    if made is not None:
        assert expected is not None
        assert made.holds(expected)
