"""Challenges to alternatives: up to four readings with their limits, joined by "or" (release.md section 12).

Columns, with n from 1 to 4; what is not used stays empty or is left out:

- `limit_n`, `rounding_n`, `possible_n`: as in `readings`. A limit is an alternative; `limit_1` is always there.
- `text_n`: the reading of this alternative; empty, it is pending.
- `separator` (optional): the decimal separator of every number of the row, "." or ","; a point where it is empty.

Answers: `verdict` (MEETS as soon as one meets, even while another is pending; OUT only if all are; else PENDING where
one is pending, else UNDECIDED); `cause` (one_meets, none_meets, or why the least bad of them stands as it does);
`about` (the number of the alternative the cause speaks of, of none_meets all of them); `verdict_1` to `verdict_4` (of
each one; empty where there is no such alternative).
"""

from collections.abc import Mapping

from carbench.domain.challenge_errors import ColumnEmpty
from carbench.domain.judgement import Value
from carbench.domain.lines import lines_of
from carbench.domain.measure import Reading, read
from carbench.domain.specification import Test, TestKind
from carbench.operations.challenges.alone import line, product_of
from carbench.operations.challenges.asked import Answer, Column, Kind, Row
from carbench.operations.challenges.cells import NO_UNIT, cell, possible_of, separator_of
from carbench.operations.challenges.limits import typed_limit

NUMBERS = ("1", "2", "3", "4")
OF_ONE = ("text", "limit", "rounding", "possible")
JOINED = "or"


def ask(row: Row) -> Answer:
    """Judge alternatives and what they come to together.

    Raises: ColumnEmpty, what `typed_limit` and `read_range` raise, and what `measure.read` raises.
    """
    separator = separator_of(row)
    tests = {n: _alternative(row, n, separator) for n in NUMBERS if _asked(row, n)}
    joined = line(id=JOINED, kind=TestKind.ANY_OF, any_of=tuple(tests))
    values = {n: Value(reading=reading) for n, reading in _readings(row, tests, separator).items()}
    stands = lines_of(product_of([*tests.values(), joined]), values, facts={}, bags=(), at=None)
    said = stands[JOINED].judgement
    each = {f"verdict_{n}": stands[n].judgement.verdict.value if n in stands else "" for n in NUMBERS}
    return {"verdict": said.verdict.value, "cause": said.cause.value, "about": _about(said.about, tests), **each}


def _asked(row: Row, n: str) -> bool:
    """Say whether a row has this alternative; what belongs to one has its limit. Raises: ColumnEmpty."""
    if cell(row, f"limit_{n}"):
        return True
    if any(cell(row, f"{name}_{n}") for name in OF_ONE):
        raise ColumnEmpty(column=f"limit_{n}")
    return False


def _alternative(row: Row, n: str, separator: str) -> Test:
    column = f"rounding_{n}"
    bounds = typed_limit(cell(row, f"limit_{n}"), cell(row, column), separator=separator, column=column)
    return line(id=n, bounds=bounds, possible=possible_of(row, f"possible_{n}", separator=separator), unit=NO_UNIT)


def _readings(row: Row, tests: Mapping[str, Test], separator: str) -> dict[str, Reading]:
    texts = {n: cell(row, f"text_{n}") for n in tests}
    return {
        n: read(text, unit=NO_UNIT, separator=separator, possible=tests[n].possible)
        for n, text in texts.items()
        if text
    }


def _about(about: str, tests: Mapping[str, Test]) -> str:
    """Give the numbers of the alternatives a cause names; it may also name a bound."""
    return about if about and set(about.split()) <= tests.keys() else ""


KIND = Kind(
    name="alternatives",
    columns=(
        Column(name="text_1", may_be_empty=True),
        Column(name="limit_1"),
        *(
            Column(name=f"{name}_{n}", needed=False)
            for n in NUMBERS
            for name in OF_ONE
            if f"{name}_{n}" not in ("text_1", "limit_1")
        ),
        Column(name="separator", needed=False),
    ),
    answers=("verdict", "cause", "about", *(f"verdict_{n}" for n in NUMBERS)),
    ask=ask,
)
