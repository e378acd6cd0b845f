"""What a case expects, held against what came of it."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum
from typing import Any

from carbench.domain.bounds import decimal_of
from carbench.domain.errors import BenchError
from carbench.domain.lines import Line
from carbench.domain.measure import Unit, read
from carbench.operations.rehearsal.case import Expect
from carbench.operations.rehearsal.said import Answer, Mismatch, Played
from carbench.operations.rehearsal.standing import Standing

NOTHING = "–"
WIDE = Context(prec=200, rounding=ROUND_HALF_UP)


def differing(played: Played, stands: Standing | None) -> Iterator[Mismatch]:
    """Give everything that came otherwise than expected, in the order of the format."""
    expect = played.case.expect
    yield from _answer("provisional", expect, played.provisional)
    yield from _answer("final", expect, played.final)
    found = stands.plain if stands else {}
    for name in ("stage", "suspended", "expiry", "must_leave_by"):
        yield from _one(name, getattr(expect, name), found.get(name))
    for name in ("holds", "register", "out_of_order"):
        yield from _all_of(name, getattr(expect, name), found.get(name, ()))
    for name in ("deviations", "alerts"):
        yield from _table(name, getattr(expect, name), found.get(name, {}), whole=True)
    for name in ("bags", "verdicts", "provisional_verdicts"):
        yield from _table(name, getattr(expect, name), found.get(name, {}), whole=False)
    for test_id, text in expect.values.items():
        line = stands.lines.get(test_id) if stands else None
        yield from _one(f"values.{test_id}", text, value_at(line, text) if line else None)


def _answer(certificate: str, expect: Expect, found: Answer | None) -> Iterator[Mismatch]:
    yield from _one(certificate, getattr(expect, certificate), found.word if found else None)
    whole, among = getattr(expect, f"{certificate}_reasons"), getattr(expect, f"{certificate}_reasons_among")
    words = found.words if found else ()
    yield from reasons_differ(f"{certificate}_reasons", words, whole=whole, among=among)


def reasons_differ(
    where: str, found: Iterable[str], *, whole: tuple[str, ...] | None, among: tuple[str, ...] | None
) -> Iterator[Mismatch]:
    """Compare reasons: all of them, or some that must be among them; their order says nothing."""
    words = tuple(found)
    if whole is not None and sorted(whole) != sorted(words):
        yield Mismatch(where=where, expected=_listed(whole), found=_listed(words))
    if among is not None and not set(among) <= set(words):
        yield Mismatch(where=f"{where}_among", expected=_listed(among), found=_listed(words))


def _one(where: str, expected: object, found: object) -> Iterator[Mismatch]:
    if expected is not None and _text(expected) != _text(found):
        yield Mismatch(where=where, expected=_text(expected), found=_text(found))


def _all_of(where: str, expected: tuple[str, ...] | None, found: Iterable[str]) -> Iterator[Mismatch]:
    if expected is not None and list(expected) != list(found):
        yield Mismatch(where=where, expected=_listed(expected), found=_listed(found))


def _table(
    where: str, expected: Mapping[str, Any] | None, found: Mapping[str, Any], *, whole: bool
) -> Iterator[Mismatch]:
    if expected is None:
        return
    for name in dict.fromkeys([*expected, *(found if whole else ())]):
        if _text(expected.get(name)) != _text(found.get(name)):
            yield Mismatch(where=f"{where}.{name}", expected=_text(expected.get(name)), found=_text(found.get(name)))


def value_at(line: Line, text: str) -> str:
    """Give a line's value as it is compared with an expected one: as typed, or computed to the places written."""
    if line.computed is None:
        return shown(line) or NOTHING
    exact = line.computed.exact
    if exact is None:
        return NOTHING
    try:
        places = -int(str(read(text, unit=Unit(name=""), separator=".").value.as_tuple().exponent))
    except BenchError:
        return f"{decimal_of(exact):f}"
    return f"{decimal_of(exact).quantize(Decimal(1).scaleb(-places), context=WIDE):f}"


def shown(line: Line) -> str:
    """Give what was typed of a line: readings, the outcome or the declared text."""
    value = line.value
    if value is None or value.nothing:
        return ""
    if value.replicates:
        return "; ".join(reading.text for reading in value.replicates)
    return value.reading.text if value.reading else value.outcome or value.declared


def _text(value: object) -> str:
    match value:
        case None:
            return NOTHING
        case bool():
            return str(value).lower()
        case Enum():
            return str(value.value)
        case _:
            return str(value)


def _listed(texts: Iterable[str]) -> str:
    return "; ".join(texts) or NOTHING
