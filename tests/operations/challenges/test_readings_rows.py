"""A unit's own readings against their limits: the traps of release.md sections 4 and 12, row by row."""

import pytest

from tests.operations.challenges.asking import said

LONG = "0.4999999999999999999999999999999999999999"

ROUNDED = [
    ("9.6", ">= 10", "decimals", "MEETS", "10"),
    ("9.6", ">= 10", "significant", "OUT", ""),
    ("9.6", ">= 10", "as_measured", "OUT", ""),
    ("79.5", ">= 80", "decimals", "MEETS", "80"),
    ("79.5", ">= 80", "significant", "MEETS", "80"),
    ("79.49", ">= 80", "decimals", "OUT", "79"),
    ("79.4999999999999999999999999999999999999999", ">= 80", "decimals", "OUT", "79"),
    ("9.5", ">= 10.0", "decimals", "OUT", ""),
    ("9.95", ">= 10.0", "decimals", "MEETS", "10.0"),
    ("460000", ">= 500000", "decimals", "OUT", ""),
    ("0.46", ">= 0.5", "decimals", "MEETS", "0.5"),
    ("0.44", ">= 0.5", "decimals", "OUT", "0.4"),
    ("0.46", ">= 0.50", "decimals", "OUT", ""),
    ("0.0965", ">= 0.097", "significant", "MEETS", "0.097"),
    ("123456", "<= 120000", "significant", "OUT", ""),
    ("0.54", "<= 0.5", "decimals", "MEETS", "0.5"),
    ("0.55", "<= 0.5", "decimals", "OUT", "0.6"),
    ("0.55", "<= 0.5", "significant", "OUT", "0.6"),
    ("1.95", "2 to 8", "decimals", "MEETS", "2"),
    ("8.49", "2 to 8", "decimals", "MEETS", "8"),
    ("8.5", "2 to 8", "decimals", "OUT", "9"),
    ("8.04", "2.0 to 8.0", "decimals", "MEETS", "8.0"),
    ("8.05", "2.0 to 8.0", "decimals", "OUT", "8.1"),
    ("8.04", "2 to 8.0", "decimals", "MEETS", "8"),  # 8 by one end and 8.0 by the other are one number
    ("8.44", "2 to 8.0", "decimals", "OUT", ""),  # 8 by one end and 8.4 by the other are not
    ("1.96", "2.0 to 8", "decimals", "MEETS", "2.0"),
]


@pytest.mark.parametrize(("text", "limit", "rounding", "verdict", "compared"), ROUNDED)
def test_a_limit_that_includes_its_value_rounds_by_the_rule_that_was_chosen(
    text: str, limit: str, rounding: str, verdict: str, compared: str
) -> None:
    row = {"text": text, "limit": limit, "rounding": rounding}
    assert said("readings", row, "verdict", "compared") == (verdict, compared)


EXACT = [
    ("5", "< 5", "OUT"),
    ("4.9999999999999999999999999999999999999999", "< 5", "MEETS"),
    ("0.5", "> 0.5", "OUT"),
    ("0.5000000000000000000000000000000000000001", "> 0.5", "MEETS"),
    (LONG, "> 0.5", "OUT"),
    ("8", "10 +- 20 %", "MEETS"),
    ("12", "10 ± 20 %", "MEETS"),
    ("12.0000000000000000000000000000000000000001", "10 +- 20%", "OUT"),
    ("7.9999999999999999999999999999999999999999", "10 +/- 20 %", "OUT"),
    ("7.96", "10 +- 20 %", "OUT"),
    ("1495", "1500.5 +- 0.4 %", "MEETS"),
]


@pytest.mark.parametrize(("text", "limit", "verdict"), EXACT)
def test_strict_limits_and_per_cent_are_compared_exactly(text: str, limit: str, verdict: str) -> None:
    assert said("readings", {"text": text, "limit": limit}, "verdict", "compared") == (verdict, "")


