"""Challenges to computed lines: a formula, the values it is made from, and the limit of what it gives.

Columns:

- `formula`: numbers, names, + - * / ( ), min and max, as in a product file: "bulk / car * 100". Its numbers have a
  point.
- `values`: "bulk=1.45; car=26.0". A value may have a sign, "endotoxin=<0.5". A name with nothing after its "=" is a
  line whose result is pending; a name that is not there at all is a fact that is not known.
- `limit`: as in `readings`. It is compared exactly with the exact value, so there is no column for rounding.
- `separator` (optional): the decimal separator of values and limit, "." or ","; a point where it is empty.

Answers: `verdict`; `value` (what the formula gives: up to forty significant figures, or as "< 0.5" or "0.1–0.5" where
signed values make it more than one; empty where it has none); `shown` (as a certificate prints it: three significant
figures more than the limit has, or more where the limit lies closer); `cause` (within, beyond_bound, straddles_bound,
input_pending, fact_missing, no_quotient).
"""

import re
from collections.abc import Iterable

from carbench.domain.challenge_errors import NotAFormula, NotNamedValues
from carbench.domain.facts import spanned
from carbench.domain.formula import Formula, FormulaBroken, parse
from carbench.domain.judgement import Value
from carbench.domain.lines import Line, lines_of, span_in_signs
from carbench.domain.measure import BLANKS, Reading, read, shown
from carbench.domain.specification import Test, TestKind
from carbench.operations.challenges.alone import line, product_of
from carbench.operations.challenges.asked import Answer, Column, Kind, Row
from carbench.operations.challenges.cells import NO_UNIT, cell, filled, in_full, separator_of
from carbench.operations.challenges.limits import exact_limit
from carbench.operations.challenges.readings import plain

NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
MADE = "="
"""Id of the computed line; no formula can name it."""


def ask(row: Row) -> Answer:
    """Make one computed line and judge it.

    Raises: ColumnEmpty, NotAFormula, NotNamedValues, what `exact_limit` raises, and what `measure.read` raises.
    """
    separator = separator_of(row)
    formula = _formula(filled(row, "formula"))
    readings = _values(cell(row, "values"), separator)
    bounds = exact_limit(filled(row, "limit"), separator)
    made = _made(line(id=MADE, kind=TestKind.COMPUTED, bounds=bounds, formula=formula), readings)
    said = made.judgement
    return {
        "verdict": said.verdict.value,
        "value": _value(made),
        "shown": plain(said.value),
        "cause": said.cause.value,
    }


def _made(test: Test, readings: dict[str, Reading | None]) -> Line:
    """Make the line of a product: dotted names are facts, others are lines that are only stated."""
    facts = {name: spanned(reading) for name, reading in readings.items() if "." in name and reading is not None}
    stated = [line(id=name, kind=TestKind.DECLARED, unit=NO_UNIT) for name in readings if "." not in name]
    values = {name: Value(reading=reading) for name, reading in readings.items() if reading is not None}
    return lines_of(product_of([*stated, test]), values, facts=facts, bags=(), at=None)[MADE]


def _value(made: Line) -> str:
    if made.computed is None:
        return ""
    exact = made.computed.exact
    return span_in_signs(made.computed) if exact is None else in_full(exact)


def _formula(text: str) -> Formula:
    try:
        return parse(text)
    except FormulaBroken as broken:
        raise NotAFormula(text=shown(text), begun=shown(text[: broken.position])) from broken


def _values(text: str, separator: str) -> dict[str, Reading | None]:
    typed = [_named(one, text) for one in text.split(";") if one.strip(BLANKS)]
    if len(dict(typed)) < len(typed):
        raise NotNamedValues(text=shown(text))
    return dict(_read(typed, separator))


def _named(one: str, text: str) -> tuple[str, str]:
    name, equals, value = one.partition("=")
    bare = name.strip(BLANKS)
    if not equals or NAME.fullmatch(bare) is None:
        raise NotNamedValues(text=shown(text))
    return bare, value.strip(BLANKS)


def _read(typed: Iterable[tuple[str, str]], separator: str) -> Iterable[tuple[str, Reading | None]]:
    for name, text in typed:
        yield name, read(text, unit=NO_UNIT, separator=separator) if text else None


KIND = Kind(
    name="computed",
    columns=(
        Column(name="formula"),
        Column(name="values", may_be_empty=True),
        Column(name="limit"),
        Column(name="separator", needed=False),
    ),
    answers=("verdict", "value", "shown", "cause"),
    ask=ask,
)
