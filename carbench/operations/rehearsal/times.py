"""When an act of a case is: a local time, a span from the act before, or from a clock of the batch."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from carbench.domain.batch import Batch
from carbench.domain.errors import BenchError
from carbench.domain.moment import TYPED, moment, read_moment
from carbench.operations.rehearsal.shape import Place

SPAN = re.compile(r"(?P<sign>[+-]) ?(?P<count>[0-9]{1,6}) ?(?P<unit>min|h|d)")
ANCHORED = re.compile(r"(?P<anchor>expiry|must_leave_by)( (?P<span>[+-].*))?")
UNITS = {"min": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
WANTED = '"2026-03-10 09:00" | "+2 h" | "expiry" | "must_leave_by - 1 min"'

FIRST_YEAR, LAST_YEAR = 1970, 2199
"""Years a case can be in."""

TIMES = {"collected_at", "inoculated_at", "ended_at", "reported_at", "received_at", "starts", "ends", "expires"}
"""Fields of acts that are times; a span in one counts from when the act is typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """From where a span counts."""

    at: datetime
    zone: str
    batch: Callable[[], Batch | None]
    """Looked up only where a time counts from a clock of the batch."""


def relative(text: str) -> bool:
    """Say whether a text is a span, from an act or from a clock of the batch."""
    anchored = ANCHORED.fullmatch(text)
    return bool(SPAN.fullmatch(text) or (anchored and (anchored["span"] is None or SPAN.fullmatch(anchored["span"]))))


def require_time(text: str, place: Place) -> None:
    """Refuse what cannot be when an act is. Raises: CaseBroken."""
    if text and not relative(text) and TYPED.fullmatch(text) is None:
        raise place.refused(WANTED)


def instant(text: str, now: Now, *, place: Place) -> datetime:
    """Find when an act is. Raises: CaseBroken."""
    if not text:
        return now.at
    if relative(text):
        return _counted(text, now, place)
    try:
        return in_reach(read_moment(text, now.zone).utc, place)
    except BenchError as impossible:
        raise place.refused(WANTED) from impossible


def in_reach(at: datetime, place: Place) -> datetime:
    """Give an instant back unless it lies where no batch is made and calendars end. Raises: CaseBroken."""
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise place.refused(f"{FIRST_YEAR} … {LAST_YEAR}")
    return at


def typed(text: str, now: Now, *, place: Place) -> str:
    """Give a time as somebody types it: a span becomes the time it means, anything else stays as written."""
    return moment(_counted(text, now, place), now.zone).plain() if relative(text) else text


def in_time(table: Mapping[str, Any], now: Now, *, place: Place) -> dict[str, Any]:
    """Give a table with every span in it turned into the time it means, as somebody types it."""
    return {name: _in_time(name, value, now, place.at(name)) for name, value in table.items()}


def _in_time(name: str, value: object, now: Now, place: Place) -> object:
    if isinstance(value, Mapping):
        return in_time(value, now, place=place)
    return typed(value, now, place=place) if name in TIMES and isinstance(value, str) else value


def _counted(text: str, now: Now, place: Place) -> datetime:
    anchored = ANCHORED.fullmatch(text)
    if anchored is None:
        return _after(now.at, text, place)
    batch = now.batch()
    clock = (batch.expiry if anchored["anchor"] == "expiry" else batch.must_leave_by) if batch else None
    if clock is None:
        raise place.refused('"2026-03-10 09:00" | "+2 h"')
    return _after(clock.utc, anchored["span"] or "", place)


def _after(at: datetime, text: str, place: Place) -> datetime:
    try:
        return in_reach(at + span(text), place)
    except OverflowError as beyond:
        raise place.refused(f"{FIRST_YEAR} … {LAST_YEAR}") from beyond


def span(text: str) -> timedelta:
    """Read a span that was found to be one."""
    found = SPAN.fullmatch(text)
    if found is None:
        return timedelta()
    length = int(found["count"]) * UNITS[found["unit"]]
    return -length if found["sign"] == "-" else length
