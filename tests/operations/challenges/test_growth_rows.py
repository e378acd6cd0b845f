"""Rows that ask for growth, as a hospital writes them."""

from decimal import ROUND_HALF_UP, Decimal

import pytest

from carbench.domain.count_errors import NotAnEvent, NotOneQuestion, TakingImpossible
from carbench.domain.errors import (
    BenchError,
    ExactReadingDue,
    NotAReading,
    NothingTyped,
    OutsidePossible,
    WrongSeparator,
)
from carbench.operations.challenges.growth import KIND
from carbench.texts import LANGUAGES, texts_in


def answers(**row: str) -> dict[str, str]:
    return dict(KIND.ask(row))


def agree(answered: dict[str, str], **expected: str) -> bool:
    """Say whether answers are the expected ones at the places these are written with, and "none" where nothing is."""
    wanted = dict.fromkeys(KIND.answers, "none") | expected
    return all(_same(answered[name], text) for name, text in wanted.items())


def _same(answered: str, expected: str) -> bool:
    if "none" in (answered, expected):
        return answered == expected
    return Decimal(answered).quantize(Decimal(expected), rounding=ROUND_HALF_UP) == Decimal(expected)


def test_every_column_may_be_empty_and_every_answer_is_given() -> None:
    assert [column.name for column in KIND.columns if column.needed] == []
    assert tuple(answers(n1="1", n2="2", hours="1")) == KIND.answers
    assert KIND.answers[0] == "doublings"


def test_an_interval_is_answered() -> None:
    found = answers(n1="100", n2="400", hours="48")
    assert agree(found, doublings="2", fold="4", rate_per_hour="0.02888", doubling_hours="24.0")


def test_an_interval_is_corrected_for_what_was_taken() -> None:
    found = answers(n1="100", n2="180", hours="24", taken_ml="10", before_ml="100")
    assert agree(found, doublings="1", fold="2", rate_per_hour="0.02888", doubling_hours="24")


def test_numbers_have_twelve_figures_in_plain_notation() -> None:
    assert answers(n1="3", n2="1", hours="100000000") == {
        "doublings": "-1.58496250072",
        "fold": "0.333333333333",
        "rate_per_hour": "-0.0000000109861228867",
        "doubling_hours": "none",
        "viable_cells": "none",
    }
    assert answers(n1="1", n2="12345678901234", hours="1")["fold"] == "12345678901200"
    assert answers(n1="400000000000000", n2="400000000000001", hours="1")["fold"] == "1"


@pytest.mark.parametrize(
    ("n1", "n2", "hours", "expected"),
    [
        ("100", "50", "24", {"doublings": "-1", "fold": "0.5", "rate_per_hour": "-0.0289"}),
        ("100", "100", "24", {"doublings": "0", "fold": "1", "rate_per_hour": "0"}),
        ("100", "200", "0", {"doublings": "1", "fold": "2"}),
        ("100", "0", "24", {}),
        ("0", "100", "24", {}),
    ],
)
def test_there_is_none_where_there_is_no_such_number(n1: str, n2: str, hours: str, expected: dict[str, str]) -> None:
    assert agree(answers(n1=n1, n2=n2, hours=hours), **expected)


def test_a_culture_is_answered_from_its_first_count_to_its_last() -> None:
    # 100 → 82; 10 of 100 mL leave 73.8, which become 147.6: 0.82 × 2, in 24 h.
    found = answers(events="0h count 100; 24h count 82; 24h take 10 of 100; 48h count 147.6")
    assert agree(found, doublings="0.7137", fold="1.64", rate_per_hour="0.02888", doubling_hours="24.00")


def test_events_stand_in_any_order_and_a_split_takes_nothing() -> None:
    straight = answers(events="0h count 100; 48h take 50 of 100; 72h count 100")
    assert answers(events=" 72h  count 100;48h split; 48h take 50  of 100 ;0.0h count 100; ") == straight
    assert agree(straight, doublings="1", fold="2", rate_per_hour="0.0096", doubling_hours="72")


