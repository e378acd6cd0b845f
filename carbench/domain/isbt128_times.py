"""Times in codes of ISBT 128: the site's clock to the minute, and UTC beside it where the clocks change.

Century 0 only (2000 to 2099): another one is neither written nor accepted.
Source: release.md sections 10 and 12, Time; ISBT 128 ST-001 v6.2.2 sections 2.4.5, 2.4.7, 2.4.9 and 2.4.31.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar, Self

from carbench.domain.code_errors import CodeCannotCarry
from carbench.domain.isbt128_structures import Parts, Structure, carried
from carbench.domain.measure import shown
from carbench.domain.moment import Moment

ORDINAL = re.compile(r"0(?P<year>[0-9]{2})(?P<day>[0-9]{3})(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})")
FLEXIBLE = re.compile(
    r"(?P<zone>[0-9])0(?P<of>[0-9]{2})(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?P<hm>[0-9]{4})"
)
TYPED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}")
CENTURY = range(2000, 2100)


def _clock(text: str, identifier: str) -> datetime:
    """Read 2026-01-31 14:05, which no zone belongs to. Raises: CodeCannotCarry."""
    carried(text, TYPED, identifier)
    try:
        return datetime.fromisoformat(text)
    except ValueError as impossible:
        raise CodeCannotCarry(code=identifier, text=shown(text)) from impossible


def _fits(at: datetime, identifier: str) -> None:
    """Refuse what a code cannot say of a clock: a zone, seconds, another century."""
    if at.tzinfo is not None or at.second or at.microsecond or at.year not in CENTURY:
        raise CodeCannotCarry(code=identifier, text=str(at))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockTime(Structure):
    """A minute on the clock of the site that wrote the code."""

    size: ClassVar[int] = 10

    at: datetime
    """Without a zone, as the code has none."""

    def __post_init__(self) -> None:
        _fits(self.at, self.identifier)

    @classmethod
    def read(cls, content: str) -> Self:
        """Read century, year, day of the year, hour and minute. Raises: CodeCannotCarry."""
        found = carried(content, ORDINAL, cls.identifier)
        first = date(2000 + int(found["year"]), 1, 1)
        day = first + timedelta(days=int(found["day"]) - 1)
        if day.year != first.year:
            raise CodeCannotCarry(code=cls.identifier, text=found["day"])
        return cls(at=_clock(f"{day.isoformat()} {found['hour']}:{found['minute']}", cls.identifier))

    @classmethod
    def of(cls, parts: Mapping[str, str]) -> Self:
        """Make it of its part, as 2026-01-31 14:05. Raises: CodeCannotCarry."""
        return cls(at=_clock(parts[cls.part_names[0]], cls.identifier))

    def content(self) -> str:
        """Give the ten digits."""
        return f"0{self.at:%y%j%H%M}"

    def parts(self) -> Parts:
        """Give the time by name, as 2026-01-31 14:05."""
        return ((self.part_names[0], self.at.isoformat(" ", "minutes")),)


class Expiry(ClockTime):
    """When the product expires."""

    __slots__ = ()
    name = "expiry"
    identifier = "&>"
    part_names = ("expiry",)


class Collected(ClockTime):
    """When the starting material was collected."""

    __slots__ = ()
    name = "collection"
    identifier = "&*"
    part_names = ("collected",)


class Produced(ClockTime):
    """When the product was made."""

    __slots__ = ()
    name = "production"
    identifier = "&}"
    part_names = ("produced",)


ZONES = {"1": "local", "2": "UTC"}
OF_WHAT = {"01": "expiry", "02": "collection", "03": "production"}
"""The others stand for organs and donors after death, of which this program has none; they are refused."""

CODE_OF_ZONE = {said: code for code, said in ZONES.items()}
CODE_OF_WHAT = {said: code for code, said in OF_WHAT.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class FlexibleTime(Structure):
    """A minute that says whether it is UTC or the site's clock, and of what it is the time."""

    name: ClassVar[str] = "flexible_time"
    identifier: ClassVar[str] = "=("
    size: ClassVar[int] = 16
    part_names: ClassVar[tuple[str, ...]] = ("time_zone", "time_of", "time")

    time_zone: str
    time_of: str
    at: datetime

    def __post_init__(self) -> None:
        if self.time_zone not in CODE_OF_ZONE or self.time_of not in CODE_OF_WHAT:
            raise CodeCannotCarry(code=self.identifier, text=shown(f"{self.time_zone} {self.time_of}"))
        _fits(self.at, self.identifier)

    @classmethod
    def read(cls, content: str) -> Self:
        """Read zone, reserved 0, what it is the time of, day and minute. Raises: CodeCannotCarry."""
        found = carried(content, FLEXIBLE, cls.identifier)
        day = f"{found['year']}-{found['month']}-{found['day']}"
        return cls(
            time_zone=ZONES.get(found["zone"], found["zone"]),
            time_of=OF_WHAT.get(found["of"], found["of"]),
            at=_clock(f"{day} {found['hm'][:2]}:{found['hm'][2:]}", cls.identifier),
        )

    @classmethod
    def of(cls, parts: Mapping[str, str]) -> Self:
        """Make it of its parts, the time as 2026-01-31 14:05. Raises: CodeCannotCarry."""
        at = _clock(parts["time"], cls.identifier)
        return cls(time_zone=parts["time_zone"], time_of=parts["time_of"], at=at)

    def content(self) -> str:
        """Give the 16 digits."""
        return f"{CODE_OF_ZONE[self.time_zone]}0{CODE_OF_WHAT[self.time_of]}{self.at:%Y%m%d%H%M}"

    def parts(self) -> Parts:
        """Give zone, what it is the time of, and the time by name."""
        time = self.at.isoformat(" ", "minutes")
        return ("time_zone", self.time_zone), ("time_of", self.time_of), ("time", time)


def expiry_structures(expiry: Moment, *, start: Moment) -> tuple[Structure, ...]:
    """Give what a label says of the expiry: the site's clock, and UTC beside it when the clocks change before it.

    Minutes are cut, never rounded up. Source: release.md section 12, Time.
    Raises: CodeCannotCarry.
    """
    local = Expiry(at=expiry.local.replace(tzinfo=None, second=0))
    if start.offset_minutes == expiry.offset_minutes:
        return (local,)
    at = expiry.utc.replace(tzinfo=None, second=0)
    return local, FlexibleTime(time_zone="UTC", time_of="expiry", at=at)
