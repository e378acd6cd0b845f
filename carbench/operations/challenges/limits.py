"""A limit as one cell says it.

    limit = side { " and " side }
    side  = (">=" | ">" | "<=" | "<") number | number " to " number | number " +- " number " %"

≥, ≤ and ± mean the same as >=, <= and +-. The decimal places and significant figures of a bound are those it is
printed with here, as they would be in a product file; so are the refusals. Source: release.md section 12.
"""

import re
from decimal import Decimal
from functools import lru_cache

from carbench.domain.bounds import limits_of
from carbench.domain.challenge_errors import LimitContradicts, NotALimit, RoundingMissing, RoundingNotAllowed
from carbench.domain.facts import NO_FACTS
from carbench.domain.measure import DIGITS_AT_MOST, shown
from carbench.domain.specification import Bound, BoundKind, Rounding
from carbench.operations.challenges.cells import PRINTED, member
from carbench.operations.challenges.cells import printed as _number

SIDE = re.compile(
    rf"(?P<sign><=|>=|[<≤>≥]) *(?P<value>{PRINTED})"
    rf"|(?P<low>{PRINTED}) +to +(?P<high>{PRINTED})"
    rf"|(?P<stated>{PRINTED}) *(?:±|\+-|\+/-) *(?P<percent>{PRINTED}) *%",
    re.IGNORECASE,
)
AND = re.compile(r"[ \t]+and[ \t]+", re.IGNORECASE)
SIGNS = {
    **dict.fromkeys((">=", "≥"), BoundKind.AT_LEAST),
    **dict.fromkeys(("<=", "≤"), BoundKind.AT_MOST),
    ">": BoundKind.MORE_THAN,
    "<": BoundKind.BELOW,
}
INCLUDING = (BoundKind.AT_LEAST, BoundKind.AT_MOST)
LOWER = (BoundKind.AT_LEAST, BoundKind.MORE_THAN)
WHOLE_PERCENT = 100
"""So far below a value is zero, which nothing falls short of."""

SOURCE = "challenge"
LONGEST = 500
"""Characters of a limit, as of a formula."""


@lru_cache(maxsize=4096)
def typed_limit(text: str, rounding: str, *, separator: str, column: str = "rounding") -> tuple[Bound, ...]:
    """Read the limit of a reading; how it is rounded must be said where rounding is allowed, and only there.

    Raises: NotALimit, LimitContradicts, WrongSeparator, RoundingMissing, RoundingNotAllowed, NotOneOf.
    """
    rule = member(rounding, Rounding, column=column) if rounding else None
    bounds = _bounds(text, separator, rule)
    including = any(bound.kind in INCLUDING for bound in bounds)
    if including and rule is None:
        raise RoundingMissing(text=shown(text))
    if rule is not None and not including:
        raise RoundingNotAllowed(text=shown(text))
    return bounds


@lru_cache(maxsize=4096)
def exact_limit(text: str, separator: str) -> tuple[Bound, ...]:
    """Read the limit of a number that is computed; it is compared exactly and has no rounding rule.

    Raises: NotALimit, LimitContradicts, WrongSeparator.
    """
    return _bounds(text, separator, None)


def _bounds(text: str, separator: str, rule: Rounding | None) -> tuple[Bound, ...]:
    if len(text) > LONGEST:
        raise NotALimit(text=shown(text))
    sides = AND.split(text.replace("\u00a0", " "))
    bounds = tuple(bound for side in sides for bound in _side(side, text, separator=separator, rule=rule))
    if len(bounds) > 1:
        _agree(bounds, text)
    return bounds


def _side(side: str, text: str, *, separator: str, rule: Rounding | None) -> tuple[Bound, ...]:
    said = SIDE.fullmatch(side)
    if said is None or any(len(number or "") > DIGITS_AT_MOST for number in said.groups()):
        raise NotALimit(text=shown(text))
    if said["sign"]:
        return (_bound(SIGNS[said["sign"]], said["value"], separator=separator, rule=rule),)
    if said["low"]:
        ends = ((BoundKind.AT_LEAST, said["low"]), (BoundKind.AT_MOST, said["high"]))
        return tuple(_bound(kind, end, separator=separator, rule=rule) for kind, end in ends)
    percent = _number(said["percent"], separator)
    stated = _bound(BoundKind.WITHIN_PERCENT, said["stated"], separator=separator, rule=None, percent=percent)
    if not 0 < percent < WHOLE_PERCENT or not stated.value or stated.value < 0:
        raise NotALimit(text=shown(text))
    return (stated,)


def _bound(
    kind: BoundKind, number: str, *, separator: str, rule: Rounding | None, percent: Decimal | None = None
) -> Bound:
    """Make a bound with the places and figures it is printed with."""
    digits = number.lstrip("-").replace(separator, "").lstrip("0")
    return Bound(
        kind=kind,
        value=_number(number, separator),
        places=len(number.partition(separator)[2]),
        figures=max(len(digits), 1),
        rounding=rule if kind in INCLUDING else None,
        source=SOURCE,
        percent=percent,
    )


def _agree(bounds: tuple[Bound, ...], text: str) -> None:
    """Refuse sides that no value can meet together, as a product file's are."""
    ends = [end for bound in bounds for end in limits_of(bound, NO_FACTS) or ()]
    lows = [(limit.exact or 0, kind is BoundKind.MORE_THAN) for kind, limit in ends if kind in LOWER]
    highs = [(limit.exact or 0, kind is not BoundKind.BELOW) for kind, limit in ends if kind not in LOWER]
    if not lows or not highs:
        return
    (low, left_out), (high, kept) = max(lows), min(highs)
    if low > high or (low == high and (left_out or not kept)):
        raise LimitContradicts(text=shown(text))
