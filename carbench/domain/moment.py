"""When something happened: UTC, with the offset and the zone it was read in.

Order in the record is by sequence, never by clock; shelf life and hold times
are counted in UTC. A local time that exists twice is asked, one that does not
exist is refused (release.md section 12).
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from carbench.domain.errors import NotATime, TimeNever, TimeTwice, ZoneUnknown

TYPED = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[ T](?P<time>[0-9]{2}:[0-9]{2})( (?P<offset>[+-][0-9]{2}:[0-9]{2}))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An instant as a person at the site reads it."""

    utc: datetime
    """Aware, in UTC, to the second."""

    offset_minutes: int
    """What the site's clocks were ahead of UTC at that instant."""

    zone: str
    """IANA name."""

    @property
    def local(self) -> datetime:
        """Give the site's clock reading, aware of its offset."""
        return self.utc.astimezone(timezone(timedelta(minutes=self.offset_minutes)))

    def plain(self) -> str:
        """Write it so that no paper can be misread: 2026-03-29 02:30 +02:00. Minutes are cut, never rounded up."""
        return f"{self.local.replace(tzinfo=None).isoformat(' ', 'minutes')} {offset_text(self.offset_minutes)}"

    def after(self, span: timedelta) -> "Moment":
        """Give the instant a span later, read in the same zone."""
        return moment(self.utc + span, self.zone)

    def minutes_until(self, later: "Moment") -> int:
        """Count whole minutes to a later instant; negative when it lies before."""
        return int((later.utc - self.utc).total_seconds() // 60)


def offset_text(minutes: int) -> str:
    """Write an offset as +02:00."""
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"{sign}{hours:02d}:{rest:02d}"


def zone_named(name: str) -> ZoneInfo:
    """Find an IANA zone. Raises: ZoneUnknown."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:
        raise ZoneUnknown(text=name) from unknown


def moment(instant: datetime, zone: str) -> Moment:
    """Read an aware instant in a zone, cut to the second."""
    utc = instant.astimezone(UTC).replace(microsecond=0)
    offset = utc.astimezone(zone_named(zone)).utcoffset() or timedelta()
    return Moment(utc=utc, offset_minutes=int(offset.total_seconds() // 60), zone=zone)


def read_moment(text: str, zone: str) -> Moment:
    """Read "2026-03-29 01:30", or with its offset where the local time exists twice.

    Raises: NotATime, TimeTwice, TimeNever.
    """
    typed = TYPED.fullmatch(text.strip(" \t\u00a0"))
    if typed is None:
        raise NotATime(text=text)
    try:
        wall = datetime.fromisoformat(f"{typed['day']}T{typed['time']}")
        return _placed(wall, typed["offset"], zone, text)
    except (ValueError, OverflowError) as impossible:
        raise NotATime(text=text) from impossible


def _placed(wall: datetime, offset: str | None, zone: str, text: str) -> Moment:
    """Find the one instant at which the site's clocks showed this reading."""
    info = zone_named(zone)
    readings = {moment(wall.replace(tzinfo=info, fold=fold), zone) for fold in (0, 1)}
    real = sorted((m for m in readings if m.local.replace(tzinfo=None) == wall), key=lambda m: m.utc)
    if offset is not None:
        real = [m for m in real if offset_text(m.offset_minutes) == offset]
        if not real:
            raise NotATime(text=text)
    if not real:
        raise TimeNever(text=text)
    if len(real) > 1:
        raise TimeTwice(text=text, earlier=real[0].plain(), later=real[1].plain())
    return real[0]
