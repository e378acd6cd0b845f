"""Spans of exact numbers: every operation holds every value its operands allow, and says of a zero divisor nothing."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbench.domain.span import Span, add, divide, greatest, least, multiply, only, subtract

EXAMPLES = settings(deadline=None, max_examples=300)
SMALL = st.fractions(min_value=-5, max_value=5, max_denominator=4)
MOVES = {
    add: lambda x, y: x + y,
    subtract: lambda x, y: x - y,
    multiply: lambda x, y: x * y,
    divide: lambda x, y: x / y,
}


def span(low: int | None, high: int | None, *, low_open: bool = False, high_open: bool = False) -> Span:
    return Span(
        low=None if low is None else Fraction(low),
        high=None if high is None else Fraction(high),
        low_open=low_open,
        high_open=high_open,
    )


@st.composite
def spans_with_a_value(draw: st.DrawFn) -> tuple[Span, Fraction]:
    """Give a span and a value inside it, on a closed end as often as not."""
    value = draw(SMALL)
    below, above = draw(st.none() | st.fractions(0, 3, max_denominator=3)), draw(st.none() | st.fractions(0, 3))
    made = Span(
        low=None if below is None else value - below,
        high=None if above is None else value + above,
        low_open=bool(below) and draw(st.booleans()),
        high_open=bool(above) and draw(st.booleans()),
    )
    assert made.holds(value)
    return made, value


@EXAMPLES
@given(st.sampled_from(list(MOVES)), spans_with_a_value(), spans_with_a_value())
def test_an_operation_holds_what_it_gives_for_every_value(
    move: object, first: tuple[Span, Fraction], second: tuple[Span, Fraction]
) -> None:
    (a, x), (b, y) = first, second
    made = move(a, b)  # type: ignore[operator]
    if made is None:
        assert move is divide
        assert b.holds(Fraction(0))
    else:
        assert made.holds(MOVES[move](x, y))  # type: ignore[index]


@EXAMPLES
@given(st.lists(spans_with_a_value(), min_size=1, max_size=4))
def test_the_least_and_the_greatest_hold_those_of_every_choice(given_spans: list[tuple[Span, Fraction]]) -> None:
    spans, values = [s for s, _ in given_spans], [v for _, v in given_spans]
    assert least(spans).holds(min(values))
    assert greatest(spans).holds(max(values))


@EXAMPLES
@given(st.sampled_from(list(MOVES)), SMALL, SMALL)
def test_two_exact_values_give_one_exact_value(move: object, x: Fraction, y: Fraction) -> None:
    made = move(only(x), only(y))  # type: ignore[operator]
    if move is divide and not y:
        assert made is None
    else:
        assert made == only(MOVES[move](x, y))  # type: ignore[index]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (add(span(1, 2, high_open=True), span(3, None)), span(4, None)),
        (add(span(1, 2, high_open=True), span(3, 4)), span(4, 6, high_open=True)),
        (add(span(1, 2, low_open=True), span(3, 4)), span(4, 6, low_open=True)),
        (subtract(span(1, 2), span(0, 1, low_open=True)), span(0, 2, high_open=True)),
        (multiply(span(-2, 3), span(-5, 4)), span(-15, 12)),
        (multiply(span(0, 1, low_open=True), span(1, None)), span(0, None, low_open=True)),
        (multiply(span(0, 0), span(None, None)), span(0, 0)),
        (multiply(span(0, 2), span(1, 3, high_open=True)), span(0, 6, high_open=True)),
        (multiply(span(None, -1), span(None, -1)), span(1, None)),
        (least([span(1, 5), span(2, 3, high_open=True)]), span(1, 3, high_open=True)),
        (least([span(1, 3), span(2, 3, high_open=True)]), span(1, 3, high_open=True)),
        (greatest([span(1, 5), span(1, 6, low_open=True)]), span(1, 6, low_open=True)),
        (greatest([span(1, 5), span(1, 7, low_open=True)]), span(1, 7, low_open=True)),
        (greatest([span(None, 2), span(1, 1)]), span(1, 2)),
    ],
)
def test_ends_are_exact_and_stay_open_where_they_are_not_reached(made: Span, expected: Span) -> None:
    assert made == expected


@pytest.mark.parametrize("divisor", [span(0, 0), span(0, 1), span(-1, 0), span(-1, 1), span(None, None), span(0, None)])
def test_a_divisor_that_may_be_zero_gives_no_span(divisor: Span) -> None:
    assert divide(only(Fraction(1)), divisor) is None


def test_a_divisor_that_comes_near_zero_but_never_is_gives_one_without_end() -> None:
    assert divide(only(Fraction(1)), span(0, 4, low_open=True)) == Span(low=Fraction(1, 4))
    assert divide(only(Fraction(1)), span(-4, 0, high_open=True)) == Span(high=Fraction(-1, 4))
    assert divide(only(Fraction(1)), span(2, None)) == Span(low=Fraction(0), high=Fraction(1, 2), low_open=True)


def test_a_value_that_comes_twice_makes_the_span_too_wide_and_never_too_narrow() -> None:
    share = span(1, 3)
    assert subtract(share, share) == span(-2, 2)


@pytest.mark.parametrize(
    ("one", "empty"),
    [(span(1, 1), False), (span(1, 1, low_open=True), True), (span(2, 1), True), (span(None, 1), False)],
)
def test_a_span_is_empty_where_no_value_lies_between_its_ends(one: Span, *, empty: bool) -> None:
    assert one.empty is empty
    assert one.exact == (Fraction(1) if one == span(1, 1) else None)
