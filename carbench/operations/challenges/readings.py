"""Challenges to readings: a typed number against its limit (release.md section 12, Readings and Rounding).

Columns:

- `text`: the reading as it is typed, with its sign if it has one: 87.4, <0.5. Empty, there is no result yet.
- `limit`: ">= 70", "> 0.5", "<= 0.5", "< 5", "2 to 8", "10 +- 20 %"; several with " and " between them. ≥, ≤ and ±
  may be written. The places and figures are those printed in the cell: 0.5 ×10⁶ is 0.5 in the unit 10^6, one place.
- `rounding`: decimals, significant or as_measured. Needed where the limit has >=, <= or "to"; refused where it has none
  of them, because strict limits and ± % are compared exactly.
- `unit`, `denominator` (optional): what the reading is in. `limit_unit`, `limit_denominator` (optional): what the limit
  is in, where that is something else; `limit_denominator` alone leaves the unit the same. Nothing is converted.
- `possible` (optional): "0 to 100", what the test can give at all. Outside it a reading is refused; a minus is read
  only where it goes below zero; a signed reading reaches to its end.
- `separator` (optional): the decimal separator of every number of the row, "." or ","; a point where it is empty.

Answers: `verdict` (MEETS, OUT, UNDECIDED, or PENDING without a text); `compared` (the rounded value, where rounding
changed it and every bound rounds it alike); `cause` (why, as the program's interface says it: within, beyond_bound,
straddles_bound, no_value, other_unit, nothing_yet).
"""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from carbench.domain.judging import judge
from carbench.domain.measure import Unit, read
from carbench.domain.specification import Test
from carbench.operations.challenges.alone import line
from carbench.operations.challenges.asked import Answer, Column, Kind, Row
from carbench.operations.challenges.cells import cell, filled, possible_of, separator_of, unit_of
from carbench.operations.challenges.limits import typed_limit

OPTIONAL = ("rounding", "unit", "denominator", "limit_unit", "limit_denominator", "possible", "separator")
QUESTION = ("limit", *OPTIONAL)
"""What is asked of a reading; thousands of rows often ask the same."""


class Question(NamedTuple):
    """What a row asks of its reading."""

    test: Test
    unit: Unit
    """Of the reading."""

    separator: str


def ask(row: Row) -> Answer:
    """Judge one reading.

    Raises: ColumnEmpty, what `typed_limit` and `read_range` raise, and what `measure.read` raises.
    """
    question = _question(*(row.get(name, "") for name in QUESTION))
    test = question.test
    text = cell(row, "text")
    reading = read(text, unit=question.unit, separator=question.separator, possible=test.possible) if text else None
    said = judge(test, reading)
    return {"verdict": said.verdict.value, "compared": plain(said.compared), "cause": said.cause.value}


@lru_cache(maxsize=4096)
def _question(*cells: str) -> Question:
    row = dict(zip(QUESTION, cells, strict=True))
    separator, unit = separator_of(row), unit_of(row, name="unit", denominator="denominator")
    bounds = typed_limit(filled(row, "limit"), cell(row, "rounding"), separator=separator)
    possible = possible_of(row, "possible", separator=separator)
    test = line(bounds=bounds, possible=possible, unit=_limit_unit(row, unit), units=(unit,))
    return Question(test, unit, separator)


def plain(number: Decimal | None) -> str:
    """Write a number as it stands, never as an exponent; nothing where there is none."""
    return "" if number is None else f"{number:f}"


def _limit_unit(row: Row, unit: Unit) -> Unit:
    """Give what the limit is in: as the row says it, else what the reading is in."""
    if not cell(row, "limit_unit") and not cell(row, "limit_denominator"):
        return unit
    named = unit_of(row, name="limit_unit", denominator="limit_denominator")
    return named if named.name else Unit(name=unit.name, denominator=named.denominator)


KIND = Kind(
    name="readings",
    columns=(
        Column(name="text", may_be_empty=True),
        Column(name="limit"),
        *(Column(name=name, needed=False) for name in OPTIONAL),
    ),
    answers=("verdict", "compared", "cause"),
    ask=ask,
)