SIGNED = [
    ("<0.5", "<= 0.5", "decimals", "", "MEETS", "within"),
    ("<0.5", "< 0.5", "", "", "MEETS", "within"),
    ("< 0.5", "< 0.5", "", "", "MEETS", "within"),
    ("<=0.5", "<= 0.5", "decimals", "", "MEETS", "within"),
    ("≤0.5", "< 0.5", "", "", "UNDECIDED", "straddles_bound"),
    ("<0.6", "<= 0.5", "decimals", "", "UNDECIDED", "straddles_bound"),
    ("<0.54", "<= 0.5", "decimals", "", "UNDECIDED", "straddles_bound"),  # compared as typed, unrounded
    ("<0.5", ">= 0.5", "decimals", "", "OUT", "beyond_bound"),
    ("≤0.5", ">= 0.5", "decimals", "", "UNDECIDED", "straddles_bound"),
    ("<0.5", "> 0.5", "", "", "OUT", "beyond_bound"),
    ("≤0.5", "> 0.5", "", "", "OUT", "beyond_bound"),
    (">98", ">= 98", "decimals", "", "MEETS", "within"),
    (">98", "> 98", "", "", "MEETS", "within"),
    ("≥98", "> 98", "", "", "UNDECIDED", "straddles_bound"),
    (">97.9", ">= 98", "decimals", "", "UNDECIDED", "straddles_bound"),
    (">98", "< 98", "", "", "OUT", "beyond_bound"),
    (">95", "90 to 100", "as_measured", "", "UNDECIDED", "straddles_bound"),
    (">95", "90 to 100", "as_measured", "0 to 100", "MEETS", "within"),
    ("<5", ">= 0", "as_measured", "0 to 100", "MEETS", "within"),
    ("<5", "0 to 5", "as_measured", "0 to 100", "MEETS", "within"),
    ("<5", "0 to 5", "as_measured", "", "UNDECIDED", "straddles_bound"),
    ("<1", "2 to 8", "decimals", "", "OUT", "beyond_bound"),
    ("<4", "10 +- 20 %", "", "", "OUT", "beyond_bound"),
]


@pytest.mark.parametrize(("text", "limit", "rounding", "possible", "verdict", "cause"), SIGNED)
def test_a_signed_reading_meets_only_if_all_it_allows_does_and_is_out_only_if_nothing_does(
    text: str, limit: str, rounding: str, possible: str, verdict: str, cause: str
) -> None:
    row = {"text": text, "limit": limit, "rounding": rounding, "possible": possible}
    assert said("readings", row, "verdict", "compared", "cause") == (verdict, "", cause)


REFUSED = [
    ("+5", "< 5", "not_a_reading"),
    ("1e3", "< 5", "not_a_reading"),
    ("1 000", "< 5", "not_a_reading"),
    ("1,000.5", "< 5", "not_a_reading"),
    ("12 %", "< 5", "not_a_reading"),
    (".5", "< 5", "not_a_reading"),
    ("5.", "< 5", "not_a_reading"),
    ("\u22125", "< 5", "not_a_reading"),
    ("-5", "< 5", "not_a_reading"),
    ("٣", "< 5", "not_a_reading"),
    ("<  0.5", "< 5", "not_a_reading"),
    ("<<0.5", "< 5", "not_a_reading"),
    ("4,9", "< 5", "wrong_separator"),
    ("9" * 65, "< 5", "not_a_reading"),
    ("nan", "< 5", "not_a_reading"),
]


@pytest.mark.parametrize(("text", "limit", "kind"), REFUSED)
def test_what_is_no_reading_is_refused_and_never_judged(text: str, limit: str, kind: str) -> None:
    assert said("readings", {"text": text, "limit": limit}) == (kind,)


@pytest.mark.parametrize("text", [" 4.9 ", "\t4.9", "4.9\u00a0"])
def test_blanks_at_the_ends_are_removed(text: str) -> None:
    assert said("readings", {"text": text, "limit": "< 5"}, "verdict") == ("MEETS",)


@pytest.mark.parametrize("text", ["", " ", "\u00a0\t"])
def test_nothing_typed_is_pending(text: str) -> None:
    assert said("readings", {"text": text, "limit": "< 5"}, "verdict", "cause") == ("PENDING", "nothing_yet")


UNITS = [
    ({"unit": "copies", "denominator": "cell", "limit_unit": "copies", "limit_denominator": "transduced cell"}, False),
    ({"unit": "copies", "denominator": "cell", "limit_denominator": "transduced cell"}, False),
    ({"unit": "copies", "denominator": "cell", "limit_unit": "copies"}, False),
    ({"unit": "copies", "denominator": "cell", "limit_unit": "copies", "limit_denominator": "cell"}, True),
    ({"unit": "copies", "denominator": "cell", "limit_denominator": "cell"}, True),
    ({"unit": "copies", "denominator": "cell"}, True),
    ({"unit": "%", "limit_unit": "‰"}, False),
    ({"unit": "EU/mL", "limit_unit": "eu/ml"}, False),
    ({"limit_unit": "%"}, False),
]


@pytest.mark.parametrize(("units", "compared"), UNITS)
def test_another_unit_or_denominator_is_undecided_and_never_converted(units: dict[str, str], *, compared: bool) -> None:
    row = {"text": "1.45", "limit": "< 5"} | units
    expected = ("MEETS", "within") if compared else ("UNDECIDED", "other_unit")
    assert said("readings", row, "verdict", "cause") == expected


