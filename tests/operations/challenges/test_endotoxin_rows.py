"""Endotoxin against this patient's limit and a fixed one (release.md sections 4 and 12)."""

import pytest

from tests.operations.challenges.asking import said

BAG = {"volume": "100", "minutes": "60"}

LIMITS = [
    ("70", "100", "60", "3.5", "3.5"),
    ("20", "100", "60", "1", "1"),
    ("10", "100", "60", "0.5", "0.5"),
    ("70", "100", "30", "3.5", "3.5"),
    ("70", "100", "1", "3.5", "3.5"),
    ("70", "100", "0", "3.5", "3.5"),
    ("70", "100", "61", "3.558333333333333333333333333333333333333", "427/120"),
    ("70", "100", "120", "7", "7"),
    ("20", "30", "60", "3.333333333333333333333333333333333333333", "10/3"),
    ("9.9", "100", "60", "0.495", "0.495"),
]


@pytest.mark.parametrize(("weight", "volume", "minutes", "limit", "exact"), LIMITS)
def test_the_limit_of_a_patient_counts_the_whole_bag_as_an_hour_at_least(
    weight: str, volume: str, minutes: str, limit: str, exact: str
) -> None:
    row = {"reading": "0.1", "weight": weight, "volume": volume, "minutes": minutes}
    assert said("endotoxin", row, "patient_limit", "patient_limit_exact") == (limit, exact)


JUDGED = [
    ("3.5", "70", "", "", "MEETS", "MEETS", ""),
    ("3.5000000000000000000000000000000000000001", "70", "", "", "OUT", "OUT", ""),
    ("3.54", "70", "", "", "OUT", "OUT", ""),  # never rounded
    ("4.9", "70", "< 5", "", "OUT", "OUT", "MEETS"),
    ("4.9", "200", "< 5", "", "MEETS", "MEETS", "MEETS"),
    ("5", "200", "< 5", "", "OUT", "MEETS", "OUT"),
    ("0.54", "70", "<= 0.5", "decimals", "MEETS", "MEETS", "MEETS"),
    ("0.55", "70", "<= 0.5", "decimals", "OUT", "MEETS", "OUT"),
    ("0.54", "10", "<= 0.5", "decimals", "OUT", "OUT", "MEETS"),
    ("<0.5", "10", "<= 0.5", "decimals", "MEETS", "MEETS", "MEETS"),
    ("<0.5", "9.99", "<= 0.5", "decimals", "UNDECIDED", "UNDECIDED", "MEETS"),
    ("≤0.5", "10", "< 0.5", "", "UNDECIDED", "MEETS", "UNDECIDED"),
    (">0.5", "10", "", "", "OUT", "OUT", ""),
    ("≥0.5", "10", "", "", "UNDECIDED", "UNDECIDED", ""),
    ("", "70", "< 5", "", "PENDING", "PENDING", "PENDING"),
]


@pytest.mark.parametrize(("reading", "weight", "limit", "rounding", "verdict", "patient", "fixed"), JUDGED)
def test_both_limits_must_be_met(
    reading: str, weight: str, limit: str, rounding: str, verdict: str, patient: str, fixed: str
) -> None:
    row = BAG | {"reading": reading, "weight": weight, "limit": limit, "rounding": rounding}
    given = said("endotoxin", row, "verdict", "patient_verdict", "fixed_verdict")
    assert given == (verdict, patient, fixed)


@pytest.mark.parametrize(
    ("reading", "weight", "needed"),
    [("<0.5", "9.99", "yes"), ("<0.5", "10", "no"), ("0.6", "9.99", "no"), (">0.1", "9.99", "no"), ("", "9", "no")],
)
def test_an_assay_that_is_too_coarse_for_this_patient_is_named(reading: str, weight: str, needed: str) -> None:
    row = BAG | {"reading": reading, "weight": weight}
    assert said("endotoxin", row, "lower_quantification_needed") == (needed,)


REFUSED = [
    ({"weight": ""}, "column_empty"),
    ({"weight": "0"}, "not_above_zero"),
    ({"volume": "0.0"}, "not_above_zero"),
    ({"weight": "<70"}, "exact_reading_due"),
    ({"weight": "-70"}, "not_a_reading"),
    ({"weight": "70 kg"}, "not_a_reading"),
    ({"weight": "70,5"}, "wrong_separator"),
    ({"minutes": "59.9"}, "not_a_whole_number"),
    ({"minutes": "-1"}, "not_a_whole_number"),
    ({"minutes": "1000000"}, "not_a_whole_number"),
    ({"minutes": ""}, "column_empty"),
    ({"rounding": "decimals"}, "column_empty"),
    ({"limit": "<= 0.5"}, "rounding_missing"),
    ({"limit": "< 5", "rounding": "decimals"}, "rounding_not_allowed"),
    ({"reading": "0.5 EU/mL"}, "not_a_reading"),
    ({"per_kg_hour": "0"}, "not_above_zero"),
]


@pytest.mark.parametrize(("cells", "kind"), REFUSED)
def test_what_cannot_be_asked_is_refused(cells: dict[str, str], kind: str) -> None:
    assert said("endotoxin", BAG | {"reading": "0.1", "weight": "70"} | cells) == (kind,)


def test_another_threshold_can_be_asked() -> None:
    row = BAG | {"reading": "0.2", "weight": "100", "per_kg_hour": "0.2"}
    assert said("endotoxin", row, "verdict", "patient_limit") == ("MEETS", "0.2")
