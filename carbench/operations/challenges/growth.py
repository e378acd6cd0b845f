"""Challenges to growth: an interval, a whole culture, or viable cells (release.md section 5).

A row asks exactly one question; the columns of the others stay empty, and so do
their answers: "none". Numbers are typed with a point, exact, without sign or unit.

An interval: `n1`, `n2` (viable cells, one unit for both), `hours` between them;
    `taken_ml` and `before_ml`, both or neither, for what was taken after the first count.
A culture: `events`, in any order, semicolons between them, hours since any start:
    "0h count 100; 48h take 10 of 100; 48h split; 72h count 180". A count is in 10⁶ viable
    cells of the whole vessel, before its own sample; a taking is in mL of mL before it; a
    split takes nothing. Hours go up to 100000 and are read to the microsecond.
Viable cells: `concentration` (10⁶ per mL), `volume` (mL), `viability` (per cent; empty
    when the concentration is already of viable cells).

Answers: `doublings` and `fold` (of a culture: from its first count to its last, corrected
for cells taken), `rate_per_hour` and `doubling_hours` (of a culture: from the last count
but one to the last), rounded to twelve significant figures, half away from zero, zeros at
the end cut, never an exponent; `viable_cells` (10⁶), exact, not rounded. "none" where there is no
such number: nothing counted or kept, no time between two counts, no doubling without increase.
"""

import re
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from carbench.domain.count_errors import NotAnEvent, NotOneQuestion
from carbench.domain.growth import (
    EVERYTHING,
    HOUR,
    Counted,
    CultureEvent,
    GrowthPoint,
    Interval,
    Taken,
    between,
    growth,
    kept_part,
    viable_cells,
)
from carbench.domain.measure import Range, Unit, read, shown
from carbench.operations.challenges.asked import Answer, Column, Kind, Row

ANSWERED = Context(prec=12, rounding=ROUND_HALF_UP)
"""Significant figures of an answer that is made from a logarithm or a division."""

ANSWERS = ("doublings", "fold", "rate_per_hour", "doubling_hours", "viable_cells")
NONE = "none"

INTERVAL = ("n1", "n2", "hours", "taken_ml", "before_ml")
CULTURE = ("events",)
CELLS = ("concentration", "viability", "volume")

EVENT = re.compile(
    r"(?P<hours>\S+)h +(count +(?P<cells>\S+)|take +(?P<taken>\S+) +of +(?P<before>\S+)|(?P<split>split))"
)
LONGEST = Range(low=Decimal(0), high=Decimal(100000))
"""Hours of a culture; what is longer has no date."""

PER_CENT = Range(low=Decimal(0), high=Decimal(100))
START = datetime(2000, 1, 1, tzinfo=UTC)
"""Any instant does: only the hours between events enter the answers."""

CELLS_UNIT = Unit(name="10⁶")
ML = Unit(name="mL")
HOURS = Unit(name="h")


def ask(row: Row) -> Answer:
    """Answer the one question of a row; every answer is there, "none" where it has no number.

    Raises: NotOneQuestion, NotAnEvent, TakingImpossible, and what `measure.read` raises.
    """
    questions = {INTERVAL: _interval, CULTURE: _culture, CELLS: _cells}
    asked = [answer for columns, answer in questions.items() if any(row.get(name, "").strip() for name in columns)]
    if len(asked) != 1:
        raise NotOneQuestion
    return dict.fromkeys(ANSWERS, NONE) | asked[0](row)


def _interval(row: Row) -> dict[str, str]:
    n1, n2 = (_number(row.get(name, ""), CELLS_UNIT) for name in ("n1", "n2"))
    hours = _number(row.get("hours", ""), HOURS)
    found = between(n1, n2, hours=hours, kept=_kept(row.get("taken_ml", ""), row.get("before_ml", "")))
    return _answers(found, found)


def _kept(taken: str, before: str) -> Fraction:
    if not taken.strip() and not before.strip():
        return EVERYTHING
    return kept_part(_number(taken, ML), before_ml=_number(before, ML))


def _culture(row: Row) -> dict[str, str]:
    typed = (entry.strip() for entry in row.get("events", "").split(";"))
    last = growth(event for entry in typed if entry for event in _events(entry)).last
    return _answers(last, last.since) if last else {}


def _events(entry: str) -> tuple[CultureEvent, ...]:
    """Read one event; a split is one that takes nothing, so it gives none."""
    typed = EVENT.fullmatch(entry)
    if typed is None:
        raise NotAnEvent(text=shown(entry))
    at = START + _span(typed["hours"])
    if typed["split"]:
        return ()
    if typed["cells"]:
        return (Counted(at=at, viable=_number(typed["cells"], CELLS_UNIT)),)
    return (Taken(at=at, taken_ml=_number(typed["taken"], ML), before_ml=_number(typed["before"], ML)),)


def _span(hours: str) -> timedelta:
    return timedelta(microseconds=round(_number(hours, HOURS, LONGEST) * HOUR))


def _cells(row: Row) -> dict[str, str]:
    typed = row.get("viability", "")
    cells = viable_cells(
        concentration=_number(row.get("concentration", ""), Unit(name="10⁶/mL")),
        viability=_number(typed, Unit(name="%"), PER_CENT) if typed.strip() else None,
        volume_ml=_number(row.get("volume", ""), ML),
    )
    return {"viable_cells": _cut(cells)}


def _number(text: str, unit: Unit, possible: Range | None = None) -> Decimal:
    return read(text, unit=unit, separator=".", possible=possible, exact=True).value


def _answers(up_to: Interval | GrowthPoint, since: Interval) -> dict[str, str]:
    """Write growth up to a count, and the pace since the count before it."""
    numbers = {
        "doublings": up_to.doublings,
        "fold": up_to.fold,
        "rate_per_hour": since.rate_per_hour,
        "doubling_hours": since.doubling_hours,
    }
    return {name: NONE if number is None else _cut(ANSWERED.plus(number)) for name, number in numbers.items()}


def _cut(number: Decimal) -> str:
    """Write a number in plain notation without zeros at the end of its places."""
    plain = f"{number:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


KIND = Kind(
    name="growth",
    columns=tuple(Column(name=name, needed=False) for name in (*INTERVAL, *CULTURE, *CELLS)),
    answers=ANSWERS,
    ask=ask,
)
