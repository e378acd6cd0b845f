"""Expiry and must-leave-by, over the nights on which the clocks change (release.md sections 4 and 12)."""

import pytest

from tests.operations.challenges.asking import said

PARIS = {"zone": "Europe/Paris", "transport_minutes": "60", "infusion_minutes": "30"}
INSTANTS = ("expiry", "must_leave_by", "expiry_utc", "must_leave_by_utc")

ROWS = [
    ("2026-01-10 12:00", "48", "end", "2026-01-12 12:00 +01:00", "2026-01-12 10:30 +01:00"),
    ("2026-01-10 12:00", "48", "start", "2026-01-12 12:00 +01:00", "2026-01-12 11:00 +01:00"),
    ("2026-03-28 12:00", "24", "end", "2026-03-29 13:00 +02:00", "2026-03-29 11:30 +02:00"),
    ("2026-03-28 03:00", "24", "end", "2026-03-29 04:00 +02:00", "2026-03-29 01:30 +01:00"),
    ("2026-10-24 12:00", "24", "end", "2026-10-25 11:00 +01:00", "2026-10-25 09:30 +01:00"),
    ("2026-10-24 03:00", "24", "end", "2026-10-25 02:00 +01:00", "2026-10-25 01:30 +02:00"),
    ("2026-10-24 04:00", "24", "start", "2026-10-25 03:00 +01:00", "2026-10-25 02:00 +01:00"),
    ("2026-10-24 03:30", "23", "start", "2026-10-25 02:30 +02:00", "2026-10-25 01:30 +02:00"),
    ("2026-10-25 02:30 +02:00", "1", "start", "2026-10-25 02:30 +01:00", "2026-10-25 02:30 +02:00"),
    ("2026-10-25 02:30 +01:00", "1", "start", "2026-10-25 03:30 +01:00", "2026-10-25 02:30 +01:00"),
    ("2026-02-28 12:00", "24", "start", "2026-03-01 12:00 +01:00", "2026-03-01 11:00 +01:00"),
    ("2028-02-28 12:00", "24", "start", "2028-02-29 12:00 +01:00", "2028-02-29 11:00 +01:00"),
    ("2026-12-31 23:30", "1", "end", "2027-01-01 00:30 +01:00", "2026-12-31 23:00 +01:00"),
    ("2026-01-10 12:00", "0", "end", "2026-01-10 12:00 +01:00", "2026-01-10 10:30 +01:00"),
    ("2026-01-10T12:00", "1", "START", "2026-01-10 13:00 +01:00", "2026-01-10 12:00 +01:00"),
]


@pytest.mark.parametrize(("start", "hours", "rule", "expiry", "leave"), ROWS)
def test_hours_are_counted_in_utc_and_said_in_the_zone(
    start: str, hours: str, rule: str, expiry: str, leave: str
) -> None:
    row = PARIS | {"start": start, "hours": hours, "rule": rule}
    assert said("expiry", row, "expiry", "must_leave_by") == (expiry, leave)


def test_both_instants_are_said_in_utc_too() -> None:
    row = PARIS | {"start": "2026-03-28 12:00", "hours": "24", "rule": "end"}
    assert said("expiry", row, *INSTANTS)[2:] == ("2026-03-29 11:00", "2026-03-29 09:30")


COMES = [
    ("2026-01-12 10:29", "no", "no"),
    ("2026-01-12 10:30", "no", "yes"),
    ("2026-01-12 11:59", "no", "yes"),
    ("2026-01-12 12:00", "yes", "yes"),
    ("2026-01-12 12:01", "yes", "yes"),
    ("", "", ""),
]


@pytest.mark.parametrize(("at", "expired", "late"), COMES)
def test_expired_and_too_late_hold_from_the_very_instant_on(at: str, expired: str, late: str) -> None:
    row = PARIS | {"start": "2026-01-10 12:00", "hours": "48", "rule": "end", "at": at}
    assert said("expiry", row, "expired", "too_late") == (expired, late)


REFUSED = [
    ({"start": "2026-03-29 02:30"}, "time_never"),
    ({"start": "2026-10-25 02:30"}, "time_twice"),
    ({"start": "2026-10-25 02:30 +03:00"}, "not_a_time"),
    ({"at": "2026-03-29 02:00"}, "time_never"),
    ({"at": "2026-10-25 02:00"}, "time_twice"),
    ({"start": "2026-02-29 12:00"}, "not_a_time"),
    ({"start": "10.01.2026 12:00"}, "not_a_time"),
    ({"start": "2026-01-10 24:00"}, "not_a_time"),
    ({"start": ""}, "column_empty"),
    ({"start": "\u00a0"}, "column_empty"),
    ({"zone": ""}, "column_empty"),
    ({"zone": "Europe/Nowhere"}, "zone_unknown"),
    ({"zone": "../../etc/passwd"}, "zone_unknown"),
    ({"zone": "CEST"}, "zone_unknown"),
    ({"hours": "47.5"}, "not_a_whole_number"),
    ({"hours": "-1"}, "not_a_whole_number"),
    ({"hours": "١"}, "not_a_whole_number"),
    ({"hours": "100001"}, "not_a_whole_number"),
    ({"transport_minutes": ""}, "column_empty"),
    ({"infusion_minutes": "half"}, "not_a_whole_number"),
    ({"rule": "middle"}, "not_one_of"),
    ({"rule": ""}, "column_empty"),
    ({"start": "9999-12-31 12:00"}, "beyond_calendar"),
]


@pytest.mark.parametrize(("cells", "kind"), REFUSED)
def test_what_cannot_be_asked_is_refused(cells: dict[str, str], kind: str) -> None:
    row = PARIS | {"start": "2026-01-10 12:00", "hours": "48", "rule": "end"} | cells
    assert said("expiry", row, "expiry") == (kind,)


def test_a_time_before_the_first_year_is_refused() -> None:
    row = {"zone": "UTC", "start": "0001-01-01 00:30", "hours": "0", "rule": "end"}
    row |= {"transport_minutes": "60", "infusion_minutes": "0"}
    assert said("expiry", row) == ("beyond_calendar",)