def test_a_count_sees_the_volume_before_its_own_sample() -> None:
    found = answers(events="24h take 50 of 100; 24h count 200; 0h count 100")
    assert agree(found, doublings="1", fold="2", rate_per_hour="0.0289", doubling_hours="24")


def test_a_culture_has_no_growth_after_a_gap_but_the_pace_of_its_last_interval() -> None:
    found = answers(events="0h count 100; 24h count 0; 48h count 50; 72h count 100")
    assert agree(found, rate_per_hour="0.02888", doubling_hours="24")


def test_counts_at_one_time_have_no_rate_between_them() -> None:
    assert agree(answers(events="0h count 100; 12h count 200; 12h count 400"), doublings="2", fold="4")


@pytest.mark.parametrize("events", ["0h take 10 of 100", "24h split", ";"])
def test_a_culture_without_counts_has_none(events: str) -> None:
    assert agree(answers(events=events))


def test_viable_cells_are_answered_exactly() -> None:
    assert agree(answers(concentration="4.00", viability="95", volume="250"), viable_cells="950")
    # 123456789 × 9999 × 100001, fourteen places.
    exact = answers(concentration="1.23456789", viability="99.99", volume="1000.01")
    assert exact["viable_cells"] == "1234.45677765533211"
    assert answers(concentration="100", viability="100", volume="100")["viable_cells"] == "10000"


def test_a_concentration_that_is_already_viable_has_no_viability() -> None:
    assert agree(answers(concentration="3.60", viability="", volume="800"), viable_cells="2880")


@pytest.mark.parametrize(
    ("row", "refusal"),
    [
        ({}, NotOneQuestion),
        ({"events": " "}, NotOneQuestion),
        ({"events": "0h count 1", "n1": "1"}, NotOneQuestion),
        ({"concentration": "1", "volume": "2", "hours": "1"}, NotOneQuestion),
        ({"n1": "1", "n2": "2"}, NothingTyped),
        ({"n1": "1", "n2": "2", "hours": "1", "taken_ml": "5"}, NothingTyped),
        ({"n1": "1", "n2": "2", "hours": "1", "before_ml": "5"}, NothingTyped),
        ({"n1": "1", "n2": "2", "hours": "-1"}, NotAReading),
        ({"n1": "1", "n2": "1e6", "hours": "1"}, NotAReading),
        ({"n1": "1,5", "n2": "2", "hours": "1"}, WrongSeparator),
        ({"n1": "< 5", "n2": "2", "hours": "1"}, ExactReadingDue),
        ({"n1": "1", "n2": "2", "hours": "1", "taken_ml": "101", "before_ml": "100"}, TakingImpossible),
        ({"n1": "1", "n2": "2", "hours": "1", "taken_ml": "0", "before_ml": "0"}, TakingImpossible),
        ({"events": "0h count 1; 5h take 101 of 100"}, TakingImpossible),
        ({"events": "0h count 1; then 2"}, NotAnEvent),
        ({"events": "0h count"}, NotAnEvent),
        ({"events": "0h count 1 take 1 of 2"}, NotAnEvent),
        ({"events": "0h split 50 of 100"}, NotAnEvent),
        ({"events": "0h count <5"}, ExactReadingDue),
        ({"events": "0,5h count 5"}, WrongSeparator),
        ({"events": "-1h split"}, OutsidePossible),
        ({"events": "100001h split"}, OutsidePossible),
        ({"concentration": "1", "viability": "101", "volume": "1"}, OutsidePossible),
        ({"viability": "90"}, NothingTyped),
    ],
)
def test_what_cannot_be_asked_is_refused_with_its_sentence(row: dict[str, str], refusal: type[BenchError]) -> None:
    with pytest.raises(refusal) as refused:
        KIND.ask(row)
    assert all(texts_in(language).say(refused.value) for language in LANGUAGES)
