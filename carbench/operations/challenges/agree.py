"""Whether an answer is the expected one.

A word is compared in capitals or not. A number agrees if the answer, rounded to the places the expectation is written
with, half away from zero, is it. Anything else, a code among them, is compared letter by letter, blanks at the ends
removed and several in a row taken for one.
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal

from carbench.domain.errors import BenchError
from carbench.domain.measure import BLANKS

REFUSED = "REFUSED"
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
"""Without zeros before it: 0012 is a code."""

WORD = re.compile(r"[A-Za-z_]+")
RUN = re.compile(rf"[{BLANKS}]+")
SIGN = re.compile(r"^(<=|>=|[<≤>≥]) ?")
SIGNS = {"<=": "≤", ">=": "≥"}


def agrees(answer: str, expected: str) -> bool:
    """Say whether an answer is the one that was expected."""
    if answer == expected:
        return True
    given, wanted = _one_way(answer), _one_way(expected)
    if given == wanted:
        return True
    if WORD.fullmatch(given):
        return given.lower() == wanted.lower()
    point = wanted.replace(",", ".")
    return bool(NUMBER.fullmatch(given) and NUMBER.fullmatch(point)) and _rounds_to(given, point)


def refusal_agrees(refused: BenchError, expected: str) -> bool:
    """Say whether a refusal was expected: as such, or by its kind."""
    return _one_way(expected).lower() in (REFUSED.lower(), refused.kind)


def _rounds_to(given: str, wanted: str) -> bool:
    exact = Context(prec=len(given) + len(wanted) + 1, rounding=ROUND_HALF_UP)
    expected = Decimal(wanted)
    return Decimal(given).quantize(expected, context=exact) == expected


def _one_way(text: str) -> str:
    """Write what means the same in one way."""
    bare = RUN.sub(" ", text.strip(BLANKS))
    return SIGN.sub(lambda found: SIGNS.get(found[1], found[1]), bare)
