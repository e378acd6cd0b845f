"""Computed lines: exact, fail closed, shown with the figures that decide (release.md sections 4, 5 and 12)."""

import pytest

from tests.operations.challenges.asking import said

TRANSDUCED = "bulk / car * 100"
ONES = "1" * 40

ROWS = [
    (TRANSDUCED, "bulk=1.45; car=26.0", "< 5", "OUT", "5.576923076923076923076923076923076923077"),
    ("bulk", "bulk=1.45", "<= 10", "MEETS", "1.45"),
    (TRANSDUCED, "bulk=1.6; car=37", "< 5", "MEETS", "4.324324324324324324324324324324324324324"),
    (TRANSDUCED, "bulk=1.3; car=26", "<= 5", "MEETS", "5"),
    (TRANSDUCED, "bulk=1.3; car=26", "< 5", "OUT", "5"),
    (TRANSDUCED, "bulk=1.3000000000000000000000000000000000000001; car=26", "<= 5", "OUT", None),
    ("5 * patient.weight / v", "patient.weight=70; v=100", "<= 3.5", "MEETS", "3.5"),
    ("a + b * c", "a=1; b=2; c=3", "7 to 8", "MEETS", "7"),
    ("(a + b) * c", "a=1; b=2; c=3", "> 9", "OUT", "9"),
    ("a - b - c", "a=1; b=2; c=3", "< 0", "MEETS", "-4"),
    ("a / b / c", "a=12; b=2; c=3", "2 +- 10 %", "MEETS", "2"),
    ("min(a, b, 3)", "a=4; b=5", ">= 3", "MEETS", "3"),
    ("max(a, b)", "a=0.1; b=0.3", "<= 0.2", "OUT", "0.3"),
    ("1 + 1", "", "2 to 3", "MEETS", "2"),
    ("a - 0.3", "a=0.3", "<= 0", "MEETS", "0"),
    ("a", f"a={ONES}", f"<= {ONES}", "MEETS", ONES),
    ("9.6 + 0", "", ">= 10", "OUT", "9.6"),
    ("cells * car / 100 * cd3 / 100", "cells=1000; car=40; cd3=90", ">= 360", "MEETS", "360"),
]


@pytest.mark.parametrize(("formula", "values", "limit", "verdict", "value"), ROWS)
def test_a_computed_value_is_exact_and_never_rounded(
    formula: str, values: str, limit: str, verdict: str, value: str | None
) -> None:
    given = said("computed", {"formula": formula, "values": values, "limit": limit}, "verdict", "value")
    assert given[0] == verdict
    assert value is None or given[1] == value


SIGNED = [
    ("a * 2", "a=<0.5", "< 1", "MEETS", "< 1"),
    ("a * 2", "a=<0.5", "<= 1", "MEETS", "< 1"),
    ("a * 2", "a=<=0.5", "< 1", "UNDECIDED", "≤ 1"),
    ("a * 2", "a=≤ 0.5", "<= 1", "MEETS", "≤ 1"),
    ("a * 2", "a=<0.5", "< 0.9", "UNDECIDED", "< 1"),
    ("a * 2", "a=>0.5", "<= 1", "OUT", "> 1"),
    ("100 / a", "a=>50", "< 2", "MEETS", None),
    ("a / b", "a=1; b=<5", "< 5", "UNDECIDED", ""),
]


@pytest.mark.parametrize(("formula", "values", "limit", "verdict", "value"), SIGNED)
def test_signed_values_allow_what_they_allow(
    formula: str, values: str, limit: str, verdict: str, value: str | None
) -> None:
    given = said("computed", {"formula": formula, "values": values, "limit": limit}, "verdict", "value")
    assert given[0] == verdict
    assert value is None or given[1] == value


GAPS = [
    (TRANSDUCED, "bulk=1.45; car=", "PENDING", "input_pending"),
    (TRANSDUCED, "bulk=; car=", "PENDING", "input_pending"),
    (TRANSDUCED, "bulk=1.45", "UNDECIDED", "fact_missing"),
    (TRANSDUCED, "", "UNDECIDED", "fact_missing"),
    (TRANSDUCED, "bulk=1.45; car=0", "UNDECIDED", "no_quotient"),
    ("a / (b - c)", "a=1; b=2; c=2", "UNDECIDED", "no_quotient"),
    ("patient.weight", "patient.weight=", "UNDECIDED", "fact_missing"),
    ("bags.car_cells", "", "UNDECIDED", "fact_missing"),
]


@pytest.mark.parametrize(("formula", "values", "verdict", "cause"), GAPS)
def test_what_is_missing_is_named_and_never_guessed(formula: str, values: str, verdict: str, cause: str) -> None:
    row = {"formula": formula, "values": values, "limit": "< 5"}
    assert said("computed", row, "verdict", "value", "shown", "cause") == (verdict, "", "", cause)


REFUSED = [
    ({"formula": ""}, "column_empty"),
    ({"limit": ""}, "column_empty"),
    ({"formula": "bulk /"}, "not_a_formula"),
    ({"formula": "-bulk"}, "not_a_formula"),
    ({"formula": "bulk ** 2"}, "not_a_formula"),
    ({"formula": "__import__('os')"}, "not_a_formula"),
    ({"formula": "1,5 * bulk"}, "not_a_formula"),
    ({"formula": "(" * 30 + "bulk" + ")" * 30}, "not_a_formula"),
    ({"formula": "bulk" + " " * 600}, "MEETS"),
    ({"formula": "bulk +" + " " * 600 + "bulk"}, "not_a_formula"),
    ({"values": "bulk 1.45"}, "not_named_values"),
    ({"values": "Bulk=1.45"}, "not_named_values"),
    ({"values": "bulk=1.45; bulk=1.45"}, "not_named_values"),
    ({"values": "bulk=1.45 copies"}, "not_a_reading"),
    ({"values": "bulk=1,45"}, "wrong_separator"),
    ({"values": "bulk=-1"}, "not_a_reading"),
    ({"limit": "= 5"}, "not_a_limit"),
]


@pytest.mark.parametrize(("cells", "kind"), REFUSED)
def test_what_cannot_be_asked_is_refused(cells: dict[str, str], kind: str) -> None:
    row = {"formula": "bulk", "values": "bulk=1.45", "limit": "< 5"} | cells
    assert said("computed", row, "verdict") == (kind,)


def test_a_certificate_shows_three_figures_more_than_the_limit() -> None:
    row = {"formula": TRANSDUCED, "values": "bulk=1.45; car=26.0", "limit": "< 5"}
    assert said("computed", row, "shown") == ("5.577",)


def test_a_value_close_to_its_limit_is_shown_on_its_own_side() -> None:
    row = {"formula": "a", "values": "a=4.999999", "limit": "< 5"}
    assert said("computed", row, "verdict", "shown") == ("MEETS", "4.999999")


def test_a_comma_counts_for_values_and_limit_but_not_for_the_formula() -> None:
    row = {"formula": "a * 0.5", "values": "a=1,5", "limit": "<= 0,75", "separator": ","}
    assert said("computed", row, "verdict", "value") == ("MEETS", "0.75")
