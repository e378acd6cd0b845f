"""Alternatives: one that meets is enough, all must fail to fail (release.md section 12)."""

import pytest

from tests.operations.challenges.asking import said


def row(*alternatives: tuple[str, str], rounding: str = "") -> dict[str, str]:
    """Write alternatives of text and limit into their columns, the place of an empty limit left free."""
    cells: dict[str, str] = {}
    for n, (text, limit) in enumerate(alternatives, 1):
        cells |= {f"text_{n}": text, f"limit_{n}": limit}
        if "=" in limit:
            cells[f"rounding_{n}"] = rounding
    return cells


SURVIVAL = "< 70"
DIFFERENCE = "> 50"

TOGETHER = [
    ([("14.9", SURVIVAL), ("90.9", DIFFERENCE)], "MEETS", "one_meets", "1"),
    ([("40.4", SURVIVAL), ("50", DIFFERENCE)], "MEETS", "one_meets", "1"),
    ([("70", SURVIVAL), ("50.1", DIFFERENCE)], "MEETS", "one_meets", "2"),
    ([("70", SURVIVAL), ("50", DIFFERENCE)], "OUT", "none_meets", "1 2"),
    ([("14.9", SURVIVAL), ("", DIFFERENCE)], "MEETS", "one_meets", "1"),
    ([("", SURVIVAL), ("90.9", DIFFERENCE)], "MEETS", "one_meets", "2"),
    ([("70", SURVIVAL), ("", DIFFERENCE)], "PENDING", "nothing_yet", "2"),
    ([("", SURVIVAL), ("", DIFFERENCE)], "PENDING", "nothing_yet", "1"),
    ([("<80", SURVIVAL), ("50", DIFFERENCE)], "UNDECIDED", "straddles_bound", "1"),
    ([("<80", SURVIVAL), ("", DIFFERENCE)], "PENDING", "nothing_yet", "2"),
    ([("<80", SURVIVAL), ("51", DIFFERENCE)], "MEETS", "one_meets", "2"),
    ([("<80", SURVIVAL), ("<80", SURVIVAL)], "UNDECIDED", "straddles_bound", "1"),
    ([("80", SURVIVAL)], "OUT", "none_meets", "1"),
    ([("60", SURVIVAL)], "MEETS", "one_meets", "1"),
    ([("80", SURVIVAL), ("40", DIFFERENCE), ("1", "< 1"), ("2", "> 1")], "MEETS", "one_meets", "4"),
    ([("80", SURVIVAL), ("40", DIFFERENCE), ("1", "< 1"), ("1", "> 1")], "OUT", "none_meets", "1 2 3 4"),
]


@pytest.mark.parametrize(("alternatives", "verdict", "cause", "about"), TOGETHER)
def test_one_that_meets_is_enough_and_only_all_that_fail_fail(
    alternatives: list[tuple[str, str]], verdict: str, cause: str, about: str
) -> None:
    assert said("alternatives", row(*alternatives), "verdict", "cause", "about") == (verdict, cause, about)


def test_each_alternative_is_answered_and_one_that_is_not_there_is_empty() -> None:
    cells = row(("9.6", ">= 10"), ("", "< 5"), rounding="decimals")
    assert said("alternatives", cells, "verdict_1", "verdict_2", "verdict_3") == ("MEETS", "PENDING", "")


def test_alternatives_may_leave_a_number_out() -> None:
    cells = {"limit_1": "< 1", "text_1": "1", "limit_3": "< 2", "text_3": "1"}
    assert said("alternatives", cells, "verdict", "verdict_2", "verdict_3") == ("MEETS", "", "MEETS")


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({}, "column_empty"),
        ({"text_1": "5"}, "column_empty"),
        ({"limit_1": "< 5", "text_2": "5"}, "column_empty"),
        ({"limit_1": "< 5", "rounding_2": "decimals"}, "column_empty"),
        ({"limit_1": "< 5", "possible_4": "0 to 1"}, "column_empty"),
        ({"limit_1": ">= 5"}, "rounding_missing"),
        ({"limit_1": "< 5", "rounding_1": "decimals"}, "rounding_not_allowed"),
        ({"limit_1": "< 5", "text_1": "4,9"}, "wrong_separator"),
        ({"limit_1": "< 5", "text_1": "101", "possible_1": "0 to 100"}, "outside_possible"),
        ({"limit_1": "< 5", "text_1": "five"}, "not_a_reading"),
    ],
)
def test_what_cannot_be_asked_is_refused(cells: dict[str, str], kind: str) -> None:
    assert said("alternatives", cells) == (kind,)
