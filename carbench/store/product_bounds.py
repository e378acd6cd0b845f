"""The limits of a product file: what a bound, a range or a named outcome says."""

from collections.abc import Callable
from decimal import Decimal
from enum import Enum

from carbench.domain.measure import Range
from carbench.domain.specification import Bound, BoundKind, Effect, Outcome, Rounding
from carbench.store.product_keys import Keys

ReadBounds = Callable[[Keys], tuple[Bound, ...]]


class Asked(Enum):
    """How a file writes a bound."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    BELOW = "below"
    BETWEEN = "between"
    """Both ends included; two bounds of the specification."""

    WITHIN_PERCENT = "within_percent"


INCLUDING = {Asked.AT_LEAST, Asked.AT_MOST, Asked.BETWEEN}
"""Kinds that include their own value, so that a reading may be rounded to it."""


def read_range(keys: Keys) -> Range:
    """Read two different ends."""
    found = Range(low=keys.decimal("low")[0], high=keys.decimal("high")[0])
    if found.low >= found.high:
        raise keys.refused("high", f"> {found.low}")
    return found


def read_outcome(keys: Keys) -> Outcome:
    """Read a named outcome."""
    return Outcome(id=keys.identifier("id"), effect=keys.member("effect", Effect), title=keys.words("title"))


def typed_bound(keys: Keys) -> tuple[Bound, ...]:
    """Read a bound of a line that is typed; how its reading is rounded must be said where rounding is allowed."""
    return _bound(keys, rounds=True)


def exact_bound(keys: Keys) -> tuple[Bound, ...]:
    """Read a bound of a line that is computed; a rounding rule is refused."""
    return _bound(keys, rounds=False)


def _bound(keys: Keys, *, rounds: bool) -> tuple[Bound, ...]:
    """Read one bound. Source of what is rounded: release.md section 12, Rounding."""
    kind = keys.member("kind", Asked)
    if kind is Asked.BETWEEN:
        return _between(keys, rounds=rounds)
    if keys.has("formula"):
        return (_patient_bound(keys, BoundKind(kind.value)),)
    value, text = keys.decimal("value")
    rounding = keys.member("rounding", Rounding) if rounds and kind in INCLUDING else None
    return (_made(keys, BoundKind(kind.value), (value, text), rounding),)


def _between(keys: Keys, *, rounds: bool) -> tuple[Bound, ...]:
    low, high = keys.decimal("low"), keys.decimal("high")
    if low[0] >= high[0]:
        raise keys.refused("high", f"> {low[1]}")
    rounding = keys.member("rounding", Rounding) if rounds else None
    source, mark = keys.text("source"), _mark(keys)
    return tuple(
        _printed(kind, printed, rounding=rounding, source=source, alternative=mark)
        for kind, printed in ((BoundKind.AT_LEAST, low), (BoundKind.AT_MOST, high))
    )


def _made(keys: Keys, kind: BoundKind, printed: tuple[Decimal, str], rounding: Rounding | None) -> Bound:
    percent = _percent(keys) if kind is BoundKind.WITHIN_PERCENT else None
    if percent is not None and printed[0] <= 0:
        raise keys.refused("value", "> 0")
    source = keys.text("source")
    return _printed(kind, printed, rounding=rounding, source=source, alternative=_mark(keys), percent=percent)


def _printed(
    kind: BoundKind,
    printed: tuple[Decimal, str],
    *,
    rounding: Rounding | None,
    source: str,
    alternative: str,
    percent: Decimal | None = None,
) -> Bound:
    """Make a bound with the places and figures its source prints."""
    value, text = printed
    digits = text.lstrip("-").replace(".", "").lstrip("0")
    return Bound(
        kind=kind,
        value=value,
        places=len(text.partition(".")[2]),
        figures=max(len(digits), 1),
        rounding=rounding,
        source=source,
        percent=percent,
        alternative=alternative,
    )


def _patient_bound(keys: Keys, kind: BoundKind) -> Bound:
    """Read a bound whose limit is made from facts of the patient and the batch; never rounded."""
    return Bound(
        kind=kind,
        value=None,
        places=0,
        figures=1,
        rounding=None,
        source=keys.text("source"),
        formula=keys.formula("formula"),
        percent=_percent(keys) if kind is BoundKind.WITHIN_PERCENT else None,
        alternative=_mark(keys),
    )


def _percent(keys: Keys) -> Decimal:
    percent = keys.positive("percent")
    if percent >= 100:  # noqa: PLR2004  # 100 % below a value is zero, which nothing falls short of
        raise keys.refused("percent", "< 100")
    return percent


def _mark(keys: Keys) -> str:
    return keys.optional("or", keys.identifier, "")
