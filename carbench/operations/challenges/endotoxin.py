"""Challenges to endotoxin: a reading against the limit of this patient and, where there is one, a fixed limit.

The limit of the patient is 5 EU/kg/h × weight × hours ÷ volume, inclusive and never rounded; under an hour the whole
bag counts as the hour (release.md sections 4 and 12).

Columns:

- `reading`: EU/mL, with its sign if it has one: <0.5. Empty, there is no result yet.
- `weight`: kg. `volume`: mL that are given together: all bags given within the hour. Both exact and above zero.
- `minutes`: planned, whole.
- `limit` (optional): the fixed limit, EU/mL, as in `readings`; `rounding`: as there. Both limits must be met.
- `per_kg_hour` (optional): EU per kg and hour, where it is something else than 5.
- `separator` (optional): the decimal separator of every number of the row, "." or ","; a point where it is empty.

Answers: `verdict` (of both limits together); `patient_limit` (EU/mL, up to forty significant figures);
`patient_limit_exact` (the same where it ends, else as a fraction, 10/3); `patient_verdict`, `fixed_verdict` (each limit
alone; empty without a fixed one); `lower_quantification_needed` (yes where the assay reports "less than" a number that
is above the patient's limit, so that it cannot release this volume for this weight; else no); `cause`.
"""

from functools import lru_cache

from carbench.domain.bounds import limits_of
from carbench.domain.challenge_errors import ColumnEmpty
from carbench.domain.facts import BagFact, Facts
from carbench.domain.formula import Formula, parse
from carbench.domain.judgement import Cause, Judgement
from carbench.domain.judging import judge
from carbench.domain.measure import Censor, Reading, read
from carbench.domain.specification import Bound, BoundKind
from carbench.operations.challenges.alone import SOURCE, line
from carbench.operations.challenges.asked import Answer, Column, Kind, Row
from carbench.operations.challenges.cells import (
    NO_UNIT,
    above_zero,
    cell,
    exactly,
    in_full,
    separator_of,
    whole,
)
from carbench.operations.challenges.limits import typed_limit

PER_KG_HOUR = "5"
"""EU. Source: release.md sections 4 and 12, Endotoxin; where a product says it, it is a line of its file."""

SMALLER = (Censor.BELOW, Censor.AT_MOST)


def ask(row: Row) -> Answer:
    """Judge one endotoxin reading.

    Raises: ColumnEmpty, NotAboveZero, NotAWholeNumber, what `typed_limit` raises, and what `measure.read` raises.
    """
    separator = separator_of(row)
    facts = _facts(row, separator)
    patient = _bound(_rate(row, separator))
    fixed = _fixed(row, separator)
    text = cell(row, "reading")
    reading = read(text, unit=NO_UNIT, separator=separator) if text else None
    alone = judge(line(unit=NO_UNIT, bounds=(patient,)), reading, facts=facts)
    both = judge(line(unit=NO_UNIT, bounds=(patient, *fixed)), reading, facts=facts) if fixed else alone
    (limit,) = (limit.exact for _, limit in limits_of(patient, facts.named) or ())
    return {
        "verdict": both.verdict.value,
        "patient_limit": "" if limit is None else in_full(limit),
        "patient_limit_exact": "" if limit is None else exactly(limit),
        "patient_verdict": alone.verdict.value,
        "fixed_verdict": judge(line(unit=NO_UNIT, bounds=fixed), reading).verdict.value if fixed else "",
        "lower_quantification_needed": "yes" if _too_coarse(reading, alone) else "no",
        "cause": both.cause.value,
    }


def _facts(row: Row, separator: str) -> Facts:
    volume = above_zero(row, "volume", separator=separator)
    return Facts(
        weight=above_zero(row, "weight", separator=separator),
        bags=(BagFact(portion=1, concentration=volume, volume=volume),),
        infusion_minutes=whole(row, "minutes"),
    )


def _rate(row: Row, separator: str) -> str:
    if not cell(row, "per_kg_hour"):
        return PER_KG_HOUR
    return f"{above_zero(row, 'per_kg_hour', separator=separator).value:f}"


def _fixed(row: Row, separator: str) -> tuple[Bound, ...]:
    limit, rounding = cell(row, "limit"), cell(row, "rounding")
    if rounding and not limit:
        raise ColumnEmpty(column="limit")
    return typed_limit(limit, rounding, separator=separator) if limit else ()


@lru_cache(maxsize=64)
def _bound(rate: str) -> Bound:
    """Give the limit of a patient, as a product file says it."""
    return Bound(
        kind=BoundKind.AT_MOST,
        value=None,
        places=0,
        figures=1,
        rounding=None,
        source=SOURCE,
        formula=_formula(rate),
    )


def _formula(rate: str) -> Formula:
    return parse(f"{rate} * patient.weight * infusion.hours / infusion.volume")


def _too_coarse(reading: Reading | None, patient: Judgement) -> bool:
    return reading is not None and reading.censor in SMALLER and patient.cause is Cause.STRADDLES_BOUND


KIND = Kind(
    name="endotoxin",
    columns=(
        Column(name="reading", may_be_empty=True),
        *(Column(name=name) for name in ("weight", "volume", "minutes")),
        *(Column(name=name, needed=False) for name in ("limit", "rounding", "per_kg_hour", "separator")),
    ),
    answers=(
        *("verdict", "patient_limit", "patient_limit_exact", "patient_verdict", "fixed_verdict"),
        *("lower_quantification_needed", "cause"),
    ),
    ask=ask,
)