POSSIBLE = [
    ("101", "0 to 100", "outside_possible"),
    ("100", "0 to 100", "MEETS"),
    ("-1", "0 to 100", "outside_possible"),
    ("-150.5", "-200 to 60", "MEETS"),
    ("<0", "0 to 100", "outside_possible"),
    (">100", "0 to 100", "outside_possible"),
    (">99", "100 to 0", "not_a_range"),
    ("99", "0-100", "not_a_range"),
    ("99", "0 to 0", "not_a_range"),
    ("99", "0 to 100,5", "wrong_separator"),
]


@pytest.mark.parametrize(("text", "possible", "given"), POSSIBLE)
def test_what_is_not_possible_at_all_is_refused(text: str, possible: str, given: str) -> None:
    row = {"text": text, "limit": "<= 100 and > -180", "rounding": "decimals", "possible": possible}
    assert said("readings", row, "verdict") == (given,)


LIMITS = [
    ("", "column_empty"),
    ("70", "not_a_limit"),
    (">= 70 %", "not_a_limit"),
    (">= 7 0", "not_a_limit"),
    ("=> 70", "not_a_limit"),
    (">= 70 and", "not_a_limit"),
    (">= 70 or <= 60", "not_a_limit"),
    (">= 1e2", "not_a_limit"),
    (">= 070", "not_a_limit"),
    ("8 to 2", "limit_contradicts"),
    (">= 80 and < 80", "limit_contradicts"),
    ("> 80 and <= 70", "limit_contradicts"),
    ("10 +- 0 %", "not_a_limit"),
    ("10 +- 100 %", "not_a_limit"),
    ("0 +- 20 %", "not_a_limit"),
    ("-10 +- 20 %", "not_a_limit"),
    (">= 70,5", "wrong_separator"),
    (">= " + "9" * 65, "not_a_limit"),
    (">= 70" + " " * 600 + "and < 80", "not_a_limit"),
]


@pytest.mark.parametrize(("limit", "kind"), LIMITS)
def test_what_is_no_limit_is_refused(limit: str, kind: str) -> None:
    assert said("readings", {"text": "75", "limit": limit, "rounding": "decimals"}) == (kind,)


ROUNDING = [
    (">= 70", "", "rounding_missing"),
    ("<= 70", "", "rounding_missing"),
    ("60 to 70", "", "rounding_missing"),
    ("> 5 and <= 70", "", "rounding_missing"),
    ("> 5 and <= 70", "decimals", "MEETS"),
    ("< 80", "decimals", "rounding_not_allowed"),
    ("> 60", "as_measured", "rounding_not_allowed"),
    ("70 +- 20 %", "decimals", "rounding_not_allowed"),
    ("<= 70", "half_even", "not_one_of"),
    ("<= 70", "Decimals", "MEETS"),
]


@pytest.mark.parametrize(("limit", "rounding", "given"), ROUNDING)
def test_a_rounding_rule_is_asked_where_it_counts_and_refused_where_it_does_not(
    limit: str, rounding: str, given: str
) -> None:
    assert said("readings", {"text": "70", "limit": limit, "rounding": rounding}, "verdict") == (given,)


def test_only_the_side_that_includes_its_value_is_rounded() -> None:
    row = {"limit": ">= 70 and < 90", "rounding": "decimals"}
    assert said("readings", row | {"text": "69.5"}, "verdict") == ("MEETS",)
    assert said("readings", row | {"text": "89.9"}, "verdict") == ("MEETS",)
    assert said("readings", row | {"text": "90"}, "verdict") == ("OUT",)


@pytest.mark.parametrize(
    ("text", "limit", "possible", "given"),
    [
        ("9,6", ">= 10", "", "MEETS"),
        ("9,6", ">= 9,65", "0 to 99,5", "OUT"),
        ("9.6", ">= 10", "", "wrong_separator"),
        ("9,6", ">= 9.5", "", "wrong_separator"),
    ],
)
def test_a_comma_counts_for_every_number_of_its_row(text: str, limit: str, possible: str, given: str) -> None:
    row = {"text": text, "limit": limit, "rounding": "decimals", "possible": possible, "separator": ","}
    assert said("readings", row, "verdict") == (given,)


def test_another_separator_than_point_and_comma_is_refused() -> None:
    assert said("readings", {"text": "1", "limit": "< 5", "separator": "'"}) == ("not_one_of",)


def test_a_no_break_space_in_a_limit_is_a_blank() -> None:
    assert said("readings", {"text": "12", "limit": "10\u00a0+-\u00a020\u00a0%"}, "verdict") == ("MEETS",)
