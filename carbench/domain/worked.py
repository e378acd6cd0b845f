"""Worked cases: what a product's author typed and worked out by hand, judged as a batch would be.

What is typed, by name, with a point as separator:

| name | text |
|---|---|
| `viability` | a reading, an outcome's id, or the declared text of a test |
| `endotoxin` = "0.31; 0.28" | replicates |
| `vector_copies` = "1.45 [copies / cell]" | a reading in another unit of the test's list |
| `endotoxin.spike_recovery` | a reading or an outcome of a validity criterion |
| `sterility.hours`, `sterility.age_hours` | from inoculation to reading, from reading to signature |
| `patient.weight`, `bag.volume` … | a fact (see `facts`); bag.concentration and bag.volume make one bag |

Every line is answered three times: `sterility.provisional` and `sterility.final` as each certificate sees it, and
`sterility` as the provisional one sees a line it needs (only an interim reading differs), else as the final one does.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from carbench.domain.errors import BenchError
from carbench.domain.facts import FACTS, BagFact, Facts, Named, counted_hours, spanned
from carbench.domain.judgement import CriterionValue, Value
from carbench.domain.lines import Line, lines_of
from carbench.domain.measure import Reading, Unit, read
from carbench.domain.moment import Moment
from carbench.domain.product import Product, WorkedCase
from carbench.domain.specification import Certificate, Criterion, Test, Verdict

SEPARATOR = "."
IN_UNIT = re.compile(r"(?P<reading>[^\[\]]+?) *\[(?P<unit>[^\[\]]+)\]")
SIGNED_AT = Moment(utc=datetime(2026, 1, 31, 12, tzinfo=UTC), offset_minutes=0, zone="UTC")
"""When a case's provisional certificate is signed; only differences count."""

HOURS = "hours"
AGE_HOURS = "age_hours"
SECONDS = 3600
FACT = Unit(name="")
BAG = ("bag.concentration", "bag.volume")


@dataclass(kw_only=True, eq=False)
class CaseUnreadable(ValueError):
    """A case types what its product does not have."""

    name: str
    text: str


def run(product: Product, case: WorkedCase) -> dict[str, Verdict]:
    """Judge what a case types; by test id, and by test id with `.provisional` and `.final`.

    Raises: CaseUnreadable.
    """
    typed = dict(case.typed)
    facts = _facts(product, typed)
    values = {test.id: value for test in product.tests if (value := _value(test, typed)) is not None}
    unread = [name for name in typed if name not in FACTS and not _known(product, name)]
    if unread:
        raise CaseUnreadable(name=unread[0], text=typed[unread[0]])
    stands = lines_of(product, values, facts=facts, bags=_bags(typed), at=SIGNED_AT)
    said = {test_id: _needed(line) for test_id, line in stands.items()}
    said |= {f"{test_id}.provisional": line.provisional.verdict for test_id, line in stands.items()}
    return said | {f"{test_id}.final": line.judgement.verdict for test_id, line in stands.items()}


def _needed(line: Line) -> Verdict:
    """Give a verdict as the certificate sees it that asks for the line first."""
    provisional = Certificate.PROVISIONAL in line.test.needed_for
    return line.provisional.verdict if provisional else line.judgement.verdict


def _known(product: Product, name: str) -> bool:
    test_id, _, part = name.partition(".")
    test = next((test for test in product.tests if test.id == test_id), None)
    if test is None:
        return False
    return part in {"", HOURS, AGE_HOURS} or any(criterion.id == part for criterion in test.criteria)


def _facts(product: Product, typed: Mapping[str, str]) -> Named:
    """Give the facts a case types; the infusion takes as long as the product plans unless the case says else."""
    planned = Facts(bags=_bags(typed), infusion_minutes=product.shelf_life.infusion_minutes).named
    known = {name: spanned(_reading(name, typed[name], FACT)) for name in sorted(FACTS & typed.keys())}
    if "infusion.hours" in known:
        known["infusion.hours"] = counted_hours(known["infusion.hours"])
    return {**planned, **known}


def _bags(typed: Mapping[str, str]) -> tuple[BagFact, ...]:
    if not set(BAG) <= typed.keys():
        return ()
    concentration, volume = (_reading(name, typed[name], FACT) for name in BAG)
    return (BagFact(portion=1, concentration=concentration, volume=volume),)


def _value(test: Test, typed: Mapping[str, str]) -> Value | None:
    """Give what a case types of a test; None where it types nothing of it."""
    criteria = tuple(_criterion(test, asked, typed) for asked in test.criteria if f"{test.id}.{asked.id}" in typed)
    text = typed.get(test.id)
    read_at = SIGNED_AT.after(-_span(test, AGE_HOURS, typed))
    started = read_at.after(-_span(test, HOURS, typed)) if f"{test.id}.{HOURS}" in typed else None
    if text is None and not criteria:
        return None
    readings = () if text is None or test.unit is None else _readings(test, text)
    words = "" if text is None or test.unit is not None else text
    return Value(
        reading=readings[0] if len(readings) == 1 and test.replicates is None else None,
        outcome=words if words and test.outcomes else None,
        declared="" if test.outcomes else words,
        replicates=readings if len(readings) > 1 or test.replicates is not None else (),
        criteria=criteria,
        inoculated_at=started,
        read_at=read_at,
    )


def _span(test: Test, part: str, typed: Mapping[str, str]) -> timedelta:
    name = f"{test.id}.{part}"
    hours = Fraction(_reading(name, typed[name], FACT).value) if name in typed else Fraction()
    return timedelta(seconds=int(hours * SECONDS))


def _readings(test: Test, text: str) -> tuple[Reading, ...]:
    return tuple(_in_unit(test, part.strip()) for part in text.split(";"))


def _in_unit(test: Test, text: str) -> Reading:
    other = IN_UNIT.fullmatch(text)
    listed = {str(unit): unit for unit in (test.unit, *test.units) if unit is not None}
    if other is None:
        return _reading(test.id, text, listed[str(test.unit)], test)
    if other["unit"] not in listed:
        raise CaseUnreadable(name=test.id, text=text)
    return _reading(test.id, other["reading"], listed[other["unit"]])


def _criterion(test: Test, asked: Criterion, typed: Mapping[str, str]) -> CriterionValue:
    name = f"{test.id}.{asked.id}"
    if asked.outcomes or asked.unit is None:
        return CriterionValue(id=asked.id, outcome=typed[name])
    return CriterionValue(id=asked.id, reading=_reading(name, typed[name], asked.unit))


def _reading(name: str, text: str, unit: Unit, test: Test | None = None) -> Reading:
    try:
        return read(text, unit=unit, separator=SEPARATOR, possible=test.possible if test else None)
    except BenchError as refused:
        raise CaseUnreadable(name=name, text=text) from refused
