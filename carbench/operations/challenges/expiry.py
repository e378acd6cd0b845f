"""Challenges to expiry: until when a bag may leave and be given (release.md sections 4 and 12, Expiry and Time).

Columns:

- `start`: what the shelf life starts with, 2026-03-29 01:30; a local time that exists twice is refused unless its
  offset stands beside it, 2026-10-25 02:30 +02:00; one that never exists is refused. `zone`: IANA name, Europe/Paris.
- `hours`: validated, counted in UTC. `transport_minutes`, `infusion_minutes`: whole.
- `rule`: start or end, whether the infusion must have started or ended before expiry.
- `at` (optional): when it is asked, read as `start` is.

Answers: `expiry`, `must_leave_by` (local time with its offset); `expiry_utc`, `must_leave_by_utc` (2026-01-31 13:05);
`expired`, `too_late` (yes from the very instant on, else no; empty without `at`).
"""

from carbench.domain.challenge_errors import BeyondCalendar, ColumnEmpty
from carbench.domain.moment import Moment
from carbench.domain.product import InfusionRule, ShelfLife
from carbench.operations.challenges.alone import shelf_life
from carbench.operations.challenges.asked import Answer, Column, Kind, Row
from carbench.operations.challenges.cells import filled, moment_of, whole, word


def ask(row: Row) -> Answer:
    """Give the two instants of a bag and whether they have come.

    Raises: ColumnEmpty, NotAWholeNumber, NotOneOf, BeyondCalendar, and what `read_moment` raises.
    """
    zone = filled(row, "zone")
    start, at = moment_of(row, "start", zone=zone), moment_of(row, "at", zone=zone)
    if start is None:
        raise ColumnEmpty(column="start")
    expiry, leave_by = _instants(_shelf_life(row), start)
    return {
        "expiry": expiry.plain(),
        "must_leave_by": leave_by.plain(),
        "expiry_utc": _utc(expiry),
        "must_leave_by_utc": _utc(leave_by),
        "expired": _come(expiry, at),
        "too_late": _come(leave_by, at),
    }


def _shelf_life(row: Row) -> ShelfLife:
    rule = word(row, "rule", kind=InfusionRule)
    if rule is None:
        raise ColumnEmpty(column="rule")
    return shelf_life(
        hours=whole(row, "hours"),
        transport_minutes=whole(row, "transport_minutes"),
        infusion_minutes=whole(row, "infusion_minutes"),
        infusion=rule,
    )


def _instants(life: ShelfLife, start: Moment) -> tuple[Moment, Moment]:
    try:
        return life.expiry(start), life.leave_by(start)
    except OverflowError as beyond:
        raise BeyondCalendar(text=start.plain()) from beyond


def _utc(moment: Moment) -> str:
    return moment.utc.replace(tzinfo=None).isoformat(" ", "minutes")


def _come(moment: Moment, at: Moment | None) -> str:
    """Say whether an instant has come: from the very instant on."""
    if at is None:
        return ""
    return "yes" if at.utc >= moment.utc else "no"


KIND = Kind(
    name="expiry",
    columns=(
        *(Column(name=n) for n in ("start", "zone", "hours", "transport_minutes", "infusion_minutes", "rule")),
        Column(name="at", needed=False),
    ),
    answers=("expiry", "must_leave_by", "expiry_utc", "must_leave_by_utc", "expired", "too_late"),
    ask=ask,
)
