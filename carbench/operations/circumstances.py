"""When something happened, who performed it, and why it is typed late.

Only times in the future and before receipt are refused as facts (release.md section 2).
"""

from dataclasses import dataclass

from carbench.domain.batch import Batch
from carbench.domain.errors import PersonUnknown, ReasonMissing, TimeBeforeReceipt, TimeInFuture
from carbench.domain.measure import BLANKS, read_text, shown
from carbench.domain.moment import Moment, read_moment
from carbench.domain.people import Role, acting_as
from carbench.operations import looking
from carbench.operations.bench import Bench
from carbench.operations.printable import printable
from carbench.store import queries


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What is typed beside a fact; everything empty means now, by the person signed in."""

    happened_at: str = ""
    performed_by: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Circumstances that hold."""

    happened_at: Moment
    performed_by: tuple[str, ...]
    reason: str


def settle(
    bench: Bench, told: Circumstances, *, roles: frozenset[Role], batch: Batch | None = None, early: bool = False
) -> Settled:
    """Read the circumstances of a fact.

    A performer has one of `roles`, their own or as a deputy; a fact at a `batch` does not lie before the receipt of
    its material, unless it is of the order and `early`.
    Raises: NotATime, TimeTwice, TimeNever, TimeInFuture, TimeBeforeReceipt, ReasonMissing, PersonUnknown,
    DutyRefused, GlyphMissing.
    """
    now = bench.now()
    typed = told.happened_at.strip(BLANKS)
    happened = read_moment(typed, bench.site.zone) if typed else now
    if happened.utc > now.utc:
        raise TimeInFuture(text=happened.plain())
    earliest = batch.earliest() if batch and not early else None
    # A typed time has minutes, a recorded one seconds: within the minute of receipt is not before it.
    if earliest and happened.minutes_until(earliest) > 0:
        raise TimeBeforeReceipt(text=happened.plain())
    reason = printable(read_text(told.reason, field="reason", optional=True))
    limit = bench.site.late_entry_minutes
    if happened.minutes_until(now) > limit and not reason:
        raise ReasonMissing(minutes=limit)
    return Settled(happened_at=happened, performed_by=_performers(bench, told, roles, batch), reason=reason)


def _performers(bench: Bench, told: Circumstances, roles: frozenset[Role], batch: Batch | None) -> tuple[str, ...]:
    """Give who performed it; each of them may, whoever types."""
    names = told.performed_by or (bench.signed_in.name,)
    known = {row.person.name: row.person for row in queries.people(bench.store)}
    for name in names:
        if name not in known:
            raise PersonUnknown(name=shown(name))
        person = looking.acting(bench, known[name], product_id=batch.product.id).person if batch else known[name]
        acting_as(person, roles, "perform")
    return names
