"""Named outcomes and interim readings as both certificates see them (release.md section 12)."""

import pytest

from tests.operations.challenges.asking import said

STERILITY = "no_growth:meets; growth:fails; no_growth_to_date:interim"
ASKED = {"outcomes": STERILITY, "outcome": "no_growth_to_date", "least_hours": "48", "oldest_hours": "12"}
ANSWERS = ("verdict", "provisional", "cause", "provisional_cause")

FINAL = [
    ("no_growth", ("MEETS", "MEETS", "outcome", "outcome")),
    ("growth", ("OUT", "OUT", "outcome", "outcome")),
    ("no_growth_to_date", ("PENDING", "PENDING", "interim", "interim")),
    ("", ("PENDING", "PENDING", "nothing_yet", "nothing_yet")),
    (" growth ", ("OUT", "OUT", "outcome", "outcome")),
    ("negative", ("not_an_outcome",)),
    ("Growth", ("not_an_outcome",)),
    ("meets", ("not_an_outcome",)),
]


@pytest.mark.parametrize(("outcome", "given"), FINAL)
def test_an_outcome_says_what_its_list_says_and_no_other_can_be_recorded(outcome: str, given: tuple[str, ...]) -> None:
    assert said("outcomes", {"outcomes": STERILITY, "outcome": outcome}, *ANSWERS) == given


INTERIM = [
    ("2026-01-01 10:00", "2026-01-03 10:00", "2026-01-03 22:00", "MEETS", "interim_enough"),
    ("2026-01-01 10:01", "2026-01-03 10:00", "2026-01-03 22:00", "PENDING", "interim_too_short"),
    ("2026-01-01 10:00", "2026-01-03 10:00", "2026-01-03 22:01", "PENDING", "interim_too_old"),
    ("2026-01-01 10:00", "2026-01-03 10:00", "2026-01-03 09:59", "PENDING", "interim_times"),
    ("2026-01-03 10:01", "2026-01-03 10:00", "2026-01-03 12:00", "PENDING", "interim_times"),
    ("", "2026-01-03 10:00", "2026-01-03 12:00", "PENDING", "interim_times"),
    ("2026-01-01 10:00", "", "2026-01-03 12:00", "PENDING", "interim_times"),
    ("2026-01-01 10:00", "2026-01-03 10:00", "", "PENDING", "interim_times"),
    ("2026-01-01 10:00", "2026-01-03 10:00", "2026-01-03 10:00", "MEETS", "interim_enough"),
]


@pytest.mark.parametrize(("inoculated", "read", "signed", "provisional", "cause"), INTERIM)
def test_an_interim_reading_is_enough_after_its_hours_and_not_once_it_is_old(
    inoculated: str, read: str, signed: str, provisional: str, cause: str
) -> None:
    row = ASKED | {"inoculated_at": inoculated, "read_at": read, "signed_at": signed}
    assert said("outcomes", row, *ANSWERS) == ("PENDING", provisional, "interim", cause)


SPRING = ("2026-03-28 03:00", "2026-03-30 03:00", "2026-03-30 04:00")
"""47 hours in Paris, where the clocks go forward between them; 48 in UTC."""


@pytest.mark.parametrize(("zone", "provisional"), [("", "MEETS"), ("UTC", "MEETS"), ("Europe/Paris", "PENDING")])
def test_hours_are_those_that_passed(zone: str, provisional: str) -> None:
    row = ASKED | dict(zip(("inoculated_at", "read_at", "signed_at"), SPRING, strict=True)) | {"zone": zone}
    assert said("outcomes", row, "provisional") == (provisional,)


def test_times_of_a_final_outcome_change_nothing() -> None:
    row = ASKED | {"outcome": "growth", "inoculated_at": "2026-01-01 10:00", "read_at": "2026-01-03 10:00"}
    assert said("outcomes", row, "verdict", "provisional") == ("OUT", "OUT")


REFUSED = [
    ({"outcomes": ""}, "column_empty"),
    ({"outcomes": " ; "}, "not_an_outcome_list"),
    ({"outcomes": "growth"}, "not_an_outcome_list"),
    ({"outcomes": "growth:bad"}, "not_one_of"),
    ({"outcomes": "growth:fails; growth:meets"}, "not_an_outcome_list"),
    ({"outcomes": ":fails"}, "not_an_outcome_list"),
    ({"outcomes": "a\u200bb:fails"}, "not_plain_text"),
    ({"oldest_hours": ""}, "column_empty"),
    ({"least_hours": ""}, "column_empty"),
    ({"least_hours": "47.5"}, "not_a_whole_number"),
    ({"least_hours": "-1"}, "not_a_whole_number"),
    ({"least_hours": "100001"}, "not_a_whole_number"),
    ({"read_at": "03.01.2026"}, "not_a_time"),
    ({"read_at": "2026-02-30 10:00"}, "not_a_time"),
    ({"read_at": "2026-10-25 02:30", "zone": "Europe/Paris"}, "time_twice"),
    ({"read_at": "2026-03-29 02:30", "zone": "Europe/Paris"}, "time_never"),
    ({"read_at": "2026-03-29 02:30", "zone": "Paris"}, "zone_unknown"),
]


@pytest.mark.parametrize(("cells", "kind"), REFUSED)
def test_what_cannot_be_asked_is_refused(cells: dict[str, str], kind: str) -> None:
    assert said("outcomes", ASKED | cells) == (kind,)


def test_the_words_of_published_batches_are_outcomes_with_blanks_in_them() -> None:
    row = {"outcomes": "negative to date:interim;negative:meets;positive:fails;", "outcome": "negative to date"}
    assert said("outcomes", row, "verdict") == ("PENDING",)
