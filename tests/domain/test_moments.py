"""Times of the site: nights of clock change, cut minutes, and shelf life counted in UTC."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbench.domain.errors import NotATime, TimeNever, TimeTwice, ZoneUnknown
from carbench.domain.moment import moment, offset_text, read_moment, zone_named

PARIS = "Europe/Paris"
"""Clocks go forward on 2026-03-29 at 02:00 and back on 2026-10-25 at 03:00."""


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]  # year, month, day, hour, minute


@pytest.mark.parametrize(
    ("text", "instant", "plain"),
    [
        ("2026-03-29 01:59", utc(2026, 3, 29, 0, 59), "2026-03-29 01:59 +01:00"),
        ("2026-03-29 03:00", utc(2026, 3, 29, 1, 0), "2026-03-29 03:00 +02:00"),
        ("2026-10-25 01:59", utc(2026, 10, 24, 23, 59), "2026-10-25 01:59 +02:00"),
        ("2026-10-25 03:00", utc(2026, 10, 25, 2, 0), "2026-10-25 03:00 +01:00"),
        ("2026-07-01T12:00", utc(2026, 7, 1, 10, 0), "2026-07-01 12:00 +02:00"),
    ],
)
def test_a_time_of_the_site_is_one_instant(text: str, instant: datetime, plain: str) -> None:
    read = read_moment(text, PARIS)
    assert (read.utc, read.plain(), read.zone) == (instant, plain, PARIS)


@pytest.mark.parametrize("text", ["2026-10-25 02:00", "2026-10-25 02:30", "2026-10-25 02:59"])
def test_a_time_that_exists_twice_is_asked_with_both_named(text: str) -> None:
    with pytest.raises(TimeTwice) as asked:
        read_moment(text, PARIS)
    assert asked.value.values() == {"text": text, "earlier": f"{text} +02:00", "later": f"{text} +01:00"}


@pytest.mark.parametrize(("offset", "hour"), [("+02:00", 0), ("+01:00", 1)])
def test_the_offset_chooses_between_the_two(offset: str, hour: int) -> None:
    read = read_moment(f"2026-10-25 02:30 {offset}", PARIS)
    assert read.utc == utc(2026, 10, 25, hour, 30)
    assert read.plain() == f"2026-10-25 02:30 {offset}"


def test_what_is_offered_for_a_time_that_exists_twice_can_be_typed() -> None:
    with pytest.raises(TimeTwice) as asked:
        read_moment("2026-10-25 02:30", PARIS)
    chosen = [read_moment(text, PARIS) for text in (asked.value.earlier, asked.value.later)]
    assert chosen[1].utc - chosen[0].utc == timedelta(hours=1)


@pytest.mark.parametrize("text", ["2026-03-29 02:00", "2026-03-29 02:30", "2026-03-29 02:59"])
def test_a_time_the_clocks_skip_is_refused(text: str) -> None:
    with pytest.raises(TimeNever) as refused:
        read_moment(text, PARIS)
    assert refused.value.text == text


@pytest.mark.parametrize("offset", ["+01:00", "+02:00", "+00:00"])
def test_no_offset_makes_a_skipped_time_exist(offset: str) -> None:
    with pytest.raises((TimeNever, NotATime)):
        read_moment(f"2026-03-29 02:30 {offset}", PARIS)


@pytest.mark.parametrize("offset", ["+01:00", "+00:00", "-02:00", "+02:30"])
def test_an_offset_the_site_did_not_have_is_refused(offset: str) -> None:
    with pytest.raises(NotATime):
        read_moment(f"2026-07-01 12:00 {offset}", PARIS)


@pytest.mark.parametrize(
    "text",
    [
        *("", "now", "12:00", "2026-07-01", "2026-07-01 12:00:30", "2026-07-01 12:00Z", "01.07.2026 12:00"),
        *("2026-13-01 12:00", "2026-02-29 12:00", "2026-07-01 24:00", "2026-07-01 12:60", "2026-7-1 12:00"),
        *("٢٠٢٦-07-01 12:00", "2026-07-01 12:00\n", "2026-07-01  12:00", "2026-07-01 12:00 02:00"),
        *("0000-01-01 00:00", "0001-01-01 00:00", "9999-12-31 23:59 -12:00"),
    ],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(NotATime):
        read_moment(text, PARIS)


@pytest.mark.parametrize(
    ("text", "zone"), [("9999-12-31 23:59", "America/New_York"), ("0001-01-01 00:00", "Asia/Tokyo")]
)
def test_a_time_beyond_the_calendar_is_refused_too(text: str, zone: str) -> None:
    with pytest.raises(NotATime):
        read_moment(text, zone)


@pytest.mark.parametrize(
    "zone", ["Europe/Nowhere", "", "../etc/passwd", "Europe", "CEST+2", "Europe/Paris\x00", "Zürich"]
)
def test_a_zone_nobody_knows_is_refused(zone: str) -> None:
    with pytest.raises(ZoneUnknown) as refused:
        zone_named(zone)
    assert refused.value.text == zone


@pytest.mark.parametrize(("second", "micro"), [(0, 0), (30, 0), (59, 999_999)])
def test_minutes_are_cut_and_never_rounded_up(second: int, micro: int) -> None:
    read = moment(datetime(2026, 7, 1, 10, 0, second, micro, tzinfo=UTC), PARIS)
    assert read.plain() == "2026-07-01 12:00 +02:00"
    assert read.utc == utc(2026, 7, 1, 10, 0) + timedelta(seconds=second)


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 0), (59, 0), (60, 1), (119, 1), (-1, -1), (-60, -1), (-61, -2)])
def test_minutes_left_are_whole_and_never_too_many(seconds: int, minutes: int) -> None:
    start = moment(utc(2026, 7, 1, 10, 0), PARIS)
    assert start.minutes_until(start.after(timedelta(seconds=seconds))) == minutes


@pytest.mark.parametrize(
    ("minutes", "text"), [(0, "+00:00"), (60, "+01:00"), (-210, "-03:30"), (345, "+05:45"), (-30, "-00:30")]
)
def test_offsets_are_written_with_their_sign(minutes: int, text: str) -> None:
    assert offset_text(minutes) == text


@pytest.mark.parametrize(
    ("filled", "expires"),
    [
        ("2026-03-28 14:00", "2026-03-30 15:00 +02:00"),
        ("2026-10-24 14:00", "2026-10-26 13:00 +01:00"),
        ("2026-07-01 14:00", "2026-07-03 14:00 +02:00"),
    ],
)
def test_forty_eight_hours_are_forty_eight_hours_when_the_clocks_change(filled: str, expires: str) -> None:
    start = read_moment(filled, PARIS)
    end = start.after(timedelta(hours=48))
    assert end.utc - start.utc == timedelta(hours=48)
    assert end.plain() == expires


@settings(deadline=None, max_examples=200)
@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1)),  # noqa: DTZ001 - hypothesis adds the zone
    st.sampled_from([PARIS, "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC", "Africa/Casablanca"]),
)
def test_what_is_written_is_read_back_as_the_same_minute(at: datetime, zone: str) -> None:
    there = moment(at.replace(tzinfo=UTC, second=0, microsecond=0), zone)
    assert read_moment(there.plain(), zone) == there
